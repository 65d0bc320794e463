import CSQLite

/// A value that can stand for a `?` of a statement.
package protocol SQLBindable {
  /// Binds a copy of itself to the parameter with this number, from 1; returns SQLite's code.
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension Int64: SQLBindable {
  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, self)
  }
}

extension Int: SQLBindable {
  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Bool: SQLBindable {
  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, self ? 1 : 0)
  }
}

extension String: SQLBindable {
  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        // A null pointer would bind NULL instead of an empty text.
        guard let start = $0.baseAddress else {
          return csqlite_bind_text_copy(statement, index, "", 0)
        }
        return csqlite_bind_text_copy(statement, index, start, Int32($0.count))
      }
    }
  }
}

extension [UInt8]: SQLBindable {
  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    withUnsafeBytes {
      // A null pointer would bind NULL instead of no bytes.
      guard let start = $0.baseAddress else { return sqlite3_bind_zeroblob(statement, index, 0) }
      return csqlite_bind_blob_copy(statement, index, start, Int64($0.count))
    }
  }
}

/// One prepared statement. `Database` keeps and reuses it; it is reset after each use.
final class Statement {
  let handle: OpaquePointer
  let sql: String
  /// Whether running it can change the file.
  let isWrite: Bool
  var isInUse = false

  init(handle: OpaquePointer, sql: String) {
    self.handle = handle
    self.sql = sql
    // SQLite counts a commit as reading, because what it writes was written by others.
    isWrite = sqlite3_stmt_readonly(handle) == 0 || sql == "COMMIT"
  }

  deinit { sqlite3_finalize(handle) }

  /// Frees what the last run held, so that it keeps no read transaction and no body alive.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    isInUse = false
  }
}

/// The columns of the row a statement stands on, numbered from 0. Valid until the next row.
package struct Row {
  let handle: OpaquePointer

  package func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// 0 for NULL.
  package func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  package func optionalInteger(_ column: Int32) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  package func boolean(_ column: Int32) -> Bool { integer(column) != 0 }

  /// Empty for NULL.
  package func text(_ column: Int32) -> String { optionalText(column) ?? "" }

  package func optionalText(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// A copy; empty for NULL.
  package func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { [UInt8]($0) } }

  package func optionalBytes(_ column: Int32) -> [UInt8]? {
    isNull(column) ? nil : bytes(column)
  }

  /// The bytes in SQLite's own memory, without a copy.
  package func withBytes<Result>(
    _ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let start = sqlite3_column_blob(handle, column)
    return body(
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// Whether the columns of a stored document agree: its digest is of its cover, then its bytes.
  func isDocument(cover: Int32, bytes: Int32, digest: Int32) -> Bool {
    let cover = text(cover)
    let computed = withBytes(bytes) { Digest.sha256(cover, $0) }
    return withBytes(digest) { $0.elementsEqual(computed) }
  }
}
