import FlowModel
import FlowServer
import FlowStore
import FlowSync
import JSONText
import Testing

@Suite("over HTTP, against the local server")
struct LoopbackTests {
  @Test(
    "one value set offline: the server holds its old bytes but for that value",
    arguments: Dialect.allCases)
  func oneValue(dialect: Dialect) throws {
    let driver = try LoopbackDriver { $0.dialect = dialect }
    let pulled = try driver.pull()
    #expect(pulled.error == nil)
    #expect(pulled.isComplete)
    let id = try #require(try driver.local.flowIDs().first)
    let before = String(
      decoding: try #require(try driver.local.storedText("flowData", of: id)), as: UTF8.self)
    try driver.edit(id, "flowData.nodes[0].position.x", "4321.5")
    let old = try #require(
      try JSONDocument(parsing: Array(before.utf8)).root.value(
        at: JSONPath(parsing: "nodes[0].position.x")))
    driver.local.clearLog()
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    let after = String(
      decoding: try #require(try driver.local.storedText("flowData", of: id)), as: UTF8.self)
    var expected = Array(before.utf8)
    expected.replaceSubrange(old.range, with: Array("4321.5".utf8))
    #expect(after == String(decoding: expected, as: UTF8.self))
    let put = try #require(driver.local.log.first { $0.method == "PUT" })
    #expect(try JSONDocument(parsing: put.body).root.members.map(\.key) == ["flowData"])
  }

  @Test("another editor's change of the same value holds; the server is untouched")
  func foreignEdit() throws {
    let driver = try LoopbackDriver()
    _ = try driver.pull()
    let id = try #require(try driver.local.flowIDs().first)
    try driver.edit(id, "flowData.nodes[0].data.label", "\"mine\"")
    let body = try #require(try driver.local.storedText("flowData", of: id))
    let foreign = try JSONEdit.set(
      try JSONPath(parsing: "nodes[0].data.label"), to: Array("\"theirs\"".utf8), in: body,
      embedded: [])
    try driver.local.setText("flowData", of: id, to: foreign, movingDate: false)
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    #expect(try driver.local.storedText("flowData", of: id) == foreign)
    #expect(!driver.local.log.contains { $0.method == "PUT" })
  }

  @Test("a second pull is one 304")
  func notModified() throws {
    let driver = try LoopbackDriver(flows: 120)
    _ = try driver.pull()
    driver.local.clearLog()
    let report = try driver.pull()
    #expect(report.unchanged == 120)
    #expect(report.bytes == 0)
    #expect(driver.local.log.filter { $0.path.hasSuffix("/chatflows") }.map(\.status) == [304])
  }

  @Test(
    "a create makes one object, whatever happens to the answer",
    arguments: ["lost", "cut", "store-500", "store-400", "half-create"])
  func create(fault: String) throws {
    let driver = try LoopbackDriver()
    _ = try driver.pull()
    let count = try driver.local.flowCount()
    let body = #""{\"nodes\":[],\"edges\":[]}""#
    let record = Array(#"{"name":"Made here","type":"CHATFLOW","flowData":\#(body)}"#.utf8)
    _ = try driver.store.writer.insertLocal(
      record, try FlowProjection(reading: record, kind: .chatflow),
      on: try #require(try driver.store.reader.servers().first).id)
    try driver.local.setFaults(parsing: ["POST /chatflows \(fault) x1"])
    let outcomes = try driver.push().entries.map(\.outcome)
    #expect(outcomes.allSatisfy { $0 == .applied })
    #expect(try driver.local.flowCount() == count + 1)
    #expect(driver.local.log.count { $0.method == "POST" } == 1)
  }

  @Test("rows without bodies are completed", arguments: ["GET /chatflows$ stubs"])
  func stubs(fault: String) throws {
    let driver = try LoopbackDriver()
    try driver.local.setFaults(parsing: [fault])
    let report = try driver.pull()
    #expect(report.stubs == 0)
    #expect(report.new == (try driver.local.flowCount()))
    #expect(report.changed == 0, "what is new counts once")
    let id = try #require(try driver.local.flowIDs().first)
    #expect(try driver.flow(remote: id).summary.state == .clean)
  }

  @Test("a hidden cap and drifting pages lose nothing", arguments: ["cap=10", "drift"])
  func pages(fault: String) throws {
    let driver = try LoopbackDriver(flows: 47)
    _ = try driver.pull()
    try driver.local.setFaults(parsing: ["GET /chatflows$ \(fault)"])
    for _ in 0..<3 {
      driver.clock.advance(seconds: 100)
      let report = try driver.pull()
      #expect((report.gone, report.missing) == (0, 0))
    }
    #expect(try driver.store.reader.counts().chatflows == 47)
  }

  @Test("a bot: draft edited, published, activated", arguments: [false, true])
  func bot(hidesDrafts: Bool) throws {
    let driver = try LoopbackDriver(.flownally) { $0.hidesDrafts = hidesDrafts }
    let pulled = try driver.pull()
    #expect(pulled.error == nil)
    #expect(pulled.stubs == 0)
    let id = try #require(
      try driver.local.chatbotIDs().first { try driver.local.chatbotStatus($0) == "draft" })
    let versions = try driver.local.versionCount(of: id)
    try driver.edit(
      id, "draft", #"{"nodes":[{"id":"s","type":"start","data":{}}],"edges":[]}"#)
    let flow = try driver.flow(remote: id).summary.id
    _ = try driver.store.writer.order(.publish, flow)
    _ = try driver.store.writer.order(.activate, flow)
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.applied, .applied, .applied])
    #expect(try driver.local.versionCount(of: id) == versions + 1)
    #expect(try driver.local.chatbotStatus(id) == "active")
    #expect(try driver.flow(remote: id).summary.state == .clean)
    #expect(try driver.pull().error == nil)
    #expect(String(decoding: try driver.flow(remote: id).record, as: UTF8.self).contains("\"s\""))
  }
}
