import CSQLite

extension Database {
  /// Bytes of a page of a new file.
  static let pageSize = 16_384

  /// What every connection is set to before anything else (sync.md 2.3.1).
  ///
  /// - Parameter isShared: the file lies on a network file system, where the shared memory of a
  ///   write-ahead log does not work.
  /// - Throws: when SQLite does not take the two settings that durability rests on.
  func configure(isShared: Bool) throws(StoreError) {
    // Counts for a new file only. Records are tens of kilobytes: with SQLite's 4 KiB a pull of
    // 10,000 flows was 464,000 writes and took half as long again.
    try run("PRAGMA page_size = \(Self.pageSize)")
    try run("PRAGMA foreign_keys = ON")
    try choose("journal_mode", isShared ? "truncate" : "wal")
    try run("PRAGMA synchronous = \(isShared ? "EXTRA" : "FULL")")
    try expect("synchronous", isShared ? "3" : "2")
    try run("PRAGMA wal_autocheckpoint = 0")
    try run("PRAGMA journal_size_limit = 16777216")
    try run("PRAGMA secure_delete = ON")
    try hardenReading()
    watchLog()
  }

  /// Counts the pages of the log. After `wal_autocheckpoint`, which is a hook of its own.
  private func watchLog() {
    sqlite3_wal_hook(
      handle,
      { context, _, _, pages in
        context?.assumingMemoryBound(to: Int32.self).pointee = pages
        return SQLITE_OK
      }, walPages)
  }

  /// The settings that also hold for a connection that only reads.
  func hardenReading() throws(StoreError) {
    try run("PRAGMA trusted_schema = OFF")
    try run("PRAGMA cell_size_check = ON")
    try run("PRAGMA mmap_size = 0")
    try run("PRAGMA temp_store = MEMORY")
    csqlite_config_no_checkpoint_on_close(handle)
    csqlite_config_defensive(handle)
    // Larger than any record a server may send us (64 MiB), far below what could exhaust memory.
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 128 << 20)
  }

  /// How long SQLite itself waits for a lock that a foreign program holds.
  func waitForLocks(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

  /// Whether SQLite takes the file for one that cannot be written, by its header or by its rights.
  var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

  /// The number a pragma answers; 0 when it answers nothing.
  func pragma(_ name: String) throws(StoreError) -> Int64 {
    try first("PRAGMA \(name)") { $0.integer(0) } ?? 0
  }

  /// Moves what stands in the write-ahead log into the file, as far as no reader is in the way.
  ///
  /// - Parameter isFinal: also shortens the log to nothing; for when nobody else reads.
  func checkpoint(isFinal: Bool) {
    // A checkpoint that could not run is tried again after the next commit.
    let mode = isFinal ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
    sqlite3_wal_checkpoint_v2(handle, "main", mode, nil, nil)
  }

  /// What `PRAGMA quick_check` finds wrong; nil when the file is sound.
  func quickCheck() throws(StoreError) -> String? {
    let findings = try all("PRAGMA quick_check(1)") { $0.text(0) }
    return findings == ["ok"] ? nil : findings.joined(separator: "; ")
  }

  /// What is wrong with the file, its references and the stored records; nil when all is sound.
  ///
  /// SQLite has no digests of its own: a flipped bit inside a record is no damage to it. A row that
  /// cannot even be read is a finding too, not an error.
  func thoroughCheck() throws(StoreError) -> String? {
    do {
      let findings = try all("PRAGMA integrity_check(1)") { $0.text(0) }
      guard findings == ["ok"] else { return findings.joined(separator: "; ") }
      if try first("PRAGMA foreign_key_check", [], { _ in true }) == true {
        return "a row refers to one that is not there"
      }
      guard try Schema.isIntact(in: self) else { return "its tables are not what was made" }
      var flaw: String?
      try forEach("SELECT id, cover, bytes, hash FROM doc") { row in
        if !row.isDocument(cover: 1, bytes: 2, digest: 3) {
          flaw = flaw ?? "record \(row.integer(0)) is not what was stored"
        }
      }
      return flaw
    } catch {
      guard case .damaged(let reason) = error else { throw error }
      return reason
    }
  }

  private func choose(_ name: String, _ value: String) throws(StoreError) {
    let found = try first("PRAGMA \(name) = \(value)") { $0.text(0) }
    guard found == value else { throw refusal(name, found) }
  }

  private func expect(_ name: String, _ value: String) throws(StoreError) {
    let found = try first("PRAGMA \(name)") { $0.text(0) }
    guard found == value else { throw refusal(name, found) }
  }

  private func refusal(_ name: String, _ found: String?) -> StoreError {
    .refused(
      code: SQLITE_ERROR, message: "\(name) is \(found ?? "unknown")", sql: "PRAGMA \(name)")
  }
}
