import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

@Suite("Files of unpushed/ and versions of any age") struct UnpushedSurveyTests {
  private let edit = SampleRecord.chatflow("seen", id: "1", stamp: "s1", prompt: "mine")
  /// The same in a server's own layout, with another date.
  private let relaid = Array(
    String(
      decoding: SampleRecord.chatflow("seen", id: "1", stamp: "s2", prompt: "mine"), as: UTF8.self
    ).replacing(",\"", with: ", \"").utf8)

  /// A leftover file of the edit, and a history in which the server's copy of it is the oldest of
  /// so many versions.
  private func scene(later: Int) throws -> (store: TemporaryStore, flow: FlowID) {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("seen", id: "1", stamp: "s1"))
    try temporary.save(edit, flow)
    let localID = try temporary.state(flow).localID
    let file = try #require(try temporary.writer.unpushed.bytes(localID + ".json"))
    try temporary.losingDatabase(settling: false)
    unlink("\(temporary.location.unpushedFolder)/\(localID).json")
    let again = try temporary.pulled(relaid, localID: localID)
    for number in 0..<later {
      try temporary.save(SampleRecord.chatflow("later \(number)", id: "1"), again)
    }
    // All of it was pushed since.
    try temporary.writer.transaction { () throws(StoreError) in
      try temporary.store.database.run(
        "UPDATE resource SET base_doc = work_doc WHERE rid = ?", [again.row])
      try temporary.store.database.run(
        "UPDATE op SET status = 'done', done_ms = 1 WHERE rid = ?", [again.row])
    }
    try temporary.put(file, localID + "-found-20260101-000000.json")
    return (temporary, again)
  }

  private func digests(_ temporary: TemporaryStore) throws -> Int64 {
    try temporary.store.database.first("SELECT count(*) FROM doc WHERE sem IS NOT NULL") {
      $0.integer(0)
    } ?? 0
  }

  @Test(
    "one that a version says is held, however many versions came after", arguments: [1, 12, 120])
  func held(later: Int) throws {
    let (temporary, flow) = try scene(later: later)
    #expect(try temporary.reader.history(of: flow).count > later)
    let standings = try temporary.store.unpushedEdits().map(\.standing)
    #expect(standings.allSatisfy { $0 == .held } && standings.count == 2)
  }

  @Test("what no version says is an edit to take, whatever is in the history")
  func notHeld() throws {
    let (temporary, flow) = try scene(later: 30)
    try temporary.writer.transaction { () throws(StoreError) in
      try temporary.store.database.run(
        "DELETE FROM history WHERE rid = ?1 AND hid = (SELECT min(hid) FROM history WHERE rid = ?1)",
        [flow.row])
    }
    #expect(try temporary.store.unpushedEdits().map(\.standing).contains(.edit))
  }

  @Test("a body is read once: from then on its digest stands beside it")
  func digestsStay() throws {
    let (temporary, _) = try scene(later: 30)
    _ = try temporary.store.unpushedEdits()
    let kept = try digests(temporary)
    #expect(kept >= 30)
    _ = try temporary.store.unpushedEdits()
    #expect(try digests(temporary) == kept)
  }

  @Test("a digest beside a body that does not say so holds nothing")
  func wrongDigest() throws {
    let (temporary, _) = try scene(later: 30)
    _ = try temporary.store.unpushedEdits()
    try temporary.writer.transaction { () throws(StoreError) in
      try temporary.store.database.run(
        "UPDATE doc SET bytes = ? WHERE bytes = ?",
        [SampleRecord.chatflow("damaged", id: "1"), relaid])
    }
    #expect(try temporary.store.unpushedEdits().map(\.standing).contains(.edit))
  }
}
