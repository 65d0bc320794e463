import FlowModel
import FlowStore
import FlowSync
import JSONText
import Testing

@Suite("saving a merge that a person chose")
struct ConflictMergeTests {
  private static let category = JSONPath([.key("category")])
  private static let temperature = JSONPath(
    ["flowData", "nodes", "n0", "data", "inputs", "temperature"].map { .key($0) })
  private static let label = JSONPath(
    ["flowData", "nodes", "n0", "data", "label"].map { .key($0) })

  /// The category and a temperature clash, the label changed only there.
  private func held() throws -> SyncDriver {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    try driver.edit("A", "flowData.nodes[0].data.inputs.temperature", "0.2")
    driver.service.foreignEdit("A", "category", "\"theirs\"")
    driver.service.foreignEdit(
      "A", "flowData",
      SyncDriver.body.replacing("0.7", with: "0.9").replacing("Chat", with: "Renamed"))
    try driver.push()
    #expect(try driver.state("A") == .conflict)
    return driver
  }

  private func choose(
    _ driver: SyncDriver, _ choices: [(JSONPath, JSONMergeChoice)]
  ) throws {
    let conflict = try #require(try driver.store.reader.conflict(of: try driver.flow("A").id))
    var kept = conflict.choices
    for (path, choice) in choices { kept[path] = choice }
    try driver.store.writer.keepChoices(kept, of: conflict.id)
  }

  private func save(_ driver: SyncDriver, seen: Int64? = nil) throws -> String? {
    try ConflictResolver(driver.store).saveMerge(of: try driver.flow("A").id, seen: seen)
  }

  private func sent(_ driver: SyncDriver) throws -> String {
    String(decoding: try #require(driver.service.requests(.update).last).body, as: UTF8.self)
  }

  @Test(
    "undo brings back what stood here before the resolution",
    arguments: ["merge", "mine", "theirs"])
  func undone(way: String) throws {
    let driver = try held()
    let mine = try driver.record("A")
    switch way {
    case "mine": try driver.resolve("A", .mine)
    case "theirs": try driver.resolve("A", .theirs)
    default:
      try choose(driver, [(Self.category, .theirs), (Self.temperature, .theirs)])
      #expect(try save(driver) == nil)
    }
    #expect(try driver.record("A") != mine)
    guard case .content(let version)? = try driver.store.reader.undoStep(of: driver.flow("A").id)
    else {
      Issue.record("there is nothing to undo")
      return
    }
    let bytes = try #require(try driver.store.reader.versionBytes(version)).bytes
    #expect(String(decoding: bytes, as: UTF8.self) == mine)
  }

  @Test("one value is mine, another theirs, and what merges by itself stays")
  func mixed() throws {
    let driver = try held()
    try choose(driver, [(Self.category, .theirs), (Self.temperature, .mine)])
    #expect(try save(driver) == nil)
    #expect(try driver.state("A") == .dirty)
    #expect(driver.service.count(.update) == 0)
    let sources = try driver.store.reader.history(of: try driver.flow("A").id).map(\.source)
    #expect(sources.first == "resolve")
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(!(try sent(driver).contains("category")))
    let row = try #require(driver.service.row(named: "A"))
    #expect(row.text("category") == "theirs")
    #expect(row.text("flowData")?.contains("0.2") == true)
    #expect(row.text("flowData")?.contains("Renamed") == true)
    #expect(try driver.state("A") == .clean)
    let end = try driver.store.database.all("SELECT resolution FROM conflict") { $0.text(0) }
    #expect(end == ["merged"])
  }

  @Test("a merge that says what the server says leaves nothing to send")
  func same() throws {
    let driver = try held()
    try choose(driver, [(Self.category, .theirs), (Self.temperature, .theirs)])
    #expect(try save(driver) == nil)
    #expect(try driver.state("A") == .clean)
    #expect(try driver.store.reader.outbox().isEmpty)
    let versions = try driver.store.reader.history(of: try driver.flow("A").id)
    let kept = try versions.compactMap { try driver.store.reader.versionBytes($0.id)?.bytes }
    #expect(kept.contains { String(decoding: $0, as: UTF8.self).contains(#""mine""#) })
    try driver.checkInvariants()
  }

  @Test("what is not chosen yet is named, and nothing has changed")
  func unfinished() throws {
    let driver = try held()
    let before = try driver.tracked("A")
    #expect(try save(driver)?.hasPrefix("2 places are not chosen yet") == true)
    try choose(driver, [(Self.category, .mine)])
    #expect(try save(driver)?.contains("temperature is not chosen yet") == true)
    #expect(try driver.tracked("A") == before)
    #expect(try driver.state("A") == .conflict)
  }

  @Test("choices outlive a restart and a further change of the server, and hold where they can")
  func kept() throws {
    let driver = try held()
    try choose(driver, [(Self.category, .mine), (Self.temperature, .mine)])
    try driver.reopen()
    driver.service.foreignEdit(
      "A", "flowData",
      SyncDriver.body.replacing("0.7", with: "1.1").replacing("Chat", with: "Again"))
    try driver.pull()
    let conflict = try #require(try driver.store.reader.conflict(of: try driver.flow("A").id))
    #expect(conflict.choices.count == 2)
    #expect(String(decoding: conflict.remote ?? [], as: UTF8.self).contains("Again"))
    #expect(try save(driver) == nil)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    let body = driver.service.row(named: "A")?.text("flowData") ?? ""
    #expect(body.contains("0.2") && body.contains("Again"))
  }

  @Test("a server that moved since the person looked is looked at first")
  func unseen() throws {
    let driver = try held()
    let flow = try driver.flow("A").id
    try choose(driver, [(Self.category, .mine), (Self.temperature, .mine)])
    let seen = try #require(try driver.store.reader.conflict(of: flow)).remoteVersion
    driver.service.foreignEdit("A", "category", "\"third\"")
    try driver.pull()
    #expect(try save(driver, seen: seen)?.contains("Look again") == true)
    #expect(try driver.state("A") == .conflict)
    let now = try #require(try driver.store.reader.conflict(of: flow)).remoteVersion
    #expect(try save(driver, seen: now) == nil)
  }

  @Test("a server that moves after the merge was saved asks about the new clash only")
  func movedAgain() throws {
    let driver = try held()
    try choose(driver, [(Self.category, .mine), (Self.temperature, .mine)])
    #expect(try save(driver) == nil)
    driver.service.foreignEdit("A", "category", "\"third\"")
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    let conflict = try #require(try driver.store.reader.conflict(of: try driver.flow("A").id))
    #expect(conflict.paths == ["category"])
    #expect(driver.service.row(named: "A")?.text("category") == "third")
  }

  @Test("a publish that waited for the draft means the merged one")
  func pinned() throws {
    let scene = try ConflictScene(.pinChanged)
    let driver = scene.driver
    let path = JSONPath(["draft", "nodes", "n1", "data", "text"].map { .key($0) })
    try choose(driver, [(path, .own(Array("\"both-texts\"".utf8)))])
    #expect(try save(driver) == nil)
    let report = try driver.push(nil, .person)
    #expect(report.entries.map(\.outcome) == [.applied, .applied])
    let published = driver.service.versionsMade.values.joined().map {
      String(decoding: $0.definition, as: UTF8.self)
    }
    #expect(published.count == 1 && published[0].contains("both-texts"))
    #expect(scene.served.contains("both-texts"))
  }

  @Test(
    "where something is gone or there is only a twin there is no merge",
    arguments: [Conflict.Kind.editGone, .deleteEdit, .createTwin])
  func without(_ kind: Conflict.Kind) throws {
    let scene = try ConflictScene(kind)
    let resolver = ConflictResolver(scene.driver.store)
    let flow = try scene.flow
    #expect(try resolver.saveMerge(of: flow)?.contains("no three versions") == true)
    #expect(try resolver.saveMerge(of: flow, as: [0x7B, 0x7D])?.contains("no three") == true)
    #expect(try scene.driver.state(scene.name) == .conflict)
  }

  // MARK: Mine

  @Test("mine keeps a colleague's change of another value of the same body")
  func mine() throws {
    let driver = try held()
    try driver.resolve("A", .mine)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    let row = try #require(driver.service.row(named: "A"))
    #expect(row.text("category") == "mine")
    #expect(row.text("flowData")?.contains("0.2") == true)
    #expect(row.text("flowData")?.contains("Renamed") == true)
  }

  @Test("mine brings back a node that mine needs, and leaves the rest of theirs")
  func needed() throws {
    func body(_ first: String, _ second: Bool, edge: Bool) -> String {
      let nodes =
        #"{"id":"a","data":{"label":"\#(first)"}}"#
        + (second ? #",{"id":"b","data":{"label":"B"}}"# : "")
      let edges = edge ? #"{"id":"e","source":"a","target":"b"}"# : ""
      return String(
        decoding: JSONString.literal(#"{"nodes":[\#(nodes)],"edges":[\#(edges)]}"#), as: UTF8.self)
    }
    let driver = try SyncDriver()
    driver.seed("A")
    driver.service.rows[0].set("flowData", Array(body("A", true, edge: false).utf8))
    try driver.pull()
    try driver.edit("A", "flowData.edges", #"[{"id":"e","source":"a","target":"b"}]"#)
    driver.service.foreignEdit("A", "flowData", body("Theirs", false, edge: false))
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    #expect(try save(driver)?.contains("Edge e would lead to b") == true)
    try driver.resolve("A", .mine)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    let stored = try #require(driver.service.row(named: "A")?.text("flowData"))
    let root = try JSONDocument(parsing: Array(stored.utf8)).root
    #expect(root["nodes"]?.elements.compactMap { $0["id"]?.string } == ["a", "b"])
    #expect(root["nodes"]?[0]?["data"]?["label"]?.string == "Theirs")
    #expect(root["edges"]?.count == 1)
  }

  @Test("mine after a write over ours puts ours back, and keeps what the other one wrote elsewhere")
  func writtenOver() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "flowData.nodes[0].data.inputs.temperature", "0.2")
    // Somebody saved a copy that was read before ours arrived.
    driver.service.foreignEdit(
      "A", "flowData", SyncDriver.body.replacing("Chat", with: "Renamed"))
    let row = try #require(driver.service.row(named: "A"))
    let flow = try driver.tracked("A")
    try driver.store.writer.hold(
      flow, as: .writeRace, base: flow.work, remote: try driver.store.writer.document(row.bytes),
      remoteStamp: row.text("updatedDate"), paths: ["flowData"])
    try driver.resolve("A", .mine)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    let body = driver.service.row(named: "A")?.text("flowData") ?? ""
    #expect(body.contains("0.2") && body.contains("Renamed"))
  }

  @Test("mine sends the fields whole where a side cannot be merged")
  func unmergeable() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "flowData.nodes[0].data.inputs.temperature", "0.2")
    driver.service.foreignEdit("A", "flowData", #""{\"nodes\":[""#)
    driver.service.foreignEdit("A", "apiConfig", #""{}""#)
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    try driver.resolve("A", .mine)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    let row = try #require(driver.service.row(named: "A"))
    #expect(row.text("flowData")?.contains("0.2") == true)
    #expect(row.text("apiConfig") == "{}")
  }

  // MARK: A record made by hand

  @Test("a record made by hand is taken, and what only the server writes stays the server's")
  func byHand() throws {
    let driver = try held()
    driver.service.foreignEdit("A", "apiConfig", #""{}""#)
    try driver.pull()
    let made = try driver.record("A")
      .replacing(#""mine""#, with: #""made by hand""#)
      .replacing(#""updatedDate":""#, with: #""updatedDate":"x"#)
    let resolver = ConflictResolver(driver.store)
    #expect(try resolver.saveMerge(of: try driver.flow("A").id, as: Array(made.utf8)) == nil)
    #expect(!(try driver.record("A").contains(#""updatedDate":"x"#)))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.row(named: "A")?.text("category") == "made by hand")
    #expect(driver.service.row(named: "A")?.text("apiConfig") == "{}", "added only there")
    #expect(try driver.state("A") == .clean)
  }

  @Test(
    "a record made by hand that does not do is refused, and the sentence says why",
    arguments: [
      ("{", "not JSON"), ("[1]", "must be a JSON object"), (#"{"flowData":"{}"}"#, "name"),
      (#"{"id":"other","name":"A"}"#, "another flow"),
      (#"{"name":"A","type":"CHATFLOW","isPublic":false,"workspaceId":"ws-1"}"#, "missing"),
      (
        #"{"name":"A","type":"CHATFLOW","category":"c","isPublic":false,"workspaceId":"ws-1","flowData":"{\"nodes\":[{\"id\":\"a\"}],\"edges\":[]}"}"#,
        "nodes[0]"
      ),
      (
        #"{"name":"A","type":"CHATFLOW","category":"••••••••","isPublic":false,"workspaceId":"ws-1","flowData":null}"#,
        "masked"
      ),
      (
        #"{"name":"A","type":"CHATFLOW","category":"c","isPublic":false,"workspaceId":"ws-1","flowData":"{\"nodes\":[{\"id\":\"n0\",\"data\":{}}],\"edges\":[{\"id\":\"e\",\"source\":\"n0\",\"target\":\"zz\"}]}"}"#,
        "zz"
      ),
    ])
  func refused(_ text: String, _ part: String) throws {
    let driver = try held()
    let before = try driver.tracked("A")
    let refusal = try ConflictResolver(driver.store).saveMerge(
      of: try driver.flow("A").id, as: Array(text.utf8))
    #expect(refusal?.contains(part) == true, "\(refusal ?? "taken")")
    #expect(try driver.tracked("A") == before)
    #expect(try driver.state("A") == .conflict)
  }
}
