package import FlowModel

/// Notices: what a person should look at and that needs no decision.
extension FlowWriter {
  /// The most places that one notice names.
  private static let placeLimit = 20

  /// Puts a notice on a flow; an open one of the same code takes the new places instead.
  ///
  /// - Parameters:
  ///   - places: dotted paths, or the local id of another flow; never values.
  ///   - attempt: the request of ours that it is about.
  package func notice(
    _ code: FlowNotice.Code, on flow: FlowID, places: [String], attempt: AttemptID? = nil
  ) throws(StoreError) {
    let detail = JSONList.column(
      [attempt.map { String($0.row) } ?? ""] + places.prefix(Self.placeLimit))
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE notice SET detail = ?, at_ms = ? WHERE rid = ? AND code = ? AND closed_ms IS NULL",
        [detail, now(), flow.row, code.rawValue])
      guard database.changedRowCount == 0 else { return }
      try database.run(
        "INSERT INTO notice (rid, code, detail, at_ms) VALUES (?, ?, ?, ?)",
        [flow.row, code.rawValue, detail, now()])
      // The push that saw the rewrite tells it with more detail.
      if code != .serverRewrote { try event(code.rawValue, flow: flow) }
    }
  }

  /// A person has seen it.
  package func closeNotice(_ id: Int64) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run(
        "UPDATE notice SET closed_ms = ? WHERE nid = ? AND closed_ms IS NULL", [now(), id])
    }
  }
}

extension FlowReader {
  /// The open notices, newest first.
  package func notices() throws(StoreError) -> [FlowNotice] {
    try notices("ORDER BY n.nid DESC", [])
  }

  /// The open notices of one flow, newest first.
  package func notices(of flow: FlowID) throws(StoreError) -> [FlowNotice] {
    try notices("AND n.rid = ? ORDER BY n.nid DESC", [flow.row])
  }

  /// The request of ours that a notice is about.
  package func attempt(ofNotice id: Int64) throws(StoreError) -> PastAttempt? {
    let detail = try database.first("SELECT detail FROM notice WHERE nid = ?", [id]) {
      JSONList.texts(in: $0.bytes(0))
    }
    guard let row = detail?.first.flatMap(Int64.init) else { return nil }
    return try pastAttempts("a.id = ?", [row], limit: 1).first
  }

  private func notices(
    _ condition: String, _ values: [(any SQLBindable)?]
  ) throws(StoreError) -> [FlowNotice] {
    try database.all(
      """
      SELECT n.nid, n.rid, r.name, n.code, n.detail, n.at_ms
      FROM notice AS n JOIN resource AS r USING (rid) WHERE n.closed_ms IS NULL \(condition)
      """, values
    ) { row in
      FlowNotice(
        id: row.integer(0), flow: FlowID(row: row.integer(1)), name: row.text(2),
        code: FlowRow.word(row, 3, else: .mergedByItself),
        places: Array(JSONList.texts(in: row.bytes(4)).dropFirst()), at: row.integer(5))
    }
  }
}
