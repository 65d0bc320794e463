import FlowModel
import FlowWorkspace
import JSONText
import Synchronization
import TextEditing
import Workbench

extension WorkspacePerformer {
  /// What the editor pane asks for.
  func text(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .loadText(let flow, let field):
      post(.editor(.textLoaded(try await editorText(of: flow, field: field))))
    case .checkText(let text, let version, let kind, let base):
      post(.editor(.textChecked(TextCheck(of: text, version: version, kind: kind, base: base))))
    case .findPaths(let text, let query):
      post(.editor(.pathsFound(PathSearch(of: text, for: query))))
    case .saveText(let text, let flow, let field, let version):
      try await save(text, of: flow, field: field, fromVersion: version, post)
    case .keepUnsaved(let text, let flow, let field, let version):
      try await workspace.keepUnsaved(
        UnsavedText(
          flow: flow, owner: owner, fromVersion: version, field: field, text: text.bytes,
          at: now()))
      post(.editor(.unsavedKept))
    case .dropUnsaved(let flow): try await dropUnsaved(of: flow)
    default: break
    }
  }

  private func editorText(of flow: FlowID, field: String?) async throws(Problem) -> EditorText {
    let text = try await workspace.editableText(of: flow, field: field)
    let unsaved = try await workspace.unsaved(of: flow).filter { $0.field == text.field }
    offered.withLock { $0[flow] = Set(unsaved.map(\.owner)) }
    let base = try await workspace.baseText(of: flow, field: text.field).map { TextBuffer($0) }
    // Read here, away from the main thread, so that the first picture is whole.
    let kind = text.field == text.kind.bodyField ? text.kind : nil
    let check =
      text.isJSON
      ? TextCheck(of: TextBuffer(text.text), version: 0, kind: kind, base: base) : nil
    return EditorText(
      flow: flow, field: text.field, text: text.text, version: text.version, isJSON: text.isJSON,
      unsaved: unsaved.max { $0.at < $1.at }, base: base, check: check)
  }

  private func save(
    _ text: [UInt8], of flow: FlowID, field: String, fromVersion version: Int64,
    _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    // The place of a mistake is told exactly here: a problem's sentence has no room for it.
    if try await workspace.editableText(of: flow, field: field).isJSON {
      do {
        _ = try JSONDocument(parsing: text)
      } catch {
        post(.editor(.saveRefused(error)))
        return
      }
    }
    switch try await workspace.saveText(text, of: flow, field: field, fromVersion: version) {
    case .unchanged: post(.editor(.saved(.unchanged)))
    case .saved(let waiting, let warning):
      let version = try await workspace.flow(flow).version
      post(.editor(.saved(.saved(waiting: waiting, version: version, warning: warning))))
    }
    try await dropUnsaved(of: flow)
    post(.localCopyChanged)
  }

  private func dropUnsaved(of flow: FlowID) async throws(Problem) {
    let owners = offered.withLock { $0.removeValue(forKey: flow) ?? [] }.union([owner])
    for owner in owners.sorted() { try await workspace.dropUnsaved(of: flow, owner: owner) }
  }
}
