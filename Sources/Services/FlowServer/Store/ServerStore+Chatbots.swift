extension ServerStore {
  private static let chatbotColumns =
    "seq, id, status, active, created, updated, name, teams, draft, draft IS NULL"

  /// Newest first. - Parameter before: row number to continue below.
  func chatbots(before: Int64?, limit: Int) throws(ServerError) -> [ChatbotRow] {
    try database.rows(
      "SELECT \(Self.chatbotColumns) FROM chatbot WHERE seq < ? ORDER BY seq DESC LIMIT ?",
      .integer(before ?? .max), .integer(Int64(limit)), read: Self.chatbot)
  }

  func chatbotCount() throws(ServerError) -> Int {
    Int(try database.first("SELECT count(*) FROM chatbot") { $0.integer(0) } ?? 0)
  }

  func chatbot(_ id: String) throws(ServerError) -> ChatbotRow? {
    try database.first(
      "SELECT \(Self.chatbotColumns) FROM chatbot WHERE id = ?", .text(id), read: Self.chatbot)
  }

  func insert(_ row: ChatbotRow) throws(ServerError) {
    try database.run(
      """
      INSERT INTO chatbot (id, status, active, created, updated, name, teams, draft)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, .text(row.id), .text(row.status.rawValue),
      row.activeVersion.map(ServerValue.text) ?? .null, .integer(row.created),
      .integer(row.updated), .bytes(row.name), .bytes(row.teams),
      row.draft.map(ServerValue.bytes) ?? .null)
  }

  func update(_ row: ChatbotRow) throws(ServerError) {
    try database.run(
      """
      UPDATE chatbot SET status = ?2, active = ?3, updated = ?4, name = ?5, teams = ?6, draft = ?7
      WHERE id = ?1
      """, .text(row.id), .text(row.status.rawValue),
      row.activeVersion.map(ServerValue.text) ?? .null, .integer(row.updated), .bytes(row.name),
      .bytes(row.teams), row.draft.map(ServerValue.bytes) ?? .null)
  }

  /// Returns how many rows went: 0 or 1. Its versions go with it.
  func deleteChatbot(_ id: String) throws(ServerError) -> Int {
    try database.run("DELETE FROM version WHERE chatbot = ?", .text(id))
    try database.run("DELETE FROM chatbot WHERE id = ?", .text(id))
    return database.changedRows
  }

  /// Newest first. - Parameter before: row number to continue below.
  func versions(
    of chatbot: String, before: Int64?, limit: Int
  ) throws(ServerError) -> [VersionRow] {
    try database.rows(
      """
      SELECT seq, id, chatbot, created, definition FROM version
      WHERE chatbot = ? AND seq < ? ORDER BY seq DESC LIMIT ?
      """, .text(chatbot), .integer(before ?? .max), .integer(Int64(limit)), read: Self.version)
  }

  func versionCount(of chatbot: String) throws(ServerError) -> Int {
    let sql = "SELECT count(*) FROM version WHERE chatbot = ?"
    return Int(try database.first(sql, .text(chatbot)) { $0.integer(0) } ?? 0)
  }

  func version(_ id: String, of chatbot: String) throws(ServerError) -> VersionRow? {
    try database.first(
      """
      SELECT seq, id, chatbot, created, definition FROM version WHERE id = ? AND chatbot = ?
      """, .text(id), .text(chatbot), read: Self.version)
  }

  func insert(_ row: VersionRow) throws(ServerError) {
    try database.run(
      "INSERT INTO version (id, chatbot, created, definition) VALUES (?, ?, ?, ?)",
      .text(row.id), .text(row.chatbot), .integer(row.created), .bytes(row.definition))
  }

  private static func chatbot(_ columns: ServerColumns) -> ChatbotRow {
    ChatbotRow(
      seq: columns.integer(0), id: columns.text(1) ?? "",
      status: columns.text(2).flatMap(ChatbotRow.Status.init) ?? .draft,
      activeVersion: columns.text(3), created: columns.integer(4), updated: columns.integer(5),
      name: columns.bytes(6), teams: columns.bytes(7),
      draft: columns.integer(9) == 1 ? nil : columns.bytes(8))
  }

  private static func version(_ columns: ServerColumns) -> VersionRow {
    VersionRow(
      seq: columns.integer(0), id: columns.text(1) ?? "", chatbot: columns.text(2) ?? "",
      created: columns.integer(3), definition: columns.bytes(4))
  }
}
