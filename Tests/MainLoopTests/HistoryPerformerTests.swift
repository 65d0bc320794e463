import FlowModel
import FlowWorkspace
import MainLoop
import TestKit
import Testing
import TextEditing
import Workbench

/// What the tab History asks for, on a real workspace.
@Suite struct HistoryPerformerTests {
  private typealias Desk = WorkspacePerformerTests.Desk

  private func versions(_ flow: FlowID, _ desk: Desk) async throws -> [FlowVersion] {
    let events = await desk.events(.loadHistory(flow, before: nil))
    guard case .historyLoaded(flow, let versions, nil)? = events.first else { throw Missing() }
    return versions
  }

  private struct Missing: Error {}

  @Test("versions, what one changed, and its text come back")
  func reading() async throws {
    let desk = try Desk()
    let flow = try await desk.create("Triage")
    _ = await desk.events(.rename(flow, to: "Renamed"))
    let versions = try await versions(flow, desk)
    #expect(versions.map(\.source) == ["edit", "create"])
    for (version, comparison) in [
      (versions[0].id, VersionComparison.before), (versions[1].id, .present),
    ] {
      let events = await desk.events(.loadVersionChanges(flow, version, comparison))
      guard case .versionChangesLoaded(flow, let changes)? = events.first else { throw Missing() }
      #expect(changes.version == version && changes.comparison == comparison)
      #expect(changes.differences?.map(\.path) == ["name"])
      #expect(changes.differences?.first?.after == "\"Renamed\"")
    }
    let oldest = await desk.events(.loadVersionChanges(flow, versions[1].id, .before))
    guard case .versionChangesLoaded(_, let changes)? = oldest.first else { throw Missing() }
    #expect(changes.differences == nil)
    let text = await desk.events(.loadVersionText(flow, versions[1].id))
    guard case .versionTextLoaded(flow, let body)? = text.first else { throw Missing() }
    #expect(body.lines.first == "{" && body.lines.contains("  \"edges\": []"))
  }

  @Test("restore brings a version back, undo drops what was only made, redo brings it back")
  func changing() async throws {
    let desk = try Desk()
    let flow = try await desk.create("Triage")
    _ = await desk.events(.rename(flow, to: "Renamed"))
    let first = try #require(try await versions(flow, desk).last)
    let restored = await desk.events(.restore(flow, first.id))
    guard case .ordered(let sentence, nil)? = restored.first else { throw Missing() }
    #expect(sentence.hasPrefix("Triage: restored."))
    for _ in 1...2 { _ = await desk.events(.undo([flow])) }
    let dropped = await desk.events(.undo([flow]))
    guard case .dropped(flow, _)? = dropped.first else { throw Missing() }
    #expect(await desk.events(.loadDetail(flow, afterRest: false)).isEmpty)
    let back = await desk.events(.redo([flow]))
    guard case .orderedTogether? = back.first else { throw Missing() }
    #expect(try await desk.workspace.summary(flow).state == .pendingCreate)
  }

  @Test("a flow deleted before it was sent is dropped, and remembered for redo")
  func dropping() async throws {
    let desk = try Desk()
    let flow = try await desk.create("Triage")
    let events = await desk.events(.delete([flow]))
    guard case .dropped(flow, _)? = events.first else { throw Missing() }
  }

  @Test("an order of several flows is taken back and done again as a whole")
  func together() async throws {
    let desk = try Desk()
    let (first, second) = (try await desk.create("One"), try await desk.create("Two"))
    let kept = try await desk.create("Three")
    for flow in [first, second, kept] {
      _ = await desk.events(.rename(flow, to: "Renamed \(flow.row)"))
    }
    let events = await desk.events(.undo([first, second]))
    guard case .orderedTogether([first, second], let sentence)? = events.first else {
      throw Missing()
    }
    #expect(sentence == "2 flows: the last edit was taken back.")
    #expect(try await desk.workspace.summary(first).name == "One")
    #expect(try await desk.workspace.summary(second).name == "Two")
    #expect(try await desk.workspace.summary(kept).name == "Renamed \(kept.row)")
    _ = await desk.events(.redo([first, second]))
    #expect(try await desk.workspace.summary(first).name == "Renamed \(first.row)")
    #expect(try await desk.workspace.summary(second).name == "Renamed \(second.row)")
  }

  @Test("where one of several flows has nothing to take back, the others are, and it is told")
  func partly() async throws {
    let desk = try Desk()
    let (first, second) = (try await desk.create("One"), try await desk.create("Two"))
    _ = await desk.events(.rename(first, to: "Renamed"))
    let gone = FlowID(row: 99)
    let events = await desk.events(.undo([first, gone]))
    guard case .orderedTogether(_, let sentence)? = events.first else { throw Missing() }
    #expect(sentence.hasPrefix("1 flow: the last edit was taken back. Not of 1: "))
    #expect(try await desk.workspace.summary(second).name == "Two")
    guard case .failed? = await desk.events(.undo([gone, gone])).first else { throw Missing() }
  }

  @Test("edits that are dropped from the outbox come back by undo, all of them")
  func droppingOrders() async throws {
    let desk = try Desk()
    let (first, second) = (try await desk.create("One"), try await desk.create("Two"))
    let orders = try await desk.workspace.outbox().map(\.id)
    let events = await desk.events(.discard(orders.reversed()))
    guard case .orderedTogether(let flows, let sentence)? = events.first else { throw Missing() }
    #expect(Set(flows) == [first, second] && sentence.hasSuffix("u brings them back."))
    #expect(try await desk.workspace.outbox().isEmpty)
    _ = await desk.events(.undo(flows))
    #expect(try await desk.workspace.outbox().count == 2)
  }

  @Test("what is kept unsaved is told with the status, and when it is kept or dropped")
  func unsaved() async throws {
    let desk = try Desk()
    let flow = try await desk.create("Triage")
    func found(_ effect: Effect) async -> Set<FlowID>? {
      for case .unsavedTextsFound(let flows) in await desk.events(effect) { return flows }
      return nil
    }
    #expect(await found(.loadStatus) == [])
    let text = TextBuffer("{}")
    #expect(
      await found(.keepUnsaved(text, of: flow, field: "flowData", fromVersion: 1)) == [flow])
    #expect(await found(.loadStatus) == [flow])
    for case .detailLoaded(let detail) in await desk.events(.loadDetail(flow, afterRest: false)) {
      #expect(detail.hasUnsavedText)
    }
    #expect(await found(.dropUnsaved(flow)) == [])
  }
}
