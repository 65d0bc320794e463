package import FlowModel
import FlowStore
import FlowSync
package import JSONText

/// Deciding a conflict place by place (sync.md 2.10.4). Makes no request.
extension Workspace {
  /// The open conflict of a flow: every place that differs, what was chosen, and the result.
  /// Secrets are masked.
  package func conflictReview(of flow: FlowID) async throws(Problem) -> ConflictReview {
    let found = try await read { (reader) throws(StoreError) in
      try reader.snapshot { () throws(StoreError) in
        (conflict: try reader.conflict(of: flow), kind: try reader.service(of: flow)?.kind)
      }
    }
    guard let conflict = found.conflict, let kind = found.kind else {
      throw Problem(noConflict: ())
    }
    return ConflictReview(conflict, of: kind)
  }

  /// Chooses at places of the review. Kept at once: neither a restart nor a further change of the
  /// server takes a choice back.
  ///
  /// - Throws: a problem that names the first place that cannot be chosen; then nothing is kept.
  package func choose(
    _ choices: [JSONPath: JSONMergeChoice], in flow: FlowID
  ) async throws(Problem) -> ConflictReview {
    try await changeChoices(in: flow) { (kept, review) throws(Problem) in
      for (path, choice) in choices.sorted(by: { $0.key.pointer < $1.key.pointer }) {
        try review.requireChoice(choice, at: path)
        kept[path] = choice
      }
    }
  }

  /// Takes back the choice that was made last; without one nothing changes.
  package func undoChoice(in flow: FlowID) async throws(Problem) -> ConflictReview {
    try await changeChoices(in: flow) { (kept, _) throws(Problem) in kept.removeLast() }
  }

  /// Ends the conflict with the merge as it was chosen; what has to be sent waits for a push.
  ///
  /// - Parameter seen: ``ConflictReview/remoteVersion`` of the review that was looked at; nil: none.
  /// - Throws: ``ConflictMerge/refusal`` when the merge is not ready.
  package func saveMerge(of flow: FlowID, seen: Int64? = nil) async throws(Problem) {
    try await end("the merge is not ready", .needsPerson) { (resolver) throws(StoreError) in
      try resolver.saveMerge(of: flow, seen: seen)
    }
  }

  /// Ends the conflict with a record that a person made of the three versions. Fields that only the
  /// server writes stay the server's.
  ///
  /// - Throws: a problem that says what the record lacks or breaks, and where.
  package func saveMerge(of flow: FlowID, as record: [UInt8]) async throws(Problem) {
    try await end("the merged record does not do", .failed) { (resolver) throws(StoreError) in
      try resolver.saveMerge(of: flow, as: record)
    }
  }

  // MARK: Parts

  private func end(
    _ title: String, _ kind: Problem.Kind,
    _ save: @Sendable (ConflictResolver) throws(StoreError) -> String?
  ) async throws(Problem) {
    let refusal = try await change { (store) throws(StoreError) in
      try save(ConflictResolver(store))
    }
    if let refusal { throw Problem(kind, "NOT saved: \(title).", detail: refusal) }
  }

  private func changeChoices(
    in flow: FlowID,
    _ change: @Sendable (inout ConflictChoices, ConflictReview) throws(Problem) -> Void
  ) async throws(Problem) -> ConflictReview {
    try await write { (store) throws(Problem) in
      try Self.transaction(in: store) { () throws in
        guard var conflict = try store.reader.conflict(of: flow),
          let kind = try store.reader.service(of: flow)?.kind
        else { throw Problem(noConflict: ()) }
        let before = conflict.choices
        try change(&conflict.choices, ConflictReview(conflict, of: kind))
        if conflict.choices != before {
          try store.writer.keepChoices(conflict.choices, of: conflict.id)
        }
        return ConflictReview(conflict, of: kind)
      }
    }
  }
}

extension ConflictReview {
  fileprivate func requireChoice(_ choice: JSONMergeChoice, at path: JSONPath) throws(Problem) {
    guard canBeMerged else {
      throw Problem(
        .usage, "Here nothing can be chosen place by place.", detail: obstacle,
        advice: "Take mine, theirs or both.")
    }
    guard let row = rows.first(where: { $0.path == path }) else {
      throw Problem(.usage, "\(path.dotted) is no place of this conflict.")
    }
    guard row.canBeChosen else {
      throw Problem(
        .usage, "\(row.place) cannot be chosen.",
        detail: "The order of an array follows its elements, and what both sides did alike stays.")
    }
    guard case .own(let text) = choice else { return }
    do throws(JSONDiagnostic) {
      _ = try JSONDocument(parsing: text)
    } catch {
      throw Problem(.usage, "The value for \(row.place) is not JSON.", detail: error.sentence)
    }
  }
}

extension Problem {
  fileprivate init(noConflict: Void) {
    self.init(.failed, "This flow has no conflict.")
  }
}
