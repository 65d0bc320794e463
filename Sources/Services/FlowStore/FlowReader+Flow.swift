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
        r.work_doc IS r.base_doc
      FROM resource AS r JOIN doc AS w ON w.id = r.work_doc
        LEFT JOIN doc AS b ON b.id = r.base_doc AND r.base_doc IS NOT r.work_doc
      WHERE r.rid = ?
      """
    let next = FlowRow.summaryColumnCount
    return try database.first(sql, [flow.row]) { row in
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
  /// - Returns: at most 11, by name, so that a caller can print ten and say that there are more.
  package func find(_ reference: String) throws(StoreError) -> [FlowSummary] {
    guard !reference.isEmpty else { return [] }
    return try snapshot { () throws(StoreError) in
      let byID = try find(
        """
        r.luid = ?1 OR r.rid IN
          (SELECT x.rid FROM server AS v CROSS JOIN resource AS x
           WHERE x.server_no = v.server_no AND x.server_id = ?1)
        """, [reference])
      if !byID.isEmpty { return byID }
      let byName = try find(
        """
        r.rid IN (SELECT x.rid FROM server AS v CROSS JOIN resource AS x
          WHERE x.server_no = v.server_no AND x.presence <> 'gone' AND x.work_doc IS NOT NULL
            AND x.name_key = ?1 AND x.name = ?2 LIMIT 11)
        """, [FlowName.key(of: reference), reference])
      if !byName.isEmpty || reference.utf8.count < 6 { return byName }
      return try find(
        """
        r.work_doc IS NOT NULL AND r.presence <> 'gone' AND r.rid IN
          (SELECT rid FROM resource WHERE luid >= ?1 AND luid < ?2
           UNION SELECT x.rid FROM server AS v CROSS JOIN resource AS x
           WHERE x.server_no = v.server_no AND x.server_id >= ?1 AND x.server_id < ?2 LIMIT 11)
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

  /// The kept versions of a flow, newest first.
  ///
  /// - Parameter limit: at most so many.
  package func history(
    of flow: FlowID, limit: Int = 1_000
  ) throws(StoreError) -> [FlowVersion] {
    let sql = """
      SELECT h.hid, h.source, h.note, h.at_ms, length(d.bytes)
      FROM history AS h JOIN doc AS d ON d.id = h.doc_id
      WHERE h.rid = ? ORDER BY h.hid DESC LIMIT ?
      """
    return try database.all(sql, [flow.row, limit]) { row in
      FlowVersion(
        id: VersionID(number: row.integer(0)), source: row.text(1), note: row.optionalText(2),
        at: row.integer(3), byteCount: Int(row.integer(4)))
    }
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

  /// Text that was being typed into this flow, one for each editor, newest first.
  package func unsaved(of flow: FlowID) throws(StoreError) -> [UnsavedText] {
    try unsaved("WHERE rid = ? ORDER BY at_ms DESC, owner", [flow.row])
  }

  /// All text that was being typed and was never saved, newest first.
  package func allUnsaved() throws(StoreError) -> [UnsavedText] {
    try unsaved("ORDER BY at_ms DESC, rid, owner", [])
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
