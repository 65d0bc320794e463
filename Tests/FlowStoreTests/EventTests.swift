import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("The audit trail") struct EventTests {
  private func record(_ name: String) -> [UInt8] { SampleRecord.chatflow(name, id: "1") }

  /// Codes with their details, oldest first.
  private func trail(_ temporary: TemporaryStore) throws -> [String] {
    try temporary.reader.events(limit: 100_000).reversed().map {
      [$0.code, $0.detail].compactMap(\.self).joined(separator: " ")
    }
  }

  @Test("tells what a person did to a flow")
  func person() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    try temporary.save(record("mine"), flow)
    // The same text again is no edit.
    try temporary.save(record("mine"), flow)
    try temporary.save(record("older"), flow, source: .undo)
    try temporary.writer.order(.delete, flow)
    let order = try #require(try temporary.reader.outbox().first?.id)
    try temporary.writer.cancelChange(order)
    let new = try temporary.create(SampleRecord.chatflow("new", id: "2"))
    try temporary.writer.order(.delete, new)
    #expect(
      try trail(temporary) == [
        "saved edit", "saved undo", "ordered delete", "taken-back delete", "saved create",
        "discarded",
      ])
    let first = try #require(try temporary.reader.events(limit: 10).last)
    #expect(first.flow == flow && first.kind == .chatflow && first.name == "older")
    #expect(first.isListed)
    // The new flow was dropped before it was sent.
    #expect(try temporary.reader.events(limit: 1).first?.isListed == false)
  }

  @Test("tells how an order ended, stopped or came into doubt")
  func orders() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    try temporary.save(record("mine"), flow)
    let change = try #require(try temporary.reader.outbox().first?.id)
    try temporary.writer.stop(change, as: .blocked, code: "auth", text: "no")
    let attempt = try temporary.writer.journal(.init(method: "PUT", target: "/1"), for: change)
    try temporary.writer.doubt(change, attempt: attempt, httpStatus: nil, code: nil, text: nil)
    try temporary.writer.stop(change, as: .failed, code: "refused", text: "no")
    try temporary.writer.finish(change)
    // Settled already.
    try temporary.writer.finish(change)
    #expect(
      try trail(temporary) == [
        "saved edit", "order-blocked update auth", "order-in-doubt update",
        "order-failed update refused", "order-done update",
      ])
  }

  @Test("tells an outage once while it lasts, and the next one again")
  func outage() throws {
    let temporary = try TemporaryStore()
    let server = try temporary.server()
    for _ in 0..<30 {
      try temporary.writer.contactFailed(server, code: "unreachable")
      temporary.clock.now += 300_000
    }
    try temporary.writer.contactFailed(server, code: "auth")
    temporary.clock.now += 7_200_000
    try temporary.writer.contactFailed(server, code: "auth")
    #expect(
      try trail(temporary) == [
        "contact-failed unreachable", "contact-failed auth", "contact-failed auth",
      ])
    #expect(try temporary.reader.events(limit: 1).first?.service == .flowise)
  }

  @Test("holds no names, bodies or what a server said")
  func secrets() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(record("base"))
    try temporary.save(record("sk-secret"), flow)
    let change = try #require(try temporary.reader.outbox().first?.id)
    try temporary.writer.stop(change, as: .failed, code: "refused", text: "bad key sk-secret")
    try temporary.writer.notice(.serverRewrote, on: flow, places: ["sk-secret"])
    try temporary.writer.notice(.mergedByItself, on: flow, places: ["sk-secret"])
    #expect(try trail(temporary).count == 3)
    #expect(try trail(temporary).allSatisfy { !$0.contains("sk-") })
  }

  @Test("is read in pages, newest first")
  func pages() throws {
    let temporary = try TemporaryStore()
    for number in 1...5 { try temporary.writer.event("restored", detail: "\(number)") }
    let first = try temporary.reader.events(limit: 2)
    #expect(first.map(\.detail) == ["5", "4"])
    let second = try temporary.reader.events(before: first.last?.id, limit: 2)
    #expect(second.map(\.detail) == ["3", "2"])
  }

  @Test("keeps ninety days and ten thousand lines")
  func bounds() throws {
    let temporary = try TemporaryStore()
    try temporary.writer.event("restored", detail: "old")
    temporary.clock.now += 91 * 86_400_000
    try temporary.writer.event("restored", detail: "1")
    try forgetAll(temporary)
    #expect(try trail(temporary) == ["restored 1"])
    try temporary.writer.transaction { () throws(StoreError) in
      for number in 2...10_300 { try temporary.writer.event("restored", detail: "\(number)") }
    }
    try forgetAll(temporary)
    let kept = try trail(temporary)
    #expect(kept.count == 10_000)
    #expect(kept.first == "restored 301")
  }

  private func forgetAll(_ temporary: TemporaryStore) throws {
    var rounds = 0
    while try temporary.writer.forgetOld(), rounds < 1_000 { rounds += 1 }
  }
}
