import FlowAPI
import FlowModel
import FlowStore
import FlowSync
import Testing

@Suite("records that are not understood")
struct QuarantineTests {
  /// What a server may send in the place of the flow `A`, and what weir says of it.
  enum Oddity: CaseIterable {
    case broken, notUTF8, deep, oversized

    var reason: QuarantineReason {
      switch self {
      case .broken, .notUTF8: .notJSON
      case .deep: .tooDeep
      case .oversized: .tooLarge
      }
    }

    func row(_ id: String) -> [UInt8]? {
      let start = #"{"id":"\#(id)","name":"A","workspaceId":"ws-1","flowData":"#
      switch self {
      case .broken: return Array((start + #"tru,,"x" 5}"#).utf8)
      case .notUTF8: return Array((start + "\"").utf8) + [0xFF, 0xC0] + Array("\"}".utf8)
      case .deep:
        let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        return Array((start + deep + "}").utf8)
      case .oversized: return nil
      }
    }
  }

  /// The list shows something else for this flow.
  private func disturb(_ driver: SyncDriver, _ name: String, _ oddity: Oddity) throws {
    let id = try #require(driver.service.row(named: name)?.id)
    driver.service.hiddenIDs = [id]
    if let row = oddity.row(id) {
      driver.service.extraRows = [row]
    } else {
      driver.service.oversizedRows = [RowIdentity(id: id, name: name)]
    }
  }

  private func calm(_ driver: SyncDriver) {
    driver.service.hiddenIDs = []
    driver.service.extraRows = []
    driver.service.oversizedRows = []
  }

  private func events(_ driver: SyncDriver) throws -> [String] {
    try driver.store.reader.events(limit: 100).map(\.code)
  }

  @Test(
    "a known flow whose row is not understood keeps what was understood last, and is told about",
    arguments: Oddity.allCases)
  func known(_ oddity: Oddity) throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    let before = try driver.record("A")
    try disturb(driver, "A", oddity)
    let report = try driver.pull()
    #expect((report.quarantined, report.refused, report.changed) == (1, 0, 0))
    #expect(try driver.state("A") == .quarantined)
    #expect(try driver.record("A") == before)
    #expect(try driver.state("B") == .clean)
    let told = try #require(try driver.store.reader.quarantinedFlows().first)
    #expect(told.reason == oddity.reason && told.name == "A")
    #expect(try events(driver).contains("quarantined"))
  }

  @Test(
    "a flow that was never understood stands in the list with its name and the reason",
    arguments: Oddity.allCases)
  func unknown(_ oddity: Oddity) throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try disturb(driver, "A", oddity)
    #expect(try driver.pull().new == 2)
    #expect(try driver.state("A") == .quarantined)
    #expect(driver.service.count(.fetch) == 0)
    #expect(throws: StoreError.notAllowed(.quarantined)) {
      try driver.edit("A", "category", "\"x\"")
    }
    calm(driver)
    try driver.pull()
    #expect(try driver.state("A") == .clean)
    #expect(try driver.record("A").contains("flowData"))
  }

  @Test("a row that is not understood proves no deletion, neither of its flow nor of another")
  func noDeletion() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B", "C")
    try driver.pull()
    driver.service.rows.removeAll { $0.text("name") == "B" }
    try disturb(driver, "A", .broken)
    for _ in 0..<3 {
      driver.clock.advance(seconds: 100)
      let report = try driver.pull()
      #expect(!report.isComplete && report.gone + report.missing == 0)
    }
    #expect(try driver.state("B") == .clean)
    #expect(driver.service.count(.fetch) == 0)
  }

  @Test("nothing is edited, ordered or sent over a record that is not understood")
  func neverPushed() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    try driver.edit("B", "category", "\"mine\"")
    try disturb(driver, "A", .deep)
    try driver.pull()
    let plan = try PushPlanner(driver.store.reader, now: driver.clock.now).plan(of: nil)
    #expect(plan.entries.map(\.isReady) == [false, true])
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.blocked, .applied])
    #expect(report.entries.map(\.code) == ["quarantined", nil])
    #expect(driver.service.count(.update) == 1)
    #expect(throws: StoreError.notAllowed(.quarantined)) {
      try driver.edit("A", "category", "\"x\"")
    }
    #expect(throws: StoreError.notAllowed(.quarantined)) { try driver.order(.delete, "A") }
    #expect(try driver.record("A").contains("mine"))
  }

  @Test("what waited goes out once the server sends something that is understood")
  func freed() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    try disturb(driver, "A", .broken)
    try driver.pull()
    calm(driver)
    try driver.pull()
    #expect(try driver.state("A") == .dirty)
    #expect(try events(driver).contains("understood"))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.row(named: "A")?.text("category") == "mine")
    #expect(try driver.store.reader.quarantinedFlows().isEmpty)
  }

  @Test("the same row as before frees a flow too")
  func freedByTheSame() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    driver.service.listTag = "W/1"
    try driver.pull()
    try disturb(driver, "A", .broken)
    driver.service.listTag = "W/2"
    try driver.pull()
    calm(driver)
    driver.service.listTag = "W/1"
    #expect(try driver.pull().unchanged == 1)
    #expect(try driver.state("A") == .clean)
  }

  @Test("a push that finds a record it does not understand writes nothing over it")
  func foundByPush() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    driver.service.listTag = "W/1"
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    driver.service.failAlways(.fetch, .unusable(.malformed(.notJSON, "odd")))
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.blocked])
    #expect(report.entries.map(\.code) == ["quarantined"])
    #expect(driver.service.count(.update) == 0)
    #expect(try driver.state("A") == .quarantined)
    driver.service.failAlways(.fetch, nil)
    #expect(try driver.push().entries.map(\.code) == ["quarantined"])
    try driver.pull()
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
  }

  @Test(
    "a body that comes by id and is not understood keeps the one before",
    arguments: [APIError.malformed(.tooDeep, "deep"), .tooLarge(limit: 64 << 20)])
  func byID(_ error: APIError) throws {
    let driver = try SyncDriver(.chatbot)
    driver.seed("Bot", "Other")
    try driver.pull()
    let before = try driver.record("Bot")
    driver.clock.advance(seconds: 5)
    driver.service.foreignEdit("Bot", "draft", #"{"nodes":[{"id":"z"}],"edges":[]}"#)
    driver.service.fail(.fetch, .unusable(error))
    #expect(try driver.pull().quarantined == 1)
    #expect(try driver.state("Bot") == .quarantined)
    #expect(try driver.record("Bot") == before)
    #expect(try driver.pull().quarantined == 0)
    #expect(try driver.state("Bot") == .clean)
    #expect(try driver.record("Bot").contains(#""id":"z""#))
  }

  @Test("a flow that is gone from the server is no odd one any more: a person decides")
  func gone() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    try disturb(driver, "A", .broken)
    try driver.pull()
    calm(driver)
    driver.service.rows.removeAll { $0.text("name") == "A" }
    for _ in 0..<2 {
      try driver.pull()
      driver.clock.advance(seconds: 100)
    }
    #expect(try driver.state("A") == .conflict)
    try driver.resolve("A", .mine)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.row(named: "A")?.text("category") == "mine")
  }

  @Test("a new flow is made although another row is not understood")
  func createBesides() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try disturb(driver, "A", .deep)
    try driver.make("New")
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
  }

  @Test("a new row that is not understood may be what a lost request made: nothing is made twice")
  func createInDoubt() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.make("New")
    driver.service.fail(.create, .lostAfter)
    // Made, and shown as something odd.
    let service = driver.service
    service.accompany(
      .create,
      .after {
        let id = service.row(named: "New")?.id ?? ""
        service.hiddenIDs = [id]
        service.extraRows = [Array(#"{"id":"\#(id)","name":"New","flowData":tru}"#.utf8)]
      })
    #expect(try driver.push().entries.map(\.outcome) == [.inDoubt])
    try driver.pull()
    #expect(try driver.push().entries.map(\.outcome) == [.inDoubt])
    calm(driver)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.count(.create) == 1)
    #expect(driver.service.rows.count == 2)
  }

  @Test("rows that do not say whose they are are counted, and told in the audit trail")
  func nameless() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    driver.service.extraRows = [Array(#"{"flowData":tru}"#.utf8), Array(#"{"id":"../x",}"#.utf8)]
    driver.service.oversizedRows = [nil]
    let report = try driver.pull()
    #expect((report.refused, report.quarantined, report.new) == (3, 0, 1))
    #expect(!report.isComplete)
    let event = try #require(
      try driver.store.reader.events(limit: 10).first { $0.code == "rows-refused" })
    #expect(event.detail == "3")
  }

  @Test("pages go on behind a row that is over the cap", arguments: [FlowKind.chatflow, .chatbot])
  func pages(kind: FlowKind) throws {
    let driver = try SyncDriver(kind)
    for number in 0..<25 { driver.seed("F\(number)") }
    driver.service.shape = kind == .chatflow ? .paged(cap: 10) : .tokens(page: 10)
    driver.service.oversizedRows = [RowIdentity(id: "huge", name: "Huge")]
    let report = try driver.pull()
    #expect(report.new == 26 && report.quarantined == 1)
    #expect(try driver.state("Huge") == .quarantined)
  }
}
