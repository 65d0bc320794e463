package import FlowModel

extension FlowReader {
  /// The audit trail, newest first.
  ///
  /// - Parameters:
  ///   - event: only what is older than this one; nil: from the newest on.
  ///   - limit: at most so many.
  package func events(before event: Int64? = nil, limit: Int) throws(StoreError) -> [PastEvent] {
    try database.all(
      """
      SELECT e.eid, e.at_ms, e.code, e.detail, r.rid, r.name,
        (SELECT v.server_kind FROM server AS v WHERE v.server_no = r.server_no),
        (SELECT v.server_kind FROM server AS v WHERE v.server_no = e.server_no),
        coalesce(r.presence <> 'gone' AND r.work_doc IS NOT NULL, 0)
      FROM event AS e LEFT JOIN resource AS r ON r.rid = e.rid
      WHERE ?1 IS NULL OR e.eid < ?1 ORDER BY e.eid DESC LIMIT ?2
      """, [event, limit]
    ) { row in
      PastEvent(
        id: row.integer(0), at: row.integer(1), code: row.text(2), detail: row.optionalText(3),
        flow: row.optionalInteger(4).map(FlowID.init(row:)), name: row.optionalText(5),
        kind: row.optionalText(6).flatMap(Service.init(rawValue:)).map {
          $0 == .flowise ? .chatflow : .chatbot
        }, isListed: row.integer(8) != 0, service: row.optionalText(7).flatMap(Service.init(rawValue:)))
    }
  }
}
