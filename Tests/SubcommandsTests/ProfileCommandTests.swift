import FlowModel
import FlowServer
import FlowWorkspace
import Glibc
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir profile")
struct ProfileCommandTests {
  private func configuration(_ weir: Weir) throws -> String {
    String(decoding: try PrivateFile.read(weir.home.places.configFile) ?? [], as: UTF8.self)
  }

  @Test("add makes a profile without asking anybody, and the sentence says what to do next")
  func add() async throws {
    let weir = try await Weir()
    let answer = try await weir.run(
      "profile", "add", "prod", "--flowise", "flow.example.com", "--flowise-token-env", "TOKEN",
      "--flownally", "https://api.example.com/v1", "--flownally-token-command",
      "pass show 'flow nally'", "--protected")
    #expect(answer.status == .done)
    #expect(answer.output == [])
    #expect(answer.errors.contains("weir doctor -p prod"))
    #expect(weir.home.server.log == [])
    let shown = try await weir.run("profile", "show", "prod")
    for part in [
      "Profile prod", "protected", "https://flow.example.com", "variable TOKEN",
      "https://api.example.com/v1", "command pass", weir.home.places.data(of: "prod"),
    ] {
      #expect(shown.text.contains(part), "\(part)")
    }
    let file = try ProfileFile(path: weir.home.places.configFile)
    #expect(
      file.configuration.profiles.first { $0.name == "prod" }?.flownally?.token
        == .command(["pass", "show", "flow nally"], asks: false))
  }

  @Test("a token from standard input is stored 0600, said so, and stands nowhere else")
  func standardInput() async throws {
    let weir = try await Weir()
    let answer = try await weir.run(
      "profile", "add", "prod", "--flowise", weir.home.server.flowiseURL, "--flowise-token-stdin",
      console: TestConsole(input: "stdin-canary-55\nsecond line\n"))
    #expect(answer.status == .done)
    let path = weir.home.places.tokenFile(profile: "prod", service: .flowise)
    #expect(answer.errors.contains("in clear in \(path)"))
    #expect(!answer.errors.contains("canary"))
    #expect(try PrivateFile.read(path, isSecret: true) == Array("stdin-canary-55\n".utf8))
    #expect(try !configuration(weir).contains("canary"))
    let shown = try await weir.run("profile", "show", "prod")
    #expect(shown.text.contains("stored in clear") && !shown.text.contains("canary"))
  }

  @Test(
    "what is no token is refused and not stored", arguments: ["", "\n", "two words\n", "tök\n"])
  func badInput(_ input: String) async throws {
    let weir = try await Weir()
    let answer = try await weir.run(
      "profile", "add", "prod", "--flowise", "flow.example.com", "--flowise-token-stdin",
      console: TestConsole(input: input))
    #expect(answer.status == .usage)
    #expect(FolderTree.names(in: weir.home.places.config + "/tokens") == [])
    #expect(try !configuration(weir).contains("prod"))
  }

  @Test(
    "wrong words are sentences, and change nothing",
    arguments: [
      (["add"], "NAME is missing"), (["add", "prod"], "Name a server"),
      (["add", "../up", "--flowise", "x.example.com"], "cannot be the name"),
      (["add", ".hidden", "--flowise", "x.example.com"], "cannot be the name"),
      (["add", "prod", "--flowise", "ftp://x"], "https://flow.example.com"),
      (["add", "prod", "--flowise", "http://flow.example.com"], "is not encrypted"),
      (["add", "prod", "--flowise-token-env", "X"], "goes with --flowise URL"),
      (["add", "prod", "--flowise", "x.example.com", "--flowise-token-command", "'open"], "quote"),
      (
        [
          "add", "prod", "--flowise", "x.example.com", "--flowise-token-env", "A",
          "--flowise-token-file", "/b",
        ], "one source"
      ),
      (["frobnicate", "prod"], "is not one of add, list"),
      (["show", "nothing"], "no profile \"nothing\""), (["use", "nothing"], "no profile"),
      (["remove", "nothing"], "no profile"),
      (["show"], "NAME is missing after \"weir profile show\"."),
      ([], "One of add, list, show, use, rebind, remove is missing after \"weir profile\"."),
    ])
  func wrongWords(_ words: [String], says part: String) async throws {
    let weir = try await Weir()
    let before = try configuration(weir)
    let answer = try await weir.run(["profile"] + words)
    #expect(answer.status == .usage)
    #expect(answer.errors.contains(part), "\(answer.errors)")
    #expect(answer.output == [])
    #expect(try configuration(weir) == before)
  }

  @Test("plain http to another host needs a word of its own; to this computer it does not")
  func plainHTTP() async throws {
    let weir = try await Weir()
    let allowed = try await weir.run(
      "profile", "add", "lan", "--flowise", "http://flow.example.com", "--flowise-allow-http")
    #expect(allowed.status == .done)
    #expect(try await weir.run("profile", "show", "lan").text.contains("plain http"))
    let local = try await weir.run("profile", "add", "here", "--flowise", "localhost:3000")
    #expect(local.status == .done)
    #expect(try await weir.run("profile", "show", "here").text.contains("http://localhost:3000"))
  }

  @Test("list marks the default; --json has the fields, and one document only")
  func list() async throws {
    let weir = try await Weir()
    try await weir.run("profile", "add", "prod", "--flowise", "flow.example.com", "--read-only")
    try await weir.run("profile", "use", "prod")
    let text = try await weir.run("profile", "list").text
    #expect(text.contains("* prod  https://flow.example.com\n"))
    #expect(text.contains("  test  \(weir.home.server.flowiseURL)\n"))
    let rows = Array(try await weir.run("profile", "list", "--json").json.elements)
    #expect(
      rows.map(\.keys).allSatisfy {
        $0 == ["name", "default", "protected", "readOnly", "flowise", "flownally"]
      })
    let prod = try #require(rows.first { $0["name"]?.string == "prod" })
    #expect(prod["default"]?.boolean == true && prod["readOnly"]?.boolean == true)
    #expect(prod["flowise"]?.string == "https://flow.example.com")
    #expect(prod["flownally"]?.isNull == true)
  }

  @Test("use chooses what is meant without -p")
  func use() async throws {
    let weir = try await Weir()
    try await weir.run("profile", "add", "prod", "--flowise", "flow.example.com")
    #expect(try await weir.run("status").status == .usage, "two profiles, none chosen")
    #expect(try await weir.run("profile", "use", "prod").status == .done)
    #expect(try await weir.run("status").text.hasPrefix("Profile prod\n"))
  }

  @Test("remove asks; without a terminal it is 3 and nothing goes")
  func removeAsks() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let alone = try await weir.run("profile", "remove", "test")
    #expect(alone.status == .needsPerson)
    #expect(alone.errors.contains("--yes"))
    let no = try await weir.run(
      "profile", "remove", "test", console: TestConsole(isTerminal: true, answers: ["no"]))
    #expect(no.status == .needsPerson)
    #expect(no.questions.count == 1)
    #expect(try await weir.states() == ["Triage": "clean"])
    let yes = try await weir.run(
      "profile", "remove", "test", console: TestConsole(isTerminal: true, answers: ["yes"]))
    #expect(yes.status == .done)
    #expect(FolderTree.names(in: weir.home.places.data) == [])
    #expect(try await weir.run("list").status == .usage)
  }

  @Test("remove refuses with unpushed edits, even with --yes, unless they are given up by name")
  func removeUnpushed() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let refused = try await weir.run("profile", "remove", "test", "--yes")
    #expect(refused.status == .needsPerson)
    #expect(refused.errors.contains("1 flows of test"))
    #expect(try await weir.body("Triage").contains("0.2"))
    let gone = try await weir.run("profile", "remove", "test", "--yes", "--discard-unpushed")
    #expect(gone.status == .done)
    #expect(FolderTree.names(in: weir.home.places.data) == [])
  }

  @Test("a mistake in the file is told with its place, and the rest holds")
  func warnings() async throws {
    let weir = try await Weir()
    let text = try configuration(weir).replacing("{\n", with: "{\n  thema: 1,\n")
    try PrivateFile.write(Array(text.utf8), to: weir.home.places.configFile)
    let answer = try await weir.run("profile", "list")
    #expect(answer.status == .done)
    #expect(answer.errors.contains("config.json5:2") && answer.errors.contains("thema"))
    #expect(answer.text.contains("test"))
  }
}
