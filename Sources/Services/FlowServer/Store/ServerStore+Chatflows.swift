extension ServerStore {
  /// Row numbers of the list in its order, the newest change first. They are few bytes each, so
  /// even a list of 100,000 flows is fixed at once and read row by row while it is sent.
  func chatflowList(
    type: String?, limit: Int = -1, offset: Int = 0
  ) throws(ServerError) -> [Int64] {
    let order = "ORDER BY updated DESC, seq DESC LIMIT ? OFFSET ?"
    let (limit, offset) = (ServerValue.integer(Int64(limit)), ServerValue.integer(Int64(offset)))
    guard let type else {
      return try database.rows("SELECT seq FROM chatflow \(order)", limit, offset) { $0.integer(0) }
    }
    return try database.rows(
      "SELECT seq FROM chatflow WHERE type = ? \(order)", .text(type), limit, offset
    ) { $0.integer(0) }
  }

  /// Row numbers of the flows that an API key opens, by name.
  func chatflowsOpened(by key: String?, onlyBound: Bool) throws(ServerError) -> [Int64] {
    try database.rows(
      """
      SELECT seq FROM chatflow WHERE apikeyid = ?1 OR (?2 AND coalesce(apikeyid, '') = '')
      ORDER BY name, seq
      """, key.map(ServerValue.text) ?? .null, .integer(onlyBound ? 0 : 1)
    ) { $0.integer(0) }
  }

  func chatflowCount(type: String?) throws(ServerError) -> Int {
    let count =
      if let type {
        try database.first("SELECT count(*) FROM chatflow WHERE type = ?", .text(type)) {
          $0.integer(0)
        }
      } else {
        try database.first("SELECT count(*) FROM chatflow") { $0.integer(0) }
      }
    return Int(count ?? 0)
  }

  func chatflow(_ id: String) throws(ServerError) -> ChatflowRow? {
    try database.first(
      "SELECT id, created, updated, content FROM chatflow WHERE id = ?", .text(id), read: Self.row)
  }

  /// The stored parts of a row, for a list; nil when it was deleted meanwhile.
  func withChatflow<Result>(
    _ seq: Int64,
    _ body: (_ id: String, _ created: Int64, _ updated: Int64, UnsafeRawBufferPointer) -> Result
  ) throws(ServerError) -> Result? {
    try database.first(
      "SELECT id, created, updated, content FROM chatflow WHERE seq = ?", .integer(seq)
    ) { columns in
      columns.withBytes(3) {
        body(columns.text(0) ?? "", columns.integer(1), columns.integer(2), $0)
      }
    }
  }

  func insert(_ row: ChatflowRow) throws(ServerError) {
    try database.run(
      """
      INSERT INTO chatflow (id, type, name, apikeyid, created, updated, content)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, .text(row.id), Self.value(row, "type"), Self.value(row, "name"),
      Self.value(row, "apikeyid"), .integer(row.created), .integer(row.updated),
      .bytes(row.content))
  }

  func update(_ row: ChatflowRow) throws(ServerError) {
    try database.run(
      """
      UPDATE chatflow SET type = ?2, name = ?3, apikeyid = ?4, created = ?5, updated = ?6,
        content = ?7 WHERE id = ?1
      """, .text(row.id), Self.value(row, "type"), Self.value(row, "name"),
      Self.value(row, "apikeyid"), .integer(row.created), .integer(row.updated),
      .bytes(row.content))
  }

  /// Returns how many rows went: 0 or 1.
  func deleteChatflow(_ id: String) throws(ServerError) -> Int {
    try database.run("DELETE FROM chatflow WHERE id = ?", .text(id))
    return database.changedRows
  }

  private static func row(_ columns: ServerColumns) -> ChatflowRow {
    ChatflowRow(
      id: columns.text(0) ?? "", created: columns.integer(1), updated: columns.integer(2),
      fields: ChatflowRow.fields(of: columns.bytes(3)))
  }

  private static func value(_ row: ChatflowRow, _ field: String) -> ServerValue {
    row.text(field).map(ServerValue.text) ?? .null
  }
}

extension ServerStore {
  /// Moves a row to the front of the list without changing it, as another service writing to it
  /// would.
  func touchChatflow(_ seq: Int64) throws(ServerError) {
    let moment = now()
    try change { () throws(ServerError) in
      try database.run(
        "UPDATE chatflow SET updated = max(?, updated + 1000) WHERE seq = ?", .integer(moment),
        .integer(seq))
    }
  }
}
