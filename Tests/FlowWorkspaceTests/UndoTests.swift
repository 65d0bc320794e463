import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import TestKit
import Testing

@Suite("Undo (sync.md 2.15)")
struct UndoTests {
  private let home: TestHome
  private let workspace: Workspace

  init() async throws {
    home = try TestHome()
    try home.add("Triage")
    workspace = try home.open()
    try await workspace.pullAll()
  }

  @Test("takes back the last edit; equal to the server's copy, nothing waits any more")
  func edits() async throws {
    let flow = try await workspace.id(of: "Triage")
    try await workspace.set(Place.temperature, "0.2", of: flow)
    try await workspace.set(Place.temperature, "0.3", of: flow)
    _ = try await workspace.undo(flow)
    #expect(
      try await workspace.body(of: flow) == SampleBody.text.replacing("0.70", with: "0.2"))
    #expect(try await workspace.outbox().map(\.verb) == [.update])
    _ = try await workspace.undo(flow)
    #expect(try await workspace.body(of: flow) == SampleBody.text)
    #expect(try await workspace.outbox() == [])
    #expect(try await workspace.state(of: "Triage") == .clean)
    let problem = await #expect(throws: Problem.self) { try await workspace.undo(flow) }
    #expect(problem?.title == "There is nothing to take back.")
    await workspace.close()
  }

  @Test("makes no request, and changes back by a push what was pushed")
  func afterPush() async throws {
    let flow = try await workspace.id(of: "Triage")
    let remote = try #require(try await workspace.summary(flow).remoteID)
    try await workspace.set(Place.temperature, "0.2", of: flow)
    home.clock.advance(milliseconds: 5_000)
    _ = try await workspace.push(confirmation: .none)
    home.server.clearLog()
    _ = try await workspace.undo(flow)
    #expect(home.server.log == [])
    #expect(try await workspace.outbox().map(\.verb) == [.update])
    home.clock.advance(milliseconds: 5_000)
    #expect(try await workspace.push(confirmation: .none).entries.map(\.outcome) == [.applied])
    #expect(try home.storedBody(of: remote) == SampleBody.text)
    await workspace.close()
  }

  @Test("an order given after an edit goes first, the edit after it")
  func orderThenEdit() async throws {
    let bot = try await workspace.id(of: "Terminvereinbarung")
    try await workspace.set("name", "\"Termine\"", of: bot)
    try await workspace.publish(bot)
    #expect(try await workspace.outbox().map(\.verb) == [.update, .publish])
    #expect(try await workspace.undo(bot).contains("publish"))
    #expect(try await workspace.outbox().map(\.verb) == [.update])
    _ = try await workspace.undo(bot)
    #expect(try await workspace.summary(bot).name == "Terminvereinbarung")
    #expect(try await workspace.outbox() == [])
    await workspace.close()
  }

  @Test(
    "each waiting order of a bot can be taken back", arguments: ["activate", "pause", "publish"])
  func orders(_ verb: String) async throws {
    let bot = try await workspace.id(of: "Lead qualification")
    switch verb {
    case "activate": try await workspace.activate(bot)
    case "pause": try await workspace.pause(bot)
    default: try await workspace.publish(bot)
    }
    #expect(try await workspace.outbox().map(\.verb.rawValue) == [verb])
    #expect(try await workspace.undo(bot).contains(verb))
    #expect(try await workspace.outbox() == [])
    await workspace.close()
  }

  @Test("who may see a flow stays as it is today, and the sentence says so")
  func keptFields() async throws {
    let flow = try await workspace.id(of: "Triage")
    try await workspace.set(Place.temperature, "0.2", of: flow)
    try await workspace.set("isPublic", "true", of: flow)
    let sentence = try await workspace.undo(flow)
    #expect(sentence.contains("isPublic"))
    #expect(try await workspace.summary(flow).isLive)
    await workspace.close()
  }

  @Test("a flow that was made here and deleted comes back, and waits to be created")
  func discarded() async throws {
    let made = try await workspace.create(
      name: "Fresh", kind: .chatflow, type: nil, body: Array(SampleBody.text.utf8))
    try await workspace.delete(made.id)
    _ = try await workspace.undo(made.id)
    #expect(try await workspace.state(of: "Fresh") == .pendingCreate)
    #expect(try await workspace.body(of: made.id) == SampleBody.text)
    #expect(try await workspace.outbox().map(\.verb) == [.create])
    await workspace.close()
  }

  @Test("what a pull brought is not undone")
  func pulled() async throws {
    let flow = try await workspace.id(of: "Triage")
    let remote = try #require(try await workspace.summary(flow).remoteID)
    home.clock.advance(milliseconds: 5_000)
    let newer = SampleBody.text.replacing("0.70", with: "0.9")
    try home.server.setText("flowData", of: remote, to: Array(newer.utf8))
    try await workspace.pullAll()
    await #expect(throws: Problem.self) { try await workspace.undo(flow) }
    #expect(try await workspace.body(of: flow) == newer)
    await workspace.close()
  }
}
