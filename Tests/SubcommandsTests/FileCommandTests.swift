import FlowModel
import FlowWorkspace
import Glibc
import JSONText
import Subcommands
import TestKit
import Testing

/// Flows as folders for git, and back (command-line.md, "Files and servers").
@Suite("weir export and import")
struct FileCommandTests {
  private func text(_ path: String) throws -> String {
    String(decoding: try #require(try PrivateFile.read(path)), as: UTF8.self)
  }

  private func mode(_ path: String) -> mode_t {
    var facts = stat()
    return lstat(path, &facts) == 0 ? facts.st_mode & 0o7777 : 0
  }

  /// The one folder of a flow that begins with a name.
  private func folder(_ beginning: String, in parent: String) throws -> String {
    let names = FolderTree.names(in: parent).filter { $0.hasPrefix(beginning) }
    #expect(names.count == 1, "\(names)")
    return try "\(parent)/\(#require(names.first))"
  }

  @Test("export writes a folder for each flow, private, without secrets unless they are kept")
  func export() async throws {
    let weir = try await Weir(pulling: ["Triage", "Ein/Zwei: ../Drei"])
    let target = weir.home.folder.path + "/out"
    let answer = try await weir.run("export", target)
    #expect(answer.status == .done && answer.output.isEmpty)
    #expect(answer.errors.contains("1 secret left out"), "\(answer.errors)")
    #expect(FolderTree.names(in: target).count == 2 && mode(target) == 0o700)
    _ = try folder("ein-zwei-drei-", in: target)
    let triage = try folder("triage-", in: target)
    let record = try text(triage + "/record.json")
    let plain = try await weir.record("Triage")
    #expect(!record.contains("canary") && record == plain.replacing(SampleBody.secret, with: ""))
    #expect(try text(triage + "/flow.json").contains("\"temperature\": 0.70"))
    #expect(mode(triage + "/record.json") == 0o600 && mode(triage) == 0o700)

    #expect(try await weir.run("export", target, "Triage", "--secrets", "keep").status == .done)
    #expect(try text(triage + "/record.json") == plain)
    #expect(try await weir.run("export", target, "--secrets", "some").status == .usage)
    #expect(try await weir.run("export", target, "Nobody").status == .failed)
    #expect(weir.home.writes.isEmpty)
  }

  @Test("a flow that was renamed keeps its folder, and a link in it is not written through")
  func again() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let target = weir.home.folder.path + "/out"
    try await weir.run("export", target)
    let triage = try folder("triage-", in: target)
    try await weir.run("rename", "Triage", "Desk")
    #expect(try await weir.run("export", target).status == .done)
    #expect(FolderTree.names(in: target).count == 1)
    #expect(try text(triage + "/record.json").contains("\"Desk\""))

    PrivateFile.remove(triage + "/flow.json")
    let victim = weir.home.folder.path + "/victim"
    try PrivateFile.write(Array("mine".utf8), to: victim)
    #expect(symlink(victim, triage + "/flow.json") == 0)
    #expect(try await weir.run("export", target).status == .failed)
    #expect(try text(victim) == "mine")
  }

  @Test("what came out goes back in place, and a secret that was left out stays")
  func roundTrip() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let target = weir.home.folder.path + "/out"
    let before = try await weir.record("Triage")
    try await weir.run("export", target)
    let same = try await weir.run("import", target)
    #expect(same.status == .done && same.text.hasPrefix("same "), "\(same.text)\(same.errors)")
    #expect(try await weir.record("Triage") == before)

    let file = try folder("triage-", in: target) + "/flow.json"
    let edited = try text(file).replacing("0.70", with: "0.25")
    try PrivateFile.write(Array(edited.utf8), to: file)
    let planned = try await weir.run("import", target, "--dry-run")
    #expect(planned.text.hasPrefix("edited ") && planned.errors.contains("Nothing was changed"))
    #expect(try await weir.record("Triage") == before)
    #expect(try await weir.run("import", target).text.hasPrefix("edited "))
    #expect(try await weir.record("Triage") == before.replacing("0.70", with: "0.25"))
    #expect(try await weir.states() == ["Triage": "dirty"])
  }

  @Test("a folder of another profile's flow, one flow of Flowise and a workspace become new flows")
  func new() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let target = weir.home.folder.path + "/out"
    try await weir.run("export", target, "--secrets", "keep")
    let other = try await Weir()
    try await other.run("pull")
    let one = weir.home.folder.path + "/Small Chatflow.json"
    try PrivateFile.write(Array(#"{"nodes":[],"edges":[]}"#.utf8), to: one)
    let whole = weir.home.folder.path + "/workspace.json"
    try PrivateFile.write(
      Array(
        #"{"ChatFlow":[{"id":"a","name":"One","flowData":"{\"nodes\":[],\"edges\":[]}"}],"Tool":[],"AgentFlowV2":[{"name":"Two","type":"AGENTFLOW","flowData":"{\"nodes\":[],\"edges\":[]}"}]}"#
          .utf8), to: whole)
    let answer = try await other.run("import", target, one, whole)
    #expect(answer.status == .done, "\(answer.errors)")
    #expect(answer.lines.allSatisfy { $0.hasPrefix("new ") } && answer.lines.count == 4)
    #expect(
      try await other.states() == [
        "Triage": "pending-create", "Small": "pending-create", "One": "pending-create",
        "Two": "pending-create",
      ])
    #expect(try await other.body("Triage").contains(SampleBody.secret))
    #expect(other.home.writes.isEmpty)
  }

  @Test("one path that cannot be read changes nothing, and a read-only profile takes nothing")
  func refusals() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let home = weir.home.folder.path
    try await weir.run("export", home + "/out")
    try PrivateFile.write(Array("{".utf8), to: home + "/broken.json")
    try PrivateFile.makeFolder(home + "/empty")
    let one = try folder("triage-", in: home + "/out")
    let changed = try text(one + "/flow.json").replacing("0.70", with: "0.1")
    try PrivateFile.write(Array(changed.utf8), to: one + "/flow.json")
    for (path, word) in [
      ("/broken.json", "is not JSON"), ("/empty", "no folder of"), ("/none", "There is no file"),
    ] {
      let answer = try await weir.run("import", one, home + path)
      #expect(answer.status != .done && answer.errors.contains(word), "\(answer.errors)")
    }
    #expect(try await weir.run("import", one, readOnly: true).status == .failed)
    #expect(try await weir.states() == ["Triage": "clean"])
  }
}
