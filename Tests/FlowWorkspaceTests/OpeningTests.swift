import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import Glibc
import TestKit
import Testing

@Suite("Opening a profile")
struct WorkspaceOpeningTests {
  @Test("read-only: everything can be looked at, nothing can be changed or sent")
  func readOnly() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let writable = try home.open([.flowise])
    try await writable.pullAll()
    let flow = try await writable.id(of: "Triage")
    try await writable.set(Place.temperature, "0.2", of: flow)
    await writable.close()
    home.server.clearLog()

    let workspace = try home.open([.flowise], readOnly: true)
    #expect(workspace.isReadOnly)
    #expect(try await workspace.overview(of: flow).changes.count == 1)
    let attempts: [(String, @Sendable () async throws -> Void)] = [
      ("set", { try await workspace.set(Place.temperature, "0.3", of: flow) }),
      ("pull", { _ = try await workspace.pull() }),
      ("push", { _ = try await workspace.push(confirmation: .flag) }),
      ("delete", { try await workspace.delete(flow) }),
      ("undo", { _ = try await workspace.undo(flow) }),
      ("new", { _ = try await workspace.create(name: "x", kind: .chatflow, type: nil, body: nil) }),
    ]
    for (name, attempt) in attempts {
      let problem = await #expect(throws: Problem.self, "\(name)") { try await attempt() }
      #expect(problem?.title == "This profile is read-only here.", "\(name)")
    }
    #expect(home.server.log == [])
    await workspace.close()
  }

  @Test("a damaged copy is set aside and said so; unpushed edits and the rest come back")
  func damaged() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let first = try home.open([.flowise])
    try await first.pullAll()
    try await first.set(Place.temperature, "0.2", of: first.id(of: "Triage"))
    await first.close()
    let folder = home.places.data(of: "test")
    try PrivateFile.write(
      Array(repeating: 0x5A, count: 40_000), to: folder + "/weir.db")
    for name in ["weir.db-wal", "weir.db-shm"] { unlink("\(folder)/\(name)") }

    let workspace = try home.open([.flowise])
    #expect(workspace.notices.contains { $0.contains("damaged") })
    #expect(FolderTree.names(in: folder).contains { $0.hasPrefix("damaged-") })
    let kept = FolderTree.names(in: folder + "/unpushed")
    #expect(kept.count == 1)
    let file = try #require(try PrivateFile.read("\(folder)/unpushed/\(kept.first ?? "")"))
    #expect(file.contains(#"\"temperature\":0.2,"#))
    try await workspace.pullAll()
    #expect(try await workspace.find("Triage").remoteID != nil)
    #expect(
      FolderTree.names(in: folder + "/unpushed") == kept, "a pull does not take the edit away")
    await workspace.close()
  }

  @Test("text that was being typed when the program was killed is told, and offered again")
  func typedText() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let killed = try home.open([.flowise])
    try await killed.pullAll()
    let flow = try await killed.id(of: "Triage")
    // Of a window that is gone, and of one that is there.
    let text = Array("{\"half".utf8)
    for owner in ["screen-1999999", "screen-\(getpid())"] {
      try await killed.keepUnsaved(
        UnsavedText(
          flow: flow, owner: owner, fromVersion: 0, field: "flowData", text: text, at: 1))
    }
    // The killed one never closes.
    let workspace = try home.open([.flowise])
    let told = workspace.notices.filter { $0.contains("Triage") && $0.contains("offers it") }
    #expect(told.count == 1 && told.first?.contains("and") == false)
    #expect(try await workspace.unsaved(of: flow).allSatisfy { $0.text == text })
    await workspace.close()
    await killed.close()
  }

  @Test("the end of the program moves the log into the database file")
  func orderlyEnd() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    await workspace.close()
    let log = try PrivateFile.read(home.places.data(of: "test") + "/weir.db-wal")
    #expect(log?.isEmpty ?? true)
  }

  @Test("a copy of another program is refused and not touched")
  func foreign() async throws {
    let home = try TestHome()
    let folder = home.places.data(of: "test")
    // SQLite's own header, and an application id that is not ours.
    var bytes = Array("SQLite format 3\0".utf8)
    bytes += [0x10, 0, 1, 1, 0, 64, 32, 32] + [UInt8](repeating: 0, count: 44)
    bytes += [0x12, 0x34, 0x56, 0x78] + [UInt8](repeating: 0, count: 4096 - 72)
    try PrivateFile.write(bytes, to: folder + "/weir.db")
    do {
      await (try home.open([.flowise])).close()
      // A file that SQLite itself does not take is set aside, not written over.
      #expect(FolderTree.names(in: folder).contains { $0.hasPrefix("damaged-") })
    } catch {
      #expect(try PrivateFile.read(folder + "/weir.db") == bytes)
    }
  }

  @Test("two programs on one copy see each other's edits")
  func twoPrograms() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let one = try home.open([.flowise])
    let two = try home.open([.flowise])
    try await one.pullAll()
    let before = try await two.dataVersion()
    let flow = try await two.id(of: "Triage")
    try await one.set(Place.temperature, "0.2", of: flow)
    #expect(try await two.dataVersion() != before)
    #expect(try await two.body(of: flow).contains("\"temperature\":0.2,"))
    try await two.set(Place.label, "\"Two\"", of: flow)
    #expect(try await one.body(of: flow).contains("\"Two\""))
    await one.close()
    await two.close()
  }

  @Test("profiles are islands: what one holds the other does not see")
  func islands() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    var other = try home.profile([.flowise])
    other.name = "other"
    let island = try Workspace.open(
      other, places: home.places, environment: home.environment)
    #expect(try await island.counts().chatflows == 0)
    #expect(try await workspace.counts().chatflows == 1)
    await island.close()
    await workspace.close()
  }

  @Test("a removed profile leaves nothing of its copy and its token")
  func removal() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    try await workspace.set(Place.temperature, "0.2", of: workspace.id(of: "Triage"))
    await workspace.close()
    let token = home.places.tokenFile(profile: "test", service: .flowise)
    try PrivateFile.write(Array("secret\n".utf8), to: token)
    #expect(
      try await Workspace.unpushedCount(of: workspace.profile, places: home.places) == 1)
    try Workspace.removeData(of: workspace.profile, places: home.places)
    #expect(FolderTree.names(in: home.places.data) == [])
    #expect(try PrivateFile.read(token) == nil)
  }
}

@Suite("Finding a flow by what a person types")
struct FindingTests {
  @Test("an id, a local id, an exact name, or the beginning of an id mean a flow")
  func references() async throws {
    let home = try TestHome()
    let remote = try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.find("Triage")
    for reference in [remote, String(remote.prefix(8)), flow.localID] {
      #expect(try await workspace.find(reference).id == flow.id, "\(reference)")
    }
    for reference in ["triage", "Tri", String(remote.prefix(5)), ""] {
      let problem = await #expect(throws: Problem.self) { try await workspace.find(reference) }
      #expect(problem?.kind == .failed, "\(reference)")
    }
    await workspace.close()
  }

  @Test("a name of several flows lists them, ten at most, and says that there are more")
  func ambiguous() async throws {
    let home = try TestHome()
    for _ in 0..<12 { try home.add("Twin") }
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let problem = await #expect(throws: Problem.self) { try await workspace.find("Twin") }
    #expect(problem?.kind == .usage)
    let lines = (problem?.detail ?? "").split(separator: "\n")
    let ids = try home.server.flowIDs()
    #expect(lines.count == 11)
    #expect(lines.dropLast().allSatisfy { line in ids.contains { line.contains($0) } })
    #expect(lines.last?.contains("more") == true)
    await workspace.close()
  }

  @Test("an overview masks secrets, and names what differs")
  func overview() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    try await workspace.set(
      "flowData.nodes[0].data.inputs.key", "\"sk-other-9876543210\"", of: flow)
    try await workspace.set(Place.temperature, "0.2", of: flow)
    let overview = try await workspace.overview(of: flow)
    #expect(overview.differences.contains { $0.path.hasSuffix("inputs.temperature") })
    #expect(overview.differences.contains { $0.path.hasSuffix("inputs.key") })
    let shown = "\(overview)"
    #expect(!shown.contains(SampleBody.secret) && !shown.contains("sk-other"))
    #expect(overview.graph?.nodes.count == 2)
    await workspace.close()
  }
}
