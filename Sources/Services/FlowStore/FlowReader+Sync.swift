package import FlowModel

/// What only the sync engine asks.
extension FlowReader {
  /// The flow whose base is exactly these bytes: what an unchanged row of a list costs.
  package struct BaseMatch {
    package let flow: FlowID
    package let remoteID: String
    package let stamp: String?
    package let isListed: Bool
    package let isRacy: Bool
    package let isQuarantined: Bool
  }

  /// - Parameter digest: SHA-256 of cover, then bytes.
  package func baseMatch(digest: [UInt8], server: ServerID) throws(StoreError) -> BaseMatch? {
    try database.first(
      """
      SELECT r.rid, r.server_id, r.base_rev, r.presence = 'listed', r.base_racy,
        r.quarantine IS NOT NULL FROM doc AS d
      JOIN resource AS r ON r.base_doc = d.id WHERE d.hash = ? AND r.server_no = ?
      """, [digest, server.number]
    ) { row in
      BaseMatch(
        flow: FlowID(row: row.integer(0)), remoteID: row.text(1), stamp: row.optionalText(2),
        isListed: row.boolean(3), isRacy: row.boolean(4), isQuarantined: row.boolean(5))
    }
  }

  package func tracked(_ flow: FlowID) throws(StoreError) -> TrackedFlow? {
    try database.first(Self.trackedColumns + " WHERE r.rid = ?", [flow.row], Self.tracked)
  }

  package func tracked(remoteID: String, server: ServerID) throws(StoreError) -> TrackedFlow? {
    try database.first(
      Self.trackedColumns + " WHERE r.server_no = ? AND r.server_id = ?",
      [server.number, remoteID], Self.tracked)
  }

  /// The stored bytes; throws `notFound` when there are none, `damaged` when they are not what was
  /// stored: they would go to a server, or into a merge.
  package func bytes(of document: DocumentID) throws(StoreError) -> [UInt8] {
    let found = try database.first(
      "SELECT bytes, cover, hash FROM doc WHERE id = ?", [document.row]
    ) { row throws(StoreError) in
      try database.requireDocument(row, cover: 1, bytes: 0, digest: 2)
      return row.bytes(0)
    }
    guard let found else { throw .notFound }
    return found
  }

  /// What orders to create asked for whose requests are on their way or in doubt.
  package struct CreateInDoubt: Sendable {
    /// The name that was sent.
    package var name: String
    /// The record that was sent.
    package var sent: [UInt8]?
    /// The list that was read before it was sent.
    package var fence: RunID?
  }

  package func createsInDoubt(on server: ServerID) throws(StoreError) -> [CreateInDoubt] {
    let rows = try database.all(
      """
      SELECT r.name, v.server_kind, d.bytes, a.fence_run FROM op AS o JOIN resource AS r ON r.rid = o.rid
        JOIN server AS v ON v.server_no = r.server_no
        LEFT JOIN attempt AS a ON a.id = (SELECT max(x.id) FROM attempt AS x WHERE x.seq = o.seq)
        LEFT JOIN doc AS d ON d.id = a.sent_doc
      WHERE o.done_ms IS NULL AND o.verb = 'create' AND o.status IN ('sending', 'unknown')
        AND r.server_no = ?
      """, [server.number]
    ) { row in
      let fence = row.isNull(3) ? nil : RunID(row: row.integer(3))
      let create = CreateInDoubt(name: row.text(0), sent: row.optionalBytes(2), fence: fence)
      return (create, FlowRow.kind(row, 1))
    }
    return rows.map { create, kind in
      var create = create
      let sent = create.sent.flatMap { try? FlowProjection(reading: $0, kind: kind) }
      create.name = sent?.name ?? create.name
      return create
    }
  }

  /// Flows whose bodies are still to be read. One that is not understood waits for a list that shows
  /// it otherwise.
  package func stubs(on server: ServerID) throws(StoreError) -> [FlowID] {
    try database.all(
      """
      SELECT rid FROM resource
      WHERE server_no = ? AND stub = 1 AND presence <> 'gone' AND quarantine IS NULL
      """, [server.number]
    ) { FlowID(row: $0.integer(0)) }
  }

  /// How many flows the copy believes to be on the server.
  package func knownCount(on server: ServerID) throws(StoreError) -> Int {
    try database.first(
      """
      SELECT count(*) FROM resource
      WHERE server_no = ? AND presence IN ('listed', 'unlisted', 'missing')
      """, [server.number]
    ) { Int($0.integer(0)) } ?? 0
  }

  /// Known flows that a run did not see; after a 304 those that an earlier run did not see.
  package func absent(from run: RunID, on server: ServerID) throws(StoreError) -> [FlowID] {
    try database.all(
      """
      SELECT rid FROM resource AS r
      WHERE r.server_no = ? AND r.presence IN ('listed', 'unlisted', 'missing')
        AND NOT EXISTS (
          SELECT 1 FROM pull_seen AS s WHERE s.run_id = ? AND s.server_id = r.server_id)
      """, [server.number, run.row]
    ) { FlowID(row: $0.integer(0)) }
  }

  package func hasSeen(_ remoteID: String, in run: RunID) throws(StoreError) -> Bool {
    try database.first(
      "SELECT 1 FROM pull_seen WHERE run_id = ? AND server_id = ?", [run.row, remoteID]
    ) { _ in true } ?? false
  }

  package func seenCount(in run: RunID) throws(StoreError) -> Int {
    try database.first("SELECT count(*) FROM pull_seen WHERE run_id = ?", [run.row]) {
      Int($0.integer(0))
    } ?? 0
  }

  /// How many of a run's ids stand in the copy as listed.
  package func listedCount(in run: RunID, on server: ServerID) throws(StoreError) -> Int {
    try database.first(
      """
      SELECT count(*) FROM pull_seen AS s JOIN resource AS r
        ON r.server_no = ? AND r.server_id = s.server_id
      WHERE s.run_id = ? AND r.presence = 'listed'
      """, [server.number, run.row]
    ) { Int($0.integer(0)) } ?? 0
  }

  /// Whether two runs saw the same ids with the same stamps.
  package func agree(_ first: RunID, _ second: RunID) throws(StoreError) -> Bool {
    guard try seenCount(in: first) == seenCount(in: second) else { return false }
    let difference = try database.first(
      """
      SELECT 1 FROM (
        SELECT server_id, rev FROM pull_seen WHERE run_id = ?
        EXCEPT SELECT server_id, rev FROM pull_seen WHERE run_id = ?)
      """, [first.row, second.row]
    ) { _ in true }
    return difference == nil
  }

  /// The tag of the last complete snapshot, when the next pull may use it.
  ///
  /// - Returns: nil also when the list's stamps cannot tell yet whether a flow was written once more
  ///   within the same second: then its rows have to be looked at again.
  package func listTag(of server: ServerID) throws(StoreError) -> String? {
    try database.first(
      """
      SELECT list_etag FROM server WHERE server_no = ?1 AND NOT EXISTS
        (SELECT 1 FROM resource WHERE server_no = ?1 AND base_racy = 1 AND presence = 'listed')
      """, [server.number]
    ) { $0.optionalText(0) } ?? nil
  }

  /// The last complete run whose ids are still kept.
  package func lastCompleteRun(on server: ServerID) throws(StoreError) -> RunID? {
    try database.first(
      """
      SELECT id FROM pull_run WHERE server_no = ? AND complete = 1 ORDER BY id DESC LIMIT 1
      """, [server.number]
    ) { RunID(row: $0.integer(0)) }
  }

  private static let trackedColumns = """
    SELECT r.rid, r.luid, r.server_id, r.name, r.presence, r.missing_runs, r.missing_ms,
      r.base_doc, r.base_rev, r.base_etag, r.base_racy, r.work_doc, r.work_version, r.live, r.stub,
      r.status, r.quarantine IS NOT NULL,
      (SELECT c.cid FROM conflict AS c WHERE c.rid = r.rid AND c.closed_ms IS NULL),
      (SELECT sum(CASE o.verb WHEN 'create' THEN 1 WHEN 'update' THEN 2 WHEN 'delete' THEN 4
                  WHEN 'publish' THEN 8 WHEN 'activate' THEN 16 ELSE 32 END)
         FROM op AS o WHERE o.rid = r.rid AND o.done_ms IS NULL),
      EXISTS (SELECT 1 FROM op AS o WHERE o.rid = r.rid AND o.status IN ('sending', 'unknown'))
    FROM resource AS r
    """

  private static func tracked(_ row: Row) -> TrackedFlow {
    let verbs = row.integer(18)
    return TrackedFlow(
      id: FlowID(row: row.integer(0)), localID: row.text(1), remoteID: row.optionalText(2),
      name: row.text(3), presence: TrackedFlow.Presence(rawValue: row.text(4)) ?? .listed,
      missingRuns: Int(row.integer(5)), missingSince: row.optionalInteger(6),
      base: row.optionalInteger(7).map(DocumentID.init(row:)), baseStamp: row.optionalText(8),
      baseTag: row.optionalText(9), isRacy: row.boolean(10),
      work: row.optionalInteger(11).map(DocumentID.init(row:)), version: row.integer(12),
      isLive: row.boolean(13), isStub: row.boolean(14), status: row.optionalText(15),
      isQuarantined: row.boolean(16), conflict: row.optionalInteger(17),
      openVerbs: Set(
        zip([Change.Verb.create, .update, .delete, .publish, .activate, .pause], 0...)
          .filter { verbs & 1 << $0.1 != 0 }.map { $0.0 }),
      isInFlight: row.boolean(19))
  }
}
