package import FlowModel

/// Runs over a server's list, and what is learnt of the server itself.
extension FlowWriter {
  package enum RunMode: String, Sendable { case snapshot, paged, token }

  /// Opens a run, and forgets what no later step asks for: the ids of all but the last complete
  /// run and of runs that an open order's journal names.
  ///
  /// - Parameter kept: the sweep before, which this one is compared with.
  package func openRun(
    on server: ServerID, mode: RunMode, keeping kept: RunID?
  ) throws(StoreError) -> RunID {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        DELETE FROM pull_seen WHERE run_id IN (
          SELECT p.id FROM pull_run AS p WHERE p.server_no = ?1
            AND p.id IS NOT ?2 AND p.id IS NOT (SELECT max(id) FROM pull_run WHERE server_no = ?1 AND complete = 1)
            AND NOT EXISTS (
              SELECT 1 FROM attempt AS a JOIN op AS o ON o.seq = a.seq
              WHERE a.fence_run = p.id AND o.done_ms IS NULL))
        """, [server.number, kept?.row])
      try database.run(
        "INSERT INTO pull_run (server_no, mode, started_ms) VALUES (?, ?, ?)",
        [server.number, mode.rawValue, now()])
      return RunID(row: database.lastInsertedRow)
    }
  }

  /// What the first answer showed: how the list has to be read.
  package func setMode(_ mode: RunMode, of run: RunID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run("UPDATE pull_run SET mode = ? WHERE id = ?", [mode.rawValue, run.row])
    }
  }

  /// Notes an id; inside a transaction of the caller.
  ///
  /// - Returns: whether this run had not seen it.
  @discardableResult
  package func noteSeen(
    _ remoteID: String, stamp: String?, in run: RunID
  ) throws(StoreError) -> Bool {
    try database.run(
      "INSERT OR IGNORE INTO pull_seen (run_id, server_id, rev) VALUES (?, ?, ?)",
      [run.row, remoteID, stamp])
    return database.changedRowCount > 0
  }

  /// The id answered "not found" after the list had named it.
  package func noteUnseen(_ remoteID: String, in run: RunID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "DELETE FROM pull_seen WHERE run_id = ? AND server_id = ?", [run.row, remoteID])
    }
  }

  /// The server said that nothing changed since `source`: its ids are this run's.
  package func copySeen(from source: RunID, to run: RunID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        INSERT OR IGNORE INTO pull_seen (run_id, server_id, rev)
        SELECT ?, server_id, rev FROM pull_seen WHERE run_id = ?
        """, [run.row, source.row])
    }
  }

  package func closeRun(
    _ run: RunID, isComplete: Bool, pages: Int, seen: Int, total: Int?, serverDate: String?
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE pull_run SET finished_ms = ?, complete = ?, pages = ?, seen = ?, total = ?,
          server_date = ? WHERE id = ?
        """, [now(), isComplete, pages, seen, total, serverDate, run.row])
    }
  }

  /// A complete pull ended. `tag` is nil when the next pull must see the whole list again.
  package func notePulled(_ server: ServerID, tag: String?) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE server SET pulled_ms = ?, list_etag = ? WHERE server_no = ?",
        [now(), tag, server.number])
    }
  }

  package func forgetListTag(of server: ServerID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE server SET list_etag = NULL WHERE server_no = ?", [server.number])
    }
  }

  /// Binds the copy to a workspace, once.
  package func bindWorkspace(_ workspaceID: String, to server: ServerID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE server SET workspace_id = ? WHERE server_no = ? AND workspace_id IS NULL",
        [workspaceID, server.number])
    }
  }
}
