import FlowModel
import FlowSync
import FlowWorkspace
import MainLoop
import Synchronization
import TestKit
import Testing
import Workbench

/// The outbox and what happened, read from a workspace that talked to a server.
@Suite struct OutboxPerformerTests {
  @Test("the outbox comes with places and sizes, its delivery with the request, then what happened")
  func outbox() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open()
    _ = try await workspace.pull()
    let flow = try await workspace.find("Triage")
    _ = try await workspace.rename(flow.id, to: "Triage 2")
    let folder = TemporaryFolder()
    let performer = WorkspacePerformer(
      workspace: workspace, owner: "test",
      log: SessionLog(path: folder.path + "/log", now: { 0 }),
      clipboard: Clipboard(environment: ["PATH": folder.path]), now: { 1_000 },
      themes: ThemeSource(names: { [] }) { (name) throws(Problem) in
        throw Problem(.usage, "There is no theme \(name).")
      })
    func events(_ effect: Effect) async -> [AppEvent] {
      let posted = WorkspacePerformerTests.Posted()
      await performer.perform(effect) { event in posted.events.withLock { $0.append(event) } }
      return posted.events.withLock { $0 }
    }

    guard case .outboxLoaded(let entries) = await events(.loadOutbox).first,
      let entry = entries.first
    else { throw WorkspacePerformerTests.Missing() }
    #expect(entry.summary == "1 path: name")
    #expect(entry.byteCount ?? 0 > 0)
    guard case .deliveryLoaded(_, let delivery) = await events(.loadDelivery(entry.change.id)).first
    else { throw WorkspacePerformerTests.Missing() }
    #expect(delivery.request.hasPrefix("PUT /api/v1/chatflows/"))

    _ = try await workspace.push(confirmation: .person)
    guard
      case .activityLoaded(let trail, before: nil) = await events(.loadActivity(before: nil)).first
    else { throw WorkspacePerformerTests.Missing() }
    let told = trail.reversed().map(\.sentence)
    #expect(
      told.suffix(2) == ["Triage 2: renamed here.", "Triage 2: the update is on the server."])
    #expect(told.contains { $0.hasPrefix("Read Flowise: ") })
    await workspace.close()
    _ = home
  }
}
