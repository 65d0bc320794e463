import FlowModel
import FlowStore
import FlowSync
import Testing

@Suite("pulling")
struct PullTests {
  @Test("takes new and changed flows and leaves the rest")
  func plain() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B", "C")
    let first = try driver.pull()
    #expect((first.new, first.changed, first.unchanged) == (3, 0, 0))
    #expect(first.isComplete)
    driver.service.foreignEdit("B", "category", "\"x\"")
    driver.seed("D")
    let second = try driver.pull()
    #expect((second.new, second.changed, second.unchanged) == (1, 1, 2))
    #expect(try driver.record("B").contains("\"category\":\"x\""))
  }

  @Test("a tag that still holds costs one request and changes nothing")
  func notModified() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    driver.service.listTag = "W/1"
    try driver.pull()
    let requests = driver.service.log.count
    let report = try driver.pull()
    #expect(report.unchanged == 2)
    #expect(report.isComplete)
    #expect(driver.service.log.count - requests == 2)  // connect and list
  }

  @Test("reads lists in pages", arguments: [0, 1, 10, 99, 100, 101, 250])
  func paged(count: Int) throws {
    let driver = try SyncDriver()
    for index in 0..<count { driver.seed("F\(index)") }
    driver.service.shape = .paged(cap: 100)
    let report = try driver.pull()
    #expect(report.new == count)
    #expect(report.isComplete)
    #expect(try driver.store.reader.counts().chatflows == count)
  }

  @Test("reads lists by page tokens and completes the rows", arguments: [0, 1, 99, 100, 101, 230])
  func tokens(count: Int) throws {
    let driver = try SyncDriver(.chatbot)
    for index in 0..<count { driver.seed("Bot\(index)") }
    let report = try driver.pull()
    #expect(report.new == count)
    #expect(report.stubs == 0)
    #expect(report.isComplete)
    #expect(driver.service.count(.fetch) == count)
    let again = try driver.pull()
    #expect(again.unchanged >= count)
    #expect(driver.service.count(.fetch) == count)
  }

  @Test("a moved stamp of a bot makes it read its draft again")
  func movedStamp() throws {
    let driver = try SyncDriver(.chatbot)
    driver.seed("Bot", "Other")
    try driver.pull()
    driver.clock.advance(seconds: 5)
    driver.service.foreignEdit("Bot", "draft", #"{"nodes":[{"id":"z"}],"edges":[]}"#)
    let report = try driver.pull()
    #expect(report.changed == 1)
    #expect(driver.service.count(.fetch) == 3)
    #expect(try driver.record("Bot").contains(#""id":"z""#))
  }

  @Test("a body that could not be read is completed by the next pull")
  func stubs() throws {
    let driver = try SyncDriver(.chatbot)
    driver.seed("Bot")
    driver.service.failAlways(.fetch, .refused(500, message: "boom"))
    #expect(try driver.pull().stubs == 1)
    #expect(try driver.state("Bot") == .stub)
    driver.service.failAlways(.fetch, nil)
    let second = try driver.pull()
    #expect(second.stubs == 0)
    #expect((second.new, second.changed) == (0, 0), "a body that came late is no change")
    #expect(try driver.state("Bot") == .clean)
  }

  @Test("a row that is no flow is left out, reported, and proves no deletion")
  func oddRow() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    driver.service.rows.removeFirst()
    driver.seed("C")
    driver.service.extraRows = [
      Array(#"{"id":7,"name":"x"}"#.utf8), Array("7".utf8), Array(#"{"id":"../x"}"#.utf8),
    ]
    let report = try driver.pull()
    #expect(report.refused == 3)
    #expect(report.new == 1)
    #expect(!report.isComplete)
    #expect(try driver.state("A") == .clean)
  }

  @Test("an edit here and one there of the same value open a conflict")
  func conflict() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    driver.service.foreignEdit("A", "category", "\"theirs\"")
    let report = try driver.pull()
    #expect(report.conflicts == 1)
    #expect(try driver.state("A") == .conflict)
    #expect(try driver.record("A").contains("mine"))
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    driver.service.foreignEdit("A", "category", "\"third\"")
    try driver.pull()
    let conflict = try #require(try driver.store.reader.conflict(of: try driver.flow("A").id))
    #expect(String(decoding: conflict.remote ?? [], as: UTF8.self).contains("third"))
  }

  @Test("the same edit on both sides is no conflict")
  func sameEdit() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"same\"")
    driver.service.foreignEdit("A", "category", "\"same\"")
    #expect(try driver.pull().conflicts == 0)
    #expect(try driver.state("A") == .clean)
    #expect(try driver.store.reader.outbox().isEmpty)
  }

  @Test("a new date or a field only the server writes is no foreign edit")
  func serverFields() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    driver.clock.advance(seconds: 9)
    driver.service.foreignEdit("A", "webhookSecretConfigured", "true")
    #expect(try driver.pull().conflicts == 0)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
  }

  @Test("another workspace behind the same address stops the pull")
  func workspace() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    driver.service.rows = []
    driver.service.add([
      ("name", "\"X\""), ("flowData", SyncDriver.body), ("workspaceId", "\"ws-2\""),
    ])
    let report = try driver.pull()
    #expect(report.error == .serverChanged(expected: "ws-1", found: "ws-2"))
    #expect(try driver.store.reader.counts().chatflows == 2)
    #expect(try driver.state("A") == .clean)
  }

  @Test("an unreachable server is said at once")
  func unreachable() throws {
    let driver = try SyncDriver()
    driver.service.failAlways(.connect, .neverConnected)
    guard case .unreachable = try driver.pull().error else {
      Issue.record("no error")
      return
    }
    #expect(driver.clock.waits.isEmpty)
    #expect(try driver.server().isReachable == false)
  }

  @Test("a server that never shows the draft keeps what was written here")
  func hiddenDraft() throws {
    let driver = try SyncDriver(.chatbot)
    driver.seed("Bot")
    driver.service.hidesDraft = true
    try driver.pull()
    #expect(try driver.state("Bot") == .clean)
    try driver.edit("Bot", "draft", #"{"nodes":[{"id":"mine","data":{}}],"edges":[]}"#)
    #expect(try driver.push().entries.first?.code == "confirm")
    #expect(try driver.push(nil, .flag).entries.map(\.outcome) == [.applied])
    #expect(
      driver.service.rows[0].value("draft").map { String(decoding: $0, as: UTF8.self) }?.contains(
        "mine") == true)
    try driver.pull()
    #expect(try driver.record("Bot").contains("mine"))
    #expect(try driver.state("Bot") == .clean)
  }
}
