import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("What filters ask of records") struct ContentsTests {
  private let query = FlowQuery(conditions: FlowFilter("node:hello").conditions)

  /// As a pull leaves them: nobody looked at their records.
  private func pulled(_ count: Int) throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    for number in 0..<count {
      try temporary.pulled(
        SampleRecord.chatflow(
          "flow \(number)", id: "\(number)", prompt: number.isMultiple(of: 2) ? "hello" : "bye"))
    }
    return temporary
  }

  private func found(_ temporary: TemporaryStore) throws -> Int {
    try temporary.reader.window(of: query, anchor: .start, limit: 1).count
  }

  private func noted(_ temporary: TemporaryStore) throws -> Int64? {
    try temporary.store.database.first("SELECT count(*) FROM contents") { $0.integer(0) }
  }

  private func noteAll(_ temporary: TemporaryStore) throws -> Int {
    var last: DocumentID?
    for step in 1...100 {
      last = try temporary.writer.noteContents(after: last)
      if last == nil { return step - 1 }
    }
    Issue.record("it never ends")
    return 0
  }

  @Test("is noted in small steps, each record once, and changes no answer")
  func steps() throws {
    let temporary = try pulled(120)
    #expect(try found(temporary) == 60)
    let first = try #require(try temporary.writer.noteContents(after: nil))
    #expect(try noted(temporary) == 50)
    #expect(try found(temporary) == 60)
    #expect(try temporary.writer.noteContents(after: first) != nil)
    #expect(try noteAll(temporary) == 1)
    #expect(try noted(temporary) == 120)
    #expect(try found(temporary) == 60)
    #expect(try noteAll(temporary) == 0)
  }

  @Test("is taken from the note where there is one")
  func takenFromNotes() throws {
    let temporary = try pulled(4)
    _ = try noteAll(temporary)
    try temporary.writer.transaction { () throws(StoreError) in
      try temporary.store.database.run("UPDATE contents SET nodes = 'hello' || char(10) || 'more'")
    }
    #expect(try found(temporary) == 4)
  }

  @Test("is noted with each edit and each new flow")
  func edits() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.create(SampleRecord.chatflow("a", prompt: "bye"))
    #expect(try noted(temporary) == 1)
    #expect(try found(temporary) == 0)
    try temporary.save(SampleRecord.chatflow("a", prompt: "hello"), flow)
    #expect(try noted(temporary) == 2)
    #expect(try found(temporary) == 1)
    #expect(try noteAll(temporary) == 0)
  }

  @Test("goes with its document")
  func removal() throws {
    let temporary = try pulled(2)
    _ = try noteAll(temporary)
    let database = temporary.store.database
    try temporary.writer.transaction { () throws(StoreError) in
      try database.run("DELETE FROM resource WHERE rid = 1")
      try database.run("DELETE FROM doc WHERE id NOT IN (SELECT work_doc FROM resource)")
    }
    #expect(try noted(temporary) == 1)
    #expect(try temporary.store.thoroughCheck() == nil)
  }

  @Test("is not looked for when nobody wants the answer any more")
  func stopping() throws {
    let temporary = try pulled(10)
    var questions = 0
    #expect(throws: StoreError.stopped) {
      try temporary.reader.window(of: query, anchor: .start, limit: 1) {
        questions += 1
        return questions > 4
      }
    }
    #expect(questions == 5)
    #expect(throws: StoreError.stopped) {
      try temporary.reader.window(of: FlowQuery(), anchor: .start, limit: 1) { true }
    }
    #expect(try found(temporary) == 5)
  }
}
