import FlowModel

/// Rows of the database as values of `FlowModel`. The column order of each list and its reader
/// belong together.
enum FlowRow {
  /// `FROM resource AS r` follows.
  static let summaryColumns = """
    r.rid, r.server_no, r.luid, r.server_id, r.name, r.name_key, r.subtype, r.category, r.status,
    (SELECT s.state FROM item_state AS s WHERE s.rid = r.rid), r.updated_text, r.live,
    r.nodes, r.edges, r.teams, r.bytes, r.changed_ms,
    (SELECT v.server_kind FROM server AS v WHERE v.server_no = r.server_no)
    """
  /// How many columns that is: the number of the next one.
  static let summaryColumnCount: Int32 = 18

  static func summary(_ row: Row) -> FlowSummary {
    FlowSummary(
      id: FlowID(row: row.integer(0)), server: ServerID(number: row.integer(1)),
      kind: kind(row, 17), localID: row.text(2), remoteID: row.optionalText(3),
      name: row.text(4), nameKey: row.text(5), type: row.optionalText(6),
      category: row.optionalText(7), status: row.optionalText(8), state: state(row, 9),
      updated: row.optionalText(10), isLive: row.boolean(11), nodeCount: count(row, 12),
      edgeCount: count(row, 13), teamCount: count(row, 14), byteCount: Int(row.integer(15)),
      changedAt: row.integer(16))
  }

  static let serverColumns = """
    server_no, server_kind, origin, base_path, workspace_id, version_text, list_etag, reached_ms,
    failed_ms, failed_code, pulled_ms
    """

  static func server(_ row: Row) -> Server {
    Server(
      id: ServerID(number: row.integer(0)), service: service(row, 1), origin: row.text(2),
      basePath: row.optionalText(3), workspaceID: row.optionalText(4),
      versionText: row.optionalText(5), listTag: row.optionalText(6),
      reachedAt: row.optionalInteger(7), failedAt: row.optionalInteger(8),
      failedCode: row.optionalText(9), pulledAt: row.optionalInteger(10))
  }

  /// `FROM op AS o JOIN resource AS r USING (rid)` follows.
  static let changeColumns = """
    o.seq, o.rid, o.verb, o.status, o.attempts, o.not_before_ms, o.error_code, o.error_text,
    o.created_ms, r.name, r.server_id, r.luid, r.live,
    (SELECT v.server_kind FROM server AS v WHERE v.server_no = r.server_no)
    """

  static func change(_ row: Row) -> Change {
    Change(
      id: ChangeID(sequence: row.integer(0)), flow: FlowID(row: row.integer(1)),
      verb: word(row, 2, else: .update), status: word(row, 3, else: .blocked),
      attempts: Int(row.integer(4)), notBefore: row.integer(5), errorCode: row.optionalText(6),
      errorText: row.optionalText(7), createdAt: row.integer(8), name: row.text(9),
      kind: kind(row, 13), remoteID: row.optionalText(10), localID: row.text(11),
      isLive: row.boolean(12))
  }

  static func state(_ row: Row, _ column: Int32) -> SyncState {
    word(row, column, else: .quarantined)
  }

  static func service(_ row: Row, _ column: Int32) -> Service { word(row, column, else: .flowise) }

  static func kind(_ row: Row, _ column: Int32) -> FlowKind { service(row, column).kind }

  /// A word of a closed list. The CHECKs of the schema allow no other; `other` keeps a foreign hand
  /// in the file from stopping the program.
  static func word<Word: RawRepresentable<String>>(
    _ row: Row, _ column: Int32, else other: Word
  ) -> Word {
    Word(rawValue: row.text(column)) ?? other
  }

  private static func count(_ row: Row, _ column: Int32) -> Int? {
    row.optionalInteger(column).map(Int.init)
  }
}
