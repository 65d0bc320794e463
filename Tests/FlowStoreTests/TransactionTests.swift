import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("A transaction") struct TransactionTests {
  @Test("that fails at any statement leaves everything as it was")
  func everyStatement() throws {
    var failures = 0
    for number in 1...40 {
      let temporary = try TemporaryStore()
      let flow = try temporary.pulled(SampleRecord.chatbot("a", id: "1"), kind: .chatbot)
      try temporary.writer.order(.publish, flow)
      let before = try picture(temporary)
      temporary.store.database.failingWrite = number
      do {
        try temporary.save(SampleRecord.chatbot("b", id: "1"), flow)
        temporary.store.database.failingWrite = nil
        #expect(try temporary.state(flow).name == "b")
        break
      } catch {
        failures += 1
        #expect(try picture(temporary) == before, "statement \(number)")
        // And the store goes on working.
        try temporary.save(SampleRecord.chatbot("c", id: "1"), flow)
        #expect(try temporary.state(flow).name == "c")
      }
    }
    #expect(failures > 5, "the save has more write statements than that")
  }

  @Test("undoes a step that fails inside it, and no more")
  func steps() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    let record = SampleRecord.chatflow("b", id: "1")
    let projection = try FlowProjection(reading: record, kind: .chatflow)
    try temporary.writer.transaction { () throws(StoreError) in
      try temporary.writer.event("first")
      do {
        try temporary.writer.transaction { () throws(StoreError) in
          _ = try temporary.writer.saveEdit(record, projection, of: flow, expecting: 0)
          throw .notFound
        }
      } catch {}
      try temporary.writer.event("second")
    }
    let codes = try temporary.store.database.all("SELECT code FROM event ORDER BY eid") {
      $0.text(0)
    }
    #expect(codes == ["first", "second"])
    #expect(try temporary.state(flow).state == .clean)
    #expect(temporary.writer.unpushed.names().isEmpty)
  }

  @Test("of one store waits for the other's lock and sees its result")
  func twoWriters() throws {
    let temporary = try TemporaryStore()
    let other = try temporary.another()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    let record = SampleRecord.chatflow("theirs", id: "1")
    _ = try other.writer.saveEdit(
      record, try FlowProjection(reading: record, kind: .chatflow), of: flow, expecting: 0)
    #expect(throws: StoreError.versionMoved(found: 1)) {
      _ = try temporary.writer.saveEdit(
        record, try FlowProjection(reading: record, kind: .chatflow), of: flow, expecting: 0)
    }
  }

  @Test("gives up when the lock stays taken")
  func lockTaken() throws {
    let temporary = try TemporaryStore()
    let lock = try WriterLock(path: temporary.location.writerLockPath)
    #expect(try lock.tryTake())
    let other = try WriterLock(path: temporary.location.writerLockPath)
    #expect(throws: StoreError.busy) { try other.take(patience: 1) }
    lock.release()
    try other.take(patience: 1)
  }

  @Test("that finds no room says full and changes nothing")
  func full() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    let pages = try temporary.store.database.first("PRAGMA page_count") { $0.integer(0) } ?? 0
    try temporary.store.database.run("PRAGMA max_page_count = \(pages + 2)")
    #expect(throws: StoreError.full) {
      try temporary.save(SampleRecord.chatflow("b", id: "1", padding: 200_000), flow)
    }
    #expect(try temporary.state(flow).state == .clean)
    #expect(try temporary.waiting(flow).isEmpty)
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    #expect(try temporary.state(flow).state == .dirty)
  }

  @Test("of many bodies keeps the log short")
  func logLength() throws {
    let temporary = try TemporaryStore()
    for number in 0..<30 {
      try temporary.pulled(SampleRecord.chatflow("\(number)", id: "\(number)", padding: 1_000_000))
    }
    let log = try PrivateFiles.readFile(temporary.location.databasePath + "-wal", limit: 1 << 26)
    #expect((log?.count ?? 0) < 12 << 20)
  }

  private func picture(_ temporary: TemporaryStore) throws -> [String] {
    var lines: [String] = []
    let tables = [
      "SELECT rid, presence, base_doc, work_doc, work_version, name FROM resource",
      "SELECT seq, verb, status, error_code, pin_doc, done_ms FROM op",
      "SELECT hid, doc_id, source, rev, seq, note FROM history",
      "SELECT server_no, listed, '', '', '', '' FROM tally",
    ]
    for sql in tables {
      lines += try temporary.store.database.all(sql) { row in
        (0..<6).map { row.optionalText($0) ?? "NULL" }.joined(separator: "|")
      }
    }
    return lines + temporary.writer.unpushed.names()
  }
}
