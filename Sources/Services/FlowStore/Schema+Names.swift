import FlowModel

extension Schema {
  /// Version 3 has the tables of version 2. What changed is how names are folded, which SQL cannot
  /// say: ``foldNames(in:)``.
  static let plainNames = "-- name_key: without accents"

  /// The version that ``plainNames`` makes.
  static let versionOfPlainNames = 3

  /// Folds the names anew that older versions folded with their accents; ASCII is as it was.
  static func foldNames(in database: Database) throws(StoreError) {
    let rows = try database.all(
      "SELECT rid, name FROM resource WHERE length(name_key) <> length(CAST(name_key AS BLOB))"
    ) { ($0.integer(0), $0.text(1)) }
    for (row, name) in rows {
      try database.run(
        "UPDATE resource SET name_key = ? WHERE rid = ?", [FlowName.key(of: name), row])
    }
  }
}
