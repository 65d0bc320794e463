import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import JSONText
import TestKit
import Testing

@Suite("A workspace pulls, edits and pushes")
struct WorkspaceSyncTests {
  @Test("one value changed offline and pushed: the server holds its old bytes except that value")
  func onlyTheValue() async throws {
    let home = try TestHome()
    let remote = try home.add("Triage")
    let workspace = try home.open()
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    home.server.clearLog()

    let outcome = try await workspace.set(Place.temperature, "0.2", of: flow)
    #expect(outcome == .saved(waiting: 1, warning: nil))
    #expect(try await workspace.state(of: "Triage") == .dirty)
    #expect(home.server.log == [], "an edit asks nobody")

    home.clock.advance(milliseconds: 5_000)
    let report = try await workspace.push(confirmation: .none)
    #expect(report.entries.map(\.outcome) == [.applied])
    #expect(
      try home.storedBody(of: remote) == SampleBody.text.replacing("0.70", with: "0.2"))
    #expect(try await workspace.state(of: "Triage") == .clean)
    #expect(try await workspace.outbox() == [])
    let request = try #require(home.writes.first)
    #expect(home.writes.count == 1)
    let keys = try JSONDocument(parsing: request.body).root.members.map(\.key)
    #expect(keys == ["flowData"], "only the changed field travels")
    await workspace.close()
  }

  @Test("opening, listing and planning ask nobody and read no token")
  func offline() async throws {
    let home = try TestHome()
    home.environment[TestHome.tokenVariable] = nil
    let workspace = try home.open()
    let window = try await workspace.window(of: FlowQuery(), anchor: .start, limit: 10)
    #expect(window.rows == [])
    _ = try await workspace.create(name: "New", kind: .chatflow, type: nil, body: nil)
    #expect(try await workspace.pushPlan().entries.map(\.summary) == ["create"])
    #expect(home.server.log == [])
    await workspace.close()
  }

  @Test("filters on nodes find the same before and after records were looked through")
  func contents() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open()
    try await workspace.pullAll()
    let query = FlowQuery(conditions: FlowFilter("node:chat").conditions)
    #expect(query.needsRecord)
    let before = try await workspace.window(of: query, anchor: .start, limit: 100)
    #expect(before.count > 0)
    try await workspace.noteContents()
    #expect(try await workspace.window(of: query, anchor: .start, limit: 100) == before)
    await workspace.close()
  }

  @Test("a search that nobody waits for any more ends")
  func cancelledSearch() async throws {
    let home = try TestHome()
    let workspace = try home.open()
    let search = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await workspace.window(of: FlowQuery(), anchor: .start, limit: 1)
    }
    await #expect(throws: Problem.self) { try await search.value }
    await workspace.close()
  }

  @Test("a second pull of an unchanged server changes nothing here")
  func nothingNew() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open()
    let first = try await workspace.pull()
    #expect(first.new == 7)
    let second = try await workspace.pull()
    #expect((second.new, second.changed, second.unchanged) == (0, 0, 7))
    #expect(try await workspace.history(of: workspace.id(of: "Triage")).count == 1)
    await workspace.close()
  }

  @Test("many edits of one flow are one request")
  func manyEdits() async throws {
    let home = try TestHome()
    let remote = try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    for number in 1...20 { try await workspace.set(Place.temperature, "0.\(number)", of: flow) }
    #expect(try await workspace.outbox().count == 1)
    _ = try await workspace.push(confirmation: .none)
    #expect(home.writes.count == 1)
    #expect(try home.storedBody(of: remote).contains("\"temperature\":0.20,"))
    await workspace.close()
  }

  @Test("a flow made here is created once, with the body that was given, and keeps its local id")
  func creating() async throws {
    let home = try TestHome()
    let workspace = try home.open([.flowise])
    let made = try await workspace.create(
      name: "Fresh \"one\"", kind: .chatflow, type: "AGENTFLOW",
      body: Array(SampleBody.text.utf8))
    #expect(made.state == .pendingCreate)
    _ = try await workspace.push(confirmation: .none)
    _ = try await workspace.push(confirmation: .none)
    let ids = try home.server.flowIDs()
    #expect(ids.count == 1)
    let remote = try #require(ids.first)
    #expect(try home.storedBody(of: remote) == SampleBody.text)
    #expect(try home.server.storedField("type", of: remote) == Array("\"AGENTFLOW\"".utf8))
    let now = try await workspace.find("Fresh \"one\"")
    #expect((now.localID, now.remoteID, now.state) == (made.localID, remote, .clean))
    await workspace.close()
  }

  @Test("made and deleted before any push, it costs no request")
  func createAndDelete() async throws {
    let home = try TestHome()
    let workspace = try home.open([.flowise])
    let made = try await workspace.create(name: "Fresh", kind: .chatflow, type: nil, body: nil)
    try await workspace.delete(made.id)
    #expect(try await workspace.outbox() == [])
    _ = try await workspace.push(confirmation: .flag)
    #expect(home.writes == [])
    await workspace.close()
  }

  @Test("a duplicate takes the body along, not the token and not the public door")
  func duplicating() async throws {
    let home = try TestHome()
    let remote = try home.add("Triage")
    try home.server.setField("isPublic", of: remote, to: Array("true".utf8))
    try home.server.setText("mcpServerConfig", of: remote, to: Array(#"{"token":"t"}"#.utf8))
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let copy = try await workspace.duplicate(workspace.id(of: "Triage"), name: "Copy")
    #expect(try await workspace.body(of: copy.id) == SampleBody.text)
    #expect(!copy.isLive)
    #expect(try await !workspace.record(of: copy.id).contains("mcpServerConfig"))
    await workspace.close()
  }

  @Test("a delete waits for a yes; undo takes it back without a request")
  func deleting() async throws {
    let home = try TestHome()
    let remote = try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    try await workspace.delete(flow)
    #expect(try await workspace.pushPlan().entries.map(\.reasons) == [[.deletion]])
    let held = try await workspace.push(confirmation: .none)
    #expect(held.entries.map(\.outcome) == [.blocked])
    #expect(try home.server.flowIDs() == [remote])

    #expect(try await workspace.undo(flow).contains("delete"))
    #expect(try await workspace.state(of: "Triage") == .clean)
    try await workspace.delete(flow)
    let report = try await workspace.push(confirmation: .flag)
    #expect(report.entries.map(\.outcome) == [.applied])
    #expect(try home.server.flowIDs() == [])
    await workspace.close()
  }

  @Test("the token is in no file after pull, edit, push, and a refused request")
  func token() async throws {
    let home = try TestHome()
    try home.add("Triage")
    try home.addProfile()
    let workspace = try home.open()
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    try await workspace.set(Place.temperature, "0.2", of: flow)
    try home.server.setFaults(parsing: ["PUT /chatflows 400 x1"])
    _ = try await workspace.push(confirmation: .none)
    try await workspace.set(Place.temperature, "0.3", of: flow)
    await workspace.close()
    let files = try files(below: home.folder.path)
    #expect(files.count >= 4, "weir.db, a lock, the configuration, an unpushed file")
    for path in files {
      let bytes = try #require(try PrivateFile.read(path, limit: 64 << 20))
      #expect(!bytes.contains(TestHome.token), "\(path) holds the token")
      #expect(mode(of: path) == 0o600, "\(path)")
    }
  }

  private func files(below folder: String) throws -> [String] {
    FolderTree.names(in: folder).sorted().flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      let inner = FolderTree.names(in: path)
      return (try? PrivateFile.read(path, limit: 64 << 20)) != nil
        ? [path] : inner.isEmpty ? [] : (try? files(below: path)) ?? []
    }
  }
}

extension String {
  /// The text with the only occurrence of `old` replaced.
  func replacing(_ old: String, with new: String) -> String {
    guard let place = firstRange(of: old) else { return self }
    return self[..<place.lowerBound] + new + self[place.upperBound...]
  }
}

extension Array where Element == UInt8 {
  func contains(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
