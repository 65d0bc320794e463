package import FlowModel

extension FlowWriter {
  /// Queues a delete, publish, activate or pause of a flow, pinned to what the user sees now.
  ///
  /// One order of a verb waits at a time: a second publish moves the pin of the first, the later of
  /// activate and pause replaces the earlier, a delete replaces what else waits. A flow that was
  /// never sent is discarded at once, and nothing is queued.
  ///
  /// - Parameters:
  ///   - version: the version the user saw; nil when they did not look at the content.
  ///   - newest: for activate, the id of the newest published version the user saw; nil stands for
  ///     the one that the publish before it makes.
  /// - Returns: the order that waits; nil when nothing has to be sent.
  /// - Throws: `notAllowed`, `versionMoved`, or `alreadySending` when an order that this one would
  ///   replace is on its way.
  @discardableResult
  package func order(
    _ verb: Change.Verb, _ flow: FlowID, expecting version: Int64? = nil, newest: String? = nil
  ) throws(StoreError) -> ChangeID? {
    precondition(verb != .create && verb != .update, "edits queue these themselves")
    return try transaction { () throws(StoreError) in
      let facts = try facts(of: flow)
      if let version, version != facts.version { throw .versionMoved(found: facts.version) }
      if verb == .delete { return try orderDelete(facts) }
      try requireEditable(facts)
      switch verb {
      case .publish: return try queue(.publish, facts, pin: facts.working, after: .update, .create)
      case .activate:
        // One on its way stays; the new order goes behind it.
        try endOrder(.pause, of: flow)
        return try queue(verb, facts, newest: newest, after: .publish, .pause, .create)
      default:
        try endOrder(.activate, of: flow)
        return try queue(verb, facts, after: .activate, .create)
      }
    }
  }

  /// Takes back an order that waits, with what it means for the flow: a cancelled update brings
  /// back the server's copy (what was written stays in the history), a cancelled create discards the
  /// flow, a cancelled delete lets an edit wait again.
  ///
  /// - Throws: `alreadySending` when it is on its way, `notFound` when it is settled.
  package func cancelChange(_ change: ChangeID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      let found = try database.first(
        "SELECT rid, verb, status FROM op WHERE seq = ? AND done_ms IS NULL", [change.sequence]
      ) { row -> (FlowID, Change.Verb, Change.Status) in
        (
          FlowID(row: row.integer(0)), FlowRow.word(row, 1, else: .update),
          FlowRow.word(row, 2, else: .unknown)
        )
      }
      guard let (flow, verb, status) = found else { throw .notFound }
      if status == .sending || status == .unknown { throw .alreadySending(verb) }
      let facts = try facts(of: flow)
      if facts.state == .conflict { throw .notAllowed(.conflict) }
      switch verb {
      case .create: try discardLocal(facts)
      case .update:
        guard let base = facts.base else { throw .notFound }
        try keepWorking(of: facts)
        try returnToBase(base, facts, as: .discard, note: nil)
        try followPin(of: flow)
      case .delete:
        try endOrder(verb, of: flow)
        if facts.working != facts.base { try queueContent(of: facts, problem: nil) }
      case .publish, .activate, .pause:
        try endOrder(verb, of: flow)
        try holdFollowers(of: change)
      }
      // A flow that goes with its create is told below.
      if verb != .create {
        try event("taken-back", flow: flow, change: change, detail: verb.rawValue)
      }
    }
  }

  /// Lets an order that failed or is blocked try again at the next push.
  ///
  /// - Throws: `notAllowed` while a conflict is open, `notFound` when it does not wait.
  package func retryChange(_ change: ChangeID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE op SET status = 'queued', error_code = NULL, error_text = NULL, attempts = 0,
          not_before_ms = 0
        WHERE seq = ?1 AND status IN ('failed','blocked','queued') AND NOT EXISTS
          (SELECT 1 FROM conflict AS c WHERE c.rid = op.rid AND c.closed_ms IS NULL)
        """, [change.sequence])
      if database.changedRowCount == 1 { return }
      let hasConflict = try database.first(
        """
        SELECT 1 FROM op AS o JOIN conflict AS c ON c.rid = o.rid AND c.closed_ms IS NULL
        WHERE o.seq = ? AND o.done_ms IS NULL
        """, [change.sequence]
      ) { _ in true }
      throw hasConflict == true ? .notAllowed(.conflict) : .notFound
    }
  }

  /// Records that a person said yes to an order that asks for it.
  package func confirmChange(_ change: ChangeID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE op SET confirmed_ms = ?1,
          status = iif(status = 'blocked' AND error_code = 'confirm', 'queued', status),
          error_code = iif(status = 'blocked' AND error_code = 'confirm', NULL, error_code)
        WHERE seq = ?2 AND done_ms IS NULL
        """, [now(), change.sequence])
      guard database.changedRowCount == 1 else { throw .notFound }
    }
  }

  // MARK: Steps

  private func orderDelete(_ facts: FlowFacts) throws(StoreError) -> ChangeID? {
    if let waiting = try openOrder(.delete, of: facts.flow), facts.state == .pendingDelete {
      return waiting.id
    }
    let isAllowed = facts.state.allowsEdits
    guard isAllowed else { throw .notAllowed(facts.state) }
    if facts.isStub { throw .notAllowed(.stub) }
    let sending = try database.first(
      "SELECT verb FROM op WHERE rid = ? AND status IN ('sending','unknown')", [facts.flow.row]
    ) { FlowRow.word($0, 0, else: Change.Verb.update) }
    if let sending { throw .alreadySending(sending) }
    if facts.isLocal {
      try discardLocal(facts)
      return nil
    }
    for verb in [Change.Verb.update, .publish, .activate] { try endOrder(verb, of: facts.flow) }
    return try queue(.delete, facts, pin: facts.base, after: .pause)
  }

  /// A flow that no server knows goes: its orders end, its content stays in the history.
  private func discardLocal(_ facts: FlowFacts) throws(StoreError) {
    try keepWorking(of: facts)
    for verb in Change.Verb.allCases { try endOrder(verb, of: facts.flow) }
    if let working = facts.working { try keep(working, of: facts.flow, as: .discard) }
    try event("discarded", flow: facts.flow)
    try database.run(
      """
      UPDATE resource SET work_doc = NULL, work_version = work_version + 1, changed_ms = ?
      WHERE rid = ?
      """, [now(), facts.flow.row])
    try refreshUnpushed(facts.flow)
  }

  /// Queues one order of `verb`, or renews the one that waits.
  private func queue(
    _ verb: Change.Verb, _ facts: FlowFacts, pin: DocumentID? = nil, newest: String? = nil,
    after verbs: Change.Verb...
  ) throws(StoreError) -> ChangeID {
    let stamp = pin == nil ? nil : facts.baseStamp
    if let open = try openOrder(verb, of: facts.flow) {
      if open.status == .sending || open.status == .unknown { throw .alreadySending(verb) }
      // Its place in the row is that of the first order; a dependency can only be older.
      try endOrder(verb, of: facts.flow)
    }
    let before = try latestOpen(verbs, of: facts.flow)
    try database.run(
      """
      INSERT INTO op (rid, verb, status, after_seq, pin_doc, pin_rev, pin_version, created_ms)
      VALUES (?, ?, 'queued', ?, ?, ?, ?, ?)
      """, [facts.flow.row, verb.rawValue, before, pin?.row, stamp, newest, now()])
    let change = ChangeID(sequence: database.lastInsertedRow)
    try event("ordered", flow: facts.flow, change: change, detail: verb.rawValue)
    return change
  }

  private func latestOpen(
    _ verbs: [Change.Verb], of flow: FlowID
  ) throws(StoreError) -> Int64? {
    let words = verbs.map { "'\($0.rawValue)'" }.joined(separator: ",")
    return try database.first(
      "SELECT max(seq) FROM op WHERE rid = ? AND done_ms IS NULL AND verb IN (\(words))",
      [flow.row]
    ) { $0.optionalInteger(0) } ?? nil
  }

  /// Cancels the order of `verb` that waits; one that is on its way stays.
  func endOrder(_ verb: Change.Verb, of flow: FlowID) throws(StoreError) {
    try database.run(
      """
      UPDATE op SET status = 'cancelled', done_ms = ?
      WHERE rid = ? AND verb = ? AND status IN ('queued','blocked','failed')
      """, [now(), flow.row, verb.rawValue])
  }

  /// Orders that counted on a cancelled one wait for a person.
  private func holdFollowers(of change: ChangeID) throws(StoreError) {
    try database.run(
      """
      UPDATE op SET status = 'blocked', error_code = 'confirm', error_text = NULL
      WHERE after_seq = ? AND done_ms IS NULL AND status = 'queued'
      """, [change.sequence])
  }
}
