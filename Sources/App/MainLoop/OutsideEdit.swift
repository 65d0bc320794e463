package import CellGrid
import Dispatch
package import FlowModel
package import FlowWorkspace
package import Workbench

/// Edits a flow in the person's own editor, after the loop of `kubectl edit`: what does not parse
/// opens again with the mistake on top, and the text is never lost.
package struct OutsideEdit {
  private let workspace: Workspace
  private let editor: [String]
  private let owner: String

  /// - Parameters:
  ///   - editor: its arguments; the file is added.
  ///   - owner: names text that could not be saved, so that it is offered again.
  package init(workspace: Workspace, editor: [String], owner: String) {
    self.workspace = workspace
    self.editor = editor
    self.owner = owner
  }

  /// Runs it on the terminal of `screen`. Blocks the calling thread, which must not be one of the
  /// shared pool.
  package func edit(_ flow: FlowID, field: String?, on screen: any Screen) -> AppEvent {
    do throws(Problem) {
      return .outsideEditEnded(flow, try run(flow, field, screen))
    } catch {
      return .failed(error)
    }
  }

  private func run(
    _ flow: FlowID, _ field: String?, _ screen: any Screen
  ) throws(Problem) -> String? {
    let text = try wait { [workspace] () async throws(Problem) in
      try await workspace.editableText(of: flow, field: field)
    }
    let session = try workspace.editorSession(for: text, editor: editor)
    var refused: [UInt8]?
    while true {
      let edited: [UInt8]
      switch try session.outcome(status: try status(of: session, on: screen)) {
      case .unchanged:
        session.remove()
        return "Nothing was changed."
      case .failed(let sentence): throw Problem(.failed, sentence)
      case .edited(let bytes): edited = bytes
      }
      if edited == refused {
        throw Problem(
          .failed, "NOT saved: the same mistake again.",
          advice: "The text is kept in \(session.path).")
      }
      do {
        let outcome = try wait { [workspace] () async throws(Problem) in
          try await workspace.saveText(
            edited, of: flow, field: text.field, fromVersion: text.version)
        }
        session.remove()
        return outcome.sentence(done: "Saved here: \(text.name)")
      } catch {
        refused = edited
        try session.reopen(edited, saying: error.sentence)
      }
    }
  }

  /// The editor's exit status; a signal's number, negative, when one ended it.
  private func status(
    of session: EditorSession, on screen: any Screen
  ) throws(Problem) -> Int32 {
    do throws(ScreenError) {
      switch try screen.run(ForegroundProgram(arguments: session.arguments)) {
      case .exited(let status): return status
      case .signaled(let number): return -number
      }
    } catch {
      session.remove()
      throw Problem(
        .failed, "The editor \"\(session.arguments.first ?? "")\" could not be started.",
        advice: "Set WEIR_EDITOR, VISUAL or EDITOR to one that is there.")
    }
  }

  /// Waits for the workspace. Its work runs on queues of its own: blocking here cannot starve it.
  private func wait<Value: Sendable>(
    _ work: @escaping @Sendable () async throws(Problem) -> Value
  ) throws(Problem) -> Value {
    let box = ResultBox<Value>()
    let done = DispatchSemaphore(value: 0)
    Task {
      do throws(Problem) {
        box.result = .success(try await work())
      } catch {
        box.result = .failure(error)
      }
      done.signal()
    }
    done.wait()
    guard let result = box.result else { throw Problem(.failed, "The edit was interrupted.") }
    return try result.get()
  }
}

/// Carries a result from a task to the thread that waits for it.
// Guarded by the semaphore: written before it is signalled, read after it was waited for.
private final class ResultBox<Value: Sendable>: @unchecked Sendable {
  var result: Result<Value, Problem>?
}
