import FlowModel
import FlowSync
import FlowWorkspace
import Glibc
import TestKit
import Testing

/// Promise 3. The whole process may write no byte for a while: `.serialized`, and `make test` runs
/// one test at a time.
@Suite("A save that the disk refuses", .serialized)
struct RefusedSaveTests {
  /// Runs `body` while every write to a file fails with EFBIG.
  private func withFullDisk<Result>(
    _ body: () async throws -> Result
  ) async throws -> Result {
    signal(SIGXFSZ, SIG_IGN)
    var before = rlimit()
    try #require(getrlimit(__rlimit_resource_t(1), &before) == 0)
    var none = before
    none.rlim_cur = 0
    try #require(setrlimit(__rlimit_resource_t(1), &none) == 0)
    defer { setrlimit(__rlimit_resource_t(1), &before) }
    return try await body()
  }

  @Test("says so first, keeps what stands there, and succeeds when there is room again")
  func everyKind() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    try await workspace.set(Place.temperature, "0.2", of: flow)
    let record = try await workspace.record(of: flow)
    let version = try await workspace.flow(flow).version
    let saves: [(String, @Sendable () async throws -> Void)] = [
      ("set", { try await workspace.set(Place.temperature, "0.3", of: flow) }),
      ("rename", { _ = try await workspace.rename(flow, to: "Other") }),
      ("put", { _ = try await workspace.putField("flowData", Array("{}".utf8), of: flow) }),
      (
        "text",
        {
          _ = try await workspace.saveText(
            Array("{\"nodes\":[]}".utf8), of: flow, field: nil, fromVersion: version)
        }
      ),
      ("new", { _ = try await workspace.create(name: "x", kind: .chatflow, type: nil, body: nil) }),
      ("delete", { try await workspace.delete(flow) }),
      ("undo", { _ = try await workspace.undo(flow) }),
      (
        "typing",
        {
          try await workspace.keepUnsaved(
            UnsavedText(
              flow: flow, owner: "screen-1", fromVersion: version, field: "flowData",
              text: Array("{".utf8), at: 1))
        }
      ),
    ]
    for (name, save) in saves {
      let problem = try await withFullDisk { () async throws -> Problem? in
        do {
          try await save()
          return nil
        } catch {
          return error as? Problem
        }
      }
      #expect(
        problem?.title.hasPrefix("NOT saved") == true, "\(name): \(problem?.title ?? "saved")")
      #expect(try await workspace.record(of: flow) == record, "\(name)")
    }
    #expect(try await workspace.outbox().count == 1)
    try await workspace.set(Place.temperature, "0.4", of: flow)
    await workspace.close()
    let again = try home.open([.flowise])
    #expect(try await again.body(of: flow).contains("\"temperature\":0.4,"))
    #expect(again.notices == [])
    await again.close()
  }

  @Test("and of an editor leaves its text in the file that it names")
  func editorText() async throws {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open([.flowise])
    try await workspace.pullAll()
    let flow = try await workspace.id(of: "Triage")
    var limit = rlimit()
    try #require(getrlimit(__rlimit_resource_t(1), &limit) == 0)
    let before = limit
    defer {
      var before = before
      setrlimit(__rlimit_resource_t(1), &before)
    }
    signal(SIGXFSZ, SIG_IGN)
    let loop = EditorLoop(workspace: workspace, editor: ["editor"]) { (arguments) throws(Problem) in
      let path = arguments.last ?? ""
      let text = String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self)
      try PrivateFile.write(Array(text.replacing("0.70", with: "0.25").utf8), to: path)
      var none = before
      none.rlim_cur = 0
      setrlimit(__rlimit_resource_t(1), &none)
      return 0
    }
    let problem = await #expect(throws: Problem.self) { try await loop.edit(flow, field: nil) }
    #expect(problem?.title.hasPrefix("NOT saved") == true)
    let folder = home.places.data(of: "test") + "/edit"
    let name = try #require(FolderTree.names(in: folder).first)
    #expect(problem?.advice?.contains("\(folder)/\(name)") == true)
    let kept = try #require(try PrivateFile.read("\(folder)/\(name)"))
    #expect(String(decoding: kept, as: UTF8.self).contains("0.25"))
    await workspace.close()
  }

  @Test("a text can be written into another file: new, private, never over one that is there")
  func anotherFile() async throws {
    let home = try TestHome()
    let workspace = try home.open([.flowise])
    let path = home.folder.path + "/kept.json"
    #expect(try workspace.writeFile(Array("{".utf8), to: path) == path)
    var facts = stat()
    #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    #expect(throws: Problem.self) { try workspace.writeFile([], to: path) }
    #expect(try PrivateFile.read(path) == Array("{".utf8))
    #expect(throws: Problem.self) { try workspace.writeFile([], to: path + "/x") }
    await workspace.close()
  }
}
