import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import JSONText
import TestKit
import Testing

@Suite("Saving a text")
struct SaveTextTests {
  private let home: TestHome
  private let workspace: Workspace
  private let flow: FlowID

  init() async throws {
    home = try TestHome()
    let remote = try home.add("Triage")
    // A field that weir does not know.
    try home.server.setField("future", of: remote, to: Array(#"{"b": 2.50, "a": 1}"#.utf8))
    workspace = try home.open([.flowise])
    try await workspace.pullAll()
    flow = try await workspace.id(of: "Triage")
  }

  /// Saves the text of a field after a change of it.
  private func save(
    _ field: String?, from version: Int64? = nil, _ change: (String) -> String
  ) async throws -> SaveOutcome {
    let text = try await workspace.editableText(of: flow, field: field)
    let shown = String(decoding: text.text, as: UTF8.self)
    return try await workspace.saveText(
      Array(change(shown).utf8), of: flow, field: field, fromVersion: version ?? text.version)
  }

  @Test("the body is shown pretty, and saved as it was stored except the value that differs")
  func transplanted() async throws {
    let text = try await workspace.editableText(of: flow, field: nil)
    #expect((text.field, text.isJSON, text.name) == ("flowData", true, "Triage"))
    let lines = String(decoding: text.text, as: UTF8.self).split(separator: "\n")
    #expect(lines.count > 20)
    #expect(lines.contains { $0.hasSuffix("\"temperature\": 0.70,") }, "numbers keep their text")
    let outcome = try await save(nil) { $0.replacing("0.70", with: "0.25") }
    #expect(outcome == .saved(waiting: 1, warning: nil))
    #expect(try await workspace.body(of: flow) == SampleBody.text.replacing("0.70", with: "0.25"))
    await workspace.close()
  }

  @Test("a text that says what stood there, in another layout, is no change")
  func unchanged() async throws {
    let before = try await workspace.record(of: flow)
    let outcome = try await save(nil) { text in
      text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
    }
    #expect(outcome == .unchanged)
    #expect(try await workspace.record(of: flow) == before)
    #expect(try await workspace.outbox() == [])
    await workspace.close()
  }

  @Test("broken JSON is refused with its line and column, and nothing is changed")
  func broken() async throws {
    let before = try await workspace.record(of: flow)
    let problem = await #expect(throws: Problem.self) {
      _ = try await save(nil) { _ in "{\n  \"nodes\": [\n    1,,\n  ]\n}" }
    }
    #expect(problem?.title.hasPrefix("NOT saved") == true)
    #expect(problem?.title.contains("line 3, column 7") == true, "\(problem?.title ?? "")")
    #expect(try await workspace.record(of: flow) == before)
    #expect(try await workspace.outbox() == [])
    await workspace.close()
  }

  @Test("a text that began before another save is refused: neither is lost")
  func versionMoved() async throws {
    let old = try await workspace.editableText(of: flow, field: nil).version
    try await workspace.set(Place.label, "\"Other window\"", of: flow)
    let problem = await #expect(throws: Problem.self) {
      _ = try await save(nil, from: old) { $0.replacing("0.70", with: "0.1") }
    }
    #expect(problem?.kind == .needsPerson)
    let body = try await workspace.body(of: flow)
    #expect(body.contains("Other window") && body.contains("0.70"))
    await workspace.close()
  }

  @Test("the whole record can be edited, but not what belongs to the server")
  func record() async throws {
    let outcome = try await save("") { $0.replacing("2.50", with: "2.75") }
    #expect(outcome == .saved(waiting: 1, warning: nil))
    #expect(try await workspace.record(of: flow).contains(#"{"b": 2.75, "a": 1}"#))
    let before = try await workspace.record(of: flow)
    let remote = try #require(try await workspace.summary(flow).remoteID)
    let problem = await #expect(throws: Problem.self) {
      _ = try await save("") { $0.replacing(remote, with: "another-id") }
    }
    #expect(problem?.title.contains("id belongs to the server") == true)
    #expect(try await workspace.record(of: flow) == before)
    await workspace.close()
  }

  @Test("a body that the server would refuse is saved with a warning, and not sent until mended")
  func refusedShape() async throws {
    guard case .saved(1, let warning?) = try await save(nil, { _ in #"{"edges": []}"# }) else {
      return #expect(Bool(false), "no warning")
    }
    #expect(warning.contains("nodes"))
    let held = try await workspace.push(confirmation: .flag)
    #expect(held.entries.map(\.outcome) == [.blocked])
    #expect(home.writes == [])
    #expect(try await save(nil) { _ in #"{"nodes": [], "edges": []}"# } != .unchanged)
    #expect(try await workspace.push(confirmation: .flag).entries.map(\.outcome) == [.applied])
    await workspace.close()
  }

  @Test(
    "a value is set through a field that holds JSON, by any spelling of its path",
    arguments: [
      "flowData.nodes[0].data.inputs.temperature", "/flowData/nodes/0/data/inputs/temperature",
      ".flowData.nodes[0].data.inputs.temperature",
    ])
  func paths(_ path: String) async throws {
    try await workspace.set(path, "1.5E0", of: flow)
    #expect(try await workspace.body(of: flow) == SampleBody.text.replacing("0.70", with: "1.5E0"))
    await workspace.close()
  }

  @Test(
    "a path that leads nowhere, or to what the server owns, is a sentence and changes nothing",
    arguments: [
      "flowData.nodes[9].data", "id", "updatedDate", "flowData.nodes[0", "", "[0]",
    ])
  func wrongPaths(_ path: String) async throws {
    let before = try await workspace.record(of: flow)
    await #expect(throws: Problem.self) { try await workspace.set(path, "1", of: flow) }
    #expect(try await workspace.record(of: flow) == before)
    await workspace.close()
  }

  @Test("renaming keeps every other byte, and takes any text as a name")
  func renaming() async throws {
    let before = try await workspace.record(of: flow)
    let name = "a \"quoted\"\n\u{202E}name 🚀"
    _ = try await workspace.rename(flow, to: name)
    let literal = String(decoding: JSONString.literal(name), as: UTF8.self)
    #expect(try await workspace.record(of: flow) == before.replacing("\"Triage\"", with: literal))
    #expect(try await workspace.summary(flow).name == name)
    await workspace.close()
  }

  @Test("a saved edit stands as a plain file too, and leaves with the push")
  func unpushedFile() async throws {
    let folder = home.places.data(of: "test") + "/unpushed"
    #expect(FolderTree.names(in: folder) == [])
    try await workspace.set(Place.temperature, "0.2", of: flow)
    let names = FolderTree.names(in: folder)
    #expect(names == ["\(try await workspace.summary(flow).localID).json"])
    let file = try #require(try PrivateFile.read("\(folder)/\(names[0])"))
    let root = try JSONDocument(parsing: file).root
    let record = try #require(root["record"])
    #expect(Array(record.bytes) == (try await workspace.flow(flow).record))
    _ = try await workspace.push(confirmation: .flag)
    #expect(FolderTree.names(in: folder) == [])
    await workspace.close()
  }

  @Test("text that is typed and not saved is kept for each editor, and dropped when it is saved")
  func unsaved() async throws {
    let text = UnsavedText(
      flow: flow, owner: "one", fromVersion: 1, field: "flowData", text: Array("{\"half".utf8),
      at: 5)
    var other = text
    other.owner = "two"
    try await workspace.keepUnsaved(text)
    try await workspace.keepUnsaved(other)
    await workspace.close()
    let again = try home.open([.flowise])
    #expect(try await again.unsaved(of: flow).map(\.owner).sorted() == ["one", "two"])
    #expect(try await again.unsaved(of: flow).allSatisfy { $0.text == text.text })
    try await again.dropUnsaved(of: flow, owner: "one")
    #expect(try await again.unsaved(of: flow).map(\.owner) == ["two"])
    await again.close()
  }
}

@Suite("Bodies that are no JSON")
struct OddBodyTests {
  @Test(
    "a body that is null, empty or not JSON is shown as text and can be repaired",
    arguments: [("null", ""), ("\"\"", ""), (#""{nodes: [}""#, "{nodes: [}")])
  func repaired(_ stored: String, shown: String) async throws {
    let home = try TestHome()
    let remote = try home.add("Odd")
    try home.server.setField("flowData", of: remote, to: Array(stored.utf8))
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Odd")
    let text = try await workspace.editableText(of: flow, field: nil)
    #expect(String(decoding: text.text, as: UTF8.self) == shown)
    #expect(!text.isJSON)
    _ = try await workspace.overview(of: flow)
    _ = try await workspace.saveText(
      Array(SampleBody.text.utf8), of: flow, field: nil, fromVersion: text.version)
    home.clock.advance(milliseconds: 5_000)
    #expect(try await workspace.push(confirmation: .flag).entries.map(\.outcome) == [.applied])
    #expect(try home.storedBody(of: remote) == SampleBody.text)
    await workspace.close()
  }

  @Test("it can be renamed as it is: only a push of the body itself looks at it")
  func renamed() async throws {
    let home = try TestHome()
    let remote = try home.add("Odd")
    try home.server.setField("flowData", of: remote, to: Array(#""{nodes: [}""#.utf8))
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    _ = try await workspace.rename(workspace.id(of: "Odd"), to: "Even")
    #expect(try await workspace.push(confirmation: .flag).entries.map(\.outcome) == [.applied])
    #expect(try home.storedBody(of: remote) == "{nodes: [}")
    #expect(try home.server.storedField("name", of: remote) == Array("\"Even\"".utf8))
    await workspace.close()
  }
}
