package import FlowModel

/// What a push writes: the journal, and what becomes of an order. Each is a step of the caller's
/// transaction, or one of its own.
extension FlowWriter {
  /// What is written down before a request leaves (sync.md 2.7.2, U2).
  package struct Intent: Sendable {
    package var method: String
    package var target: String
    package var before: DocumentID?
    package var beforeStamp: String?
    package var sent: DocumentID?
    package var fields: [String] = []
    package var fenceRun: RunID?
    package var fence: [String]?
    package var fenceDate: String?

    package init(method: String, target: String) {
      self.method = method
      self.target = target
    }
  }

  /// Journals a request that is about to be sent; the order is `sending` from here on.
  package func journal(_ intent: Intent, for change: ChangeID) throws(StoreError) -> AttemptID {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        INSERT INTO attempt (seq, method, target, pre_doc, pre_rev, sent_doc, sent_fields,
          fence_run, fence, fence_date, phase, t_intent_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'intent', ?)
        """,
        [
          change.sequence, intent.method, intent.target, intent.before?.row, intent.beforeStamp,
          intent.sent?.row, JSONList.column(intent.fields), intent.fenceRun?.row,
          intent.fence.map(JSONList.column), intent.fenceDate, now(),
        ])
      let attempt = AttemptID(row: database.lastInsertedRow)
      try database.run(
        "UPDATE op SET status = 'sending', attempts = attempts + 1 WHERE seq = ?",
        [change.sequence])
      // Should the database be lost, a create that may have left is looked for before it is sent.
      let made = try database.first(
        "SELECT rid FROM op WHERE seq = ? AND verb = 'create'", [change.sequence]
      ) { FlowID(row: $0.integer(0)) }
      if let made { try refreshUnpushed(made) }
      return attempt
    }
  }

  /// Before anything is sent: which versions stood there, after the check has shown them.
  package func noteFence(_ versions: [String], of attempt: AttemptID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE attempt SET fence = ? WHERE id = ?", [JSONList.column(versions), attempt.row])
    }
  }

  /// The outcome is not known: the last byte is out, reading must tell.
  ///
  /// - Parameter notBefore: what the server asked to wait, when it did.
  package func doubt(
    _ change: ChangeID, attempt: AttemptID, httpStatus: Int?, notBefore: Milliseconds = 0,
    code: String?, text: String?
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE attempt SET phase = 'answered', verdict = 'in-doubt', http_status = ?,
          t_quiet_ms = ? WHERE id = ?
        """, [httpStatus, now(), attempt.row])
      try database.run(
        "UPDATE op SET not_before_ms = ? WHERE seq = ?", [notBefore, change.sequence])
      try setStatus(.unknown, of: change, code: code, text: text)
      try tell("order-in-doubt", change)
    }
  }

  package enum Verdict: String, Sendable {
    case applied
    case notApplied = "not-applied"
    /// Somebody wrote over it before we could see it.
    case superseded
  }

  package func settle(
    _ attempt: AttemptID, _ verdict: Verdict, httpStatus: Int?
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE attempt SET phase = 'settled', verdict = ?, http_status = coalesce(?, http_status),
          t_settled_ms = ? WHERE id = ?
        """, [verdict.rawValue, httpStatus, now(), attempt.row])
    }
  }

  /// A process that ended while it was sending: its orders are in doubt, and the time in which a
  /// request may still arrive counts from now.
  package func doubtOrphans(of server: ServerID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE attempt SET phase = 'answered', verdict = 'in-doubt', t_quiet_ms = ?
        WHERE phase = 'intent' AND seq IN (
          SELECT o.seq FROM op AS o JOIN resource AS r ON r.rid = o.rid
          WHERE o.status = 'sending' AND r.server_no = ?)
        """, [now(), server.number])
      try database.run(
        """
        UPDATE op SET status = 'unknown' WHERE status = 'sending'
          AND rid IN (SELECT rid FROM resource WHERE server_no = ?)
        """, [server.number])
    }
  }

  /// Why an order is blocked that a later push may try again as it is: the cause lies outside of
  /// it, in a token, a permission, a plan, an address, another order.
  package static let codesTriedAgain = [
    "auth", "permission", "quota", "redirected", "not-json", "no-version",
  ]

  /// Puts those orders back in line. Call it when a person says push.
  package func releaseBlocked(on server: ServerID) throws(StoreError) {
    let codes = Self.codesTriedAgain.map { "'\($0)'" }.joined(separator: ",")
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE op SET status = 'queued', error_code = NULL, error_text = NULL
        WHERE status = 'blocked' AND error_code IN (\(codes))
          AND rid IN (SELECT rid FROM resource WHERE server_no = ?)
        """, [server.number])
    }
  }

  /// A person's yes was given to something else than what stands on the server now.
  package func withdrawYes(to change: ChangeID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE op SET confirmed_ms = NULL WHERE seq = ? AND done_ms IS NULL", [change.sequence])
    }
  }

  package func requeue(
    _ change: ChangeID, notBefore: Milliseconds = 0, code: String? = nil, text: String? = nil
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE op SET status = 'queued', not_before_ms = ?, error_code = ?, error_text = ?
        WHERE seq = ? AND done_ms IS NULL
        """, [notBefore, code, text, change.sequence])
    }
  }

  /// Waits for a person (`blocked`) or was refused for good (`failed`).
  package func stop(
    _ change: ChangeID, as status: Change.Status, code: String, text: String
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try setStatus(status, of: change, code: code, text: text)
      try tell(status == .failed ? "order-failed" : "order-blocked", change, because: code)
    }
  }

  package func finish(
    _ change: ChangeID, as status: Change.Status = .done, madeID: String? = nil
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE op SET status = ?, done_ms = ?, made_id = coalesce(?, made_id), error_code = NULL,
          error_text = NULL WHERE seq = ? AND done_ms IS NULL
        """, [status.rawValue, now(), madeID, change.sequence])
      if database.changedRowCount == 1 { try tell("order-\(status.rawValue)", change) }
      let flow = try database.first("SELECT rid FROM op WHERE seq = ?", [change.sequence]) {
        FlowID(row: $0.integer(0))
      }
      if let flow { try refreshUnpushed(flow) }
    }
  }

  /// What the person saw, for a delete or publish that was resolved against a newer copy.
  package func setPin(
    _ document: DocumentID, stamp: String?, of change: ChangeID
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE op SET pin_doc = ?, pin_rev = ? WHERE seq = ?",
        [document.row, stamp, change.sequence])
    }
  }

  /// Queues an order behind what is open now; an open one of the same verb stays the only one.
  package func followUp(
    _ verb: Change.Verb, of flow: FlowID, after: ChangeID? = nil, pin: DocumentID? = nil,
    pinStamp: String? = nil, confirmedAt: Milliseconds? = nil, createdAt: Milliseconds? = nil
  ) throws(StoreError) -> ChangeID {
    try transaction { () throws(StoreError) in
      let open = try database.first(
        "SELECT seq FROM op WHERE rid = ? AND verb = ? AND done_ms IS NULL",
        [flow.row, verb.rawValue]
      ) { ChangeID(sequence: $0.integer(0)) }
      if let open {
        try requeue(open)
        return open
      }
      try database.run(
        """
        INSERT INTO op (rid, verb, status, after_seq, pin_doc, pin_rev, confirmed_ms, created_ms)
        VALUES (?, ?, 'queued', ?, ?, ?, ?, ?)
        """,
        [
          flow.row, verb.rawValue, after?.sequence, pin?.row, pinStamp, confirmedAt,
          createdAt ?? now(),
        ])
      return ChangeID(sequence: database.lastInsertedRow)
    }
  }

  /// Notes for the audit trail what became of an order: its verb, and a code.
  private func tell(
    _ code: String, _ change: ChangeID, because reason: String? = nil
  ) throws(StoreError) {
    try database.run(
      """
      INSERT INTO event (at_ms, rid, seq, code, detail)
      SELECT ?, rid, seq, ?, verb || ? FROM op WHERE seq = ?
      """, [now(), code, reason.map { " " + $0 } ?? "", change.sequence])
  }

  private func setStatus(
    _ status: Change.Status, of change: ChangeID, code: String?, text: String?
  ) throws(StoreError) {
    try database.run(
      """
      UPDATE op SET status = ?, error_code = ?, error_text = ? WHERE seq = ? AND done_ms IS NULL
      """, [status.rawValue, code, text.map { String($0.prefix(500)) }, change.sequence])
  }
}
