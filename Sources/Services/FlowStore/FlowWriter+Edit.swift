package import FlowModel

extension FlowWriter {
  /// Saves an edit: what the user sees becomes `record`, and an update waits in the outbox (for a
  /// flow that was never sent, its create goes on waiting).
  ///
  /// An edit that says what the server's copy says, in whatever layout, takes the update back. The
  /// same bytes change nothing.
  ///
  /// - Parameters:
  ///   - record: the whole JSON object.
  ///   - projection: list columns read from `record`.
  ///   - version: the version the editor started from.
  ///   - source: why, for the history.
  ///   - problem: a reason why a push would be refused; the order then waits as `blocked` with the
  ///     code `invalid` until a later edit mends it.
  /// - Returns: the new version; `version` itself when nothing changed.
  /// - Throws: `versionMoved` when the flow changed meanwhile, `notAllowed` in a state that takes
  ///   no edits, `full` and others when it could not be put on disk: then nothing was saved.
  package func saveEdit(
    _ record: [UInt8], _ projection: FlowProjection, of flow: FlowID,
    expecting version: Int64, source: VersionSource = .edit, note: String? = nil,
    problem: String? = nil
  ) throws(StoreError) -> Int64 {
    // Before the lock is taken: it reads the whole record.
    let meaning = Self.meaning(of: record)
    return try transaction { () throws(StoreError) in
      let facts = try facts(of: flow)
      guard facts.version == version else { throw .versionMoved(found: facts.version) }
      try requireEditable(facts)
      let edited = try document(record, meaning: meaning)
      guard edited != facts.working else {
        // An undo that has nothing to change is a step all the same: the next one goes further back.
        if source == .undo || source == .redo { try keep(edited, of: flow, as: source, note: note) }
        return version
      }
      try keepWorking(of: facts)
      if let base = facts.base, try says(meaning, edited, base) {
        try returnToBase(base, facts, as: source, note: note)
      } else {
        try setWorking(edited, projection, of: flow)
        try setContents(FlowContents(of: record, kind: facts.kind), of: edited, facts.kind)
        try queueContent(of: facts, problem: problem)
        try keep(edited, of: flow, as: source, note: note)
      }
      try followPin(of: flow)
      try tell(source, note, of: flow)
      return version + 1
    }
  }

  /// Whether what was edited is what the server has: the same bytes, or the same meaning.
  private func says(
    _ meaning: [UInt8]?, _ edited: DocumentID, _ base: DocumentID
  ) throws(StoreError) -> Bool {
    if edited == base { return true }
    guard let meaning else { return false }
    return try meaning == self.meaning(of: base)
  }

  /// Makes a new flow that only this copy knows; its create waits in the outbox.
  package func insertLocal(
    _ record: [UInt8], _ projection: FlowProjection, on server: ServerID,
    source: VersionSource = .create, note: String? = nil, problem: String? = nil
  ) throws(StoreError) -> FlowID {
    try transaction { () throws(StoreError) in
      let document = try document(record)
      try database.run(
        """
        INSERT INTO resource (server_no, luid, presence, work_doc, changed_ms)
        VALUES (?, ?, 'local', ?, ?)
        """, [server.number, LocalID.make(now: now(), random: random), document.row, now()])
      let flow = FlowID(row: database.lastInsertedRow)
      try setWorking(document, projection, of: flow)
      let facts = try facts(of: flow)
      try setContents(FlowContents(of: record, kind: facts.kind), of: document, facts.kind)
      try queueContent(of: facts, problem: problem)
      try keep(document, of: flow, as: source, note: note)
      try tell(source, note, of: flow)
      return flow
    }
  }

  /// Makes a flow that is gone on its server, or was discarded, a new one of this copy: same local
  /// id, no server id, a create that waits.
  ///
  /// - Parameter problem: as for ``saveEdit(_:_:of:expecting:source:note:problem:)``.
  /// - Throws: `notAllowed` in any other state.
  package func revive(
    _ flow: FlowID, _ record: [UInt8], _ projection: FlowProjection,
    source: VersionSource = .restore, note: String? = nil, problem: String? = nil
  ) throws(StoreError) {
    try transaction { () throws(StoreError) in
      let facts = try facts(of: flow)
      guard facts.state == .goneOnServer || facts.state == .discarded else {
        throw .notAllowed(facts.state)
      }
      let document = try document(record)
      try database.run(
        """
        UPDATE resource SET presence = 'local', server_id = NULL, base_doc = NULL, base_rev = NULL,
          base_etag = NULL, base_racy = 0, gone_ms = NULL, missing_ms = NULL, missing_runs = 0,
          stub = 0, work_doc = ?
        WHERE rid = ?
        """, [document.row, flow.row])
      try setWorking(document, projection, of: flow)
      try setContents(FlowContents(of: record, kind: facts.kind), of: document, facts.kind)
      try queueContent(of: try self.facts(of: flow), problem: problem)
      try keep(document, of: flow, as: source, note: note)
      try tell(source, note, of: flow)
    }
  }

  /// Notes for the audit trail what a person did. The end of a conflict and a merge are told there.
  private func tell(
    _ source: VersionSource, _ note: String?, of flow: FlowID
  ) throws(StoreError) {
    guard source != .merge, source != .resolve else { return }
    let isRenamed = source == .edit && note == FlowVersion.renamed
    try event("saved", flow: flow, detail: isRenamed ? FlowVersion.renamed : source.rawValue)
  }

  /// Working becomes the server's copy; the update that waits is no longer needed.
  func returnToBase(
    _ base: DocumentID, _ facts: FlowFacts, as source: VersionSource, note: String?
  ) throws(StoreError) {
    try setWorking(base, try projection(of: base, kind: facts.kind), of: facts.flow)
    try endOrder(.update, of: facts.flow)
    try keep(base, of: facts.flow, as: source, note: note)
  }

  /// One open order carries the content: the create of a flow that was never sent, else an update.
  /// One that is being sent is left alone; when it is settled, the difference is queued anew.
  func queueContent(of facts: FlowFacts, problem: String?) throws(StoreError) {
    let verb: Change.Verb = facts.isLocal ? .create : .update
    let status: Change.Status = problem == nil ? .queued : .blocked
    let code = problem.map { _ in "invalid" }
    guard let open = try openOrder(verb, of: facts.flow) else {
      try database.run(
        """
        INSERT INTO op (rid, verb, status, error_code, error_text, created_ms)
        VALUES (?, ?, ?, ?, ?, ?)
        """, [facts.flow.row, verb.rawValue, status.rawValue, code, problem, now()])
      return
    }
    if open.status == .sending || open.status == .unknown { return }
    // What a person confirmed was another content. Whether it has been made already is still open.
    try database.run(
      """
      UPDATE op SET status = ?, error_code = ?, error_text = ?, attempts = 0, not_before_ms = 0,
        confirmed_ms = NULL
      WHERE seq = ? AND NOT (status = 'blocked' AND error_code IS 'alike')
      """, [status.rawValue, code, problem, open.id.sequence])
  }

  /// A publish means the draft its person saw. An edit after the order holds it until the person
  /// looks again; going back to what they saw frees it.
  func followPin(of flow: FlowID) throws(StoreError) {
    try database.run(
      """
      UPDATE op SET status = 'blocked', error_code = 'newer-edit', error_text = NULL
      WHERE rid = ?1 AND verb = 'publish' AND status = 'queued'
        AND pin_doc IS NOT (SELECT work_doc FROM resource WHERE rid = ?1)
      """, [flow.row])
    try database.run(
      """
      UPDATE op SET status = 'queued', error_code = NULL
      WHERE rid = ?1 AND verb = 'publish' AND status = 'blocked' AND error_code = 'newer-edit'
        AND pin_doc IS (SELECT work_doc FROM resource WHERE rid = ?1)
      """, [flow.row])
  }
}
