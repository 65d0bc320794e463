package import FlowModel

/// What undo would take back (sync.md 2.15, "Undo").
package enum UndoStep: Hashable, Sendable {
  /// An order that waits: cancel it.
  case order(ChangeID, Change.Verb)
  /// An edit: this version becomes working again.
  case content(VersionID)
  /// The flow was made here, or made anew, and nothing was done to it since: this create goes.
  case creation(ChangeID)
  /// The flow was discarded before it was sent: this version lives again.
  case discarded(VersionID)
  /// The last thing was an order that was carried out: it is not called back.
  case sent(Change.Verb)
}

extension FlowReader {
  /// The last thing the user did to this flow and has not taken back; nil when there is nothing, or
  /// when the newest version came from the server.
  ///
  /// - Throws: `alreadySending` when it is an order on its way.
  package func undoStep(of flow: FlowID) throws(StoreError) -> UndoStep? {
    try snapshot { () throws(StoreError) in
      let trail = try trail(of: flow)
      let last = trail.done.last
      if let order = try newestOrder(of: flow, in: ["queued", "blocked", "failed"]),
        order.id.sequence > last?.order ?? 0
      {
        return .order(order.id, order.verb)
      }
      if trail.isDiscarded { return last.map { .discarded($0.version) } }
      if let order = try newestOrder(of: flow, in: ["sending", "unknown"]),
        order.id.sequence > last?.known ?? 0
      {
        throw .alreadySending(order.verb)
      }
      if let order = try newestOrder(of: flow, in: ["done"]),
        order.id.sequence > last?.known ?? 0
      {
        return .sent(order.verb)
      }
      if let create = try waitingCreate(of: flow), trail.isNew { return .creation(create) }
      return trail.done.count > 1 ? .content(trail.done[trail.done.count - 2].version) : nil
    }
  }

  /// The version that the last undo left; nil when nothing was undone, or an edit came after it.
  package func redoStep(of flow: FlowID) throws(StoreError) -> VersionID? {
    let trail = try trail(of: flow)
    return trail.isDiscarded ? nil : trail.undone.last?.version
  }

  /// The newest order of a kind that is more than its content.
  private func newestOrder(
    of flow: FlowID, in statuses: [String]
  ) throws(StoreError) -> (id: ChangeID, verb: Change.Verb)? {
    let words = statuses.map { "'\($0)'" }.joined(separator: ",")
    let sql = """
      SELECT seq, verb FROM op
      WHERE rid = ? AND verb IN ('delete','publish','activate','pause') AND status IN (\(words))
      ORDER BY seq DESC LIMIT 1
      """
    return try database.first(sql, [flow.row]) { row in
      (ChangeID(sequence: row.integer(0)), FlowRow.word(row, 1, else: .delete))
    }
  }

  /// The create of a flow that no server knows, unless it is on its way.
  private func waitingCreate(of flow: FlowID) throws(StoreError) -> ChangeID? {
    let sql = """
      SELECT o.seq FROM op AS o JOIN resource AS r ON r.rid = o.rid AND r.presence = 'local'
      WHERE o.rid = ? AND o.verb = 'create' AND o.status IN ('queued','blocked','failed')
      """
    return try database.first(sql, [flow.row]) { ChangeID(sequence: $0.integer(0)) }
  }

  /// A version, and the newest order that was there when it was kept.
  private struct Step {
    var version: VersionID
    /// 0 for a version of the server: an order that waits was given after it, whenever that was.
    var order: Int64
    /// An order with a larger number was given after it.
    var known: Int64
  }

  /// The user's own versions in order, as undo and redo left them.
  private struct Trail {
    /// The last one is what stands now.
    var done: [Step] = []
    var undone: [Step] = []
    var isDiscarded = false
    /// What was done before the pull that is the newest version.
    private var beforePull: [Step]?
    private var isGone = false
    /// The steps of a life that ended on the server.
    private var earlierSteps = 0

    /// Whether the last step is the one that made the flow, or made it anew.
    var isNew: Bool { done.count == earlierSteps + 1 }

    mutating func append(_ step: Step, _ source: VersionSource) {
      let replaced = beforePull
      beforePull = nil
      isDiscarded = source == .discard
      if isGone, source == .restore { earlierSteps = done.count }
      isGone = source == .gone
      switch source {
      case .prePush, .gone: break
      case .ack:
        // The server's form of what was done last.
        let last = done.popLast()
        done.append(Step(version: step.version, order: last?.order ?? 0, known: last?.known ?? 0))
      case .pull:
        // What the server brought is not undone here; but a merge or a resolution right behind it is.
        beforePull = done
        (done, undone) = ([Step(version: step.version, order: 0, known: step.known)], [])
        earlierSteps = 0
      case .undo: if let last = done.popLast() { undone.append(last) }
      case .redo: if let last = undone.popLast() { done.append(last) }
      case .merge, .resolve: (done, undone) = ((replaced ?? done) + [step], [])
      case .create, .edit, .imported, .restore, .discard:
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
      let order = row.integer(2)
      let step = Step(version: VersionID(number: row.integer(0)), order: order, known: order)
      trail.append(step, FlowRow.word(row, 1, else: .edit))
    }
    let isShell = try database.first(
      "SELECT work_doc IS NULL FROM resource WHERE rid = ?", [flow.row]
    ) { $0.boolean(0) }
    trail.isDiscarded = trail.isDiscarded && isShell == true
    return trail
  }
}
