package import FlowModel
import JSONText

extension FlowReader {
  /// Every order that is not settled, in the order a person gave them.
  package func outbox() throws(StoreError) -> [Change] {
    try changes("o.done_ms IS NULL ORDER BY o.seq", [])
  }

  /// The orders of one flow that are not settled, oldest first.
  package func openChanges(of flow: FlowID) throws(StoreError) -> [Change] {
    try changes("o.rid = ? AND o.done_ms IS NULL ORDER BY o.seq", [flow.row])
  }

  /// One order, settled or not; nil when there is none with this id.
  package func change(_ change: ChangeID) throws(StoreError) -> Change? {
    try changes("o.seq = ?", [change.sequence]).first
  }

  private func changes(
    _ condition: String, _ values: [(any SQLBindable)?]
  ) throws(StoreError) -> [Change] {
    try database.all(
      """
      SELECT \(FlowRow.changeColumns) FROM op AS o JOIN resource AS r USING (rid)
      WHERE \(condition)
      """, values
    ) { FlowRow.change($0) }
  }

  /// The open conflicts, oldest first, with all three versions.
  package func conflicts() throws(StoreError) -> [Conflict] {
    try conflicts("ORDER BY c.cid", [])
  }

  /// The open conflict of a flow; nil when it has none.
  package func conflict(of flow: FlowID) throws(StoreError) -> Conflict? {
    try conflicts("AND c.rid = ?", [flow.row]).first
  }

  private func conflicts(
    _ condition: String, _ values: [(any SQLBindable)?]
  ) throws(StoreError) -> [Conflict] {
    let sql = """
      SELECT c.cid, c.rid, r.name, c.kind, b.bytes, l.bytes, m.bytes, c.paths, c.opened_ms,
        c.choices, c.remote_doc
      FROM conflict AS c JOIN resource AS r USING (rid)
        LEFT JOIN doc AS b ON b.id = c.base_doc
        LEFT JOIN doc AS l ON l.id = c.local_doc
        LEFT JOIN doc AS m ON m.id = c.remote_doc
      WHERE c.closed_ms IS NULL \(condition)
      """
    return try database.all(sql, values) { row in
      Conflict(
        id: row.integer(0), flow: FlowID(row: row.integer(1)), name: row.text(2),
        kind: FlowRow.word(row, 3, else: .editEdit), base: row.optionalBytes(4),
        local: row.optionalBytes(5), remote: row.optionalBytes(6),
        paths: JSONList.texts(in: row.bytes(7)), openedAt: row.integer(8),
        choices: ConflictChoices(stored: row.bytes(9)), remoteVersion: row.optionalInteger(10))
    }
  }
}

/// JSON arrays of texts in a column.
enum JSONList {
  static func column(_ texts: [String]) -> String {
    let literals = texts.map { String(decoding: JSONString.literal($0), as: UTF8.self) }
    return "[" + literals.joined(separator: ",") + "]"
  }

  /// The texts of an array; what is no text, or no JSON, is left out.
  static func texts(in column: [UInt8]) -> [String] {
    guard let document = try? JSONDocument(parsing: column) else { return [] }
    return document.root.elements.compactMap(\.string)
  }
}
