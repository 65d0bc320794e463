import CSQLite

/// The shape of the database file: an ordered list of migrations. Append; never edit an old one.
///
/// `PRAGMA user_version` counts the migrations that ran.
package enum Schema {
  /// "WEIR": a file with another number is somebody else's.
  static let applicationID: Int64 = 0x5745_4952

  package static let migrations: [String] = [
    copyTables + outboxTables + keptTables,
    contentsTable,
    plainNames,
  ]

  /// The version this program writes.
  package static var version: Int { migrations.count }

  /// What stands in a file that was just opened.
  enum Finding: Equatable {
    case empty
    case ours(version: Int)
  }

  /// Reads the two marks of the file and changes nothing.
  ///
  /// - Parameter newest: the newest version that the caller knows.
  /// - Throws: `notOurs`, `newerSchema`, or `damaged` when it is no database at all.
  static func find(
    in database: Database, path: String, newest: Int = version
  ) throws(StoreError) -> Finding {
    let application = try database.pragma("application_id")
    let found = Int(try database.pragma("user_version"))
    if application == applicationID {
      // Both marks are written in one transaction with the first tables.
      guard found > 0 else { throw .damaged("its schema has the version \(found)") }
      guard found <= newest else { throw .newerSchema(found: found, known: newest) }
      return .ours(version: found)
    }
    let tables = try database.first("SELECT count(*) FROM sqlite_schema") { $0.integer(0) } ?? 0
    guard application == 0, found == 0, tables == 0 else { throw .notOurs(path: path) }
    return .empty
  }

  /// Whether the tables, indexes, views and triggers are written as our migrations write them.
  ///
  /// True of an older or unknown version too: then there is nothing to compare with.
  static func isIntact(in database: Database) throws(StoreError) -> Bool {
    let version = Int(try database.pragma("user_version"))
    guard version > 0, version <= migrations.count else { return true }
    let fresh = try Database(path: "", mode: .memory)
    defer { fresh.close() }
    try migrate(fresh, from: 0, through: Array(migrations[..<version]))
    return try texts(of: database) == texts(of: fresh)
  }

  private static func texts(of database: Database) throws(StoreError) -> [String] {
    try database.all(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, sql"
    ) { row in [row.text(0), row.text(1), row.text(2), row.text(3)].joined(separator: "\u{0}") }
  }

  /// Runs the migrations after `old`, all in one transaction, the version last.
  static func migrate(
    _ database: Database, from old: Int, through migrations: [String] = migrations
  ) throws(StoreError) {
    database.hasUnknownSchema = true
    defer { database.hasUnknownSchema = false }
    try database.transaction { () throws(StoreError) in
      for (version, migration) in zip((old + 1)..., migrations[old...]) {
        try database.runScript(migration)
        if version == versionOfPlainNames { try foldNames(in: database) }
      }
      try database.run("PRAGMA application_id = \(applicationID)")
      try database.run("PRAGMA user_version = \(migrations.count)")
    }
  }
}
