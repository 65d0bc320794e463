import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("Old things") struct RetentionTests {
  @Test("are forgotten after ninety days, beyond the last fifty versions")
  func versions() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    for number in 1...70 { try temporary.save(record("v\(number)"), flow) }
    try forgetAll(temporary)
    #expect(try temporary.reader.history(of: flow).count == 71)
    temporary.clock.now += 91 * 86_400_000
    try forgetAll(temporary)
    #expect(try temporary.reader.history(of: flow).count == 50)
    // Base, and the fifty versions, the last of which is working.
    #expect(try documents(temporary) == 51)
    #expect(try temporary.reader.flow(flow)?.base == record("base"))
    #expect(try temporary.reader.flow(flow)?.record == record("v70"))
  }

  @Test("but nothing that an open order or conflict refers to")
  func referred() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    try temporary.save(record("mine"), flow)
    try temporary.writer.transaction { () throws(StoreError) in
      try temporary.writer.openConflict(
        .editEdit, of: flow, base: nil, local: nil,
        remote: try temporary.writer.document(record("theirs")))
    }
    let deleted = try temporary.pulled(SampleRecord.chatflow("other", id: "2"))
    try temporary.writer.order(.delete, deleted)
    temporary.clock.now += 200 * 86_400_000
    try forgetAll(temporary)
    #expect(try temporary.reader.outbox().count == 2)
    #expect(try temporary.reader.conflict(of: flow)?.remote == record("theirs"))
    #expect(try documents(temporary) == 4)
  }

  @Test("and what is gone from its server for a month")
  func gone() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    try temporary.save(record("v1"), flow)
    try temporary.save(record("base"), flow)
    try temporary.store.database.run(
      "UPDATE resource SET presence = 'gone', gone_ms = ?", [temporary.clock.now])
    temporary.clock.now += 29 * 86_400_000
    try forgetAll(temporary)
    #expect(try temporary.reader.history(of: flow).count == 3)
    temporary.clock.now += 2 * 86_400_000
    try forgetAll(temporary)
    #expect(try temporary.reader.history(of: flow).isEmpty)
  }

  private func record(_ name: String) -> [UInt8] { SampleRecord.chatflow(name, id: "1") }

  private func forgetAll(_ temporary: TemporaryStore) throws {
    for _ in 0..<100 where try !temporary.writer.forgetOld() { return }
    Issue.record("it never ends")
  }

  private func documents(_ temporary: TemporaryStore) throws -> Int64? {
    try temporary.store.database.first("SELECT count(*) FROM doc") { $0.integer(0) }
  }
}
