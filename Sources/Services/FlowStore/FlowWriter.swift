package import FlowModel

/// Writes edits, orders and pulled rows.
///
/// Every method is one transaction inside the writer lock; inside ``transaction(_:)`` it joins the
/// open one, as a step of its own: when it throws and the caller goes on, only the step is undone.
/// Does not know the network: `FlowSync` decides *when*, this type knows *how*.
package final class FlowWriter {
  let database: Database
  let now: () -> Milliseconds
  let random: () -> UInt64
  package let unpushed: UnpushedFolder
  private let lock: WriterLock?
  /// Flows whose plain file must follow this transaction.
  var staleUnpushed: Set<FlowID> = []

  init(
    database: Database, lock: WriterLock?, unpushed: UnpushedFolder,
    now: @escaping () -> Milliseconds, random: @escaping () -> UInt64
  ) {
    self.database = database
    self.lock = lock
    self.unpushed = unpushed
    self.now = now
    self.random = random
  }

  /// Runs `body` as one transaction; whatever it throws undoes all of it.
  ///
  /// It holds the writer lock, so it contains no network, no prompt and no waiting, and at most
  /// 50 rows or 2 MiB (sync.md 2.3.2). When it returns, the result is on disk, and so are the
  /// plain files of the flows it left unpushed.
  package func transaction<Result>(
    _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    guard let lock else { throw .readOnly }
    if database.depth > 0 { return try database.transaction(body) }
    try lock.take()
    defer { lock.release() }
    staleUnpushed.removeAll()
    var settled: [String] = []
    let result = try database.transaction(
      finish: { () throws(StoreError) in settled = try writePlainFiles() }, body)
    removePlainFiles(settled)
    if database.pendingPages > Self.checkpointPages { database.checkpoint(isFinal: false) }
    return result
  }

  // 4 MiB: the log stays small, and a reader never walks a long one.
  private static let checkpointPages = (4 << 20) / Database.pageSize

  // MARK: The plain files of unpushed work

  /// Makes the plain file of a flow follow what this transaction leaves: written before the commit
  /// when the flow has edits that no server has seen, removed after it when it has none.
  ///
  /// Every method that moves `base_doc`, `work_doc` or `presence` calls it.
  package func refreshUnpushed(_ flow: FlowID) throws(StoreError) {
    if database.depth > 0 {
      staleUnpushed.insert(flow)
    } else {
      try transaction { () throws(StoreError) in _ = staleUnpushed.insert(flow) }
    }
  }

  /// - Returns: local ids of flows whose files are to go after the commit.
  private func writePlainFiles() throws(StoreError) -> [String] {
    var settled: [String] = []
    var isChanged = false
    for flow in staleUnpushed {
      guard let copy = try plainCopy(of: flow) else { continue }
      if let record = copy.record {
        try unpushed.write(copy.entry, base: copy.base, record: record)
        isChanged = true
      } else {
        settled.append(copy.entry.localID)
      }
    }
    if isChanged { try unpushed.sync() }
    return settled
  }

  private func removePlainFiles(_ localIDs: [String]) {
    guard !localIDs.isEmpty else { return }
    do {
      for localID in localIDs { try unpushed.remove(localID) }
      try unpushed.sync()
    } catch {
      // The work is on the server. A file too many is offered again, one too few could be a loss.
    }
  }

  private func plainCopy(
    of flow: FlowID
  ) throws(StoreError) -> (entry: UnpushedFolder.Entry, base: [UInt8]?, record: [UInt8]?)? {
    let sql = """
      SELECT r.luid, v.server_kind, v.origin, r.server_id, r.name, r.base_rev, b.bytes, w.bytes
      FROM resource AS r JOIN server AS v USING (server_no)
        LEFT JOIN doc AS w ON w.id = r.work_doc AND r.work_doc IS NOT r.base_doc
          AND r.presence <> 'gone'
        LEFT JOIN doc AS b ON b.id = r.base_doc AND w.id IS NOT NULL
      WHERE r.rid = ?
      """
    return try database.first(sql, [flow.row]) { row in
      let entry = UnpushedFolder.Entry(
        localID: row.text(0), service: row.text(1), origin: row.text(2),
        remoteID: row.optionalText(3), name: row.text(4), baseStamp: row.optionalText(5))
      return (entry, row.optionalBytes(6), row.optionalBytes(7))
    }
  }
}
