import CSQLite

/// A value bound to a statement.
enum ServerValue {
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
  case null
}

/// One SQLite connection with its prepared statements. Not Sendable: ``SharedStore`` guards it.
final class ServerDatabase {
  private var connection: OpaquePointer?
  private var statements: [String: OpaquePointer] = [:]

  /// - Parameter path: nil opens a private temporary database: in memory while it is small, in an
  /// unnamed
  ///   temporary file when it outgrows the cache, gone when it is closed.
  init(path: String?) throws(ServerError) {
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path ?? "", &connection, flags, nil)
    guard code == SQLITE_OK else { throw failure(code) }
    // Large pages: a flow of 47 KB is then one or two reads. A file survives the death of the
    // process; the death of the machine is no concern of a test server.
    try run("PRAGMA page_size = 65536")
    try run("PRAGMA cache_size = -16384")
    try run("PRAGMA journal_mode = \(path == nil ? "OFF" : "TRUNCATE")")
    try run("PRAGMA synchronous = OFF")
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }

  /// Runs a statement and drops its rows.
  func run(_ sql: String, _ values: ServerValue...) throws(ServerError) {
    try each(sql, values) { _ in }
  }

  /// Collects a value from every row.
  func rows<Row>(
    _ sql: String, _ values: ServerValue..., read: (ServerColumns) -> Row
  ) throws(ServerError) -> [Row] {
    var rows: [Row] = []
    try each(sql, values) { rows.append(read($0)) }
    return rows
  }

  /// The value of the first row, if there is one.
  func first<Row>(
    _ sql: String, _ values: ServerValue..., read: (ServerColumns) -> Row
  ) throws(ServerError) -> Row? {
    var row: Row?
    try each(sql, values) { if row == nil { row = read($0) } }
    return row
  }

  func transaction<Result>(
    _ body: () throws(ServerError) -> Result
  ) throws(ServerError) -> Result {
    try run("BEGIN")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // The first error is the one to tell; after a failed COMMIT there may be nothing to roll
      // back.
      do { try run("ROLLBACK") } catch {}
      throw error
    }
  }

  /// The row number of the last insert.
  var lastRow: Int64 { sqlite3_last_insert_rowid(connection) }

  /// How many rows the last statement changed.
  var changedRows: Int { Int(sqlite3_changes(connection)) }

  private func each(
    _ sql: String, _ values: [ServerValue], _ body: (ServerColumns) -> Void
  ) throws(ServerError) {
    let statement = try prepared(sql)
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (index, value) in values.enumerated() {
      let code = bind(value, to: statement, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw failure(code) }
    }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code) }
      body(ServerColumns(statement: statement))
    }
  }

  private func prepared(_ sql: String) throws(ServerError) -> OpaquePointer {
    if let statement = statements[sql] { return statement }
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure(code) }
    statements[sql] = statement
    return statement
  }

  private func bind(_ value: ServerValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch value {
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .text(let text):
      csqlite_bind_text_copy(statement, index, text, Int32(text.utf8.count))
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        csqlite_bind_blob_copy(statement, index, $0.baseAddress, Int64($0.count))
      }
    case .null: sqlite3_bind_null(statement, index)
    }
  }

  private func failure(_ code: Int32) -> ServerError {
    let message = connection.map { String(cString: sqlite3_errmsg($0)) }
    return .database(code: code, message: message ?? "no memory")
  }
}

/// The columns of the row a statement stands on; valid until it steps on.
struct ServerColumns {
  fileprivate let statement: OpaquePointer

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  func text(_ column: Int32) -> String? {
    sqlite3_column_text(statement, column).map { String(cString: $0) }
  }

  func bytes(_ column: Int32) -> [UInt8] {
    withBytes(column) { Array($0) }
  }

  func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let start = sqlite3_column_blob(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    return body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
