package import FlowModel

/// How a conflict ended (`conflict.resolution` of sync.md 2.3.4).
package enum ConflictEnd: String, Sendable, CaseIterable {
  case local, remote, merged
  case keepBoth = "keep-both"
  case dropped
}

extension FlowWriter {
  /// Opens a conflict: all three versions are kept, and what waits for this flow is blocked with
  /// the code `conflict`. One that is open already takes the new versions.
  ///
  /// For `editGone` the flow stays `missing` until a person decides: lists hide what is gone.
  ///
  /// - Parameters:
  ///   - change: the order whose check found it.
  ///   - paths: dotted paths that both sides changed.
  package func openConflict(
    _ kind: Conflict.Kind, of flow: FlowID, change: ChangeID? = nil, base: DocumentID?,
    local: DocumentID?, remote: DocumentID?, remoteStamp: String? = nil, paths: [String] = []
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        INSERT INTO conflict (rid, seq, kind, base_doc, local_doc, remote_doc, remote_rev, paths,
          opened_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (rid) WHERE closed_ms IS NULL DO UPDATE SET seq = excluded.seq,
          kind = excluded.kind, base_doc = excluded.base_doc, local_doc = excluded.local_doc,
          remote_doc = excluded.remote_doc, remote_rev = excluded.remote_rev,
          paths = excluded.paths
        """,
        [
          flow.row, change?.sequence, kind.rawValue, base?.row, local?.row, remote?.row,
          remoteStamp, JSONList.column(paths), now(),
        ])
      try database.run(
        """
        UPDATE op SET status = 'blocked', error_code = 'conflict', error_text = NULL
        WHERE rid = ? AND done_ms IS NULL AND status IN ('queued','blocked','failed')
        """, [flow.row])
      try event("conflict", flow: flow, change: change, detail: kind.rawValue)
    }
  }

  /// Closes the open conflict of a flow and lets its waiting orders go on. The caller changes
  /// working, base or orders in the same transaction.
  ///
  /// - Throws: `notFound` when none is open.
  package func closeConflict(
    of flow: FlowID, as end: ConflictEnd
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE conflict SET closed_ms = ?, resolution = ? WHERE rid = ? AND closed_ms IS NULL
        """, [now(), end.rawValue, flow.row])
      guard database.changedRowCount == 1 else { throw .notFound }
      try database.run(
        """
        UPDATE op SET status = 'queued', error_code = NULL, attempts = 0, not_before_ms = 0
        WHERE rid = ? AND status = 'blocked' AND error_code = 'conflict'
        """, [flow.row])
      try event("conflict-closed", flow: flow, detail: end.rawValue)
    }
  }

  /// Keeps what was chosen so far. A further change of the server leaves it alone.
  ///
  /// - Throws: `notFound` when the conflict is not open any more.
  package func keepChoices(
    _ choices: ConflictChoices, of conflict: Int64
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE conflict SET choices = ? WHERE cid = ? AND closed_ms IS NULL",
        [choices.stored, conflict])
      guard database.changedRowCount == 1 else { throw .notFound }
    }
  }

  /// Keeps text that is being typed, so that a kill loses at most two seconds of it.
  package func keepUnsaved(_ text: UnsavedText) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        INSERT INTO unsaved (rid, owner, from_version, path, text, at_ms)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (rid, owner) DO UPDATE SET from_version = excluded.from_version,
          path = excluded.path, text = excluded.text, at_ms = excluded.at_ms
        """,
        [text.flow.row, text.owner, text.fromVersion, text.field, text.text, text.at])
    }
  }

  /// Forgets the unsaved text of one editor; nil: of all editors of this flow.
  package func dropUnsaved(of flow: FlowID, owner: String?) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "DELETE FROM unsaved WHERE rid = ?1 AND (?2 IS NULL OR owner = ?2)", [flow.row, owner])
    }
  }

  /// Writes the audit trail: codes and ids, never bodies, names or headers.
  package func event(
    _ code: String, server: ServerID? = nil, flow: FlowID? = nil, change: ChangeID? = nil,
    detail: String? = nil
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        INSERT INTO event (at_ms, server_no, rid, seq, code, detail) VALUES (?, ?, ?, ?, ?, ?)
        """, [now(), server?.number, flow?.row, change?.sequence, code, detail])
    }
  }
}
