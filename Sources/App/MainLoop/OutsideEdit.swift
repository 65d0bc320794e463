package import CellGrid
import FlowModel
package import FlowWorkspace
package import Workbench

/// Edits in the person's own editor, on the terminal of the screen. The loop is ``EditorLoop``.
package struct OutsideEdit {
  private let workspace: Workspace
  private let editor: [String]
  private let environment: [String: String]

  /// - Parameters:
  ///   - editor: its arguments; the file is added.
  ///   - environment: all that the editor gets of ours.
  package init(workspace: Workspace, editor: [String], environment: [String: String]) {
    self.workspace = workspace
    self.editor = editor
    self.environment = environment
  }

  /// What an effect asks for; nil for effects that need no editor. Blocks the calling thread, which
  /// must not be one of the shared pool.
  package func perform(_ effect: Effect, on screen: any Screen) -> AppEvent? {
    switch effect {
    case .openExternalEditor(let flow, let field): edit(flow, field: field, on: screen)
    case .editTextOutside(let text, let suffix, let flow):
      .editor(.textEditedOutside(edit(text, suffix, of: flow, on: screen)))
    default: nil
    }
  }

  private func edit(_ flow: FlowID, field: String?, on screen: any Screen) -> AppEvent {
    // An editor that came back at once has changed nothing yet, and its file is gone.
    let unchanged = EditorSession.warning(for: editor) ?? "Nothing was changed."
    do throws(Problem) {
      let sentence = try loan(screen) { [workspace] (loop) async throws(Problem) in
        let outcome = try await loop.edit(flow, field: field)
        guard outcome != .unchanged else { return unchanged }
        return outcome.sentence(done: "Saved here: \(try await workspace.summary(flow).name)")
      }
      return .outsideEditEnded(flow, sentence)
    } catch {
      return .failed(error)
    }
  }

  private func edit(
    _ text: [UInt8], _ suffix: TextSuffix, of flow: FlowID, on screen: any Screen
  ) -> OutsideText {
    do throws(Problem) {
      let edited = try loan(screen) { (loop) async throws(Problem) in
        try await loop.edit(text, suffix: suffix, of: flow)
      }
      return edited.map { .edited($0) } ?? .unchanged
    } catch {
      return .failed(error)
    }
  }

  /// Waits for work that runs the editor on this thread, to which the screen belongs.
  private func loan<Value: Sendable>(
    _ screen: any Screen,
    to work: @escaping @Sendable (EditorLoop) async throws(Problem) -> Value
  ) throws(Problem) -> Value {
    let desk = ForegroundDesk<Value>()
    let loop = EditorLoop(workspace: workspace, editor: editor) {
      (arguments) async throws(Problem) in try await desk.status(of: arguments)
    }
    Task(executorPreference: ThreadPool.common) {
      do throws(Problem) {
        desk.end(.success(try await work(loop)))
      } catch {
        desk.end(.failure(error))
      }
    }
    return try desk.serve { (arguments) throws(Problem) in try run(arguments, on: screen) }
  }

  private func run(_ arguments: [String], on screen: any Screen) throws(Problem) -> Int32 {
    let variables = environment.map { "\($0.key)=\($0.value)" }
    do throws(ScreenError) {
      switch try screen.run(ForegroundProgram(arguments: arguments, environment: variables)) {
      case .exited(let status): return status
      case .signaled(let number): return -number
      }
    } catch {
      throw Problem(
        .failed, "The editor \"\(arguments.first ?? "")\" could not be started.",
        advice: "Set WEIR_EDITOR, VISUAL or EDITOR to one that is there.")
    }
  }
}
