import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("The history of a flow") struct HistoryTests {
  @Test("holds every state under its reason, newest first")
  func sources() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("0"))
    try temporary.save(record("1"), flow)
    try temporary.save(record("0"), flow, source: .undo)
    try temporary.save(record("1"), flow, source: .redo)
    try temporary.save(record("2"), flow, source: .restore)
    let update = try #require(try temporary.reader.outbox().first)
    try temporary.writer.cancelChange(update.id)
    let sources = try temporary.reader.history(of: flow).map(\.source)
    #expect(sources == ["discard", "restore", "redo", "undo", "edit", "pull"])
    let made = try temporary.create(SampleRecord.chatflow("a"))
    try temporary.writer.order(.delete, made)
    #expect(try temporary.reader.history(of: made).map(\.source) == ["discard", "create"])
  }

  @Test("is read a page at a time, without a gap")
  func pages() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("0"))
    for number in 1...24 { try temporary.save(record("v\(number)"), flow) }
    let all = try temporary.reader.history(of: flow)
    var pages: [FlowVersion] = []
    while true {
      let page = try temporary.reader.history(of: flow, before: pages.last?.id, limit: 10)
      pages += page
      if page.count < 10 { break }
    }
    #expect(all.count == 25)
    #expect(pages == all)
  }

  @Test("has versions of its own flow only")
  func own() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("0"))
    let other = try temporary.pulled(SampleRecord.chatflow("other", id: "2"))
    try temporary.save(SampleRecord.chatflow("edited", id: "2"), other)
    let version = try #require(try temporary.reader.history(of: other).first)
    #expect(try temporary.reader.version(version.id, of: other) == version)
    #expect(try temporary.reader.version(version.id, of: flow) == nil)
  }

  @Test("is found by name when its flow is gone, unless a flow of the lists has that name")
  func hidden() throws {
    let temporary = try TemporaryStore()
    let gone = try temporary.pulled(record("Triage"))
    try makeGone(gone, temporary)
    #expect(try temporary.reader.find("Triage") == [])
    #expect(try temporary.reader.find("Triage", hidden: true).map(\.id) == [gone])
    let local = try #require(try temporary.reader.summary(gone)?.localID)
    #expect(try temporary.reader.find(local).map(\.id) == [gone])
    #expect(try temporary.reader.find(String(local.prefix(12))) == [])
    #expect(try temporary.reader.find(String(local.prefix(12)), hidden: true).map(\.id) == [gone])
    let shown = try temporary.pulled(SampleRecord.chatflow("Triage", id: "2"))
    #expect(try temporary.reader.find("Triage").map(\.id) == [shown])
  }

  @Test("what is gone is listed only when it is asked for")
  func listed() throws {
    let temporary = try TemporaryStore()
    let gone = try temporary.pulled(record("Triage"))
    _ = try temporary.pulled(SampleRecord.chatflow("Other", id: "2"))
    try makeGone(gone, temporary)
    func names(_ filter: String) throws -> [String] {
      var query = FlowQuery()
      query.apply(FlowFilter(filter))
      return try temporary.reader.window(of: query, anchor: .start, limit: 10).rows.map(\.name)
    }
    #expect(try names("") == ["Other"])
    #expect(try names("state:gone") == ["Triage"])
    #expect(try names("state:gone other") == [])
    #expect(try names("state:same") == ["Other"])
  }

  private func record(_ name: String) -> [UInt8] { SampleRecord.chatflow(name, id: "1") }
}

/// As a pull leaves a flow that its server has no more.
func makeGone(_ flow: FlowID, _ temporary: TemporaryStore) throws {
  try temporary.writer.transaction { () throws(StoreError) in
    guard let row = try temporary.reader.tracked(flow) else { throw .notFound }
    try temporary.writer.noteGone(row)
  }
}
