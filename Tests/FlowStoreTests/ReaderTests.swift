import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("Reading") struct ReaderTests {
  @Test("finds a flow by its full id, else its exact name, else the beginning of an id")
  func find() throws {
    let temporary = try TemporaryStore()
    let first = try temporary.pulled(SampleRecord.chatflow("Support", id: "abcdef-1"))
    let second = try temporary.pulled(SampleRecord.chatflow("support", id: "abcdef-2"))
    let named = try temporary.pulled(SampleRecord.chatflow("abcdef-1x", id: "zzz"))
    let gone = try temporary.pulled(SampleRecord.chatflow("Gone", id: "gone-1"), presence: "gone")
    let bot = try temporary.pulled(SampleRecord.chatbot("Bot", id: "bot-1"), kind: .chatbot)
    func ids(_ reference: String) throws -> [FlowID] {
      try temporary.reader.find(reference).map(\.id)
    }
    #expect(try ids("abcdef-1") == [first])
    #expect(try ids("Support") == [first])
    #expect(try ids("support") == [second])
    #expect(try ids("abcdef") == [first, second])
    #expect(try ids("abcde") == [])
    #expect(try ids("abcdef-1x") == [named])
    #expect(try ids("gone-1") == [gone])
    #expect(try ids("Gone") == [])
    #expect(try ids("bot-1") == [bot])
    #expect(try ids(try temporary.state(bot).localID) == [bot])
    #expect(try ids("abcdef_") == [])
    #expect(try ids("%") == [])
    #expect(try ids("") == [])
  }

  @Test("says that there are more than ten")
  func findMany() throws {
    let temporary = try TemporaryStore()
    for number in 10..<30 {
      try temporary.pulled(SampleRecord.chatflow("same", id: "same\(number)"))
    }
    #expect(try temporary.reader.find("same").count == 11)
    #expect(try temporary.reader.find("same10").count == 1)
    #expect(try temporary.reader.find("same1").count == 0)
  }

  @Test("gives a flow with its bytes exactly as stored")
  func flow() throws {
    let temporary = try TemporaryStore()
    let base = Array(#"{ "id" : "1" , "name":"a\/b", "n":1.10, "updatedDate":"x" }"#.utf8)
    let id = try temporary.pulled(base)
    let flow = try #require(try temporary.reader.flow(id))
    #expect(flow.record == base)
    #expect(flow.base == base)
    #expect(!flow.isEdited)
    #expect(flow.summary.name == "a/b")
    #expect(try temporary.reader.flow(FlowID(row: 99)) == nil)
  }

  @Test("keeps unsaved text for each editor")
  func unsaved() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    func text(_ owner: String, _ text: String, at time: Milliseconds) -> UnsavedText {
      UnsavedText(
        flow: flow, owner: owner, fromVersion: 0, field: "flowData", text: Array(text.utf8),
        at: time)
    }
    try temporary.writer.keepUnsaved(text("one", "a", at: 1))
    try temporary.writer.keepUnsaved(text("one", "ab", at: 2))
    try temporary.writer.keepUnsaved(text("two", "", at: 3))
    #expect(
      try temporary.reader.unsaved(of: flow) == [text("two", "", at: 3), text("one", "ab", at: 2)])
    try temporary.writer.dropUnsaved(of: flow, owner: "two")
    #expect(try temporary.reader.allUnsaved() == [text("one", "ab", at: 2)])
    try temporary.writer.dropUnsaved(of: flow, owner: nil)
    #expect(try temporary.reader.allUnsaved().isEmpty)
  }

  @Test("remembers contacts, and does not follow a moved server by itself")
  func servers() throws {
    let temporary = try TemporaryStore()
    let server = try temporary.writer.server(.flowise, origin: "https://a.example")
    try temporary.writer.contactFailed(server.id, code: "unreachable")
    temporary.clock.now += 1
    try temporary.writer.reached(server.id, basePath: "/api/v1", versionText: "3.1.3")
    try temporary.writer.reached(server.id)
    let stored = try #require(try temporary.reader.servers().first)
    #expect(stored.isReachable == true)
    #expect(stored.failedCode == "unreachable")
    #expect([stored.basePath, stored.versionText] == ["/api/v1", "3.1.3"])
    #expect(
      try temporary.writer.server(.flowise, origin: "https://b.example").origin
        == "https://a.example")
    try temporary.writer.rebind(server.id, origin: "https://b.example")
    #expect(try temporary.reader.servers().first?.basePath == nil)
    #expect(try temporary.reader.servers().first?.origin == "https://b.example")
  }

  @Test(
    "a flow is as old as its server says, and never younger than now",
    arguments: [
      ("2025-06-01T00:00:00.000Z", 1_748_736_000_000), ("2999-01-01T00:00:00Z", nil), ("?", nil),
      (nil, nil),
    ] as [(String?, Milliseconds?)])
  func age(stamp: String?, moment: Milliseconds?) throws {
    let temporary = try TemporaryStore()
    let record = SampleRecord.chatflow("A", id: "a-1", stamp: stamp)
    let projection = try FlowProjection(reading: record, kind: .chatflow)
    let server = try temporary.server(.flowise)
    let flow = try temporary.writer.insert(
      RemoteCopy(bytes: record, cover: .full, projection: projection, tag: nil, isRacy: true),
      server: server)
    #expect(try temporary.reader.summary(flow)?.changedAt == moment ?? temporary.clock.now)
  }
}
