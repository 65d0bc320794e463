import FlowModel
import FlowServer
import FlowWorkspace
import Glibc
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir recover")
struct RecoverTests {
  /// A home whose database is older than its `unpushed/`: the edit of Triage stands there only.
  private func olderCopy() async throws -> Weir {
    let weir = try await Weir(pulling: ["Triage", "Other"])
    let database = weir.dataFolder + "/weir.db"
    let older = try #require(try PrivateFile.read(database, limit: 1 << 26))
    try await weir.run("set", "Triage", temperature, "0.2")
    for suffix in ["-wal", "-shm"] { unlink(database + suffix) }
    try PrivateFile.write(older, to: database)
    return weir
  }

  @Test("takes in what the copy does not hold, when a person or --yes says so")
  func takes() async throws {
    let weir = try await olderCopy()
    let status = try await weir.run("status")
    #expect(status.errors.contains("`weir recover` takes them in"))
    #expect(try await weir.states()["Triage"] == "clean")

    let asked = try await weir.run("recover")
    #expect(asked.status == .needsPerson && asked.text.contains("Triage"))
    #expect(try await weir.states()["Triage"] == "clean")
    let refused = try await weir.run(
      "recover", console: TestConsole(isTerminal: true, answers: ["no"]))
    #expect(refused.status == .needsPerson && refused.questions.count == 1)
    #expect(try await weir.states()["Triage"] == "clean")

    let taken = try await weir.run(
      "recover", console: TestConsole(isTerminal: true, answers: ["yes"]))
    #expect(taken.status == .done)
    #expect(try await weir.states()["Triage"] == "dirty")
    #expect(try await weir.body("Triage").contains("\"temperature\":0.2,"))
    #expect(try await weir.run("recover").text == "There is nothing to recover.\n")
    #expect(try await weir.run("push", "--yes").status == .done)
    let id = try await weir.run("show", "Triage", "--json").json["id"]?.string ?? ""
    #expect(try weir.home.storedBody(of: id).contains("\"temperature\":0.2,"))
    #expect(PrivateFileNames.of(weir.dataFolder + "/unpushed") == [])
  }

  @Test("lists as JSON, without taking anything, and with --yes what it took")
  func json() async throws {
    let weir = try await olderCopy()
    try PrivateFile.write(Array("notes".utf8), to: weir.dataFolder + "/unpushed/notes.json")
    let text = weir.dataFolder + "/edit/weir-1-1999999.json"
    try PrivateFile.write(Array("{}".utf8), to: text)
    let listed = try await weir.run("recover", "--json")
    #expect(listed.status == .needsPerson)
    let edits = try #require(try listed.json["edits"])
    #expect(edits.count == 2 && edits[0]?["becomes"]?.string == "edit")
    #expect(edits[0]?["name"]?.string == "Triage" && edits[0]?["taken"]?.boolean == false)
    #expect(edits[1]?["file"]?.string == "notes.json" && edits[1]?["becomes"]?.isNull == true)
    #expect(edits[1]?["reason"]?.string?.isEmpty == false)
    #expect(try listed.json["texts"]?[0]?["path"]?.string == text)
    let taken = try await weir.run("recover", "--json", "--yes")
    #expect(taken.status == .done)
    #expect(try taken.json["edits"]?[0]?["taken"]?.boolean == true)
    #expect(try taken.json["edits"]?[1]?["taken"]?.boolean == false)
    #expect(try await weir.run("recover", "--json").status == .done)
  }

  @Test("is not needed after damage: the edits wait again, and the rest comes with a pull")
  func afterDamage() async throws {
    let weir = try await Weir(pulling: ["Triage", "Other"])
    try await weir.run("set", "Triage", temperature, "0.2")
    try await weir.run("new", "Mine", "--kind", "chatflow")
    let before = try await weir.run("status", "--json").json["outbox"]?.count
    try PrivateFile.write(Array("oops".utf8), to: weir.dataFolder + "/weir.db")
    let status = try await weir.run("status")
    #expect(status.errors.contains("damaged-") && status.errors.contains("2 edits came back"))
    #expect(try await weir.states() == ["Triage": "dirty", "Mine": "pending-create"])
    #expect(try await weir.run("status", "--json").json["outbox"]?.count == before)
    #expect(try await weir.run("pull").status == .done)
    #expect(try await weir.states()["Other"] == "clean")
    #expect(try await weir.run("push", "--yes").status == .done)
    #expect(try await weir.states() == ["Triage": "clean", "Mine": "clean", "Other": "clean"])
    #expect(try weir.home.server.flowIDs().count == 3)
  }

  @Test("an edit whose flow changed on the server meanwhile is held, not sent over it")
  func changedElsewhere() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let id = try #require(try weir.home.server.flowIDs().first)
    try PrivateFile.write(Array("oops".utf8), to: weir.dataFolder + "/weir.db")
    let theirs = SampleBody.text.replacing("0.70", with: "0.90")
    try weir.changeElsewhere(id, to: theirs)
    try await weir.run("status")
    _ = try await weir.run("push", "--yes")
    #expect(try weir.home.storedBody(of: id) == theirs)
    #expect(try await weir.states()["Triage"] == "conflict")
  }

  @Test("changes nothing when the profile is read-only, and says what stands there")
  func readOnly() async throws {
    let weir = try await olderCopy()
    let answer = try await weir.run("recover", "--yes", readOnly: true)
    #expect(answer.status == .failed && answer.errors.contains("read-only"))
    #expect(PrivateFileNames.of(weir.dataFolder + "/unpushed").count == 1)
  }
}

extension Weir {
  var dataFolder: String { home.places.data(of: "test") }
}

/// The names in a folder, sorted, without the database's own side files.
enum PrivateFileNames {
  static func of(_ folder: String) -> [String] {
    FolderTree.names(in: folder).sorted().filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
  }
}
