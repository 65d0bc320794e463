package import FlowModel

/// A flow made here gets its id from the server.
extension FlowWriter {
  /// Gives `flow` the id of `remote` and makes it the base; the local copy stays as it is.
  ///
  /// Another program may have pulled the new flow in the moment between: its untouched row goes,
  /// so that one flow is one row. A row that somebody has worked on stays, and ours is discarded;
  /// its content is kept in the history.
  ///
  /// - Returns: false in that last case: there is nothing left to do for `flow`.
  package func bind(
    _ flow: TrackedFlow, to remote: RemoteCopy, server: ServerID
  ) throws(StoreError) -> Bool {
    try transaction { () throws(StoreError) in
      guard let remoteID = remote.projection.remoteID else { throw .notFound }
      let other = try database.first(
        "SELECT rid FROM resource WHERE server_no = ? AND server_id = ?",
        [server.number, remoteID]
      ) { FlowID(row: $0.integer(0)) }
      if let other, other != flow.id {
        guard try removeUntouched(other) else {
          if let work = flow.work { try keep(work, of: flow.id, as: .discard) }
          try database.run("UPDATE resource SET work_doc = NULL WHERE rid = ?", [flow.id.row])
          try refreshUnpushed(flow.id)
          return false
        }
      }
      let base = try document(remote.bytes)
      try database.run(
        """
        UPDATE resource SET server_id = ?, presence = 'listed', base_doc = ?, base_rev = ?,
          base_etag = ?, base_racy = ?, stub = 0, missing_runs = 0, missing_ms = NULL
        WHERE rid = ?
        """,
        [
          remoteID, base.row, remote.projection.stamp, remote.tag, remote.isRacy, flow.id.row,
        ])
      try refreshUnpushed(flow.id)
      return true
    }
  }

  /// Removes a flow that only a pull has touched.
  private func removeUntouched(_ flow: FlowID) throws(StoreError) -> Bool {
    let isUntouched = try database.first(
      """
      SELECT work_doc IS base_doc
        AND NOT EXISTS (SELECT 1 FROM op WHERE rid = ?1)
        AND NOT EXISTS (SELECT 1 FROM conflict WHERE rid = ?1)
        AND NOT EXISTS (SELECT 1 FROM unsaved WHERE rid = ?1)
      FROM resource WHERE rid = ?1
      """, [flow.row]
    ) { $0.boolean(0) }
    guard isUntouched == true else { return false }
    try database.run("DELETE FROM history WHERE rid = ?", [flow.row])
    try database.run("DELETE FROM notice WHERE rid = ?", [flow.row])
    try database.run("DELETE FROM resource WHERE rid = ?", [flow.row])
    return true
  }

  /// The flow is not on the server any more and a person wants it there: it is new again, under
  /// the same local id, and its create waits.
  package func makeNew(_ flow: TrackedFlow) throws(StoreError) -> ChangeID {
    try transaction { () throws(StoreError) in
      for verb in flow.openVerbs { try endOrder(verb, of: flow.id) }
      try database.run(
        """
        UPDATE resource SET presence = 'local', server_id = NULL, base_doc = NULL,
          base_rev = NULL, base_etag = NULL, base_racy = 0, stub = 0, missing_runs = 0,
          missing_ms = NULL, gone_ms = NULL WHERE rid = ?
        """, [flow.id.row])
      try refreshUnpushed(flow.id)
      return try followUp(.create, of: flow.id)
    }
  }
}
