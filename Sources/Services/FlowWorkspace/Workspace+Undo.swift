package import FlowModel
import FlowStore

extension Workspace {
  /// Takes back the last thing the user did to this flow (sync.md 2.15, "Undo"): a waiting order is
  /// cancelled, a flow that was only made here is dropped, or the version before the last edit
  /// stands again. No request is made.
  ///
  /// - Returns: what was taken back, as a sentence.
  package func undo(_ id: FlowID) async throws(Problem) -> String {
    try await write { (store) throws(Problem) in
      try Self.transaction(in: store) { () throws in try Self.undo(id, in: store) }
    }
  }

  /// Takes back the last undo; an edit after it makes that impossible.
  ///
  /// - Returns: what was done, as a sentence.
  package func redo(_ id: FlowID) async throws(Problem) -> String {
    try await write { (store) throws(Problem) in
      try Self.transaction(in: store) { () throws in
        if case .discarded(let version) = try store.reader.undoStep(of: id) {
          return try Self.bringBack(id, version, in: store)
        }
        guard let version = try store.reader.redoStep(of: id) else {
          throw Problem(
            .failed, "There is nothing to do again.",
            detail: "Redo takes back an undo, until the next edit.")
        }
        let kept = try Self.show(version, of: id, as: .redo, in: store)
        return "done again." + kept.sentence
      }
    }
  }

  private static func undo(_ id: FlowID, in store: Store) throws -> String {
    switch try store.reader.undoStep(of: id) {
    case .order(let change, let verb):
      try store.writer.cancelChange(change)
      return "the \(verb.rawValue) that waited was taken back."
    case .content(let version):
      let kept = try show(version, of: id, as: .undo, in: store)
      return kept.isUnchanged
        ? "nothing to take back in the last edit." + kept.sentence
        : "the last edit was taken back." + kept.sentence
    case .creation(let change):
      try store.writer.cancelChange(change)
      return "it was only made here: it is dropped. Redo brings it back."
    case .discarded(let version): return try bringBack(id, version, in: store)
    case .sent(let verb): throw Problem(sent: verb)
    case nil: throw Problem(nothingToUndo: try store.reader.existingSummary(id).state)
    }
  }

  /// What an undo or redo left alone.
  private struct Kept {
    var isUnchanged: Bool
    var fields: [String]

    /// Names the settings that stay as they are although the other version had others.
    var sentence: String {
      fields.isEmpty ? "" : " Left as they are now: \(fields.joined(separator: ", "))."
    }
  }

  private static func show(
    _ version: VersionID, of id: FlowID, as source: VersionSource, in store: Store
  ) throws -> Kept {
    let flow = try store.reader.existing(id)
    guard let old = try store.reader.versionBytes(version)?.bytes else { throw StoreError.notFound }
    let kind = flow.summary.kind
    let record = try RecordEdit.restoring(old, over: flow.record, kind: kind)
    _ = try store.writer.saveEdit(
      record, NewRecord.projection(of: record, kind: kind), of: id, expecting: flow.version,
      source: source, problem: NewRecord.warning(from: flow.record, to: record, kind: kind))
    return Kept(
      isUnchanged: record == flow.record, fields: RecordEdit.keptFields(old, flow.record))
  }

  private static func bringBack(
    _ id: FlowID, _ version: VersionID, in store: Store
  ) throws -> String {
    guard let old = try store.reader.versionBytes(version)?.bytes else { throw StoreError.notFound }
    let kind = try store.reader.existingSummary(id).kind
    try store.writer.revive(id, old, NewRecord.projection(of: old, kind: kind), source: .undo)
    return "it is back, and waits to be sent."
  }
}

extension Problem {
  /// What was sent is not called back: what can be done instead.
  fileprivate init(sent verb: Change.Verb) {
    let (title, advice) =
      switch verb {
      case .delete:
        (
          "It was deleted on the server: that is not called back.",
          "Restore it from the local history (`weir restore REF`, r on the screen): as a new flow, "
            + "without its chats."
        )
      case .publish:
        (
          "The draft was published: a version stays.",
          "Pause the bot, or publish another draft. The local history has the older ones."
        )
      case .activate:
        (
          "It was activated: that is not called back.",
          "Pause the bot, or activate another version."
        )
      case .pause: ("It was paused: that is not called back.", "Activate it again.")
      case .create, .update:
        ("It was sent: that is not called back.", "Edit it and push again.")
      }
    self.init(.failed, title, advice: advice)
  }

  fileprivate init(nothingToUndo state: SyncState) {
    self.init(
      .failed, "There is nothing to take back.",
      detail: state == .goneOnServer
        ? "It is gone from the server. `weir restore REF` makes it anew."
        : "The local history has the older versions: `weir history REF`, `weir restore REF VERSION`."
    )
  }
}
