package import FlowModel

extension FlowReader {
  /// A flow's list row; nil when there is none with this id.
  package func summary(_ flow: FlowID) throws(StoreError) -> FlowSummary? {
    try database.first(
      "SELECT \(FlowRow.summaryColumns) FROM resource AS r WHERE r.rid = ?", [flow.row]
    ) { FlowRow.summary($0) }
  }

  /// A flow with its bodies; nil when there is none, or only its discarded shell.
  package func flow(_ flow: FlowID) throws(StoreError) -> Flow? {
    let sql = """
      SELECT \(FlowRow.summaryColumns), w.bytes, b.bytes, r.work_version,
        r.work_doc IS r.base_doc, w.cover, w.hash, b.cover, b.hash
      FROM resource AS r JOIN doc AS w ON w.id = r.work_doc
        LEFT JOIN doc AS b ON b.id = r.base_doc AND r.base_doc IS NOT r.work_doc
      WHERE r.rid = ?
      """
    let next = FlowRow.summaryColumnCount
    return try database.first(sql, [flow.row]) { row throws(StoreError) in
      try database.requireDocument(row, cover: next + 4, bytes: next, digest: next + 5)
      if !row.isNull(next + 1) {
        try database.requireDocument(row, cover: next + 6, bytes: next + 1, digest: next + 7)
      }
      let record = row.bytes(next)
      // The same document is read once; both arrays then share their bytes.
      let base = row.boolean(next + 3) ? record : row.optionalBytes(next + 1)
      return Flow(
        summary: FlowRow.summary(row), record: record, base: base, version: row.integer(next + 2))
    }
  }

  /// Flows that a person may mean by `reference`: the one with this full id (the server's or the
  /// local one); else those with exactly this name; else those whose id begins with it, from six
  /// characters on.
  ///
  /// - Parameter hidden: looks among what no list shows: flows that are gone on their server or
  ///   were dropped before they were sent. A full id finds those in either case.
  /// - Returns: at most 11, by name, so that a caller can print ten and say that there are more.
  package func find(
    _ reference: String, hidden: Bool = false
  ) throws(StoreError) -> [FlowSummary] {
    guard !reference.isEmpty else { return [] }
    return try snapshot { () throws(StoreError) in
      let byID = try find(
        """
        r.luid = ?1 OR r.rid IN
          (SELECT x.rid FROM server AS v CROSS JOIN resource AS x
           WHERE x.server_no = v.server_no AND x.server_id = ?1)
        """, [reference])
      if !byID.isEmpty { return byID }
      let isShown =
        hidden ? "(x.presence = 'gone' OR x.work_doc IS NULL)" : "(\(ListSQL.listed))"
      let byName = try find(
        """
        r.rid IN (SELECT x.rid FROM server AS v CROSS JOIN resource AS x
          WHERE x.server_no = v.server_no AND \(isShown)
            AND x.name_key = ?1 AND x.name = ?2 LIMIT 11)
        """, [FlowName.key(of: reference), reference])
      if !byName.isEmpty || reference.utf8.count < 6 { return byName }
      return try find(
        """
        r.rid IN (SELECT x.rid FROM resource AS x WHERE x.luid >= ?1 AND x.luid < ?2 AND \(isShown)
          UNION SELECT x.rid FROM server AS v CROSS JOIN resource AS x
          WHERE x.server_no = v.server_no AND x.server_id >= ?1 AND x.server_id < ?2
            AND \(isShown) LIMIT 11)
        """, [reference, reference + "\u{10FFFF}"])
    }
  }

  private func find(
    _ condition: String, _ values: [(any SQLBindable)?]
  ) throws(StoreError) -> [FlowSummary] {
    try database.all(
      """
      SELECT \(FlowRow.summaryColumns) FROM resource AS r WHERE \(condition)
      ORDER BY r.name_key, r.rid LIMIT 11
      """, values
    ) { FlowRow.summary($0) }
  }

  /// Text that was being typed into this flow, one for each editor, newest first.
  package func unsaved(of flow: FlowID) throws(StoreError) -> [UnsavedText] {
    try unsaved("WHERE rid = ? ORDER BY at_ms DESC, owner", [flow.row])
  }

  /// All text that was being typed and was never saved, newest first.
  package func allUnsaved() throws(StoreError) -> [UnsavedText] {
    try unsaved("ORDER BY at_ms DESC, rid, owner", [])
  }

  /// The flows that such text is kept for.
  package func flowsWithUnsaved() throws(StoreError) -> [FlowID] {
    try database.all("SELECT DISTINCT rid FROM unsaved", []) { FlowID(row: $0.integer(0)) }
  }

  private func unsaved(
    _ condition: String, _ values: [(any SQLBindable)?]
  ) throws(StoreError) -> [UnsavedText] {
    let sql = "SELECT rid, owner, from_version, path, text, at_ms FROM unsaved \(condition)"
    return try database.all(sql, values) { row in
      UnsavedText(
        flow: FlowID(row: row.integer(0)), owner: row.text(1), fromVersion: row.integer(2),
        field: row.text(3), text: row.bytes(4), at: row.integer(5))
    }
  }
}
