import FlowModel
import FlowServer
import FlowWorkspace
import Glibc
import JSONText
import Synchronization
import TestKit
import Testing

@Suite("A text in the person's own editor")
struct EditorLoopTests {
  private let home: TestHome
  private let workspace: Workspace
  private let flow: FlowID

  init() async throws {
    home = try TestHome()
    try home.add("Triage")
    workspace = try home.open([.flowise])
    try await workspace.pullAll()
    flow = try await workspace.id(of: "Triage")
  }

  /// What an editor does with the file in each round; it gives its exit status.
  private func loop(
    opensAgain: Bool = true, _ rounds: (@Sendable (EditedFile) throws -> Int32)...
  ) -> EditorLoop {
    let round = Mutex(0)
    return EditorLoop(workspace: workspace, editor: ["my-editor"], opensAgain: opensAgain) {
      (arguments) throws(Problem) in
      let number = round.withLock { round in
        defer { round += 1 }
        return round
      }
      guard number < rounds.count, arguments.first == "my-editor" else {
        throw Problem(.failed, "one round too many")
      }
      do {
        return try rounds[number](EditedFile(path: arguments.last ?? ""))
      } catch {
        throw Problem(.failed, "\(error)")
      }
    }
  }

  private var files: [String] { FolderTree.names(in: home.places.data(of: "test") + "/edit") }

  private func keptText() throws -> String {
    let name = try #require(files.first)
    return try EditedFile(path: home.places.data(of: "test") + "/edit/" + name).text
  }

  private func problem(_ loop: EditorLoop, field: String? = nil) async -> Problem? {
    do throws(Problem) {
      _ = try await loop.edit(flow, field: field)
      return nil
    } catch {
      return error
    }
  }

  @Test("what was changed is spliced in, and the file is gone")
  func edited() async throws {
    let outcome = try await loop({ try $0.replace("0.70", "0.25") }).edit(flow, field: nil)
    #expect(outcome == .saved(waiting: 1, warning: nil))
    #expect(try await workspace.body(of: flow) == SampleBody.text.replacing("0.70", with: "0.25"))
    #expect(files == [])
    await workspace.close()
  }

  @Test("an editor that is not there, that fails or changes nothing leaves flow and folder alone")
  func nothing() async throws {
    let before = try await workspace.record(of: flow)
    #expect(await problem(loop()) == Problem(.failed, "one round too many"))
    #expect(await problem(loop({ _ in 1 }))?.title == "The editor ended with status 1.")
    #expect(try await loop({ _ in 0 }).edit(flow, field: nil) == .unchanged)
    #expect(files == [])
    #expect(try await workspace.record(of: flow) == before)
    #expect(try await workspace.outbox() == [])
    await workspace.close()
  }

  @Test("an editor that is killed after it wrote changes nothing, and its text is kept")
  func killed() async throws {
    let problem = await problem(
      loop({
        _ = try $0.replace("0.70", "0.25")
        return -9
      }))
    #expect(problem?.sentence.contains("signal 9") == true)
    #expect(try keptText().contains("0.25"))
    #expect(try await workspace.outbox() == [])
    await workspace.close()
  }

  @Test("what does not parse opens again with its line on top, until it is mended")
  func mended() async throws {
    let outcome = try await loop(
      { try $0.replace("0.70,", "0.2.,") },
      { file in
        guard try file.text.hasPrefix("// weir: NOT saved: line ") else { return 99 }
        return try file.replace("0.2.,", "0.2,")
      }
    ).edit(flow, field: nil)
    #expect(outcome == .saved(waiting: 1, warning: nil))
    #expect(try await workspace.body(of: flow) == SampleBody.text.replacing("0.70", with: "0.2"))
    #expect(files == [])
    await workspace.close()
  }

  @Test("the same mistake twice ends it: the text is kept alone, and mistake and place are told")
  func givenUp() async throws {
    let problem = await problem(loop({ try $0.replace("0.70", "0.2.") }, { _ in 0 }))
    #expect(problem?.title == "NOT saved: the same mistake again.")
    #expect(problem?.detail?.contains("line ") == true)
    #expect(problem?.advice?.contains("/edit/weir-") == true)
    #expect(try keptText().hasPrefix("{") && keptText().contains("0.2."))
    await workspace.close()
  }

  @Test("without a person the first mistake ends it")
  func unattended() async throws {
    let problem = await problem(loop(opensAgain: false, { try $0.replace("0.70", "0.2.") }))
    #expect(problem?.title.contains("line ") == true)
    #expect(problem?.advice?.contains("/edit/weir-") == true)
    await workspace.close()
  }

  /// Edits the temperature while `change` happens elsewhere.
  private func edit(
    field: String? = nil, meanwhile change: @escaping @Sendable () async throws(Problem) -> Void
  ) async throws(Problem) -> SaveOutcome {
    try await EditorLoop(workspace: workspace, editor: ["e"]) { (arguments) throws(Problem) in
      try await change()
      return (try? EditedFile(path: arguments[1]).replace("0.70", "0.1")) ?? 99
    }.edit(flow, field: field)
  }

  @Test("a flow that changed at the same place meanwhile keeps both texts, and a person is asked")
  func clashing() async throws {
    let (workspace, flow) = (workspace, flow)
    let problem = await #expect(throws: Problem.self) {
      _ = try await edit { () throws(Problem) in
        _ = try await workspace.setValue(at: Place.temperature, to: Array("0.9".utf8), of: flow)
      }
    }
    #expect(problem?.kind == .needsPerson && problem?.title.hasPrefix("NOT saved") == true)
    #expect(problem?.advice?.contains("/edit/weir-") == true)
    #expect(try await workspace.body(of: flow).contains("0.9"))
    #expect(try keptText().contains("0.1") && !keptText().contains("canary"))
    await workspace.close()
  }

  @Test(
    "a flow that changed elsewhere meanwhile has both changes, and its secrets",
    arguments: [nil, "", "flowData.nodes[0].data.inputs"])
  func joining(_ field: String?) async throws {
    let (workspace, flow) = (workspace, flow)
    let outcome = try await edit(field: field) { () throws(Problem) in
      _ = try await workspace.rename(flow, to: "Desk")
      _ = try await workspace.setValue(at: Place.label, to: Array("\"Other\"".utf8), of: flow)
    }
    #expect(outcome == .saved(waiting: 1, warning: nil))
    #expect(try await workspace.summary(flow).name == "Desk")
    let expected = SampleBody.text.replacing("0.70", with: "0.1").replacing(
      "Chat\"", with: "Other\"")
    #expect(try await workspace.body(of: flow) == expected)
    #expect(files == [])
    await workspace.close()
  }

  @Test("a string is opened as the text it says, and only what differs is written anew")
  func string() async throws {
    let path = "flowData.nodes[1].data.systemMessage"
    try await workspace.set(path, #""caf\u00e9\nsay \"hi\" \/ bye""#, of: flow)
    let outcome = try await loop({ file in
      guard file.path.hasSuffix(".md"), try file.text == "café\nsay \"hi\" / bye" else { return 99 }
      return try file.replace("hi", "\"a\"\n\tb")
    }).edit(flow, field: path)
    #expect(outcome != .unchanged)
    let body = try await workspace.body(of: flow)
    #expect(
      body.contains(#""caf\u00e9\nsay \"\"a\"\n\tb\" \/ bye""#), "\(body)")
    let list = "flowData.nodes[1].data.list"
    try await workspace.set(list, #"["one", "tw\u006f"]"#, of: flow)
    _ = try await loop({ try $0.replace("two", "two!") }).edit(flow, field: list + "[1]")
    #expect(try await workspace.body(of: flow).contains(#"["one", "tw\u006f!"]"#))
    await workspace.close()
  }

  @Test("what belongs to the server is not opened", arguments: ["id", "updatedDate"])
  func serverOwned(_ field: String) async throws {
    let problem = await problem(loop(), field: field)
    #expect(problem?.kind == .usage && problem?.title.contains(field) == true)
    #expect(files == [])
    await workspace.close()
  }
}

/// The file that an editor was given.
struct EditedFile {
  let path: String

  var text: String {
    get throws { String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self) }
  }

  /// Writes it with the first `old` replaced, and ends well; status 98 when it is not there.
  func replace(_ old: String, _ new: String) throws -> Int32 {
    let text = try text
    guard text.contains(old) else { return 98 }
    try PrivateFile.write(Array(text.replacing(old, with: new).utf8), to: path)
    return 0
  }
}
