package import FlowModel
import FlowStore
import Glibc
import JSONText

extension Workspace {
  package func rename(_ id: FlowID, to name: String) async throws(Problem) -> SaveOutcome {
    try await edit(id, note: FlowVersion.renamed) { (record, kind) throws(Problem) in
      try RecordEdit.setting("name", to: JSONString.literal(name), in: record, kind: kind)
    }
  }

  /// Makes a flow here; a push sends it.
  ///
  /// - Parameter body: the JSON of its nodes and edges; nil: an empty flow.
  package func create(
    name: String, kind: FlowKind, type: String?, body: [UInt8]?
  ) async throws(Problem) -> FlowSummary {
    let body = body ?? FlowBody.empty(kind)
    do {
      _ = try JSONDocument(parsing: body)
    } catch {
      throw Problem(
        .usage, "The flow's JSON could not be understood: \(error.sentence).",
        advice: "Nothing was made.")
    }
    let record = NewRecord.bytes(name: name, kind: kind, type: type, body: body)
    return try await insert(record, kind: kind)
  }

  /// A copy of the fields a person owns, private and not deployed (sync.md 2.15, "Duplicate").
  package func duplicate(_ id: FlowID, name: String) async throws(Problem) -> FlowSummary {
    let flow = try await flow(id)
    guard flow.summary.state != .stub else { throw Problem(StoreError.notAllowed(.stub)) }
    guard let root = try? JSONDocument(parsing: flow.record).root else {
      throw Problem(StoreError.notAllowed(.quarantined))
    }
    let kind = flow.summary.kind
    return try await insert(
      NewRecord.copy(of: root, named: name, kind: kind), kind: kind,
      note: "copy of \(flow.summary.name)")
  }

  package func delete(_ id: FlowID) async throws(Problem) {
    try await order(.delete, id)
  }

  package func publish(_ id: FlowID) async throws(Problem) { try await orderOfBot(.publish, id) }

  package func activate(_ id: FlowID) async throws(Problem) { try await orderOfBot(.activate, id) }

  package func pause(_ id: FlowID) async throws(Problem) { try await orderOfBot(.pause, id) }

  package func keepUnsaved(_ text: UnsavedText) async throws(Problem) {
    _ = try await change { (store) throws(StoreError) in try store.writer.keepUnsaved(text) }
  }

  package func dropUnsaved(of id: FlowID, owner: String) async throws(Problem) {
    _ = try await change { (store) throws(StoreError) in
      try store.writer.dropUnsaved(of: id, owner: owner)
    }
  }

  // MARK: Parts

  func edit(
    _ id: FlowID, expecting version: Int64? = nil, note: String? = nil,
    _ change: @escaping @Sendable ([UInt8], FlowKind) throws(Problem) -> [UInt8]
  ) async throws(Problem) -> SaveOutcome {
    try await write { (store) throws(Problem) in
      // Another program may write between reading and saving. A person's text was made for one
      // version; a change of one value is made anew on the next.
      for _ in 0..<Self.editRounds {
        if let outcome = try Self.save(id, expecting: version, note, in: store, change) {
          return outcome
        }
      }
      throw Problem(saving: .busy)
    }
  }

  private static let editRounds = 10

  /// Nil when the flow changed meanwhile and no version was asked for.
  private static func save(
    _ id: FlowID, expecting version: Int64?, _ note: String?, in store: Store,
    _ change: ([UInt8], FlowKind) throws(Problem) -> [UInt8]
  ) throws(Problem) -> SaveOutcome? {
    do {
      let flow = try store.reader.existing(id)
      let kind = flow.summary.kind
      guard flow.summary.state.allowsEdits else {
        throw Problem(saving: .notAllowed(flow.summary.state))
      }
      if let version, version != flow.version {
        throw Problem(saving: .versionMoved(found: flow.version))
      }
      let record = try change(flow.record, kind)
      if record == flow.record { return .unchanged }
      try RecordEdit.requireServerFieldsKept(from: flow.record, to: record, kind: kind)
      let warning = NewRecord.warning(from: flow.record, to: record, kind: kind)
      _ = try store.writer.saveEdit(
        record, NewRecord.projection(of: record, kind: kind), of: id, expecting: flow.version,
        note: note, problem: warning)
      return .saved(waiting: try store.reader.counts().outbox, warning: warning)
    } catch let error as StoreError {
      if version == nil, case .versionMoved = error { return nil }
      throw Problem(saving: error)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.failed, "NOT saved.", detail: "\(error)")
    }
  }

  /// Puts a record that begins here into the local copy and the outbox.
  func insert(
    _ record: [UInt8], kind: FlowKind, note: String? = nil
  ) async throws(Problem) -> FlowSummary {
    guard profile[kind.service] != nil else {
      throw Problem(
        .usage, "This profile has no \(kind.service.title) server.",
        advice: "Add one with `weir profile add \(profile.name) --\(kind.service.rawValue) URL`.")
    }
    let projection = try NewRecord.projection(of: record, kind: kind)
    return try await change { (store) throws(StoreError) in
      guard let server = try store.reader.servers().first(where: { $0.service == kind.service })
      else { throw .notFound }
      let id = try store.writer.insertLocal(record, projection, on: server.id, note: note)
      return try store.reader.existingSummary(id)
    }
  }

  private func order(_ verb: Change.Verb, _ id: FlowID) async throws(Problem) {
    _ = try await change { (store) throws(StoreError) in try store.writer.order(verb, id) }
  }

  private func orderOfBot(_ verb: Change.Verb, _ id: FlowID) async throws(Problem) {
    let flow = try await summary(id)
    guard flow.kind == .chatbot else {
      throw Problem(
        .usage, "Only chatbots are published, activated and paused.",
        detail: "\"\(flow.name)\" is a chatflow: what is pushed is in use at once.")
    }
    try await order(verb, id)
  }
}
