import FlowModel
import FlowWorkspace
import MainLoop
import TestKit
import Testing
import Workbench

/// What lines that name flows and files ask for, on a real workspace.
@Suite struct NamesPerformerTests {
  private typealias Desk = WorkspacePerformerTests.Desk

  private func notice(_ events: [AppEvent]) -> String? {
    for event in events {
      if case .noticed(let notice) = event { return notice.text }
      if case .failed(let problem) = event { return problem.sentence }
    }
    return nil
  }

  @Test("a flow is found by its name, its id or a piece of its name, and the goal comes back")
  func finding() async throws {
    let desk = try Desk()
    let flow = try await desk.create("Support triage")
    _ = try await desk.create("Refund helper")
    let id = try await desk.workspace.summary(flow).localID
    for reference in ["Support triage", id, String(id.prefix(30)), "triage"] {
      let events = await desk.events(.findFlow(reference, .compare))
      guard case .flowFound(let found, .compare)? = events.first else {
        Issue.record("\(reference): \(events)")
        continue
      }
      #expect(found.id == flow)
    }
    #expect(notice(await desk.events(.findFlow("nothing", .compare)))?.contains("nothing") == true)
  }

  @Test("of two of one name the one of the kind in front is meant; without one both are told")
  func sameName() async throws {
    let desk = try Desk()
    _ = try await desk.create("Triage")
    _ = await desk.events(.create(name: "Triage", kind: .chatbot))
    for kind in FlowKind.allCases {
      let events = await desk.events(.findFlow("Triage", .compare, preferring: kind))
      guard case .flowFound(let found, .compare)? = events.first else {
        Issue.record("\(events)")
        continue
      }
      #expect(found.kind == kind)
    }
    let told = notice(await desk.events(.findFlow("Triage", .compare)))
    #expect(told?.contains("means 2 flows") == true && told?.contains("\n") == false)
  }

  @Test("names come for the palette and for Tab, fifty at most")
  func names() async throws {
    let desk = try Desk()
    for number in 0..<60 { _ = try await desk.create("flow \(number)") }
    let shown = await desk.events(.findFlows("flow", for: .palette))
    guard case .flowsFound(let flows, "flow")? = shown.first else {
      Issue.record("\(shown)")
      return
    }
    #expect(flows.count == 50)
    let completed = await desk.events(.findFlows("flow 59", for: .completion))
    guard case .completionsFound(["flow 59"], "flow 59")? = completed.first else {
      Issue.record("\(completed)")
      return
    }
  }

  @Test("a file is written, told, not written over, and comes back as a flow")
  func files() async throws {
    let desk = try Desk()
    let flow = try await desk.create("Triage")
    var export = FlowExport(path: desk.folder.path + "/triage.json")
    export.isDryRun = true
    #expect(notice(await desk.events(.exportFlow(flow, export)))?.contains("It was not.") == true)
    let begun = desk.folder.path + "/tri"
    guard case .completionsFound([], begun)? = await desk.events(.listFiles(begun)).first else {
      Issue.record("a dry run left a file")
      return
    }
    export.isDryRun = false
    #expect(notice(await desk.events(.exportFlow(flow, export)))?.hasPrefix(export.path) == true)
    let again = notice(await desk.events(.exportFlow(flow, export)))
    #expect(again?.contains("exists already") == true && again?.contains(":export!") == true)
    guard case .completionsFound([export.path], begun)? = await desk.events(.listFiles(begun)).first
    else {
      Issue.record("Tab does not find the file")
      return
    }
    let looked = await desk.events(.importFlow(export.path, .chatflow, isDryRun: true))
    #expect(notice(looked)?.contains("would become the chatflow") == true)
    #expect(try await desk.workspace.counts().chatflows == 1)
    let events = await desk.events(.importFlow(export.path, .chatflow, isDryRun: false))
    guard case .ordered(let sentence, _?)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(sentence == "Imported here: triage. P sends it.")
    #expect(try await desk.workspace.counts().chatflows == 2)
  }
}
