import FlowModel
import FlowStore
import FlowSync
import Testing

@Suite("what changed here and on the server")
struct MergeTests {
  private func edited(isLive: Bool = false) throws -> SyncDriver {
    let driver = try SyncDriver()
    driver.seed("A")
    if isLive { driver.service.rows[0].set("isPublic", Array("true".utf8)) }
    try driver.pull()
    try driver.edit("A", "flowData.nodes[0].data.inputs.temperature", "0.9")
    return driver
  }

  private func body(_ driver: SyncDriver) -> String {
    driver.service.row(named: "A")?.text("flowData") ?? ""
  }

  private func codes(_ driver: SyncDriver) throws -> [FlowNotice.Code] {
    try driver.store.reader.notices().map(\.code)
  }

  @Test("a push puts other values of the same flow together, tells it, and sends ours on theirs")
  func pushMerges() throws {
    let driver = try edited()
    driver.service.foreignEdit(
      "A", "flowData", SyncDriver.body.replacing("Chat", with: "Renamed"))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.count(.update) == 1)
    #expect(body(driver).contains("Renamed") && body(driver).contains("0.9"))
    #expect(try driver.state("A") == .clean)
    let notice = try #require(try driver.store.reader.notices().first)
    #expect(notice.code == .mergedByItself)
    #expect(notice.places == ["flowData.nodes.n0.data.label"])
    try driver.store.writer.closeNotice(notice.id)
    #expect(try driver.store.reader.notices().isEmpty)
  }

  @Test("a pull puts them together too, and undo takes the merge back")
  func pullMerges() throws {
    let driver = try edited()
    driver.service.foreignEdit("A", "category", "\"theirs\"")
    #expect(try driver.pull().merged == 1)
    #expect(try driver.state("A") == .dirty)
    #expect(try driver.record("A").contains("theirs") && driver.record("A").contains("0.9"))
    let sources = try driver.store.reader.history(of: try driver.flow("A").id).map(\.source)
    #expect(sources.prefix(2) == ["merge", "pull"])
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(
      driver.service.requests(.update).allSatisfy {
        !String(decoding: $0.body, as: UTF8.self).contains("theirs")
      })
    #expect(driver.service.row(named: "A")?.text("category") == "theirs")
  }

  @Test(
    "what looks differently only is no change that anybody is asked about",
    arguments: [false, true])
  func cosmetic(isDeletion: Bool) throws {
    let driver = try edited(isLive: true)
    if isDeletion { try driver.order(.delete, "A") }
    driver.service.foreignEdit(
      "A", "flowData",
      SyncDriver.body.replacing("edges", with: "viewport\\\":{\\\"x\\\":1},\\\"edges"))
    try driver.pull()
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.applied])
    #expect(try codes(driver).isEmpty)
    #expect(driver.service.rows.count == (isDeletion ? 0 : 1))
  }

  @Test("a live flow asks, and --merge auto answers", arguments: [false, true])
  func live(afterPull: Bool) throws {
    let driver = try edited(isLive: true)
    driver.service.foreignEdit("A", "category", "\"theirs\"")
    if afterPull { try driver.pull() }
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.conflict])
    let conflict = try #require(try driver.store.reader.conflict(of: try driver.flow("A").id))
    #expect(conflict.kind == .liveMerge)
    #expect(driver.service.count(.update) == 0)
    #expect(try driver.push(nil, .person, merge: .given).entries.map(\.outcome) == [.applied])
    #expect(driver.service.row(named: "A")?.text("category") == "theirs")
    #expect(body(driver).contains("0.9"))
  }

  @Test("with merge set to ask nothing is put together")
  func ask() throws {
    let driver = try edited()
    driver.service.foreignEdit("A", "category", "\"theirs\"")
    #expect(try driver.push(merge: FlowMerge.Consent.none).entries.map(\.outcome) == [.conflict])
  }

  @Test("a node deleted there and edited here asks")
  func deletedThere() throws {
    let driver = try edited()
    driver.service.foreignEdit("A", "flowData", #""{\"nodes\":[],\"edges\":[]}""#)
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    #expect(driver.service.count(.update) == 0)
  }

  @Test("a server that moves with every look is left to a person after three rounds")
  func alwaysMoving() throws {
    let driver = try edited()
    for index in 0..<8 {
      driver.service.accompany(
        .fetch, .before { driver.service.foreignEdit("A", "category", "\"c\(index)\"") })
    }
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    #expect(driver.service.count(.update) == 0)
    #expect(driver.service.count(.fetch) == 4)
  }

  @Test("an edit made while a file was stored keeps the server's form of the file")
  func storedFileMeanwhile() throws {
    let driver = try SyncDriver()
    let loader =
      #""{\"nodes\":[{\"id\":\"n0\",\"data\":{\"category\":\"Document Loaders\",\"label\":\"x\",\"inputs\":{\"f\":\"data:a;base64,QQ==\"}}}],\"edges\":[]}""#
    driver.service.add([
      ("name", #""A""#), ("type", #""CHATFLOW""#), ("flowData", SyncDriver.body),
      ("workspaceId", #""ws-1""#),
    ])
    try driver.pull()
    try driver.edit("A", "flowData", loader)
    driver.service.accompany(
      .update,
      .after {
        driver.service.foreignEdit(
          "A", "flowData", loader.replacing("data:a;base64,QQ==", with: "FILE-STORAGE::a"))
        try? driver.edit("A", "flowData.nodes[0].data.label", "\"later\"")
      })
    driver.service.fail(.update, .lostAfter)
    try driver.push()
    #expect(body(driver).contains("FILE-STORAGE::a") && body(driver).contains("later"))
    #expect(driver.service.count(.update) == 2)
  }
}

@Suite("our own earlier requests")
struct OwnRequestsTests {
  private func pushed() throws -> SyncDriver {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "flowData.nodes[0].data.inputs.temperature", "0.9")
    try driver.push()
    return driver
  }

  @Test("a blind save that undoes ours is told, with the place, and nothing is sent again")
  func undone() throws {
    let driver = try pushed()
    driver.service.foreignEdit(
      "A", "flowData", SyncDriver.body.replacing("Chat", with: "Theirs"))
    try driver.pull()
    let notice = try #require(try driver.store.reader.notices().first)
    #expect(notice.code == .undoneByLaterSave)
    #expect(notice.places == ["flowData.nodes.n0.data.inputs.temperature"])
    let attempt = try #require(try driver.store.reader.attempt(ofNotice: notice.id))
    #expect(attempt.fields == ["flowData"])
    try driver.push()
    #expect(driver.service.count(.update) == 1)
  }

  @Test(
    "a save that leaves ours alone, or changes it to something new, is nothing to tell",
    arguments: ["0.9", "0.3"])
  func notUndone(value: String) throws {
    let driver = try pushed()
    driver.service.foreignEdit(
      "A", "flowData",
      SyncDriver.body.replacing("Chat", with: "Theirs").replacing("0.7", with: value))
    try driver.pull()
    #expect(try driver.store.reader.notices().isEmpty)
  }

  @Test("after thirty days nobody is told")
  func longAgo() throws {
    let driver = try pushed()
    driver.clock.advance(seconds: 31 * 86_400)
    driver.service.foreignEdit("A", "flowData", SyncDriver.body)
    try driver.pull()
    #expect(try driver.store.reader.notices().isEmpty)
  }

  @Test("a request that counted as lost and arrives later is our own, not somebody's edit")
  func lateUpdate() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"first\"")
    driver.service.fail(.update, .late(600))
    _ = try driver.push()
    try driver.edit("A", "category", "\"second\"")
    try driver.push()
    #expect(driver.service.row(named: "A")?.text("category") == "second")
    driver.clock.advance(seconds: 700)
    #expect(driver.service.row(named: "A")?.text("category") == "first")
    try driver.pull()
    let conflict = try #require(try driver.store.reader.conflict(of: try driver.flow("A").id))
    #expect(conflict.kind == .writeRace)
    #expect(conflict.paths == ["category"])
    try driver.resolve("A", .mine)
    try driver.push()
    #expect(driver.service.row(named: "A")?.text("category") == "second")
  }

  @Test("a create that counted as lost and is made later is flagged", arguments: [false, true])
  func lateCreate(inPages: Bool) throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.make("New")
    driver.service.fail(.create, .late(600))
    try driver.push()
    #expect(driver.service.rows.count == 2)
    if inPages { driver.service.listsBodies = false }
    driver.clock.advance(seconds: 700)
    #expect(driver.service.rows.count == 3)
    try driver.pull()
    let notice = try #require(try driver.store.reader.notices().first)
    #expect(notice.code == .possibleDuplicate)
    let first = try driver.store.reader.find("New").first { $0.id != notice.flow }
    #expect(notice.places == [try #require(first).localID])
  }
}
