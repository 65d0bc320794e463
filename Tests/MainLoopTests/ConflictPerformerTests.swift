import FlowModel
import JSONText
import MainLoop
import Testing
import Workbench

/// What the conflict pane asks for, on a real workspace.
@Suite struct ConflictPerformerTests {
  @Test("without a conflict the pane hears that it is settled, and nothing is chosen or saved")
  func settled() async throws {
    let desk = try WorkspacePerformerTests.Desk()
    let flow = try await desk.create("Triage")
    guard case .conflictLoaded(nil, flow)? = await desk.events(.loadConflict(flow)).first else {
      throw WorkspacePerformerTests.Missing()
    }
    for effect: Effect in [
      .choose([JSONPath([.key("name")]): .mine], flow), .undoChoice(flow),
      .saveMerge(flow, seen: nil),
    ] {
      guard case .failed? = await desk.events(effect).first else {
        throw WorkspacePerformerTests.Missing()
      }
    }
  }
}
