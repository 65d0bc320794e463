import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import TestKit
import Testing

@Suite("A flow that changed here and there")
struct ConflictTests {
  private static let theirs = SampleBody.text.replacing("0.70", with: "0.9")
  private static let mine = SampleBody.text.replacing("0.70", with: "0.2")

  /// Edited here and by somebody else, and held by a push.
  private struct Clash {
    let home: TestHome
    let workspace: Workspace
    let remote: String
    let flow: FlowID

    init() async throws {
      home = try TestHome()
      remote = try home.add("Triage")
      workspace = try home.open([.flowise])
      try await workspace.pullAll()
      flow = try await workspace.id(of: "Triage")
      try await workspace.set(Place.temperature, "0.2", of: flow)
      home.clock.advance(milliseconds: 5_000)
      try home.server.setText("flowData", of: remote, to: Array(ConflictTests.theirs.utf8))
      home.server.clearLog()
      let report = try await workspace.push(confirmation: .flag)
      #expect(report.entries.map(\.outcome) == [.conflict])
      #expect(home.writes == [])
    }

    /// Pushes what waits, with everything confirmed.
    func push() async throws -> [PushReport.Outcome] {
      home.clock.advance(milliseconds: 5_000)
      return try await workspace.push(confirmation: .flag).entries.map(\.outcome)
    }

    var stored: String { get throws { try home.storedBody(of: remote) } }
  }

  @Test("is held: the server is not written, all three sides are kept, its paths are named")
  func held() async throws {
    let clash = try await Clash()
    #expect(try clash.stored == Self.theirs)
    #expect(try await clash.workspace.state(of: "Triage") == .conflict)
    let conflict = try #require(try await clash.workspace.conflict(of: clash.flow))
    #expect(conflict.kind == .editEdit)
    #expect(conflict.paths.contains { $0.hasSuffix("inputs.temperature") }, "\(conflict.paths)")
    for (side, value) in [
      (conflict.base, "0.70"), (conflict.local, "0.2"), (conflict.remote, "0.9"),
    ] {
      #expect(try #require(side).contains(#"\"temperature\":\#(value),"#), "\(value)")
    }
    await clash.workspace.close()
  }

  @Test("until somebody chooses it can neither be edited nor pushed")
  func frozen() async throws {
    let clash = try await Clash()
    let problem = await #expect(throws: Problem.self) {
      try await clash.workspace.set(Place.temperature, "0.3", of: clash.flow)
    }
    #expect(problem?.kind == .needsPerson)
    #expect(problem?.advice?.contains("weir resolve") == true)
    #expect(try await clash.push() == [.conflict])
    #expect(try clash.stored == Self.theirs)
    await clash.workspace.close()
  }

  @Test("mine: the next push sends it, and only the value that I changed")
  func mine() async throws {
    let clash = try await Clash()
    try await clash.workspace.resolve(clash.flow, .mine)
    #expect(try await clash.workspace.state(of: "Triage") == .dirty)
    #expect(try clash.stored == Self.theirs, "a resolution makes no request")
    #expect(try await clash.push() == [.applied])
    #expect(try clash.stored == Self.mine)
    #expect(try await clash.workspace.conflicts() == [])
    await clash.workspace.close()
  }

  @Test("mine, but the server moved once more: held again")
  func mineTooLate() async throws {
    let clash = try await Clash()
    try await clash.workspace.resolve(clash.flow, .mine)
    let newer = Self.theirs.replacing("0.9", with: "1.1")
    clash.home.clock.advance(milliseconds: 5_000)
    try clash.home.server.setText("flowData", of: clash.remote, to: Array(newer.utf8))
    #expect(try await clash.push() == [.conflict])
    #expect(try clash.stored == newer)
    await clash.workspace.close()
  }

  @Test("theirs: the server's stands here, nothing waits, and undo brings mine back")
  func theirs() async throws {
    let clash = try await Clash()
    try await clash.workspace.resolve(clash.flow, .theirs)
    #expect(try await clash.workspace.body(of: clash.flow) == Self.theirs)
    #expect(try await clash.workspace.outbox() == [])
    #expect(try await clash.push() == [])
    _ = try await clash.workspace.undo(clash.flow)
    #expect(try await clash.workspace.body(of: clash.flow) == Self.mine)
    #expect(try await clash.push() == [.applied])
    #expect(try clash.stored == Self.mine)
    await clash.workspace.close()
  }

  @Test("both: the server's stands under the name, mine waits as a new flow")
  func both() async throws {
    let clash = try await Clash()
    try await clash.workspace.resolve(clash.flow, .both)
    #expect(try await clash.workspace.body(of: clash.flow) == Self.theirs)
    let rows = try await clash.workspace.window(of: FlowQuery(), anchor: .start, limit: 9).rows
    let copy = try #require(rows.first { $0.id != clash.flow })
    #expect(copy.name.hasPrefix("Triage (conflict 20"))
    #expect(copy.state == .pendingCreate)
    #expect(try await clash.push() == [.applied])
    let bodies = try clash.home.server.flowIDs().map { try clash.home.storedBody(of: $0) }
    #expect(Set(bodies) == [Self.theirs, Self.mine])
    await clash.workspace.close()
  }

  @Test("gone on the server while it was edited here: mine makes it anew")
  func editedAndGone() async throws {
    let home = try TestHome()
    let remote = try home.add("Triage")
    try home.add("Another")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    try await workspace.set(Place.temperature, "0.2", of: flow)
    try home.server.deleteFlow(remote)
    let report = try await workspace.push(confirmation: .flag)
    #expect(report.entries.map(\.outcome) == [.conflict])
    #expect(try await workspace.conflict(of: flow)?.kind == .editGone)
    try await workspace.resolve(flow, .mine)
    #expect(try await workspace.push(confirmation: .flag).entries.map(\.outcome) == [.applied])
    let bodies = try home.server.flowIDs().map { try home.storedBody(of: $0) }
    #expect(bodies.sorted() == [SampleBody.text, Self.mine].sorted())
    await workspace.close()
  }

  @Test("a delete of what somebody changed meanwhile is held, and theirs keeps the flow")
  func deletedAndChanged() async throws {
    let home = try TestHome()
    let remote = try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    try await workspace.delete(flow)
    home.clock.advance(milliseconds: 5_000)
    try home.server.setText("flowData", of: remote, to: Array(Self.theirs.utf8))
    let report = try await workspace.push(confirmation: .flag)
    #expect(report.entries.map(\.outcome) == [.conflict])
    #expect(try home.server.flowIDs() == [remote])
    #expect(try await workspace.conflict(of: flow)?.kind == .deleteEdit)
    try await workspace.resolve(flow, .theirs)
    #expect(try await workspace.state(of: "Triage") == .clean)
    #expect(try await workspace.body(of: flow) == Self.theirs)
    await workspace.close()
  }
}
