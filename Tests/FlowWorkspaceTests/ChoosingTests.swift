import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import JSONText
import TestKit
import Testing

@Suite("Choosing place by place")
struct ChoosingTests {
  private static let theirs = SampleBody.text.replacing("0.70", with: "0.9")
    .replacing("a\\/b", with: "by a colleague")

  /// One value clashes, a text changed only on the server; held by a push.
  private func clash() async throws -> (TestHome, Workspace, FlowID, String) {
    let home = try TestHome()
    let remote = try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    try await workspace.set(Place.temperature, "0.2", of: flow)
    home.clock.advance(milliseconds: 5_000)
    try home.server.setText("flowData", of: remote, to: Array(Self.theirs.utf8))
    _ = try await workspace.push(confirmation: .flag)
    home.server.clearLog()
    return (home, workspace, flow, remote)
  }

  @Test("a choice is kept at once, another window sees it, and it can be taken back")
  func kept() async throws {
    let (home, workspace, flow, _) = try await clash()
    let path = try #require(try await workspace.conflictReview(of: flow).rows.first).path
    let chosen = try await workspace.choose([path: .mine], in: flow)
    #expect(chosen.openCount == 0 && chosen.refusal == nil)
    await workspace.close()
    let again = try home.open([.flowise])
    let seen = try await again.conflictReview(of: flow)
    #expect(seen == chosen)
    let undone = try await again.undoChoice(in: flow)
    #expect(undone.choices.isEmpty && undone.openCount == 1)
    #expect(try await again.undoChoice(in: flow) == undone)
    #expect(home.writes == [])
    await again.close()
  }

  @Test("an unfinished merge is refused with what is left; a finished one waits to be pushed")
  func saved() async throws {
    let (home, workspace, flow, remote) = try await clash()
    let open = await #expect(throws: Problem.self) { try await workspace.saveMerge(of: flow) }
    #expect(open?.kind == .needsPerson && open?.detail?.contains("temperature") == true)
    let path = try #require(try await workspace.conflictReview(of: flow).rows.first).path
    let review = try await workspace.choose([path: .own(Array("0.5".utf8))], in: flow)
    try await workspace.saveMerge(of: flow, seen: review.remoteVersion)
    #expect(try await workspace.state(of: "Triage") == .dirty)
    home.clock.advance(milliseconds: 5_000)
    #expect(try await workspace.push(confirmation: .flag).entries.map(\.outcome) == [.applied])
    let merged = Self.theirs.replacing("0.9", with: "0.5")
    #expect(try home.storedBody(of: remote) == merged)
    let none = await #expect(throws: Problem.self) {
      try await workspace.conflictReview(of: flow)
    }
    #expect(none?.title.contains("no conflict") == true)
    await workspace.close()
  }

  @Test("a choice at no place, or that is no JSON, is refused, and none of the others is kept")
  func refused() async throws {
    let (home, workspace, flow, _) = try await clash()
    let path = try #require(try await workspace.conflictReview(of: flow).rows.first).path
    for bad: [JSONPath: JSONMergeChoice] in [
      [path: .mine, JSONPath([.key("zzz")]): .mine], [path: .own(Array("{".utf8))],
    ] {
      let problem = await #expect(throws: Problem.self) {
        try await workspace.choose(bad, in: flow)
      }
      #expect(problem?.kind == .usage, "\(problem?.sentence ?? "")")
    }
    #expect(try await workspace.conflictReview(of: flow).choices.isEmpty)
    #expect(home.writes == [])
    await workspace.close()
  }
}
