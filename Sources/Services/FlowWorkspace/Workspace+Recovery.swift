package import FlowModel
import FlowStore
import Glibc

/// What stands in files and not in the local copy.
package struct Recoverable: Hashable, Sendable {
  package var edits: [Edit]
  package var texts: [Text]

  /// A file of `unpushed/`.
  package struct Edit: Hashable, Sendable {
    /// Its name in `unpushed/`.
    package var file: String
    package var kind: FlowKind?
    package var name: String?
    package var localID: String?
    package var remoteID: String?
    package var byteCount: Int
    /// What it becomes when it is taken in; nil where it cannot be.
    package var outcome: Outcome?
    /// Why it cannot be taken in.
    package var reason: String?
  }

  package enum Outcome: String, Sendable, CaseIterable {
    /// The flow is not here: it comes back with this edit.
    case flow
    /// Nobody edited the flow here: this is its edit.
    case edit
    /// The flow was edited here since: a version of its history.
    case version
  }

  /// What an editor left behind when its program ended.
  package struct Text: Hashable, Sendable {
    package var path: String
    /// Nil when the flow is gone.
    package var name: String?
    package var localID: String?
  }

  package var takable: [Edit] { edits.filter { $0.outcome != nil } }
}

extension Workspace {
  /// Edits in `unpushed/` that the local copy does not hold, and texts that editors left behind.
  /// All contents are compared.
  package func recoverable() async throws(Problem) -> Recoverable {
    let texts = EditorFolder.keptTexts(in: places.data(of: profile.name))
    return try await reading.perform { (store) throws(StoreError) in
      Recoverable(
        edits: try store.unpushedEdits().filter { $0.standing != .held }.map(Recoverable.Edit.init),
        texts: try texts.map { (text) throws(StoreError) in
          let flow = try store.reader.summary(text.flow)
          return Recoverable.Text(path: text.path, name: flow?.name, localID: flow?.localID)
        })
    }
  }

  /// Takes edits in, all or none; what they replace stays in the history.
  package func recover(_ edits: [Recoverable.Edit]) async throws(Problem) -> [Recoverable.Edit] {
    try await change { (store) throws(StoreError) in
      try store.takeIn(edits.map(\.file)).map(Recoverable.Edit.init)
    }
  }
}

extension Recoverable.Edit {
  init(_ edit: UnpushedEdit) {
    file = edit.fileName
    kind = edit.kind
    name = edit.name
    localID = edit.localID
    remoteID = edit.remoteID
    byteCount = edit.byteCount
    reason = edit.standing.reason
    outcome =
      switch edit.standing {
      case .flow: .flow
      case .edit: .edit
      case .version: .version
      case .held, .otherServer, .unreadable: nil
      }
  }
}
