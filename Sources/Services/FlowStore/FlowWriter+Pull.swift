package import FlowModel

/// What a pull writes. Methods that take a ``RemoteCopy`` run many times inside one
/// ``FlowWriter/transaction(_:)`` of the caller and open no step of their own.
extension FlowWriter {
  /// A flow that the server has and we did not know.
  package func insert(_ remote: RemoteCopy, server: ServerID) throws(StoreError) -> FlowID {
    guard let remoteID = remote.projection.remoteID else { throw .notFound }
    let document = try document(remote.bytes, cover: remote.cover)
    let columns = remote.projection
    // One statement: filling the list columns afterwards would write each list index twice.
    try database.run(
      """
      INSERT INTO resource (server_no, luid, server_id, presence, base_doc, base_rev, base_etag,
        base_racy, work_doc, stub, changed_ms, name, name_key, subtype, category, status,
        updated_text, live, nodes, edges, teams, bytes)
      VALUES (?, ?, ?, 'listed', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        server.number, LocalID.make(now: now(), random: random), remoteID, document.row,
        columns.stamp, remote.tag, remote.isRacy, document.row, remote.cover == .partial,
        moment(of: columns.stamp),
        columns.name, columns.nameKey, columns.type, columns.category, columns.status,
        columns.stamp, columns.isLive, columns.nodeCount, columns.edgeCount, columns.teamCount,
        columns.byteCount,
      ])
    let flow = FlowID(row: database.lastInsertedRow)
    if remote.cover == .full {
      try keep(document, of: flow, as: .pull, stamp: remote.projection.stamp)
    }
    return flow
  }

  /// Nothing was edited here: base and local copy become the server's.
  ///
  /// - Parameter source: the reason in the history; nil when only the layout differs, so that the
  ///   history holds contents, not spellings.
  package func take(
    _ remote: RemoteCopy, into flow: TrackedFlow, source: VersionSource?
  ) throws(StoreError) {
    let document = try document(remote.bytes, cover: remote.cover)
    try moveBase(of: flow.id, to: document, remote)
    try database.run(
      """
      UPDATE resource SET work_doc = ?1, work_version = work_version + (work_doc IS NOT ?1),
        stub = ?2, changed_ms = iif(?3, ?4, changed_ms) WHERE rid = ?5
      """,
      [
        document.row, (remote.cover == .partial), source != nil,
        moment(of: remote.projection.stamp), flow.id.row,
      ])
    try project(remote.projection, of: flow.id)
    if flow.isEdited { try refreshUnpushed(flow.id) }
    if let source, remote.cover == .full {
      try keep(document, of: flow.id, as: source, stamp: remote.projection.stamp)
    }
  }

  /// The flow was edited here: base becomes the server's, the local copy becomes `local`.
  package func rebase(
    _ flow: TrackedFlow, onto remote: RemoteCopy, local: [UInt8], projection: FlowProjection,
    source: VersionSource?
  ) throws(StoreError) {
    let base = try document(remote.bytes)
    try moveBase(of: flow.id, to: base, remote)
    let work = try document(local)
    try database.run(
      """
      UPDATE resource SET work_doc = ?1, work_version = work_version + (work_doc IS NOT ?1),
        stub = 0, changed_ms = ?2 WHERE rid = ?3
      """, [work.row, now(), flow.id.row])
    try project(projection, of: flow.id)
    if let source {
      try keep(base, of: flow.id, as: .pull, stamp: remote.projection.stamp)
      if work != base { try keep(work, of: flow.id, as: source) }
    }
    try refreshUnpushed(flow.id)
  }

  /// The local copy says the same as base in another layout: base is what stands here.
  package func dropLayout(of flow: TrackedFlow, _ base: DocumentID) throws(StoreError) {
    try database.run(
      "UPDATE resource SET work_doc = ?, work_version = work_version + 1 WHERE rid = ?",
      [base.row, flow.id.row])
    try refreshUnpushed(flow.id)
  }

  /// The server still has it, whatever was thought. A flow that was gone comes back as the server
  /// has it: no order would send what was edited here before, so that goes to the history.
  package func notePresence(
    _ presence: TrackedFlow.Presence, of flow: FlowID
  ) throws(StoreError) {
    let facts = try facts(of: flow)
    if facts.state == .goneOnServer, facts.working != facts.base, let base = facts.base {
      if let work = facts.working { _ = try keep(work, of: flow, as: .discard) }
      try setWorking(base, try projection(of: base, kind: facts.kind), of: flow)
    }
    try database.run(
      """
      UPDATE resource SET presence = ?, missing_runs = 0, missing_ms = NULL, gone_ms = NULL
      WHERE rid = ?
      """, [presence.rawValue, flow.row])
  }

  /// Its stamp is old enough by now to tell two writes apart.
  package func noteSettled(_ flow: FlowID) throws(StoreError) {
    try transaction { () throws(StoreError) in
      try database.run("UPDATE resource SET base_racy = 0 WHERE rid = ?", [flow.row])
    }
  }

  /// Its id answered "not found" in a complete run. A first time that lies ahead comes from a clock
  /// that was wrong: it begins anew.
  package func noteMissing(_ flow: FlowID) throws(StoreError) {
    try database.run(
      """
      UPDATE resource SET presence = 'missing', missing_runs = missing_runs + 1,
        missing_ms = min(coalesce(missing_ms, ?1), ?1) WHERE rid = ?2 AND presence <> 'gone'
      """, [now(), flow.row])
  }

  /// The server does not have it any more. Its last copy stays 30 days.
  package func noteGone(_ flow: TrackedFlow) throws(StoreError) {
    try database.run(
      "UPDATE resource SET presence = 'gone', gone_ms = coalesce(gone_ms, ?) WHERE rid = ?",
      [now(), flow.id.row])
    try event("gone", flow: flow.id)
    try refreshUnpushed(flow.id)
    if let base = flow.base {
      try keep(base, of: flow.id, as: .gone, stamp: flow.baseStamp)
    }
  }

  private func moveBase(
    of flow: FlowID, to document: DocumentID, _ remote: RemoteCopy
  ) throws(StoreError) {
    try database.run(
      "UPDATE resource SET base_doc = ?, base_rev = ?, base_etag = ?, base_racy = ? WHERE rid = ?",
      [document.row, remote.projection.stamp, remote.tag, remote.isRacy, flow.row])
  }

  /// When the server says it changed; now, where it does not say so or its clock is ahead.
  private func moment(of stamp: String?) -> Milliseconds {
    min(stamp.flatMap(CivilTime.milliseconds(ofStamp:)) ?? now(), now())
  }

  /// Fills the columns of the lists.
  package func project(_ projection: FlowProjection, of flow: FlowID) throws(StoreError) {
    try database.run(
      """
      UPDATE resource SET name = ?, name_key = ?, subtype = ?, category = ?, status = ?,
        updated_text = ?, live = ?, nodes = ?, edges = ?, teams = ?, bytes = ? WHERE rid = ?
      """,
      [
        projection.name, projection.nameKey, projection.type, projection.category,
        projection.status, projection.stamp, projection.isLive, projection.nodeCount,
        projection.edgeCount, projection.teamCount, projection.byteCount, flow.row,
      ])
  }
}
