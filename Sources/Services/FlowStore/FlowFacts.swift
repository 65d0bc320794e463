import FlowModel
import JSONText

/// Why a version of a flow was kept (`history.source` of sync.md 2.3.4).
package enum VersionSource: String, Sendable, CaseIterable {
  case pull, create, edit
  case imported = "import"
  case prePush = "pre-push"
  case ack, merge, resolve, undo, redo, restore, discard, gone
}

/// What a write has to know of a flow: its row without its bodies.
struct FlowFacts {
  var flow: FlowID
  var server: ServerID
  var kind: FlowKind
  var isLocal: Bool
  var base: DocumentID?
  var baseStamp: String?
  var working: DocumentID?
  var version: Int64
  var state: SyncState
  /// Not read whole yet, whatever else its state says.
  var isStub: Bool
}

extension FlowWriter {
  /// - Throws: `notFound`.
  func facts(of flow: FlowID) throws(StoreError) -> FlowFacts {
    let sql = """
      SELECT r.server_no, v.server_kind, r.presence = 'local', r.base_doc, r.base_rev, r.work_doc,
        r.work_version, (SELECT s.state FROM item_state AS s WHERE s.rid = r.rid),
        r.stub
      FROM resource AS r JOIN server AS v USING (server_no) WHERE r.rid = ?
      """
    let facts = try database.first(sql, [flow.row]) { row in
      FlowFacts(
        flow: flow, server: ServerID(number: row.integer(0)), kind: FlowRow.kind(row, 1),
        isLocal: row.boolean(2), base: row.optionalInteger(3).map(DocumentID.init(row:)),
        baseStamp: row.optionalText(4), working: row.optionalInteger(5).map(DocumentID.init(row:)),
        version: row.integer(6), state: FlowRow.state(row, 7), isStub: row.boolean(8))
    }
    guard let facts else { throw .notFound }
    return facts
  }

  /// - Throws: `notAllowed` where nothing may be edited or ordered (sync.md 2.15).
  ///
  /// A flow has one state, and what else is true of it does not show there: a stub that is missing
  /// is still a stub, and a deletion that is blocked still takes every edit along.
  func requireEditable(_ facts: FlowFacts) throws(StoreError) {
    guard facts.state.allowsEdits else { throw .notAllowed(facts.state) }
    if facts.isStub { throw .notAllowed(.stub) }
    if try openOrder(.delete, of: facts.flow) != nil { throw .notAllowed(.pendingDelete) }
  }

  /// An order of one verb that is not settled.
  func openOrder(
    _ verb: Change.Verb, of flow: FlowID
  ) throws(StoreError) -> (id: ChangeID, status: Change.Status)? {
    try database.first(
      "SELECT seq, status FROM op WHERE rid = ? AND verb = ? AND done_ms IS NULL",
      [flow.row, verb.rawValue]
    ) { row in (ChangeID(sequence: row.integer(0)), FlowRow.word(row, 1, else: .blocked)) }
  }

  /// Makes `document` what the user sees, and the list columns follow.
  func setWorking(
    _ document: DocumentID, _ projection: FlowProjection, of flow: FlowID
  ) throws(StoreError) {
    let sql = """
      UPDATE resource SET work_doc = ?, work_version = work_version + 1, name = ?, name_key = ?,
        subtype = ?, category = ?, status = ?, updated_text = ?, live = ?, nodes = ?, edges = ?,
        teams = ?, bytes = ?, changed_ms = ?
      WHERE rid = ?
      """
    try database.run(
      sql,
      [
        document.row, projection.name, projection.nameKey, projection.type, projection.category,
        projection.status, projection.stamp, projection.isLive, projection.nodeCount,
        projection.edgeCount, projection.teamCount, projection.byteCount, now(), flow.row,
      ])
    try refreshUnpushed(flow)
  }

  /// Keeps a version in the history.
  ///
  /// Its `seq` is the newest order of the flow so far: an open order with a larger one was given
  /// after this version, which is what undo needs to know.
  @discardableResult
  func keep(
    _ document: DocumentID, of flow: FlowID, as source: VersionSource, note: String? = nil,
    stamp: String? = nil
  ) throws(StoreError) -> VersionID {
    let sql = """
      INSERT INTO history (rid, doc_id, source, rev, seq, note, at_ms)
      VALUES (?1, ?2, ?3, ?4, (SELECT max(seq) FROM op WHERE rid = ?1), ?5, ?6)
      """
    try database.run(sql, [flow.row, document.row, source.rawValue, stamp, note, now()])
    return VersionID(number: database.lastInsertedRow)
  }

  /// Keeps what the user sees now, unless it is the newest kept version already. Called before
  /// working is replaced, so that every version can come back.
  func keepWorking(of facts: FlowFacts) throws(StoreError) {
    guard let working = facts.working else { return }
    let newest = try database.first(
      "SELECT doc_id FROM history WHERE rid = ? ORDER BY hid DESC LIMIT 1", [facts.flow.row]
    ) { $0.integer(0) }
    if newest != working.row {
      let isPulled = working == facts.base
      try keep(
        working, of: facts.flow, as: isPulled ? .pull : .edit,
        stamp: isPulled ? facts.baseStamp : nil)
    }
  }

  /// List columns of a stored document.
  func projection(
    of document: DocumentID, kind: FlowKind
  ) throws(StoreError) -> FlowProjection {
    let bytes = try database.first("SELECT bytes FROM doc WHERE id = ?", [document.row]) {
      $0.bytes(0)
    }
    guard let bytes else { throw .notFound }
    do {
      return try FlowProjection(reading: bytes, kind: kind)
    } catch {
      throw .damaged("a stored record is not JSON: \(error.sentence)")
    }
  }
}
