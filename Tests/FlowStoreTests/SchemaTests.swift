import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("The schema refuses") struct SchemaTests {
  @Test(
    "what must not be",
    arguments: [
      "UPDATE resource SET presence = 'local' WHERE rid = 1",
      "UPDATE resource SET presence = 'gone' WHERE rid = 1",
      "UPDATE resource SET presence = 'missing' WHERE rid = 1",
      "UPDATE resource SET work_doc = NULL WHERE rid = 1",
      "UPDATE resource SET server_id = NULL WHERE rid = 1",
      "UPDATE resource SET work_doc = 4711 WHERE rid = 1",
      "UPDATE resource SET live = 2 WHERE rid = 1",
      "UPDATE resource SET nodes = 'many' WHERE rid = 1",
      "INSERT INTO doc (hash, cover, bytes) VALUES (x'00', 'full', x'00')",
      "INSERT INTO doc (hash, cover, bytes) SELECT hash, cover, bytes FROM doc",
      "INSERT INTO server (server_kind, origin, created_ms) VALUES ('flowise', 'x', 1)",
      "INSERT INTO op (rid, verb, status, created_ms) VALUES (1, 'delete', 'queued', 1)",
      "INSERT INTO op (rid, verb, status, created_ms) VALUES (1, 'pause', 'blocked', 1)",
      "INSERT INTO op (rid, verb, status, created_ms) VALUES (1, 'pause', 'done', 1)",
      "INSERT INTO op (rid, verb, status, created_ms) VALUES (9, 'pause', 'queued', 1)",
      "INSERT INTO op (rid, verb, status, created_ms) VALUES (1, 'update', 'queued', 1)",
      "INSERT INTO op (rid, verb, status, after_seq, created_ms) VALUES (1,'pause','queued',99,1)",
      "INSERT INTO conflict (rid, kind, opened_ms, closed_ms) VALUES (1, 'edit-edit', 1, 2)",
      "INSERT INTO history (rid, doc_id, source, at_ms) VALUES (1, 1, 'whim', 1)",
      "UPDATE tally SET listed = -1",
    ])
  func refuses(sql: String) throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    #expect(
      performing: { try temporary.store.database.run(sql) },
      throws: { error in
        // 19: a constraint; 1: the trigger's or the type's own message does not occur here.
        if case .refused(let code, _, _)? = error as? StoreError {
          code & 0xFF == 19
        } else {
          false
        }
      })
  }

  @Test("two requests for one flow at a time")
  func oneInFlight() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatbot("a", id: "1"), kind: .chatbot)
    try temporary.writer.order(.publish, flow)
    try temporary.writer.order(.pause, flow)
    try temporary.setStatus("sending", of: flow, verb: "publish")
    #expect(throws: StoreError.self) {
      try temporary.setStatus("sending", of: flow, verb: "pause")
    }
  }

  @Test("and keeps one copy of equal bytes, apart by how much they cover")
  func documents() throws {
    let temporary = try TemporaryStore()
    let bytes = Array("{}".utf8)
    try temporary.writer.transaction { () throws(StoreError) in
      let full = try temporary.writer.document(bytes)
      #expect(try temporary.writer.document(bytes[...]) == full)
      #expect(try temporary.writer.document(bytes, cover: .partial) != full)
    }
    #expect(try temporary.store.database.first("SELECT count(*) FROM doc") { $0.integer(0) } == 2)
  }

  @Test("and the tally follows every way a row can come and go")
  func tally() throws {
    let temporary = try TemporaryStore()
    let first = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    try temporary.pulled(SampleRecord.chatflow("b", id: "2"))
    let local = try temporary.create(SampleRecord.chatflow("c"))
    #expect(try temporary.reader.counts().chatflows == 3)
    try temporary.writer.order(.delete, local)
    #expect(try temporary.reader.counts().chatflows == 2)
    let database = temporary.store.database
    try database.run(
      "UPDATE resource SET presence = 'gone', gone_ms = 1 WHERE rid = ?", [first.row])
    #expect(try temporary.reader.counts().chatflows == 1)
    try database.run(
      "UPDATE resource SET presence = 'listed', gone_ms = NULL WHERE rid = ?", [first.row])
    #expect(try temporary.reader.counts().chatflows == 2)
    try database.run("DELETE FROM resource WHERE rid = ?", [first.row])
    #expect(try temporary.reader.counts().chatflows == 1)
  }
}
