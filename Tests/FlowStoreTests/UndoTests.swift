import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("Undo") struct UndoTests {
  @Test("goes back edit by edit, and redo forward again until the next edit")
  func edits() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("0"))
    for name in ["1", "2", "3"] { try temporary.save(record(name), flow) }
    for name in ["2", "1", "0"] {
      try undo(flow, temporary)
      #expect(try temporary.state(flow).name == name)
    }
    #expect(try temporary.reader.undoStep(of: flow) == nil)
    #expect(try temporary.state(flow).state == .clean)
    try redo(flow, temporary)
    try redo(flow, temporary)
    #expect(try temporary.state(flow).name == "2")
    try temporary.save(record("other"), flow)
    #expect(try temporary.reader.redoStep(of: flow) == nil)
    try undo(flow, temporary)
    #expect(try temporary.state(flow).name == "2")
  }

  @Test("takes back an order before the edits that came earlier")
  func orders() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("0"))
    try temporary.save(record("1"), flow)
    let delete = try #require(try temporary.writer.order(.delete, flow))
    #expect(try temporary.reader.undoStep(of: flow) == .order(delete, .delete))
    try temporary.writer.cancelChange(delete)
    try undo(flow, temporary)
    #expect(try temporary.state(flow).name == "0")
  }

  @Test("takes back an edit before an order that came earlier")
  func editAfterOrder() throws {
    let temporary = try TemporaryStore()
    let bot = try temporary.pulled(SampleRecord.chatbot("0", id: "1"), kind: .chatbot)
    let publish = try #require(try temporary.writer.order(.publish, bot))
    try temporary.save(SampleRecord.chatbot("1", id: "1"), bot)
    guard case .content = try temporary.reader.undoStep(of: bot) else {
      Issue.record("the edit is newer than the order")
      return
    }
    try undo(bot, temporary)
    #expect(try temporary.reader.undoStep(of: bot) == .order(publish, .publish))
  }

  @Test("does not take back what the server brought, but a merge")
  func serverVersions() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("0"))
    try temporary.save(record("1"), flow)
    let insert = "INSERT INTO history (rid, doc_id, source, at_ms) VALUES (?, 1, ?, 1)"
    try temporary.store.database.run(insert, [flow.row, "pull"])
    #expect(try temporary.reader.undoStep(of: flow) == nil)
    try temporary.store.database.run(insert, [flow.row, "merge"])
    let edit = try temporary.reader.history(of: flow)[2]
    #expect(edit.source == "edit")
    #expect(try temporary.reader.undoStep(of: flow) == .content(edit.id))
  }

  @Test("brings a discarded flow back to life")
  func discarded() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.create(SampleRecord.chatflow("a"))
    try temporary.writer.order(.delete, flow)
    guard case .discarded(let version)? = try temporary.reader.undoStep(of: flow) else {
      Issue.record("nothing to undo")
      return
    }
    let bytes = try #require(try temporary.reader.versionBytes(version)?.bytes)
    #expect(bytes == SampleRecord.chatflow("a"))
  }

  @Test("drops a flow that was only made here")
  func creation() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.create(SampleRecord.chatflow("a"))
    let create = try #require(try temporary.reader.outbox().first)
    #expect(try temporary.reader.undoStep(of: flow) == .creation(create.id))
    try temporary.save(SampleRecord.chatflow("b"), flow)
    try undo(flow, temporary)
    #expect(try temporary.reader.undoStep(of: flow) == .creation(create.id))
  }

  @Test("drops a flow that was made anew, and goes no further back than that")
  func revival() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("0"))
    try temporary.save(record("1"), flow)
    try temporary.save(record("0"), flow)
    try makeGone(flow, temporary)
    let bytes = SampleRecord.chatflow("0")
    try temporary.writer.revive(flow, bytes, try FlowProjection(reading: bytes, kind: .chatflow))
    let create = try #require(try temporary.reader.outbox().first)
    #expect(try temporary.reader.undoStep(of: flow) == .creation(create.id))
  }

  @Test("names the order that was carried out last, until something is done after it")
  func sentOrder() throws {
    let temporary = try TemporaryStore()
    let bot = try temporary.pulled(SampleRecord.chatbot("0", id: "1"), kind: .chatbot)
    let publish = try #require(try temporary.writer.order(.publish, bot))
    try temporary.writer.finish(publish)
    #expect(try temporary.reader.undoStep(of: bot) == .sent(.publish))
    try temporary.save(SampleRecord.chatbot("1", id: "1"), bot)
    guard case .content = try temporary.reader.undoStep(of: bot) else {
      Issue.record("the edit came after it")
      return
    }
  }

  @Test("that finds nothing to change is a step all the same")
  func emptyStep() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("0"))
    for name in ["1", "2"] { try temporary.save(record(name), flow) }
    try temporary.save(record("2"), flow, source: .undo)
    try undo(flow, temporary)
    #expect(try temporary.state(flow).name == "0")
  }

  private func record(_ name: String) -> [UInt8] { SampleRecord.chatflow(name, id: "1") }

  private func undo(_ flow: FlowID, _ temporary: TemporaryStore) throws {
    guard case .content(let version)? = try temporary.reader.undoStep(of: flow) else {
      Issue.record("nothing to undo")
      return
    }
    let bytes = try #require(try temporary.reader.versionBytes(version)?.bytes)
    try temporary.save(bytes, flow, source: .undo)
  }

  private func redo(_ flow: FlowID, _ temporary: TemporaryStore) throws {
    let version = try #require(try temporary.reader.redoStep(of: flow))
    let bytes = try #require(try temporary.reader.versionBytes(version)?.bytes)
    try temporary.save(bytes, flow, source: .redo)
  }
}
