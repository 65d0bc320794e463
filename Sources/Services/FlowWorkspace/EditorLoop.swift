package import FlowModel

/// Hands a text to the person's own editor, after the loop of `kubectl edit`: what cannot be saved
/// for a mistake in it opens again with the mistake on top, and the text is never lost.
///
/// ```
/// file ──▶ editor ──▶ changed? ──▶ in order? ──▶ saved ──▶ file removed
///   ▲                    no: removed   │ no        │ no: file kept, its path said
///   └────── mistake on top ◀───────────┘
/// ```
package struct EditorLoop: Sendable {
  /// Runs a program in the foreground with the terminal and waits for it.
  ///
  /// - Returns: its exit status; a signal's number, negative, when one ended it.
  package typealias Run = @Sendable (_ arguments: [String]) async throws(Problem) -> Int32

  private let workspace: Workspace
  private let editor: [String]
  private let opensAgain: Bool
  private let run: Run

  /// - Parameters:
  ///   - editor: its arguments; the file is added.
  ///   - opensAgain: somebody is there to mend a mistake.
  package init(
    workspace: Workspace, editor: [String], opensAgain: Bool = true, run: @escaping Run
  ) {
    self.workspace = workspace
    self.editor = editor
    self.opensAgain = opensAgain
    self.run = run
  }

  /// Edits a field and saves it here.
  ///
  /// - Parameter field: its name, or a path to a value; nil: the body; empty: the whole record.
  package func edit(
    _ id: FlowID, field: String?, showsSecrets: Bool = false
  ) async throws(Problem) -> SaveOutcome {
    let flow = try await workspace.flow(id)
    let kind = flow.summary.kind
    try workspace.requireWritable()
    try RecordEdit.requireClientOwned(field ?? kind.bodyField, in: flow.record, kind: kind)
    let text = try EditableText(of: field, in: flow, hidesSecrets: !showsSecrets)
    var session = try session(of: id, text.text, text.suffix)
    let accepted = try await rounds(&session) { (edited) throws(Problem) in
      _ = try Self.record(flow, with: edited, as: text.field)
      return edited
    }
    guard let accepted else { return .unchanged }
    do {
      let outcome = try await save(accepted, as: text.field, openedAs: flow)
      session.remove()
      return outcome
    } catch {
      throw session.keeping(accepted, after: error)
    }
  }

  /// Edits a text that belongs to nobody yet: the caller stores it.
  ///
  /// - Parameter flow: whose text it is, to name the file after.
  /// - Returns: nil when nothing was changed.
  package func edit(
    _ text: [UInt8], suffix: TextSuffix, of flow: FlowID
  ) async throws(Problem) -> [UInt8]? {
    let loose = try LooseText(text, suffix)
    var session = try session(of: flow, loose.shown, suffix)
    let edited = try await rounds(&session) { (edited) throws(Problem) in
      try loose.restored(edited)
    }
    if edited != nil { session.remove() }
    return edited
  }

  // MARK: Parts

  private func session(
    of flow: FlowID, _ text: [UInt8], _ suffix: TextSuffix
  ) throws(Problem) -> EditorSession {
    try EditorSession(
      text: text, suffix: suffix,
      folder: EditorFolder.path(in: workspace.places.data(of: workspace.profile.name)),
      stamp: EditorFolder.stamp(of: flow), editor: editor)
  }

  /// Runs the editor until `accept` takes its text. nil: nothing was changed.
  private func rounds(
    _ session: inout EditorSession, accept: ([UInt8]) throws(Problem) -> [UInt8]
  ) async throws(Problem) -> [UInt8]? {
    var refused: [UInt8]?
    while true {
      guard case .edited(let text) = try session.outcome(status: try await status(session)) else {
        session.remove()
        return nil
      }
      do {
        return try accept(text)
      } catch {
        guard opensAgain else { throw session.keeping(text, after: error) }
        // Left as it was: asking again would never end.
        guard text != refused else {
          throw session.keeping(
            text, after: Problem(.failed, "NOT saved: the same mistake again.", detail: error.title)
          )
        }
        refused = text
        try session.reopen(text, saying: error.sentence)
      }
    }
  }

  private func status(_ session: EditorSession) async throws(Problem) -> Int32 {
    do {
      return try await run(session.arguments)
    } catch {
      var problem = error
      if !session.removeIfUntouched() { problem.detail = "The text is kept in \(session.path)." }
      throw problem
    }
  }

  /// Saves what was written for the version that was opened. When the flow moved on meanwhile, the
  /// two are joined by the rules of a pull (sync.md 2.10.5), or neither is touched.
  private func save(
    _ text: [UInt8], as field: String, openedAs flow: Flow
  ) async throws(Problem) -> SaveOutcome {
    let id = flow.summary.id
    do {
      return try await workspace.saveText(text, of: id, field: field, fromVersion: flow.version)
    } catch {
      guard await hasMoved(flow) else { throw error }
      let edited = try Self.record(flow, with: text, as: field)
      return try await workspace.saveRecord(edited, of: id, openedAs: flow.record)
    }
  }

  /// Whether the flow is known to have changed. Where it cannot be read, why the save failed is
  /// what a person must hear.
  private func hasMoved(_ flow: Flow) async -> Bool {
    do {
      return try await workspace.flow(flow.summary.id).version != flow.version
    } catch {
      return false
    }
  }

  /// The record with the text in it, as ``Workspace/saveText(_:of:field:fromVersion:)`` writes it.
  private static func record(
    _ flow: Flow, with text: [UInt8], as field: String
  ) throws(Problem) -> [UInt8] {
    let record = try RecordEdit.keepingSecrets(of: flow.record, in: text) {
      (record) throws(Problem) in try RecordEdit.saving(text, as: field, in: record)
    }
    try RecordEdit.requireServerFieldsKept(
      from: flow.record, to: record, kind: flow.summary.kind)
    return record
  }
}
