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
    case .saveText(let text, let flow, let field, let version, let overwrites):
      try await save(
        text, of: flow, field: field, fromVersion: version, overwrites: overwrites, post)
    case .keepUnsaved(let text, let flow, let field, let version):
      try await workspace.keepUnsaved(
        UnsavedText(
          flow: flow, owner: owner, fromVersion: version, field: field, text: text.bytes,
          at: now()))
      post(.editor(.unsavedKept))
      post(.unsavedTextsFound(try await workspace.flowsWithUnsaved()))
    case .dropUnsaved(let flow):
      try await dropUnsaved(of: flow)
      post(.unsavedTextsFound(try await workspace.flowsWithUnsaved()))
    case .writeText(let bytes, let path):
      let written = try workspace.writeFile(bytes, to: path)
      post(.noticed(Notice(.success, "The text is in \(written). The flow is as it was.")))
    default: break
    }
  }

  private func editorText(of flow: FlowID, field: String?) async throws(Problem) -> EditorText {
    let stored = try await workspace.flow(flow)
    let text = try EditableText(of: field, in: stored)
    let unsaved = try await workspace.unsaved(of: flow).filter { $0.field == text.field }
    offered.withLock { $0[flow] = Set(unsaved.map(\.owner)) }
    remember(text.text, of: flow, version: text.version)
    var loaded = EditorText(
      flow: flow, field: text.field, text: text.text, version: text.version, isJSON: text.isJSON,
      unsaved: unsaved.max { $0.at < $1.at },
      base: try stored.baseText(ofField: text.field).map { TextBuffer($0) })
    // Read here, away from the main thread, so that the first picture is whole. A large text does not
    // wait for its links: problems come a moment later, as while it is typed.
    if text.isJSON {
      let kind = text.field == text.kind.bodyField ? text.kind : nil
      loaded.isCheckWhole = kind == nil || text.text.count < Self.largeText
      loaded.check = TextCheck(
        of: loaded.buffer, version: 0, kind: loaded.isCheckWhole ? kind : nil, base: loaded.base)
    }
    return loaded
  }

  /// Bytes. No flow that Flowise ships is as large.
  private static let largeText = 400_000

  private func save(
    _ text: [UInt8], of flow: FlowID, field: String, fromVersion version: Int64,
    overwrites: Bool, _ post: @escaping @Sendable (AppEvent) -> Void
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
    do {
      let outcome = try await workspace.saveText(
        text, of: flow, field: field, fromVersion: version)
      let result = try await result(of: outcome, flow)
      if case .saved(_, let version, _) = result { remember(text, of: flow, version: version) }
      post(.editor(.saved(result)))
    } catch {
      // The flow moved on while its text was open: what changed meanwhile is merged.
      guard await hasMoved(flow, from: version),
        let opened = opened.withLock({ $0[flow]?[version] })
      else { throw error }
      let outcome = try await workspace.saveText(
        text, of: flow, field: field, openedAs: opened, overwrites: overwrites)
      let result = try await result(of: outcome, flow)
      post(.editor(.merged(try await editorText(of: flow, field: field), result)))
    }
    try await dropUnsaved(of: flow)
    post(.localCopyChanged)
  }

  /// Whether the flow is known to have changed. Where it cannot be read, why the save failed is
  /// what a person must hear.
  private func hasMoved(_ flow: FlowID, from version: Int64) async -> Bool {
    do {
      return try await workspace.flow(flow).version != version
    } catch {
      return false
    }
  }

  /// Older texts than these no editor starts from: a save that is under way when the next one comes
  /// started from the one before.
  private static let rememberedTexts = 3

  private func remember(_ text: [UInt8], of flow: FlowID, version: Int64) {
    opened.withLock { opened in
      opened[flow, default: [:]][version] = text
      while let texts = opened[flow], texts.count > Self.rememberedTexts,
        let oldest = texts.keys.min()
      {
        opened[flow]?[oldest] = nil
      }
    }
  }

  private func result(
    of outcome: SaveOutcome, _ flow: FlowID
  ) async throws(Problem) -> SaveResult {
    switch outcome {
    case .unchanged: return .unchanged
    case .saved(let waiting, let warning):
      let version = try await workspace.flow(flow).version
      return .saved(waiting: waiting, version: version, warning: warning)
    }
  }

  private func dropUnsaved(of flow: FlowID) async throws(Problem) {
    let owners = offered.withLock { $0.removeValue(forKey: flow) ?? [] }.union([owner])
    for owner in owners.sorted() { try await workspace.dropUnsaved(of: flow, owner: owner) }
  }
}
