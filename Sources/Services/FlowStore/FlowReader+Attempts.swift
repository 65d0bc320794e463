package import FlowModel

/// A write request of the past whose outcome is known.
package struct PastAttempt: Hashable, Sendable {
  package let id: AttemptID
  /// The flow it was about.
  package let flow: FlowID
  /// What stood on the server before it.
  package let before: DocumentID?
  /// The whole record as it was to look afterwards.
  package let sent: DocumentID
  package let fields: [String]
}

/// What was sent earlier, for pulls that must tell our own late requests from foreign changes.
extension FlowReader {
  /// Updates of a flow that the server took since `moment`, newest first, at most `limit`.
  package func appliedUpdates(
    of flow: FlowID, since moment: Milliseconds, limit: Int
  ) throws(StoreError) -> [PastAttempt] {
    try pastAttempts(
      "o.rid = ? AND o.verb = 'update' AND a.verdict = 'applied' AND a.t_settled_ms >= ?",
      [flow.row, moment], limit: limit)
  }

  /// Updates of a flow that counted as not applied since `moment`, newest first.
  package func unappliedUpdates(
    of flow: FlowID, since moment: Milliseconds, limit: Int
  ) throws(StoreError) -> [PastAttempt] {
    try pastAttempts(
      "o.rid = ? AND o.verb = 'update' AND a.verdict = 'not-applied' AND a.t_quiet_ms >= ?",
      [flow.row, moment], limit: limit)
  }

  /// Creates on a server that counted as not applied since `moment`: what they asked for may still
  /// have been made.
  package func unappliedCreates(
    on server: ServerID, since moment: Milliseconds
  ) throws(StoreError) -> [PastAttempt] {
    try pastAttempts(
      """
      r.server_no = ? AND o.verb = 'create' AND a.verdict = 'not-applied' AND a.t_quiet_ms >= ?
      """, [server.number, moment], limit: 100)
  }

  func pastAttempts(
    _ condition: String, _ values: [(any SQLBindable)?], limit: Int
  ) throws(StoreError) -> [PastAttempt] {
    try database.all(
      """
      SELECT a.id, o.rid, a.pre_doc, a.sent_doc, a.sent_fields
      FROM attempt AS a JOIN op AS o USING (seq) JOIN resource AS r USING (rid)
      WHERE \(condition) AND a.sent_doc IS NOT NULL ORDER BY a.id DESC LIMIT \(limit)
      """, values
    ) { row in
      PastAttempt(
        id: AttemptID(row: row.integer(0)), flow: FlowID(row: row.integer(1)),
        before: row.optionalInteger(2).map(DocumentID.init(row:)),
        sent: DocumentID(row: row.integer(3)), fields: JSONList.texts(in: row.bytes(4)))
    }
  }
}
