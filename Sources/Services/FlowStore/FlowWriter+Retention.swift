import FlowModel

extension FlowWriter {
  /// Forgets what nobody can ask for any more (sync.md 2.3.4, "Retention"): settled orders,
  /// conflicts, events and runs after ninety days, events beyond the last ten thousand, old versions
  /// beyond the last fifty of a flow,
  /// what is gone from its server after thirty days, and then the documents that nothing refers to.
  ///
  /// For idle time: call it until it says false. It looks without the writer lock and removes a
  /// few rows a transaction.
  ///
  /// - Returns: whether there may be more to forget.
  package func forgetOld() throws(StoreError) -> Bool {
    let longAgo = now() - 90 * Self.day
    let isMore = [
      try forget(Self.oldEvents, Self.removeEvent, before: longAgo),
      try forget(Self.settledOrders, Self.removeOrder, before: longAgo),
      try forget(Self.oldRuns, Self.removeRun, before: longAgo),
      try forget(Self.oldVersions, Self.removeVersion, before: longAgo),
      try forget(Self.settledConflicts, Self.removeConflict, before: longAgo),
      try forgetGone(before: now() - 30 * Self.day),
      try forget(Self.orphans, Self.removeOrphan, before: 0),
    ]
    return isMore.contains(true)
  }

  private static let day: Milliseconds = 86_400_000

  /// - Parameters:
  ///   - look: gives row ids; `?1` is the bound. - removal: removes the row `?1`.
  /// - Returns: whether a row went.
  private func forget(
    _ look: String, _ removal: String, before bound: Milliseconds
  ) throws(StoreError) -> Bool {
    let rows = try database.all(look + " LIMIT 50", bound == 0 ? [] : [bound]) { $0.integer(0) }
    guard !rows.isEmpty else { return false }
    var count = 0
    try transaction { () throws(StoreError) in
      for row in rows {
        try database.run(removal, [row])
        count += database.changedRowCount
      }
    }
    return count > 0
  }

  /// The newest are few enough to be read through at once, however busy ninety days were.
  private static let oldEvents = """
    SELECT eid FROM event WHERE at_ms < ?1 OR eid <= (SELECT max(eid) FROM event) - 10000
    """
  private static let removeEvent = "DELETE FROM event WHERE eid = ?1"

  private static let settledOrders = "SELECT seq FROM op WHERE done_ms < ?1"
  private static let removeOrder = "DELETE FROM op WHERE seq = ?1"

  private static let oldRuns = """
    SELECT p.id FROM pull_run AS p WHERE p.started_ms < ?1
      AND p.id NOT IN (SELECT max(id) FROM pull_run WHERE complete = 1 GROUP BY server_no)
      AND NOT EXISTS (SELECT 1 FROM attempt AS a WHERE a.fence_run = p.id)
    """
  private static let removeRun = "DELETE FROM pull_run WHERE id = ?1"

  private static let settledConflicts = "SELECT cid FROM conflict WHERE closed_ms < ?1"
  private static let removeConflict = "DELETE FROM conflict WHERE cid = ?1"

  /// Beyond the last fifty of a flow, older than the bound, not pinned, and not what an open
  /// conflict or an open order is about.
  private static let oldVersions = """
    SELECT h.hid FROM (SELECT rid FROM history GROUP BY rid HAVING count(*) > 50) AS many
      CROSS JOIN history AS h ON h.rid = many.rid
    WHERE h.at_ms < ?1 AND h.pinned = 0
      AND (SELECT count(*) FROM history AS n WHERE n.rid = h.rid AND n.hid > h.hid) >= 50
      AND NOT EXISTS (SELECT 1 FROM conflict AS c WHERE c.rid = h.rid AND c.closed_ms IS NULL
        AND h.doc_id IN (c.base_doc, c.local_doc, c.remote_doc))
      AND NOT EXISTS (SELECT 1 FROM op AS o WHERE o.rid = h.rid AND o.done_ms IS NULL
        AND (o.pin_doc = h.doc_id OR EXISTS (SELECT 1 FROM attempt AS a WHERE a.seq = o.seq
          AND h.doc_id IN (a.pre_doc, a.sent_doc))))
    """
  private static let removeVersion = "DELETE FROM history WHERE hid = ?1"

  /// What can no longer be restored goes as a whole, with its versions. Its ids are never given to
  /// another flow; the audit trail keeps them.
  ///
  /// Not while an order or a conflict is open, a version is pinned, or text is left that was typed.
  private func forgetGone(before bound: Milliseconds) throws(StoreError) -> Bool {
    let rows = try database.all(Self.goneFlows + " LIMIT 5", [bound]) { $0.integer(0) }
    guard !rows.isEmpty else { return false }
    try transaction { () throws(StoreError) in
      for row in rows {
        // Asked again: a person may have restored it between the look and the lock.
        let isGone = try database.first(Self.goneFlows + " AND r.rid = ?2", [bound, row]) { _ in
          true
        }
        guard isGone == true else { continue }
        for table in ["history", "conflict", "notice", "op", "resource"] {
          try database.run("DELETE FROM \(table) WHERE rid = ?", [row])
        }
      }
    }
    return true
  }

  /// The first term is that of the index `resource_hidden`, word for word.
  private static let goneFlows = """
    SELECT r.rid FROM resource AS r
    WHERE (presence = 'gone' OR work_doc IS NULL) AND r.presence = 'gone' AND r.gone_ms < ?1
      AND NOT EXISTS (SELECT 1 FROM conflict AS c WHERE c.rid = r.rid AND c.closed_ms IS NULL)
      AND NOT EXISTS (SELECT 1 FROM op AS o WHERE o.rid = r.rid AND o.done_ms IS NULL)
      AND NOT EXISTS (SELECT 1 FROM history AS h WHERE h.rid = r.rid AND h.pinned = 1)
      AND NOT EXISTS (SELECT 1 FROM unsaved AS u WHERE u.rid = r.rid)
    """

  private static let isOrphan = """
    NOT EXISTS (SELECT 1 FROM resource AS r WHERE r.base_doc = d.id)
    AND NOT EXISTS (SELECT 1 FROM resource AS r WHERE r.work_doc = d.id)
    AND NOT EXISTS (SELECT 1 FROM history AS h WHERE h.doc_id = d.id)
    AND NOT EXISTS (SELECT 1 FROM op AS o WHERE o.pin_doc = d.id)
    AND NOT EXISTS (SELECT 1 FROM attempt AS a WHERE a.pre_doc = d.id)
    AND NOT EXISTS (SELECT 1 FROM attempt AS a WHERE a.sent_doc = d.id)
    AND NOT EXISTS
      (SELECT 1 FROM conflict AS c WHERE d.id IN (c.base_doc, c.local_doc, c.remote_doc))
    """
  private static let orphans = "SELECT d.id FROM doc AS d WHERE \(isOrphan)"
  // Asked again: the same bytes may have come back between the look and the lock.
  private static let removeOrphan = "DELETE FROM doc AS d WHERE d.id = ?1 AND \(isOrphan)"
}
