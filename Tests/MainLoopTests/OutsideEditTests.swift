import CellGrid
import Dispatch
import FlowModel
import FlowWorkspace
import MainLoop
import TestKit
import Testing
import Workbench

/// The person's own editor on the terminal of the screen.
@Suite struct OutsideEditTests {
  private typealias Desk = WorkspacePerformerTests.Desk
  private typealias Missing = WorkspacePerformerTests.Missing

  private let desk: Desk
  private let flow: FlowID
  private let screen = TestScreen(columns: 80, rows: 24)

  init() async throws {
    desk = try Desk()
    flow = try await desk.create("One")
  }

  /// Performs an effect on a thread of its own, as the main thread would.
  private func perform(_ effect: Effect) async -> AppEvent? {
    let outside = OutsideEdit(
      workspace: desk.workspace, editor: ["my-editor"], environment: ["A": "b"])
    let box = ScreenBox(screen)
    return await withCheckedContinuation { continuation in
      DispatchQueue(label: "editor").async {
        continuation.resume(returning: outside.perform(effect, on: box.screen))
      }
    }
  }

  @Test("a broken text goes back to the editor with the mistake on top, and is saved when mended")
  func mended() async throws {
    let seen = EditorFile()
    screen.programEnds = { program in
      seen.open(program.arguments.last ?? "")
      return .exited(0)
    }
    guard
      case .outsideEditEnded(flow, let sentence?)? = await perform(
        .openExternalEditor(flow, field: nil))
    else { throw Missing() }
    #expect(sentence == "Saved here: One. 1 change waits.")
    #expect(screen.programs.count == 2)
    #expect(screen.programs.allSatisfy { $0.environment == ["A=b"] }, "no more than it is given")
    #expect(seen.texts[1].hasPrefix("// weir: NOT saved: line 2"))
    await desk.workspace.close()
  }

  @Test("an editor that fails, is killed or changes nothing is told in words")
  func failing() async throws {
    for (end, word) in [(ProgramEnd.exited(3), "status 3"), (.signaled(15), "signal 15")] {
      screen.programEnds = { _ in end }
      guard case .failed(let problem)? = await perform(.openExternalEditor(flow, field: nil)) else {
        throw Missing()
      }
      #expect(problem.title.contains(word))
    }
    screen.programEnds = { _ in .exited(0) }
    guard
      case .outsideEditEnded(_, "Nothing was changed.")? = await perform(
        .openExternalEditor(flow, field: nil))
    else { throw Missing() }
    await desk.workspace.close()
  }

  @Test("a text that is saved nowhere comes back to the pane")
  func loose() async throws {
    let effect = Effect.editTextOutside(Array("{}".utf8), suffix: .json, flow: flow)
    guard case .editor(.textEditedOutside(.unchanged))? = await perform(effect) else {
      throw Missing()
    }
    let file = EditorFile()
    screen.programEnds = { program in
      file.open(program.arguments.last ?? "")
      return .exited(0)
    }
    guard case .editor(.textEditedOutside(.edited(let bytes)))? = await perform(effect) else {
      throw Missing()
    }
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"x\": 1"))
    screen.programEnds = { _ in .exited(1) }
    guard case .editor(.textEditedOutside(.failed))? = await perform(effect) else {
      throw Missing()
    }
    #expect(await perform(.redraw) == nil, "other effects are not its own")
    await desk.workspace.close()
  }

  // Guarded by the continuation of the test: one thread at a time.
  private final class ScreenBox: @unchecked Sendable {
    let screen: TestScreen
    init(_ screen: TestScreen) { self.screen = screen }
  }
}
