package import FlowModel

/// Conflicts, as the engine opens and refreshes them.
extension FlowWriter {
  /// Keeps base, local and remote until a person decides. An open conflict is refreshed instead.
  ///
  /// The request whose check found it is settled: its order waits with the others of the flow.
  package func hold(
    _ flow: TrackedFlow, as kind: Conflict.Kind, change: ChangeID? = nil, base: DocumentID?,
    remote: DocumentID?, remoteStamp: String?, paths: [String]
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      if let conflict = flow.conflict {
        _ = try refreshConflict(conflict, remote: remote, stamp: remoteStamp)
        return
      }
      if let change { try requeue(change) }
      try openConflict(
        kind, of: flow.id, change: change, base: base, local: flow.work, remote: remote,
        remoteStamp: remoteStamp, paths: paths)
    }
  }

  /// The server moved on while the conflict is open.
  ///
  /// - Returns: whether that is news.
  package func refreshConflict(
    _ conflict: Int64, remote: DocumentID?, stamp: String?
  ) throws(StoreError) -> Bool {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE conflict SET remote_doc = ?1, remote_rev = ?2
        WHERE cid = ?3 AND remote_doc IS NOT ?1
        """, [remote?.row, stamp, conflict])
      return database.changedRowCount > 0
    }
  }

  /// Keeps a version in the history before what the user sees is replaced.
  package func keepVersion(
    _ document: DocumentID, of flow: FlowID, as source: VersionSource
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in _ = try keep(document, of: flow, as: source) }
  }
}
