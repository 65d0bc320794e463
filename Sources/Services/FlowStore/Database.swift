import CSQLite

/// One connection to one database file: settings, prepared statements, transactions.
///
/// Synchronous, for one thread. Knows SQL, not flows.
package final class Database {
  let handle: OpaquePointer
  private var statements: [String: Statement] = [:]
  /// Pages in the write-ahead log after the last commit; SQLite's hook writes it (``configure``).
  let walPages: UnsafeMutablePointer<Int32>
  private(set) var depth = 0
  private(set) var isClosed = false
  /// Set when a flush failed: the kernel may have dropped pages and will not say so again.
  private var unsoundReason: String?
  /// Whether a flush failed: nothing is said to be saved through this connection again.
  var isUnsound: Bool { unsoundReason != nil }
  /// Set when SQLite found the file damaged.
  package private(set) var isDamaged = false
  /// Set while the tables are between two versions, or are being compared with our own text.
  var hasUnknownSchema = false
  /// The file that was opened; nil where nobody may replace it.
  private var opened: FileIdentity?
  /// For tests: the write statement with this number, counted from now, fails as a broken disk
  /// would.
  package var failingWrite: Int?
  /// What it fails with.
  package var failingCode = SQLITE_IOERR

  /// How to open a file.
  package enum Mode {
    /// Reads and writes; the file is made when it is missing.
    case writing
    /// Never writes. `isAlone` says that no other program can be writing (no log stands there).
    case reading(isAlone: Bool)
    /// A database in memory, gone at close.
    case memory
  }

  /// Opens the file and nothing more: settings and checks are the caller's next step.
  package init(path: String, mode: Mode) throws(StoreError) {
    var opened: OpaquePointer?
    let base = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
    let code =
      switch mode {
      case .writing:
        sqlite3_open_v2(path, &opened, base | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
      case .reading(let isAlone):
        sqlite3_open_v2(
          Self.uri(of: path) + (isAlone ? "?immutable=1" : "?mode=ro"), &opened,
          base | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
      case .memory:
        sqlite3_open_v2(
          ":memory:", &opened,
          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
      }
    guard let connection = opened else { throw .refused(code: code, message: "no memory", sql: "") }
    guard code == SQLITE_OK else {
      let message = String(cString: sqlite3_errmsg(connection))
      sqlite3_close(connection)
      if code & 0xFF == SQLITE_NOTADB || code & 0xFF == SQLITE_CORRUPT { throw .damaged(message) }
      throw .refused(code: code, message: message, sql: "")
    }
    handle = connection
    sqlite3_extended_result_codes(connection, 1)
    walPages = .allocate(capacity: 1)
    walPages.initialize(to: 0)
  }

  deinit {
    close()
    walPages.deallocate()
  }

  /// Remembers which file stands at `path` now.
  func pin(_ path: String) { opened = FileIdentity(path: path) }

  /// Whether the file that was opened still stands at its path.
  var isInPlace: Bool { opened?.isInPlace ?? true }

  /// Throws `damaged` when a stored document is not what was stored; SQLite itself does not see a
  /// flipped bit in it.
  func requireDocument(
    _ row: Row, cover: Int32, bytes: Int32, digest: Int32
  ) throws(StoreError) {
    if row.isDocument(cover: cover, bytes: bytes, digest: digest) { return }
    throw damage("a stored record is not what was stored")
  }

  /// Notes damage that SQLite does not see.
  func damage(_ reason: String) -> StoreError {
    isDamaged = true
    return .damaged(reason)
  }

  /// Finalises every statement and closes the connection. Closing twice does nothing.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    statements.removeAll()
    let code = sqlite3_close(handle)
    assert(code == SQLITE_OK, "a statement outlived its database")
  }

  // MARK: Statements

  /// Runs a statement that gives no rows.
  ///
  /// - Parameter values: one for each `?`, copied.
  package func run(_ sql: String, _ values: [(any SQLBindable)?] = []) throws(StoreError) {
    try forEach(sql, values) { _ in }
  }

  /// Runs a statement and passes each of its rows to `body`.
  package func forEach(
    _ sql: String, _ values: [(any SQLBindable)?] = [], _ body: (Row) throws(StoreError) -> Void
  ) throws(StoreError) {
    let statement = try lease(sql)
    defer { statement.reset() }
    try bind(values, to: statement)
    while try step(statement) { try body(Row(handle: statement.handle)) }
  }

  /// What `body` makes of the first row; nil when there is none.
  package func first<Result>(
    _ sql: String, _ values: [(any SQLBindable)?] = [], _ body: (Row) throws(StoreError) -> Result
  ) throws(StoreError) -> Result? {
    let statement = try lease(sql)
    defer { statement.reset() }
    try bind(values, to: statement)
    return try step(statement) ? try body(Row(handle: statement.handle)) : nil
  }

  /// What `body` makes of each row.
  package func all<Result>(
    _ sql: String, _ values: [(any SQLBindable)?] = [], _ body: (Row) throws(StoreError) -> Result
  ) throws(StoreError) -> [Result] {
    var results: [Result] = []
    try forEach(sql, values) { row throws(StoreError) in results.append(try body(row)) }
    return results
  }

  /// Runs a statement whose last `?` stands for `body`, which is not copied.
  func run(
    _ sql: String, _ values: [(any SQLBindable)?], body: UnsafeRawBufferPointer
  ) throws(StoreError) {
    let statement = try lease(sql)
    // The reset also ends SQLite's use of the borrowed bytes.
    defer { statement.reset() }
    try bind(values, to: statement)
    let index = Int32(values.count + 1)
    let code =
      body.baseAddress.map {
        csqlite_bind_blob_borrowed(statement.handle, index, $0, Int64(body.count))
      } ?? sqlite3_bind_zeroblob(statement.handle, index, 0)
    guard code == SQLITE_OK else { throw failure(code, sql) }
    while try step(statement) {}
  }

  /// Runs several statements that take no values.
  func runScript(_ sql: String) throws(StoreError) {
    try failOnRequest("")
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, "") }
  }

  /// Rowid of the last row this connection inserted.
  package var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Rows the last statement changed.
  package var changedRowCount: Int { Int(sqlite3_changes(handle)) }

  /// Pages that wait in the write-ahead log for a checkpoint.
  var pendingPages: Int { Int(walPages.pointee) }

  // MARK: Transactions

  /// Runs `body` between `BEGIN IMMEDIATE` and `COMMIT`, or inside a savepoint when a transaction
  /// is open already. Whatever it throws is thrown on after everything was rolled back.
  ///
  /// - Parameter finish: runs last before the commit of the outermost transaction.
  package func transaction<Result>(
    begin: String = "BEGIN IMMEDIATE", finish: () throws(StoreError) -> Void = {},
    _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let isOutermost = depth == 0
    try run(isOutermost ? begin : "SAVEPOINT inner_step")
    depth += 1
    defer { depth -= 1 }
    do {
      let result = try body()
      if isOutermost { try finish() }
      try run(isOutermost ? "COMMIT" : "RELEASE inner_step")
      return result
    } catch {
      rollBack(isOutermost: isOutermost)
      throw error
    }
  }

  private func rollBack(isOutermost: Bool) {
    // After a full disk SQLite may have rolled back by itself; then there is nothing to end.
    guard sqlite3_get_autocommit(handle) == 0 else { return }
    // What went wrong already is what the caller must hear, not what the clean-up says.
    let steps = isOutermost ? ["ROLLBACK"] : ["ROLLBACK TO inner_step", "RELEASE inner_step"]
    for step in steps { sqlite3_exec(handle, step, nil, nil, nil) }
  }

  // MARK: Private

  private func lease(_ sql: String) throws(StoreError) -> Statement {
    precondition(!isClosed, "the store is closed")
    if let unsoundReason { throw .unsound(unsoundReason) }
    if let known = statements[sql], !known.isInUse {
      known.isInUse = true
      return known
    }
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw failure(code, sql) }
    let statement = Statement(handle: prepared, sql: sql)
    statement.isInUse = true
    // The same text may run inside its own rows; only one copy is kept.
    if statements[sql] == nil { statements[sql] = statement }
    return statement
  }

  private func bind(
    _ values: [(any SQLBindable)?], to statement: Statement
  ) throws(StoreError) {
    for (index, value) in values.enumerated() {
      let code = value?.bind(to: statement.handle, at: Int32(index + 1)) ?? SQLITE_OK
      guard code == SQLITE_OK else { throw failure(code, statement.sql) }
    }
  }

  private func step(_ statement: Statement) throws(StoreError) -> Bool {
    if statement.isWrite { try failOnRequest(statement.sql) }
    let code = sqlite3_step(statement.handle)
    if code == SQLITE_ROW { return true }
    guard code == SQLITE_DONE else { throw failure(code, statement.sql) }
    return false
  }

  private func failOnRequest(_ sql: String) throws(StoreError) {
    guard let remaining = failingWrite else { return }
    failingWrite = remaining - 1
    if remaining == 1 {
      failingWrite = nil
      throw failure(failingCode, sql)
    }
  }

  /// What an error code of SQLite means to us.
  private func failure(_ code: Int32, _ sql: String) -> StoreError {
    let message = String(cString: sqlite3_errmsg(handle))
    switch code & 0xFF {
    case SQLITE_FULL: return .full
    case SQLITE_READONLY: return .readOnly
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      isDamaged = true
      return .damaged(message)
    case SQLITE_IOERR where Self.failedFlushes.contains(code):
      unsoundReason = message
      return .unsound(message)
    case SQLITE_ERROR where isSchemaDamaged:
      isDamaged = true
      return .damaged(message)
    default: return refusalOfDisk(code) ?? .refused(code: code, message: message, sql: sql)
    }
  }

  /// Our statements fit our tables. One that SQLite does not understand means that the text of a
  /// table is not what we wrote; a mistake of ours must not look like that.
  private var isSchemaDamaged: Bool {
    guard !hasUnknownSchema else { return false }
    hasUnknownSchema = true
    defer { hasUnknownSchema = false }
    return (try? Schema.isIntact(in: self)) == false
  }

  /// `SQLITE_IOERR_FSYNC` and `SQLITE_IOERR_DIR_FSYNC`: macros that Swift does not see.
  private static let failedFlushes: Set<Int32> = [10 | 4 << 8, 10 | 5 << 8]

  /// `file:` address of a path, with what has a meaning there escaped.
  private static func uri(of path: String) -> String {
    var text = "file:"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"): text += "%25"
      case UInt8(ascii: "?"): text += "%3f"
      case UInt8(ascii: "#"): text += "%23"
      default: text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return text
  }
}
