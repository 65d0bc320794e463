package import FlowModel

/// The plain files of unpushed work (sync.md 2.2): each follows what a transaction leaves.
extension FlowWriter {
  /// What one transaction did in `unpushed/`.
  struct PlainFiles {
    /// Written before the commit, with what stood there; nil: nothing that could be read.
    var written: [(localID: String, former: [UInt8]?)] = []
    /// Local ids of flows whose files are to go after the commit.
    var settled: [(flow: FlowID, localID: String)] = []
  }

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

  func writePlainFiles(_ files: inout PlainFiles) throws(StoreError) {
    var isChanged = false
    for flow in staleUnpushed {
      guard let copy = try plainCopy(of: flow) else { continue }
      let localID = copy.entry.localID
      if let record = copy.record {
        try unpushed.prepare()
        let content = unpushed.content(copy.entry, base: copy.base, record: record)
        isChanged = true
        var former = formerContent(localID)
        if former == content { continue }
        if try keepForeignFile(of: flow, localID) { former = nil }
        // Noted first: a write that fails half way is taken back too.
        files.written.append((localID, former))
        try unpushed.replace(localID, with: content)
      } else {
        files.settled.append((flow, localID))
      }
    }
    // Also for a file that says so already: its name may not be on disk yet.
    if isChanged { try unpushed.sync() }
  }

  private func formerContent(_ localID: String) -> [UInt8]? {
    do {
      return try unpushed.bytes(localID + ".json")
    } catch {
      return nil
    }
  }

  func removePlainFiles(_ settled: [(flow: FlowID, localID: String)]) {
    guard !settled.isEmpty else { return }
    do {
      for (flow, localID) in settled {
        try keepForeignFile(of: flow, localID)
        try unpushed.remove(localID)
      }
      try unpushed.sync()
    } catch {
      // The work is on the server. A file too many is offered again, one too few could be a loss.
    }
  }

  /// The transaction came to nothing: its files are again what they were. What was refused is with
  /// whoever wanted it saved.
  func takeBack(_ files: PlainFiles) {
    for (localID, former) in files.written {
      do {
        if let former {
          try unpushed.replace(localID, with: former)
        } else {
          try unpushed.remove(localID)
        }
      } catch {
        // A file that is ahead of the database is offered at the next start.
      }
    }
  }

  /// A file is never replaced or removed while the database does not hold what it says: an older
  /// database may have been put here, or its log may be gone.
  ///
  /// - Returns: whether there was such a file; it has another name now.
  @discardableResult
  private func keepForeignFile(of flow: FlowID, _ localID: String) throws(StoreError) -> Bool {
    let survey = UnpushedSurvey(database: database, folder: unpushed, writer: self)
    guard let found = try survey.look(at: localID + ".json") else { return false }
    if found.edit.standing == .held, found.flow == flow { return false }
    try unpushed.setAside(localID, at: now())
    return true
  }

  private func plainCopy(
    of flow: FlowID
  ) throws(StoreError) -> (entry: UnpushedFolder.Entry, base: [UInt8]?, record: [UInt8]?)? {
    let sql = """
      SELECT r.luid, v.server_kind, v.origin, r.server_id, r.name, r.base_rev, b.bytes, w.bytes,
        EXISTS (SELECT 1 FROM op AS o
          WHERE o.rid = r.rid AND o.verb = 'create' AND o.status IN ('sending', 'unknown')),
        w.cover, w.hash
      FROM resource AS r JOIN server AS v USING (server_no)
        LEFT JOIN doc AS w ON w.id = r.work_doc AND r.work_doc IS NOT r.base_doc
          AND r.presence <> 'gone'
        LEFT JOIN doc AS b ON b.id = r.base_doc AND w.id IS NOT NULL
      WHERE r.rid = ?
      """
    return try database.first(sql, [flow.row]) { row throws(StoreError) in
      if !row.isNull(7) { try database.requireDocument(row, cover: 9, bytes: 7, digest: 10) }
      let entry = UnpushedFolder.Entry(
        localID: row.text(0), service: row.text(1), origin: row.text(2),
        remoteID: row.optionalText(3), name: row.text(4), baseStamp: row.optionalText(5),
        mayBeSent: row.boolean(8))
      return (entry, row.optionalBytes(6), row.optionalBytes(7))
    }
  }
}
