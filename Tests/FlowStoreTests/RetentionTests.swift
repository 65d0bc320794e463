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

  @Test("and of old versions none that an open conflict or an order is about")
  func referredVersions() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    try temporary.save(record("mine"), flow)
    let mine = try #require(try temporary.reader.history(of: flow).first)
    for number in 1...60 { try temporary.save(record("v\(number)"), flow) }
    try temporary.writer.transaction { () throws(StoreError) in
      try temporary.writer.openConflict(
        .editEdit, of: flow, base: nil, local: try temporary.writer.document(record("mine")),
        remote: nil)
    }
    temporary.clock.now += 200 * 86_400_000
    try forgetAll(temporary)
    let kept = try temporary.reader.history(of: flow)
    #expect(kept.count == 51)
    #expect(kept.last == mine)
    try temporary.writer.closeConflict(of: flow, as: .local)
    try forgetAll(temporary)
    #expect(try temporary.reader.history(of: flow).count == 50)
  }

  @Test("what is gone from its server can be restored for thirty days, then it goes as a whole")
  func gone() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    try temporary.save(record("v1"), flow)
    try temporary.save(record("base"), flow)
    try makeGone(flow, temporary)
    temporary.clock.now += 30 * 86_400_000 - 1
    try forgetAll(temporary)
    #expect(try temporary.reader.history(of: flow).count == 4)
    #expect(try temporary.reader.flow(flow)?.record == record("base"))
    temporary.clock.now += 2
    try forgetAll(temporary)
    #expect(try temporary.reader.summary(flow) == nil)
    #expect(try temporary.reader.history(of: flow).isEmpty)
    #expect(try documents(temporary) == 0)
    let next = try temporary.pulled(record("next"))
    #expect(next.row > flow.row, "no flow gets the id of another")
  }

  @Test("but not while text is left that was typed, and not when it was restored")
  func goneButNeeded() throws {
    let temporary = try TemporaryStore()
    let typed = try temporary.pulled(record("typed"))
    let restored = try temporary.pulled(SampleRecord.chatflow("restored", id: "2"))
    for flow in [typed, restored] { try makeGone(flow, temporary) }
    try temporary.writer.keepUnsaved(
      UnsavedText(
        flow: typed, owner: "1", fromVersion: 0, field: "", text: [0x61], at: temporary.clock.now))
    let bytes = SampleRecord.chatflow("restored")
    try temporary.writer.revive(
      restored, bytes, try FlowProjection(reading: bytes, kind: .chatflow))
    temporary.clock.now += 89 * 86_400_000
    try forgetAll(temporary)
    #expect(try temporary.reader.history(of: typed).map(\.source) == ["gone"])
    #expect(try temporary.reader.history(of: restored).map(\.source) == ["restore", "gone"])
  }

  @Test("a settled conflict goes after ninety days with the versions it held")
  func conflicts() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    try temporary.writer.transaction { () throws(StoreError) in
      try temporary.writer.openConflict(
        .editEdit, of: flow, base: nil, local: nil,
        remote: try temporary.writer.document(record("theirs")))
    }
    try temporary.writer.closeConflict(of: flow, as: .local)
    temporary.clock.now += 89 * 86_400_000
    try forgetAll(temporary)
    #expect(try documents(temporary) == 2)
    temporary.clock.now += 2 * 86_400_000
    try forgetAll(temporary)
    #expect(try documents(temporary) == 1)
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
