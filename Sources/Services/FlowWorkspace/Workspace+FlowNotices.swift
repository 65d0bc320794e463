package import FlowModel
import FlowStore

/// What a person should look at and that needs no decision.
extension Workspace {
  /// The open notices, newest first.
  package func flowNotices() async throws(Problem) -> [FlowNotice] {
    try await read { (reader) throws(StoreError) in try reader.notices() }
  }

  /// The open notices that a pull or push has written since `former` was read.
  package func flowNotices(since former: [FlowNotice]) async throws(Problem) -> [FlowNotice] {
    let known = Set(former)
    return try await flowNotices().filter { !known.contains($0) }
  }

  /// Somebody has seen it.
  package func closeNotice(_ notice: FlowNotice) async throws(Problem) {
    try await change { (store) throws(StoreError) in try store.writer.closeNotice(notice.id) }
  }

  /// Makes a change again that a later save has undone, as an edit like any other: what else was
  /// changed since stays.
  ///
  /// - Throws: `.needsPerson` where it was changed to something else meanwhile; nothing is saved.
  package func applyAgain(_ notice: FlowNotice) async throws(Problem) -> SaveOutcome {
    guard notice.code == .undoneByLaterSave else {
      throw Problem(.failed, "There is nothing to apply again: \(notice.sentence)")
    }
    let found = try await read { (reader) throws(StoreError) -> (before: [UInt8], sent: [UInt8])? in
      guard let attempt = try reader.attempt(ofNotice: notice.id), let before = attempt.before
      else { return nil }
      return (try reader.bytes(of: before), try reader.bytes(of: attempt.sent))
    }
    guard let found else {
      throw Problem(
        .failed, "What was sent then is not kept any more.",
        advice: "`weir history` lists the versions that are; `weir restore` brings one back.")
    }
    let outcome = try await saveRecord(found.sent, of: notice.flow, openedAs: found.before)
    try await closeNotice(notice)
    return outcome
  }
}
