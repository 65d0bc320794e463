import FlowModel
import FlowServer
import FlowWorkspace
import Synchronization
import TestKit
import Testing

@Suite("Secrets in the person's own editor")
struct EditorSecretTests {
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

  private func loop(_ round: @escaping @Sendable (EditedFile) throws -> Int32) -> EditorLoop {
    EditorLoop(workspace: workspace, editor: ["e"], opensAgain: false) {
      (arguments) throws(Problem) in (try? round(EditedFile(path: arguments[1]))) ?? 97
    }
  }

  /// The mark in a text.
  private static func mark(in text: String) -> String {
    text.split(separator: "⟦").dropFirst().first.map { "⟦" + $0.prefix { $0 != "⟧" } + "⟧" } ?? ""
  }

  @Test(
    "are marks there, in the body, the whole record and one field, and come back byte for byte",
    arguments: [
      nil, "", "flowData", "flowData.nodes[0].data.inputs", "flowData.nodes[0].data.inputs.key",
    ])
  func marks(_ field: String?) async throws {
    let before = try await workspace.record(of: flow)
    let outcome = try await loop { file in
      let text = try file.text
      guard !text.contains("canary"), text.contains("⟦secret:1:") else { return 99 }
      // One that was changed, too, comes back where its mark stands.
      return text.hasPrefix("⟦")
        ? try file.replace("⟦", "Bearer ⟦") : try file.replace("0.70", "0.25")
    }.edit(flow, field: field)
    #expect(outcome != .unchanged)
    let after = try await workspace.record(of: flow)
    let isOne = field?.hasSuffix("key") == true
    #expect(
      after
        == (isOne
          ? before.replacing(SampleBody.secret, with: "Bearer " + SampleBody.secret)
          : before.replacing("0.70", with: "0.25")))
    await workspace.close()
  }

  @Test("a mark that is taken out takes its secret out")
  func removed() async throws {
    _ = try await loop { try $0.replace(Self.mark(in: $0.text), "") }.edit(flow, field: nil)
    #expect(
      try await workspace.body(of: flow) == SampleBody.text.replacing(SampleBody.secret, with: ""))
    await workspace.close()
  }

  @Test(
    "a mark that stands twice, elsewhere or altered is refused by its name, and the text is kept",
    arguments: [
      ("\"text\": \"a/b\"", "\"text\": \"M\""), (":ab", ":xx"),
      ("\"key\": \"M\"", "\"kex\": \"M\""),
    ])
  func refused(_ old: String, _ new: String) async throws {
    let before = try await workspace.record(of: flow)
    let seen = Mutex("")
    let loop = loop { file in
      let mark = Self.mark(in: try file.text)
      seen.withLock { $0 = mark }
      let text = try file.text.replacing("\"text\": \"a\\/b\"", with: "\"text\": \"a/b\"")
      try PrivateFile.write(Array(text.utf8), to: file.path)
      if old == ":ab" { return try file.replace(mark, String(mark.dropLast(2)) + "⟧") }
      return try file.replace(old.replacing("M", with: mark), new.replacing("M", with: mark))
    }
    let problem = await #expect(throws: Problem.self) { _ = try await loop.edit(flow, field: nil) }
    #expect(
      problem?.title.contains(seen.withLock { String($0.dropLast(2)) }) == true,
      "\(problem?.sentence ?? "")")
    #expect(problem?.advice?.contains("/edit/weir-") == true)
    #expect(try await workspace.record(of: flow) == before)
    await workspace.close()
  }

  @Test("they are shown when that is asked for")
  func shown() async throws {
    _ = try await loop { try $0.replace(SampleBody.secret, "sk-new-0123456789abcdef") }
      .edit(flow, field: nil, showsSecrets: true)
    #expect(try await workspace.body(of: flow).contains("sk-new-"))
    await workspace.close()
  }

  @Test("text with marks that was kept is told at the next start, and can be put back then")
  func kept() async throws {
    let text = try await workspace.editableText(of: flow, field: nil, hidesSecrets: true).text
    // No program has such a number.
    let path = home.places.data(of: "test") + "/edit/weir-\(flow.row)-4194305.json"
    try PrivateFile.write(
      Array(String(decoding: text, as: UTF8.self).replacing("0.70", with: "0.25").utf8), to: path)
    await workspace.close()
    let again = try home.open([.flowise])
    #expect(again.notices.count == 1)
    #expect(again.notices[0].contains("Triage") && again.notices[0].contains(path))
    let kept = try #require(try PrivateFile.read(path))
    _ = try await again.putField("flowData", kept, of: flow)
    let body = try await again.body(of: flow)
    #expect(body.contains(SampleBody.secret) && body.contains("0.25") && !body.contains("⟦"))
    await again.close()
  }

  @Test("text of a program that still runs, and an editor's own files, are not told")
  func running() async throws {
    let folder = home.places.data(of: "test") + "/edit"
    for name in ["weir-\(flow.row)-1.json", ".weir-1-4194305.json.swp", "other.json"] {
      try PrivateFile.write([1], to: "\(folder)/\(name)")
    }
    await workspace.close()
    let again = try home.open([.flowise])
    #expect(again.notices == [])
    await again.close()
  }
}

@Suite("A text that is saved nowhere yet, in the person's own editor")
struct LooseTextTests {
  private let home: TestHome
  private let workspace: Workspace

  init() throws {
    home = try TestHome()
    workspace = try home.open([.flowise])
  }

  private func edit(
    _ text: String, _ suffix: TextSuffix, _ round: @escaping @Sendable (EditedFile) throws -> Int32
  ) async throws -> String? {
    let loop = EditorLoop(workspace: workspace, editor: ["e"], opensAgain: false) {
      (arguments) throws(Problem) in (try? round(EditedFile(path: arguments[1]))) ?? 97
    }
    return try await loop.edit(Array(text.utf8), suffix: suffix, of: FlowID(row: 3))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private var files: [String] { FolderTree.names(in: home.places.data(of: "test") + "/edit") }

  @Test("comes back as it was written, and its file is gone", arguments: TextSuffix.allCases)
  func edited(_ suffix: TextSuffix) async throws {
    let edited = try await edit("[\"a\\u00e9\"]", suffix) { file in
      file.path.hasSuffix(suffix.rawValue) ? try file.replace("]", ", 1]\n") : 99
    }
    #expect(edited == "[\"a\\u00e9\", 1]")
    #expect(try await edit("[1]", suffix) { _ in 0 } == nil)
    #expect(files == [])
    await workspace.close()
  }

  @Test("must be JSON where it is; anything goes elsewhere")
  func insists() async throws {
    let problem = await #expect(throws: Problem.self) {
      _ = try await edit("[1]", .json) { try $0.replace("]", "") }
    }
    #expect(problem?.title.hasPrefix("NOT taken: line 1") == true)
    #expect(files.count == 1)
    #expect(try await edit("[1]", .plain) { try $0.replace("]", "") } == "[1")
    await workspace.close()
  }

  @Test(
    "hides secrets in JSON and in words",
    arguments: [
      (#"{"headers":{"Cookie":"c\u0061nary"},"a":1}"#, TextSuffix.json, "\"a\":1", "\"a\":2"),
      ("sk-canary0123456789abcdef", .plain, "⟦", "Bearer ⟦"),
    ])
  func secrets(_ text: String, _ suffix: TextSuffix, _ old: String, _ new: String) async throws {
    let edited = try await edit(text, suffix) { file in
      try file.text.contains("nary") || file.text.contains("c\\u") ? 99 : try file.replace(old, new)
    }
    #expect(edited == (suffix == .json ? text.replacing(old, with: new) : "Bearer " + text))
    await workspace.close()
  }

  @Test("JSON with a mistake is opened to be mended, unless it holds secrets")
  func broken() async throws {
    #expect(try await edit(#"{"a":1"#, .json) { try $0.replace("1", "1}") } == #"{"a":1}"#)
    let problem = await #expect(throws: Problem.self) {
      _ = try await edit(#"{"headers":{"Cookie":"canary"}"#, .json) { _ in 99 }
    }
    #expect(problem?.title.contains("not JSON yet") == true)
    #expect(files == [])
    await workspace.close()
  }
}
