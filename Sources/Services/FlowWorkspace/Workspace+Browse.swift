package import FlowModel
import FlowStore

extension Workspace {
  package func servers() async throws(Problem) -> [Server] {
    try await read { (reader) throws(StoreError) in try reader.servers() }
  }

  package func counts() async throws(Problem) -> FlowCounts {
    try await read { (reader) throws(StoreError) in try reader.counts() }
  }

  /// Some rows of the list; see ``WindowAnchor``. Its cost does not grow with the list. Throws when
  /// its task is cancelled, which ends a long search.
  package func window(
    of query: FlowQuery, anchor: WindowAnchor, limit: Int
  ) async throws(Problem) -> FlowWindow {
    try await read { (reader) throws(StoreError) in
      try reader.window(
        of: query, anchor: anchor, limit: limit, shouldStop: { Task.isCancelled })
    }
  }

  /// Looks at each record that nobody looked at yet, and notes what filters ask of it: afterwards a
  /// filter reads no record. In small steps, between which others write; ends when its task is
  /// cancelled. Where nothing can be written, it does nothing, and filters read for themselves.
  package func noteContents() async throws(Problem) {
    guard canNote else { return }
    var last: DocumentID?
    repeat {
      let end = last
      last = try await writing.perform(changes: true) { (store) throws(StoreError) in
        try store.writer.noteContents(after: end)
      }
    } while last != nil && !Task.isCancelled
  }

  package func flow(_ id: FlowID) async throws(Problem) -> Flow {
    try await read { (reader) throws(StoreError) in try reader.existing(id) }
  }

  package func summary(_ id: FlowID) async throws(Problem) -> FlowSummary {
    try await read { (reader) throws(StoreError) in try reader.existingSummary(id) }
  }

  /// The flow that REF of command-line.md means: a full id, an exact name, or the beginning of an
  /// id, 6 characters or more.
  ///
  /// - Parameter includesGone: where no flow of the lists is meant, one that is gone from its
  ///   server, or was dropped here, is.
  package func find(
    _ reference: String, includesGone: Bool = false
  ) async throws(Problem) -> FlowSummary {
    var matches = try await read { (reader) throws(StoreError) in try reader.find(reference) }
    if matches.isEmpty {
      let hidden = try await read { (reader) throws(StoreError) in
        try reader.find(reference, hidden: true)
      }
      guard includesGone || hidden.isEmpty else { throw Problem(gone: reference) }
      matches = hidden
    }
    if let only = matches.first, matches.count == 1 { return only }
    if matches.isEmpty {
      throw Problem(
        .failed, "No flow has the name or the id \"\(reference)\".",
        detail: try await advice(for: reference),
        advice: "`weir list` shows what there is; `weir pull` fetches what is new.")
    }
    let lines = matches.prefix(10).map { "  \($0.remoteID ?? $0.localID)  \($0.name)" }
    let more = matches.count > 10 ? "\n  … and more" : ""
    throw Problem(
      .usage, "\"\(reference)\" means more than one flow:",
      detail: "\n" + lines.joined(separator: "\n") + more + "\n", advice: "Use an id.")
  }

  /// Names of the flows that call a flow: the first ten.
  package func mentions(of id: FlowID) async throws(Problem) -> [String] {
    try await read { (reader) throws(StoreError) in try reader.mentions(of: id, limit: 10) }
  }

  package func outbox() async throws(Problem) -> [Change] {
    try await read { (reader) throws(StoreError) in try reader.outbox() }
  }

  /// Bytes of the records that open creates and updates are about.
  package func outboxSizes() async throws(Problem) -> [ChangeID: Int] {
    try await read { (reader) throws(StoreError) in try reader.outboxSizes() }
  }

  package func openChanges(of id: FlowID) async throws(Problem) -> [Change] {
    try await read { (reader) throws(StoreError) in try reader.openChanges(of: id) }
  }

  /// What the engine did, newest first, older than `event`; nil: from the newest on.
  package func events(
    before event: Int64? = nil, limit: Int
  ) async throws(Problem) -> [PastEvent] {
    try await read { (reader) throws(StoreError) in
      try reader.events(before: event, limit: limit)
    }
  }

  package func conflicts() async throws(Problem) -> [Conflict] {
    try await read { (reader) throws(StoreError) in try reader.conflicts() }
  }

  package func conflict(of id: FlowID) async throws(Problem) -> Conflict? {
    try await read { (reader) throws(StoreError) in try reader.conflict(of: id) }
  }

  package func unsaved(of id: FlowID) async throws(Problem) -> [UnsavedText] {
    try await read { (reader) throws(StoreError) in try reader.unsaved(of: id) }
  }

  /// The flows that unsaved text is kept for.
  package func flowsWithUnsaved() async throws(Problem) -> Set<FlowID> {
    Set(try await read { (reader) throws(StoreError) in try reader.flowsWithUnsaved() })
  }

  /// Grows when another program, or this one, wrote to the local copy.
  package func dataVersion() async throws(Problem) -> Int64 {
    try await read { (reader) throws(StoreError) in try reader.dataVersion() }
  }
}

extension Problem {
  fileprivate init(gone reference: String) {
    self.init(
      .failed, "\"\(reference)\" is gone from its server, or was dropped here.",
      advice: "`weir history` shows its versions, `weir restore` brings one back.")
  }
}

extension FlowReader {
  func existing(_ id: FlowID) throws(StoreError) -> Flow {
    guard let flow = try flow(id) else { throw .notFound }
    return flow
  }

  func existingSummary(_ id: FlowID) throws(StoreError) -> FlowSummary {
    guard let summary = try summary(id) else { throw .notFound }
    return summary
  }
}
