package import FlowModel

/// Flows whose record on the server is not understood: what was understood last stays as it is, is
/// not edited and not sent, until the server sends something that is understood.
extension FlowWriter {
  /// - Returns: whether that is news; an event tells it once.
  @discardableResult
  package func quarantine(
    _ flow: FlowID, because reason: QuarantineReason
  ) throws(StoreError) -> Bool {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE resource SET quarantine = ?1 WHERE rid = ?2 AND quarantine IS NOT ?1",
        [reason.rawValue, flow.row])
      guard database.changedRowCount == 1 else { return false }
      // The list that was known must not say any more that nothing has changed.
      try database.run(
        """
        UPDATE server SET list_etag = NULL
        WHERE server_no = (SELECT server_no FROM resource WHERE rid = ?)
        """, [flow.row])
      try event("quarantined", flow: flow, detail: reason.rawValue)
      return true
    }
  }

  /// A flow that the server has, and of which no more than this was ever understood.
  ///
  /// - Parameter shell: a partial record with its id, and its name where that is known.
  package func insertQuarantined(
    _ shell: RemoteCopy, server: ServerID, because reason: QuarantineReason
  ) throws(StoreError) -> FlowID {
    try transaction { () throws(StoreError) in
      let flow = try insert(shell, server: server)
      try quarantine(flow, because: reason)
      return flow
    }
  }

  /// The server's record is understood: the flow is an ordinary one again.
  package func endQuarantine(of flow: FlowID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE resource SET quarantine = NULL WHERE rid = ? AND quarantine IS NOT NULL",
        [flow.row])
      if database.changedRowCount == 1 { try event("understood", flow: flow) }
    }
  }
}

extension FlowReader {
  /// Flows whose record on the server is not understood, by name.
  package func quarantinedFlows() throws(StoreError) -> [QuarantinedFlow] {
    try quarantined("", [])
  }

  /// Why this flow's record is not understood; nil where it is.
  package func quarantine(of flow: FlowID) throws(StoreError) -> QuarantinedFlow? {
    try quarantined("AND r.rid = ?", [flow.row]).first
  }

  private func quarantined(
    _ condition: String, _ values: [(any SQLBindable)?]
  ) throws(StoreError) -> [QuarantinedFlow] {
    try database.all(
      """
      SELECT r.rid, v.server_kind, r.name, r.luid, r.server_id, r.quarantine
      FROM resource AS r JOIN server AS v USING (server_no)
      WHERE r.quarantine IS NOT NULL AND r.presence <> 'gone' \(condition)
      ORDER BY r.name_key, r.rid
      """, values
    ) { row in
      QuarantinedFlow(
        flow: FlowID(row: row.integer(0)), kind: FlowRow.kind(row, 1), name: row.text(2),
        localID: row.text(3), remoteID: row.optionalText(4),
        reason: FlowRow.word(row, 5, else: .notJSON))
    }
  }
}
