package import FlowModel

/// A file of `unpushed/` and what the database knows of it.
package struct UnpushedEdit: Hashable, Sendable {
  /// What taking the file in would do. Contents decide, not dates (promise 24).
  package enum Standing: Hashable, Sendable {
    /// The database holds this content: as what the user sees, as the server's copy, or in the
    /// history. The file is a leftover of an edit that went on or was pushed.
    case held
    /// The flow comes back with its base, this record, and the order that waits.
    case flow
    /// The flow is there and nobody edited it here: this record becomes the edit.
    case edit
    /// The flow was edited here since: this record becomes a version of its history.
    case version
    /// It was made for another server than this profile's; it stays a file.
    case otherServer(origin: String)
    /// It stays a file.
    case unreadable(reason: String)
  }

  /// Its name in the folder.
  package var fileName: String
  package var standing: Standing
  /// Nil where the file cannot be read.
  package var kind: FlowKind?
  package var name: String?
  package var localID: String?
  package var remoteID: String?
  package var byteCount = 0

  /// Whether ``Store/takeIn(_:)`` takes it.
  package var isTakable: Bool {
    switch standing {
    case .flow, .edit, .version: true
    case .held, .otherServer, .unreadable: false
    }
  }

  init(fileName: String, unreadable reason: String) {
    self.fileName = fileName
    standing = .unreadable(reason: reason)
  }

  init(_ file: UnpushedFile, _ standing: Standing) {
    fileName = file.name
    self.standing = standing
    kind = file.kind
    name = file.entry.name
    localID = file.entry.localID
    remoteID = file.entry.remoteID
    byteCount = file.record.count
  }
}

/// Compares `unpushed/` with the database.
struct UnpushedSurvey {
  let database: Database
  let folder: UnpushedFolder
  /// Keeps the digests of versions; nil where nothing may be written.
  let writer: FlowWriter?

  /// A file with its standing and the flow it is of; `file` is nil where it cannot be read.
  struct Found {
    var edit: UnpushedEdit
    var file: UnpushedFile?
    var flow: FlowID?
  }

  func look(at name: String) throws(StoreError) -> Found? {
    switch read(name) {
    case .success(nil): return nil
    case .failure(let error):
      return Found(edit: UnpushedEdit(fileName: name, unreadable: error.reason))
    case .success(let file?):
      let flows = try flows(of: file.entry)
      for flow in flows {
        guard try holds(file, flow) else { continue }
        return Found(edit: UnpushedEdit(file, .held), file: file, flow: flow)
      }
      let origin = try database.first(
        "SELECT origin FROM server WHERE server_kind = ?", [file.entry.service]
      ) { $0.text(0) }
      if let origin, origin != file.entry.origin {
        return Found(
          edit: UnpushedEdit(file, .otherServer(origin: file.entry.origin)), file: file)
      }
      guard let flow = flows.first else {
        let isEdit =
          file.base.map { !says(file.record, $0) } ?? true
        return Found(edit: UnpushedEdit(file, isEdit ? .flow : .held), file: file)
      }
      let isFree = file.base == nil ? false : try isUntouched(flow)
      return Found(edit: UnpushedEdit(file, isFree ? .edit : .version), file: file, flow: flow)
    }
  }

  /// The file; a success of nil means that it is gone.
  func read(_ name: String) -> Result<UnpushedFile?, UnpushedFile.Unreadable> {
    do throws(StoreError) {
      guard let bytes = try folder.bytes(name) else { return .success(nil) }
      do throws(UnpushedFile.Unreadable) {
        return .success(try UnpushedFile(reading: bytes, named: name))
      } catch {
        return .failure(error)
      }
    } catch {
      if case .unsafePlace(_, let reason) = error {
        return .failure(UnpushedFile.Unreadable(reason: reason))
      }
      return .failure(UnpushedFile.Unreadable(reason: "it cannot be read"))
    }
  }

  /// The flow with this local id, then the one with this id of the server: a new copy that was
  /// pulled has given it another local id.
  ///
  /// - Throws: `damaged` when an index leads to a row that does not say so: nothing that such a row
  ///   seems to hold may count as held.
  private func flows(of entry: UnpushedFolder.Entry) throws(StoreError) -> [FlowID] {
    let flows = try indexedFlows(of: entry)
    for flow in flows {
      let isTrue = try database.first(
        "SELECT luid = ?1 OR coalesce(server_id = ?2, 0) FROM resource NOT INDEXED WHERE rid = ?3",
        [entry.localID, entry.remoteID, flow.row]
      ) { $0.boolean(0) }
      guard isTrue == true else { throw database.damage("a flow is not what its index says") }
    }
    return flows
  }

  private func indexedFlows(of entry: UnpushedFolder.Entry) throws(StoreError) -> [FlowID] {
    try database.all(
      """
      SELECT r.rid FROM resource AS r JOIN server AS v USING (server_no)
      WHERE r.luid = ?1 OR v.server_kind = ?2 AND r.server_id = ?3
      ORDER BY r.luid = ?1 DESC
      """, [entry.localID, entry.service, entry.remoteID]
    ) { FlowID(row: $0.integer(0)) }
  }

  private func holds(_ file: UnpushedFile, _ flow: FlowID) throws(StoreError) -> Bool {
    let digest = file.record.withUnsafeBytes {
      Digest.sha256(DocumentCover.full.rawValue, $0)
    }
    let isKept = try database.first(
      """
      SELECT d.bytes FROM doc AS d WHERE d.hash = ?1 AND (
        EXISTS (SELECT 1 FROM resource AS r WHERE r.rid = ?2 AND d.id IN (r.work_doc, r.base_doc))
        OR EXISTS (SELECT 1 FROM history AS h WHERE h.rid = ?2 AND h.doc_id = d.id)
        OR EXISTS (SELECT 1 FROM conflict AS c WHERE c.rid = ?2
          AND d.id IN (c.base_doc, c.local_doc, c.remote_doc))
        -- It was sent: a merge or a rebase that no version of the history names.
        OR EXISTS (SELECT 1 FROM op AS o JOIN attempt AS a USING (seq)
          WHERE o.rid = ?2 AND a.sent_doc = d.id AND a.verdict = 'applied'))
      """, [digest, flow.row]
    ) { row in row.withBytes(0) { bytes in bytes.elementsEqual(file.record) } }
    if isKept == true { return true }
    // The server answers in a layout of its own; and where only what it writes itself has moved,
    // what stands here moved along without a new version.
    let work = SemanticForm.work(of: file.record, on: file.kind.service)
    let copies = try database.all(
      """
      SELECT d.bytes FROM resource AS r JOIN doc AS d ON d.id IN (r.work_doc, r.base_doc)
      WHERE r.rid = ?1 AND d.cover = 'full'
      UNION ALL SELECT bytes FROM (SELECT d.bytes FROM history AS h JOIN doc AS d ON d.id = h.doc_id
        WHERE h.rid = ?1 ORDER BY h.hid DESC LIMIT 10)
      """, [flow.row]
    ) { $0.bytes(0) }
    for copy in copies where work != nil {
      if SemanticForm.work(of: copy, on: file.kind.service) == work { return true }
    }
    return try hasVersion(saying: file.record, of: flow)
  }

  private func says(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    if one == other { return true }
    guard let meaning = FlowWriter.meaning(of: one) else { return false }
    return FlowWriter.meaning(of: other) == meaning
  }

  /// Nothing of this flow was edited, ordered or put to a person here.
  private func isUntouched(_ flow: FlowID) throws(StoreError) -> Bool {
    try database.first(
      """
      SELECT r.work_doc IS r.base_doc AND r.presence NOT IN ('local', 'gone')
        AND r.quarantine IS NULL
        AND NOT EXISTS (SELECT 1 FROM op AS o WHERE o.rid = r.rid AND o.done_ms IS NULL)
        AND NOT EXISTS (SELECT 1 FROM conflict AS c WHERE c.rid = r.rid AND c.closed_ms IS NULL)
      FROM resource AS r WHERE r.rid = ?
      """, [flow.row]
    ) { $0.boolean(0) } ?? false
  }
}
