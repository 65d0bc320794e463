import FlowModel
import JSONText

/// Edits that stand in `unpushed/` and not in the database.
extension FlowWriter {
  /// Takes one file in, as its standing says. The previous content of the flow stays in its
  /// history, and the rules of pull and push decide about what the server has by now.
  ///
  /// - Returns: whether the file is not needed any more.
  func takeIn(_ found: UnpushedSurvey.Found) throws(StoreError) -> Bool {
    guard let file = found.file else { return false }
    return try transaction { () throws(StoreError) in
      switch (found.edit.standing, found.flow) {
      case (.flow, _):
        let flow = try bringBack(file)
        try event("recovered", flow: flow, detail: file.name)
      case (.edit, let flow?):
        try edit(flow, as: file)
        try event("recovered", flow: flow, detail: file.name)
      case (.version, let flow?):
        try keep(try document(file.record), of: flow, as: .imported, note: Self.foundNote)
        try event("recovered-version", flow: flow, detail: file.name)
      case (.held, _): return true
      default: return false
      }
      return true
    }
  }

  /// What the history says of a version that came from a file.
  package static let foundNote = "found in unpushed/"

  private func bringBack(_ file: UnpushedFile) throws(StoreError) -> FlowID {
    let entry = file.entry
    let server = try server(file.kind.service, origin: entry.origin)
    let base = try file.base.map { (bytes) throws(StoreError) in try document(bytes) }
    let record = try document(file.record)
    try database.run(
      """
      INSERT INTO resource (server_no, luid, server_id, presence, base_doc, base_rev, base_racy,
        work_doc, changed_ms)
      VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      [
        server.id.number, entry.localID, entry.remoteID, base == nil ? "local" : "listed",
        base?.row, entry.baseStamp, record.row, now(),
      ])
    let flow = FlowID(row: database.lastInsertedRow)
    if let base { try keep(base, of: flow, as: .pull, stamp: entry.baseStamp) }
    try setWorking(record, file.projection, of: flow)
    try queueContent(of: try facts(of: flow), problem: refusal(of: file))
    try keep(record, of: flow, as: base == nil ? .create : .edit)
    if base == nil, entry.mayBeSent { try doubtCreate(of: flow, sending: record) }
    return flow
  }

  /// The base goes back to what the edit was made on: the next pull or push sees that the server
  /// moved on since, and joins both or asks.
  private func edit(_ flow: FlowID, as file: UnpushedFile) throws(StoreError) {
    guard let base = file.base else { throw .notFound }
    let facts = try facts(of: flow)
    try keepWorking(of: facts)
    let document = try document(base)
    if document != facts.base {
      try database.run(
        """
        UPDATE resource SET base_doc = ?, base_rev = ?, base_etag = NULL, base_racy = 1, stub = 0
        WHERE rid = ?
        """, [document.row, file.entry.baseStamp, flow.row])
      // "Nothing changed since" would be true of a base that is not ours any more.
      try forgetListTag(of: facts.server)
    }
    let record = try self.document(file.record)
    try setWorking(record, file.projection, of: flow)
    try queueContent(of: try self.facts(of: flow), problem: refusal(of: file))
    try keep(record, of: flow, as: .edit, note: Self.foundNote)
  }

  /// Why a push would be refused, when the edit brought that about.
  private func refusal(of file: UnpushedFile) -> String? {
    guard let root = try? JSONDocument(parsing: file.record).root else { return nil }
    let body = FlowBody.text(in: root, kind: file.kind)
    if let base = file.base, let before = try? JSONDocument(parsing: base).root,
      body == FlowBody.text(in: before, kind: file.kind)
    {
      return nil
    }
    return FlowCheck.refusal(ofBody: body, kind: file.kind)
      .map { "The server would refuse it: \($0)." }
  }

  /// Orders of a backup may have been carried out since it was made: a create is looked for on the
  /// server before it is sent, and what cannot be compared waits for a person. An update needs
  /// neither: its push reads first.
  func doubtOrdersOfBackup() throws(StoreError) {
    let creates = try database.all(
      "SELECT rid FROM op WHERE verb = 'create' AND status = 'queued'"
    ) { FlowID(row: $0.integer(0)) }
    for flow in creates {
      if let record = try facts(of: flow).working { try doubtCreate(of: flow, sending: record) }
    }
    try database.run(
      """
      UPDATE op SET status = 'blocked', error_code = 'confirm', error_text = 'from a backup'
      WHERE status = 'queued' AND verb IN ('delete', 'publish', 'activate', 'pause')
      """)
  }

  /// The request that makes this flow may have left: the next push looks for it on the server
  /// before it sends it again (sync.md 2.7.3). No list from before the request is left; an empty
  /// one makes every flow of the server a candidate.
  private func doubtCreate(
    of flow: FlowID, sending record: DocumentID
  ) throws(StoreError) {
    guard let order = try openOrder(.create, of: flow) else { return }
    let server = try facts(of: flow).server
    try database.run(
      """
      INSERT INTO pull_run (server_no, mode, started_ms, finished_ms) VALUES (?1, 'snapshot', ?2, ?2)
      """, [server.number, now()])
    let fence = database.lastInsertedRow
    try database.run(
      """
      INSERT INTO attempt (seq, method, target, sent_doc, fence_run, phase, verdict, t_intent_ms,
        t_quiet_ms)
      VALUES (?1, 'POST', '', ?2, ?3, 'answered', 'in-doubt', ?4, ?4)
      """, [order.id.sequence, record.row, fence, now()])
    try database.run(
      "UPDATE op SET status = 'unknown', attempts = 1 WHERE seq = ?", [order.id.sequence])
  }
}
