package import FlowModel
import JSONText

extension Workspace {
  /// Saves a text that was opened before the flow changed here: what changed meanwhile is merged
  /// with it (sync.md 2.10.5).
  ///
  /// - Parameters:
  ///   - opened: the text as the person opened it.
  ///   - overwrites: where both changed the same, what is written here counts. The other version
  ///     stays in the local history.
  /// - Throws: `.needsPerson` where both changed the same; nothing is saved then.
  package func saveText(
    _ text: [UInt8], of id: FlowID, field: String, openedAs opened: [UInt8],
    overwrites: Bool = false
  ) async throws(Problem) -> SaveOutcome {
    try await edit(id) { (record, kind) throws(Problem) in
      try RecordEdit.rebasing(
        try RecordEdit.saving(text, as: field, in: record),
        from: try RecordEdit.saving(opened, as: field, in: record), onto: record, kind: kind,
        overwrites: overwrites)
    }
  }

  /// The same for a whole record.
  ///
  /// - Parameter opened: the record as the person opened it.
  package func saveRecord(
    _ edited: [UInt8], of id: FlowID, openedAs opened: [UInt8]
  ) async throws(Problem) -> SaveOutcome {
    try await edit(id) { (record, kind) throws(Problem) in
      try RecordEdit.rebasing(edited, from: opened, onto: record, kind: kind, overwrites: false)
    }
  }
}

extension RecordEdit {
  /// The record with what was changed between `base` and `local`.
  static func rebasing(
    _ local: [UInt8], from base: [UInt8], onto record: [UInt8], kind: FlowKind, overwrites: Bool
  ) throws(Problem) -> [UInt8] {
    let merge = try merged(base: base, local: local, remote: record, kind: kind)
    guard merge.verdict != .automatic else { return merge.record }
    guard overwrites else { throw Problem(openedBefore: merge) }
    // Where nothing could be merged, all that was written counts.
    guard !merge.clashes.isEmpty else { return local }
    let mine = Dictionary(
      merge.clashes.map { ($0.path, JSONMergeChoice.mine) }, uniquingKeysWith: { $1 })
    return try merged(base: base, local: local, remote: record, kind: kind, choices: mine).record
  }

  private static func merged(
    base: [UInt8], local: [UInt8], remote: [UInt8], kind: FlowKind,
    choices: [JSONPath: JSONMergeChoice] = [:]
  ) throws(Problem) -> FlowMerge {
    do {
      // Nothing is sent by a save, so a live flow needs no other care than the push takes.
      return try FlowMerge.merge(
        base: base, local: local, remote: remote, kind: kind, isLive: false, choices: choices)
    } catch {
      throw Problem(.failed, "NOT saved: the changes could not be merged.")
    }
  }
}

extension Problem {
  /// The flow changed while its text was open, in the same places.
  fileprivate init(openedBefore merge: FlowMerge) {
    let places = merge.clashes.prefix(2).map(\.path.dotted).joined(separator: ", ")
    let more = merge.clashes.count > 2 ? " and \(merge.clashes.count - 2) more" : ""
    self.init(
      .needsPerson, "NOT saved: the flow changed meanwhile, in another window or by a pull.",
      detail: merge.clashes.isEmpty
        ? "Together the changes do not fit. Your text is kept."
        : "Both changed \(places)\(more). Your text is kept.",
      advice: ":w! takes yours there; the other version stays in the local history.")
  }
}
