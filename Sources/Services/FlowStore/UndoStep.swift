package import FlowModel

/// What undo would take back (sync.md 2.15, "Undo").
package enum UndoStep: Hashable, Sendable {
  /// An order that waits: cancel it.
  case order(ChangeID, Change.Verb)
  /// An edit: this version becomes working again.
  case content(VersionID)
  /// The flow was discarded before it was sent: this version lives again.
  case discarded(VersionID)
}

extension FlowReader {
  /// The last thing the user did to this flow and has not taken back; nil when there is nothing, or
  /// when the newest version came from the server.
  package func undoStep(of flow: FlowID) throws(StoreError) -> UndoStep? {
    try snapshot { () throws(StoreError) in
      let trail = try trail(of: flow)
      if let order = try waitingOrder(of: flow), order.id.sequence > trail.done.last?.order ?? 0 {
        return .order(order.id, order.verb)
      }
      if trail.isDiscarded { return trail.done.last.map { .discarded($0.version) } }
      return trail.done.count > 1 ? .content(trail.done[trail.done.count - 2].version) : nil
    }
  }

  /// The version that the last undo left; nil when nothing was undone, or an edit came after it.
  package func redoStep(of flow: FlowID) throws(StoreError) -> VersionID? {
    try trail(of: flow).undone.last?.version
  }

  private func waitingOrder(
    of flow: FlowID
  ) throws(StoreError) -> (id: ChangeID, verb: Change.Verb)? {
    let sql = """
      SELECT seq, verb FROM op
      WHERE rid = ? AND done_ms IS NULL AND verb IN ('delete','publish','activate','pause')
        AND status IN ('queued','blocked','failed')
      ORDER BY seq DESC LIMIT 1
      """
    return try database.first(sql, [flow.row]) { row in
      (ChangeID(sequence: row.integer(0)), FlowRow.word(row, 1, else: .delete))
    }
  }

  /// A version, and the newest order that was there when the user made it (0 when the server did):
  /// a waiting order with a larger number was given after it.
  private struct Step {
    var version: VersionID
    var order: Int64
  }

  /// The user's own versions in order, as undo and redo left them.
  private struct Trail {
    /// The last one is what stands now.
    var done: [Step] = []
    var undone: [Step] = []
    var isDiscarded = false
    /// What was done before the pull that is the newest version.
    var beforePull: [Step]?

    mutating func append(_ step: Step, _ source: VersionSource) {
      let replaced = beforePull
      beforePull = nil
      isDiscarded = source == .discard
      switch source {
      case .prePush, .gone: break
      case .ack:
        // The server's form of what was done last.
        let order = done.popLast()?.order ?? 0
        done.append(Step(version: step.version, order: order))
      case .pull:
        // What the server brought is not undone here; but a merge right behind it is.
        beforePull = done
        (done, undone) = ([Step(version: step.version, order: 0)], [])
      case .undo: if let last = done.popLast() { undone.append(last) }
      case .redo: if let last = undone.popLast() { done.append(last) }
      case .merge: (done, undone) = ((replaced ?? done) + [step], [])
      case .create, .edit, .imported, .resolve, .restore, .discard:
        done.append(step)
        undone = []
      }
    }
  }

  private func trail(of flow: FlowID) throws(StoreError) -> Trail {
    var trail = Trail()
    // Enough for any number of undos in a row; older versions come back by `restore`.
    let sql = """
      SELECT hid, source, seq FROM (SELECT hid, source, seq FROM history WHERE rid = ?
        ORDER BY hid DESC LIMIT 500) ORDER BY hid
      """
    try database.forEach(sql, [flow.row]) { row in
      let step = Step(version: VersionID(number: row.integer(0)), order: row.integer(2))
      trail.append(step, FlowRow.word(row, 1, else: .edit))
    }
    let isShell = try database.first(
      "SELECT work_doc IS NULL FROM resource WHERE rid = ?", [flow.row]
    ) { $0.boolean(0) }
    trail.isDiscarded = trail.isDiscarded && isShell == true
    return trail
  }
}
