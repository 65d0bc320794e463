package import FlowModel

/// The kept versions of flows.
extension FlowReader {
  /// The kept versions of a flow, newest first.
  ///
  /// - Parameters:
  ///   - version: only those older than this one; nil: from the newest on.
  ///   - limit: at most so many.
  package func history(
    of flow: FlowID, before version: VersionID? = nil, limit: Int = 1_000
  ) throws(StoreError) -> [FlowVersion] {
    let sql =
      Self.versionColumns + """
         WHERE h.rid = ?1 AND (?2 IS NULL OR h.hid < ?2) ORDER BY h.hid DESC LIMIT ?3
        """
    return try database.all(sql, [flow.row, version?.number, limit], Self.version)
  }

  /// A kept version of this flow; nil when it has none of this number.
  package func version(
    _ version: VersionID, of flow: FlowID
  ) throws(StoreError) -> FlowVersion? {
    try database.first(
      Self.versionColumns + " WHERE h.hid = ? AND h.rid = ?", [version.number, flow.row],
      Self.version)
  }

  /// The record as it was in a kept version, and whose it was; nil when there is no such version.
  package func versionBytes(
    _ version: VersionID
  ) throws(StoreError) -> (flow: FlowID, bytes: [UInt8])? {
    let sql = """
      SELECT h.rid, d.bytes FROM history AS h JOIN doc AS d ON d.id = h.doc_id WHERE h.hid = ?
      """
    return try database.first(sql, [version.number]) { row in
      (FlowID(row: row.integer(0)), row.bytes(1))
    }
  }

  private static let versionColumns = """
    SELECT h.hid, h.source, h.note, h.at_ms, length(d.bytes)
    FROM history AS h JOIN doc AS d ON d.id = h.doc_id
    """

  private static func version(_ row: Row) -> FlowVersion {
    FlowVersion(
      id: VersionID(number: row.integer(0)), source: row.text(1), note: row.optionalText(2),
      at: row.integer(3), byteCount: Int(row.integer(4)))
  }
}
