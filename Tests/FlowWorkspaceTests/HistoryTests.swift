import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import TestKit
import Testing

@Suite("The local history (sync.md 2.15, Restore)")
struct HistoryTests {
  private let home: TestHome
  private let workspace: Workspace

  init() async throws {
    home = try TestHome()
    try home.add("Triage")
    workspace = try home.open(now: home.clock.read)
    try await workspace.pullAll()
  }

  @Test("gives back any of 60 edits byte for byte, through pushes, a conflict and a discard")
  func promise37() async throws {
    let flow = try await workspace.id(of: "Triage")
    let remote = try #require(try await workspace.summary(flow).remoteID)
    var written: [VersionID: [UInt8]] = [:]
    func note() async throws {
      let newest = try #require(try await workspace.history(of: flow, limit: 1).first)
      written[newest.id] = try await workspace.flow(flow).record
    }
    try await note()
    for number in 1...60 {
      try await workspace.set(Place.temperature, "0.\(number)1", of: flow)
      try await note()
      if number == 20 {
        home.clock.advance(milliseconds: 5_000)
        #expect(try await workspace.push(confirmation: .none).entries.map(\.outcome) == [.applied])
        try await note()
      }
      if number == 40 {
        home.clock.advance(milliseconds: 5_000)
        let theirs = SampleBody.text.replacing("0.70", with: "0.9")
        try home.server.setText("flowData", of: remote, to: Array(theirs.utf8))
        try await workspace.pullAll()
        try await workspace.resolve(flow, .theirs)
        try await note()
      }
    }
    let update = try #require(try await workspace.outbox().first)
    try await workspace.discard(update.id)
    #expect(written.count == 63)
    for (version, record) in written.sorted(by: { $0.key < $1.key }) {
      #expect(try await workspace.versionBytes(version, of: flow) == record)
      let body = try await workspace.fieldText("flowData", of: flow, at: version)
      _ = try await workspace.restore(version, of: flow)
      #expect(Array(try await workspace.body(of: flow).utf8) == body)
    }
    await workspace.close()
  }

  @Test("restoring is a new version that waits; who may see the flow stays, and it says so")
  func keptFields() async throws {
    let flow = try await workspace.id(of: "Triage")
    let first = try #require(try await workspace.history(of: flow).last)
    try await workspace.set(Place.temperature, "0.2", of: flow)
    try await workspace.set("isPublic", "true", of: flow)
    let outcome = try await workspace.restore(first.id, of: flow)
    #expect(outcome.keptFields == ["isPublic"])
    #expect(!outcome.isNew && !outcome.isUnchanged)
    #expect(try await workspace.summary(flow).isLive)
    #expect(try await workspace.body(of: flow) == SampleBody.text)
    let newest = try await workspace.history(of: flow)[0]
    #expect(newest.source == "restore" && newest.note == "version \(first.id.number)")
    #expect(try await workspace.outbox().map(\.verb) == [.update])
    #expect(try await workspace.restore(first.id, of: flow).isUnchanged)
    _ = try await workspace.undo(flow)
    #expect(try await workspace.body(of: flow).contains("0.2"))
    await workspace.close()
  }

  /// Somebody deletes the flow on the server, and two pulls find out.
  private func loseTriage() async throws -> FlowSummary {
    // A list that is empty of a sudden is not believed.
    try home.add("Other")
    try await workspace.pullAll()
    let flow = try await workspace.find("Triage")
    try home.server.deleteFlow(try #require(flow.remoteID))
    for _ in 1...2 {
      home.clock.advance(milliseconds: 61_000)
      try await workspace.pullAll()
    }
    return flow
  }

  @Test("what somebody deleted can be restored for thirty days, then it is forgotten (promise 20)")
  func thirtyDays() async throws {
    let flow = try await loseTriage().id
    home.clock.advance(milliseconds: 30 * 86_400_000 - 60_000)
    try await workspace.pullAll()
    #expect(try await workspace.history(of: flow).count == 2)
    #expect(try await workspace.find("Triage", includesGone: true).id == flow)
    home.clock.advance(milliseconds: 120_000)
    try await workspace.pullAll()
    await #expect(throws: Problem.self) {
      try await workspace.find("Triage", includesGone: true)
    }
    await #expect(throws: Problem.self) { try await workspace.restore(of: flow) }
    await workspace.close()
  }

  @Test("a flow that somebody deleted is found, and restored as a new one under the same local id")
  func gone() async throws {
    let before = try await loseTriage()
    let flow = before.id
    await #expect(throws: Problem.self) { try await workspace.find("Triage") }
    let gone = try await workspace.find("Triage", includesGone: true)
    #expect(gone.id == flow && gone.state == .goneOnServer)
    #expect(try await workspace.history(of: flow).first?.source == "gone")
    #expect(try await workspace.restore(of: flow).isNew)
    let after = try await workspace.summary(flow)
    #expect(after.state == .pendingCreate && after.localID == before.localID)
    #expect(after.remoteID == nil)
    #expect(!(try await workspace.record(of: flow)).contains(#""id":"\#(before.remoteID ?? "")""#))
    #expect(try await workspace.body(of: flow) == SampleBody.text)
    home.clock.advance(milliseconds: 5_000)
    #expect(try await workspace.push(confirmation: .none).entries.map(\.outcome) == [.applied])
    #expect(try await workspace.state(of: "Triage") == .clean)
    await workspace.close()
  }

  @Test("a change of the name alone is called that, in the history and in what happened")
  func renaming() async throws {
    let flow = try await workspace.id(of: "Triage")
    _ = try await workspace.rename(flow, to: "Renamed")
    try await workspace.set(Place.temperature, "0.3", of: flow)
    let versions = try await workspace.history(of: flow, limit: 2)
    #expect(versions.map(\.cause) == ["edited here", "renamed here"])
    #expect(versions.map(\.remark) == [nil, nil])
    let events = try await workspace.events(before: nil, limit: 20).map(\.sentence)
    #expect(events.contains { $0.hasSuffix(": renamed here.") })
    await workspace.close()
  }

  @Test("what was deleted here by a push is not called back, but restored")
  func deletedHere() async throws {
    let flow = try await workspace.id(of: "Triage")
    _ = try await workspace.rename(flow, to: "Renamed")
    try await workspace.delete(flow)
    home.clock.advance(milliseconds: 5_000)
    _ = try await workspace.push(confirmation: .person)
    let problem = await #expect(throws: Problem.self) { try await workspace.undo(flow) }
    #expect(problem?.title == "It was deleted on the server: that is not called back.")
    #expect(try await workspace.restore(of: flow).isNew)
    #expect(try await workspace.summary(flow).name == "Renamed", "as it stood here last")
    _ = try await workspace.undo(flow)
    #expect(try await workspace.summary(flow).state == .discarded)
    _ = try await workspace.redo(flow)
    #expect(try await workspace.summary(flow).state == .pendingCreate)
    await workspace.close()
  }

  @Test("a version of another flow, and one that is not kept, are refused")
  func foreign() async throws {
    try home.add("Other")
    home.clock.advance(milliseconds: 5_000)
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    let other = try await workspace.id(of: "Other")
    let version = try #require(try await workspace.history(of: other).first)
    let problem = await #expect(throws: Problem.self) {
      try await workspace.restore(version.id, of: flow)
    }
    #expect(problem?.title == "\"Triage\" has no version \(version.id.number).")
    #expect(try await workspace.history(of: flow).count == 1)
    await workspace.close()
  }

  @Test("redo takes undo back until the next edit")
  func redo() async throws {
    let flow = try await workspace.id(of: "Triage")
    for value in ["0.2", "0.3"] { try await workspace.set(Place.temperature, value, of: flow) }
    for _ in 1...2 { _ = try await workspace.undo(flow) }
    _ = try await workspace.redo(flow)
    #expect(try await workspace.body(of: flow).contains("0.2"))
    #expect(try await workspace.history(of: flow).first?.source == "redo")
    try await workspace.set(Place.temperature, "0.4", of: flow)
    await #expect(throws: Problem.self) { try await workspace.redo(flow) }
    await workspace.close()
  }

  @Test("an edit of what undo leaves alone does not stop the undo of those before")
  func keptEdit() async throws {
    let flow = try await workspace.id(of: "Triage")
    try await workspace.set(Place.temperature, "0.2", of: flow)
    try await workspace.set("isPublic", "true", of: flow)
    #expect(try await workspace.undo(flow).hasPrefix("nothing to take back"))
    _ = try await workspace.undo(flow)
    #expect(try await workspace.body(of: flow) == SampleBody.text)
    await workspace.close()
  }

  @Test("a flow made here is dropped by undo and comes back by redo")
  func madeHere() async throws {
    let made = try await workspace.create(name: "Fresh", kind: .chatflow, type: nil, body: nil)
    _ = try await workspace.undo(made.id)
    #expect(try await workspace.outbox() == [])
    #expect(try await workspace.summary(made.id).state == .discarded)
    _ = try await workspace.redo(made.id)
    #expect(try await workspace.outbox().map(\.verb) == [.create])
    await workspace.close()
  }

  @Test("a publish that was sent is not called back")
  func published() async throws {
    let bot = try await workspace.id(of: "Lead qualification")
    try await workspace.publish(bot)
    home.clock.advance(milliseconds: 5_000)
    #expect(try await workspace.push(confirmation: .person).entries.map(\.outcome) == [.applied])
    let problem = await #expect(throws: Problem.self) { try await workspace.undo(bot) }
    #expect(problem?.title == "The draft was published: a version stays.")
    await workspace.close()
  }
}
