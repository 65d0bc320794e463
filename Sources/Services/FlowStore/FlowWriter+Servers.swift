package import FlowModel

extension FlowWriter {
  /// The server of this service, made when the profile has none yet.
  ///
  /// - Returns: the server as it is stored. Its origin differs from `origin` when the profile was
  ///   pointed elsewhere since: then the copy must not be mixed (sync.md 2.6), see ``rebind``.
  package func server(_ service: Service, origin: String) throws(StoreError) -> Server {
    if let known = try storedServer(service) { return known }
    return try transaction { () throws(StoreError) in
      try database.run(
        """
        INSERT INTO server (server_kind, origin, created_ms) VALUES (?, ?, ?)
        ON CONFLICT (server_kind) DO NOTHING
        """, [service.rawValue, origin, now()])
      guard let made = try storedServer(service) else { throw .notFound }
      return made
    }
  }

  /// Points a server elsewhere, because a person said so: runs, tags and contacts are forgotten,
  /// every push checks against the server anyway.
  package func rebind(_ server: ServerID, origin: String) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE server SET origin = ?, base_path = NULL, workspace_id = NULL, version_text = NULL,
          list_etag = NULL, reached_ms = NULL, failed_ms = NULL, failed_code = NULL,
          pulled_ms = NULL
        WHERE server_no = ?
        """, [origin, server.number])
      try database.run(
        "UPDATE pull_run SET complete = 0 WHERE server_no = ?", [server.number])
      try database.run("UPDATE resource SET base_etag = NULL WHERE server_no = ?", [server.number])
    }
  }

  /// Remembers a good contact. Nil facts stay as they were.
  package func reached(
    _ server: ServerID, basePath: String? = nil, versionText: String? = nil
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        """
        UPDATE server SET reached_ms = ?1, base_path = coalesce(?2, base_path),
          version_text = coalesce(?3, version_text) WHERE server_no = ?4
        """, [now(), basePath, versionText, server.number])
    }
  }

  /// Remembers a contact that failed.
  ///
  /// - Parameter code: for programs, as in `Change.errorCode`.
  package func contactFailed(_ server: ServerID, code: String) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try tellFailure(of: server, code)
      try database.run(
        "UPDATE server SET failed_ms = ?, failed_code = ? WHERE server_no = ?",
        [now(), code, server.number])
    }
  }

  /// Notes for the audit trail that an outage began. While it lasts, and each pull fails alike, it
  /// is told once.
  private func tellFailure(of server: ServerID, _ code: String) throws(StoreError) {
    let hour: Milliseconds = 3_600_000
    let isKnown = try database.first(
      "SELECT 1 FROM server WHERE server_no = ? AND failed_code = ? AND failed_ms > ?",
      [server.number, code, now() - hour]
    ) { _ in true }
    if isKnown != true { try event("contact-failed", server: server, detail: code) }
  }

  private func storedServer(_ service: Service) throws(StoreError) -> Server? {
    try database.first(
      "SELECT \(FlowRow.serverColumns) FROM server WHERE server_kind = ?", [service.rawValue]
    ) { FlowRow.server($0) }
  }
}
