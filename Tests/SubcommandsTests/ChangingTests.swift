import FlowModel
import FlowServer
import FlowWorkspace
import Glibc
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir set and put")
struct SetCommandTests {
  @Test("set changes its bytes and no other, here and after a push on the server")
  func onlyItsBytes() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let before = try await weir.record("Triage")
    weir.home.server.clearLog()
    let answer = try await weir.run("set", "Triage", temperature, "0.2")
    #expect(answer.status == .done && answer.output == [])
    #expect(answer.errors == "Triage: saved here. 1 change waits to be pushed.\n")
    #expect(
      try await weir.record("Triage")
        == before.replacing(#"\"temperature\":0.70"#, with: #"\"temperature\":0.2"#))
    #expect(weir.home.server.log == [])
    #expect(try await weir.run("push").status == .done)
    let id = try #require(try weir.home.server.flowIDs().first)
    #expect(
      try weir.home.storedBody(of: id) == SampleBody.text.replacing("0.70", with: "0.2"))
  }

  @Test("VALUE is JSON, or text with --string; a Pointer is a path too")
  func values() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let label = "/flowData/nodes/0/data/label"
    let wrong = try await weir.run("set", "Triage", label, "hello")
    #expect(wrong.status == .usage && wrong.errors.contains("--string"))
    #expect(try await weir.run("set", "Triage", label, "say \"hi\"", "--string").status == .done)
    #expect(try await weir.body("Triage").contains(#""label":"say \"hi\"""#))
    #expect(try await weir.run("set", "Triage", label, "{\"a\": [1]}").status == .done)
    #expect(try await weir.body("Triage").contains(#""label":{"a": [1]}"#))
    let same = try await weir.run("set", "Triage", temperature, "0.70")
    #expect(same.status == .done && same.errors.contains("nothing changed"))
  }

  @Test("a key that looks like a slip is not added, unless somebody says so")
  func slip() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let before = try await weir.record("Triage")
    let slip = temperature.replacing("temperature", with: "temprature")
    let answer = try await weir.run("set", "Triage", slip, "0.2")
    #expect(answer.status == .failed && answer.errors.hasPrefix("NOT saved"))
    #expect(answer.errors.contains("Did you mean \(temperature)? To add it, give --new."))
    #expect(try await weir.record("Triage") == before)
    #expect(try await weir.run("set", "Triage", slip, "0.2", "--new").status == .done)
    #expect(try await weir.body("Triage").contains(#""temprature""#))
    let new = temperature.replacing("temperature", with: "verbose")
    #expect(try await weir.run("set", "Triage", new, "true").status == .done)
  }

  @Test(
    "what cannot be set is said, with a status of its own",
    arguments: [
      ("flowData.nodes[7].id", ExitStatus.failed), ("id", .usage), ("workspaceId", .usage),
      ("flowData.nodes[", .usage),
    ])
  func refused(_ path: String, _ status: ExitStatus) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let before = try await weir.record("Triage")
    let answer = try await weir.run("set", "Triage", path, "1")
    #expect(answer.status == status && !answer.errors.isEmpty)
    #expect(try await weir.record("Triage") == before)
  }

  @Test("put takes no text that does not parse, and nothing changes")
  func putBroken() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let before = try await weir.record("Triage")
    for text in [#"{"nodes":[,]}"#, "", "words"] {
      let answer = try await weir.run(
        "put", "Triage", "--field", "flowData", "--file", "-", console: TestConsole(input: text))
      #expect(answer.status == .failed && answer.errors.contains("NOT saved"))
    }
    #expect(try await weir.record("Triage") == before)
  }

  @Test("a copy that cannot be opened: what was to be saved was not, and what only reads says why")
  func unopened() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let copy = weir.dataFolder + "/weir.db"
    for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) }
    try #require(mkdir(copy, 0o700) == 0)
    for words in [
      ["set", "Triage", temperature, "1"], ["new", "Mine", "--kind", "chatflow"],
      ["undo", "Triage"],
      ["rename", "Triage", "Other"], ["delete", "Triage", "--yes"],
    ] {
      let answer = try await weir.run(words)
      #expect(answer.status == .failed && answer.errors.hasPrefix("NOT saved: "), "\(words)")
    }
    for words in [["list"], ["status"], ["show", "Triage"]] {
      let answer = try await weir.run(words)
      #expect(answer.status == .failed && !answer.errors.contains("NOT saved"), "\(words)")
      #expect(answer.errors.contains(copy), "\(words)")
    }
  }

  @Test("put replaces one field's text from a file or standard input, byte for byte")
  func put() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let body = " {\"nodes\" : [],\n\"edges\":[] } "
    let piped = try await weir.run(
      "put", "Triage", "--field", "flowData", "--file", "-", console: TestConsole(input: body))
    #expect(piped.status == .done)
    #expect(try await weir.body("Triage") == body)
    let path = weir.home.folder.path + "/body.json"
    try PrivateFile.write(Array(SampleBody.text.utf8), to: path)
    #expect(
      try await weir.run("put", "Triage", "--field", "flowData", "--file", path).status == .done)
    #expect(try await weir.body("Triage") == SampleBody.text)
    #expect(try await weir.states() == ["Triage": "clean"], "as the server has it: nothing waits")
    for words in [
      ["--field", "flowData"], ["--file", path], ["--field", "id", "--file", path],
      ["--field", "flowData", "--file", path + ".none"],
    ] {
      #expect(try await weir.run(["put", "Triage"] + words).status == .usage, "\(words)")
    }
  }

  @Test("what the server would refuse is saved and said so")
  func warned() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let answer = try await weir.run(
      "put", "Triage", "--field", "flowData", "--file", "-", console: TestConsole(input: "{}"))
    #expect(answer.status == .done && answer.errors.contains("nodes"))
    let push = try await weir.run("push")
    #expect(push.status == .needsPerson && weir.home.writes == [])
  }

  @Test("--read-only changes nothing and says why")
  func readOnly() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let before = try await weir.record("Triage")
    for words in [
      ["set", "Triage", temperature, "1"], ["rename", "Triage", "x"],
      ["delete", "Triage", "--yes"],
      ["push"], ["pull"], ["new", "x", "--kind", "chatflow"],
    ] {
      let answer = try await weir.run(words, readOnly: true)
      // An empty plan is no reason to complain.
      if words == ["push"] { continue }
      #expect(answer.status == .failed && answer.errors.contains("read-only"), "\(words)")
    }
    #expect(try await weir.record("Triage") == before)
  }
}

@Suite("weir new, rename, duplicate, delete, undo")
struct FlowOrderCommandTests {
  @Test("new prints the local id, and a push makes it one flow of its kind and type")
  func new() async throws {
    let weir = try await Weir(Service.allCases)
    let made = try await weir.run(
      "new", "Fresh", "--kind", "chatflow", "--type", "AGENTFLOW", "--flow-data", "-",
      console: TestConsole(input: SampleBody.text))
    #expect(made.status == .done && made.lines.count == 1)
    let bot = try await weir.run("new", "Robot", "--kind", "chatbot")
    #expect(try await weir.run("show", String(bot.lines[0])).text.hasPrefix("Robot\n"))
    #expect(try await weir.run("push").status == .done)
    let ids = try weir.home.server.flowIDs()
    #expect(ids.count == 1)
    #expect(try weir.home.storedBody(of: ids[0]) == SampleBody.text)
    #expect(
      try weir.home.server.storedField("type", of: ids[0]) == Array("\"AGENTFLOW\"".utf8))
    #expect(try weir.home.server.chatbotIDs().count == 7)
    #expect(
      try await weir.run("show", String(made.lines[0]), "--json").json["id"]?.string == ids[0])
  }

  @Test(
    "new refuses what does not go together",
    arguments: [
      ["x"], ["x", "--kind", "flow"], ["x", "--kind", "chatbot", "--type", "CHATFLOW"],
      ["x", "--kind", "chatbot", "--flow-data", "-"], ["x", "--kind", "chatflow", "--draft", "-"],
      ["x", "--kind", "chatflow", "--type", "SWARM"],
      ["x", "--kind", "chatflow", "--flow-data", "-"],
      ["x", "--kind", "chatbot"], ["--kind", "chatflow"],
    ])
  func wrongNew(_ words: [String]) async throws {
    // The profile has a Flowise server only; standard input is no JSON.
    let weir = try await Weir()
    let answer = try await weir.run(["new"] + words, console: TestConsole(input: "{nodes"))
    #expect(answer.status == .usage && answer.output == [])
    #expect(try await weir.states().isEmpty)
  }

  @Test("rename and duplicate: the copy waits to be created, private, with the same body")
  func renameAndDuplicate() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    #expect(try await weir.run("rename", "Triage", "Desk").status == .done)
    let copy = try await weir.run("duplicate", "Desk", "Desk two")
    #expect(copy.status == .done)
    #expect(try await weir.states() == ["Desk": "dirty", "Desk two": "pending-create"])
    #expect(try await weir.body("Desk two") == SampleBody.text)
    #expect(try await weir.run("push").status == .done)
    #expect(try weir.home.server.flowCount() == 2)
  }

  @Test("delete asks; without a terminal it is 3 and nothing is marked")
  func delete() async throws {
    let weir = try await Weir(pulling: ["One", "Two"])
    let alone = try await weir.run("delete", "One", "Two")
    #expect(alone.status == .needsPerson && alone.errors.contains("--yes"))
    #expect(try await weir.states() == ["One": "clean", "Two": "clean"])
    let yes = try await weir.run(
      "delete", "One", console: TestConsole(isTerminal: true, answers: ["YES"]))
    #expect(yes.status == .done && yes.questions[0].contains("this flow"))
    #expect(try await weir.run("delete", "Two", "--yes").status == .done)
    #expect(try await weir.states() == ["One": "pending-delete", "Two": "pending-delete"])
    #expect(try weir.home.server.flowCount() == 2, "a push deletes them there")
  }

  @Test("one wrong REF among several deletes nothing")
  func deleteSome() async throws {
    let weir = try await Weir(pulling: ["One"])
    #expect(try await weir.run("delete", "One", "Nobody", "--yes").status == .failed)
    #expect(try await weir.states() == ["One": "clean"])
  }

  @Test("undo takes back the delete, then the edit, then says that there is nothing")
  func undo() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    try await weir.run("delete", "Triage", "--yes")
    #expect(try await weir.run("undo", "Triage").errors.contains("delete"))
    #expect(try await weir.states() == ["Triage": "dirty"])
    #expect(try await weir.run("undo", "Triage").errors.contains("last edit"))
    #expect(try await weir.states() == ["Triage": "clean"])
    let nothing = try await weir.run("undo", "Triage")
    #expect(nothing.status == .failed && nothing.errors.contains("nothing to take back"))
  }
}

@Suite("weir edit")
struct EditCommandTests {
  private struct NoFile: Error {}

  /// An editor that replaces `old` by `new` in its file.
  private func editor(
    _ old: String, _ new: String, isTerminal: Bool = true
  ) -> TestConsole {
    TestConsole(isTerminal: isTerminal) { arguments in
      let path = arguments.last ?? ""
      guard let bytes = try PrivateFile.read(path) else { throw NoFile() }
      let text = String(decoding: bytes, as: UTF8.self).replacing(old, with: new)
      try PrivateFile.write(Array(text.utf8), to: path)
      return 0
    }
  }

  private func files(_ weir: Weir) -> [String] {
    FolderTree.names(in: weir.home.places.data(of: "test") + "/edit")
  }

  @Test("what the editor changed is spliced in, and its file is gone")
  func edited() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let answer = try await weir.run("edit", "Triage", console: editor("0.70", "0.2"))
    #expect(answer.status == .done && answer.errors.contains("saved here"))
    #expect(try await weir.body("Triage") == SampleBody.text.replacing("0.70", with: "0.2"))
    #expect(files(weir) == [])
  }

  @Test("the configured editor is run with the file as its last argument")
  func arguments() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    weir.home.environment["WEIR_EDITOR"] = "hx --config 'my file'"
    let console = TestConsole(isTerminal: true) { arguments in
      arguments.dropLast() == ["hx", "--config", "my file"]
        && arguments.last?.hasSuffix(".json") == true
        ? 0 : 99
    }
    let answer = try await weir.run("edit", "Triage", console: console)
    #expect(answer.status == .done && answer.errors.contains("nothing changed"))
    #expect(files(weir) == [])
  }

  @Test("a failed editor changes nothing and keeps the text")
  func failed() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let console = TestConsole(isTerminal: true) { arguments in
      try PrivateFile.write(Array("{".utf8), to: arguments.last ?? "")
      return 1
    }
    let answer = try await weir.run("edit", "Triage", console: console)
    #expect(answer.status == .failed && answer.errors.contains("status 1"))
    #expect(answer.errors.contains("/edit/weir-"))
    #expect(try await weir.states() == ["Triage": "clean"])
    #expect(files(weir).count == 1)
  }

  @Test("what does not parse opens again with the mistake on top, until it is mended")
  func mended() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let round = Counter()
    let console = TestConsole(isTerminal: true) { arguments in
      let path = arguments.last ?? ""
      let shown = String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self)
      let number = round.next()
      if number == 1 {
        try PrivateFile.write(Array(shown.replacing("0.70,", with: "0.2.,").utf8), to: path)
      } else {
        guard shown.hasPrefix("// weir: "), shown.contains("line ") else { return 99 }
        try PrivateFile.write(Array(shown.replacing("0.2.,", with: "0.2,").utf8), to: path)
      }
      return 0
    }
    let answer = try await weir.run("edit", "Triage", console: console)
    #expect(answer.status == .done, "\(answer.errors)")
    #expect(round.value == 2)
    #expect(try await weir.body("Triage") == SampleBody.text.replacing("0.70", with: "0.2"))
  }

  @Test("a mistake that is left as it was ends it: nobody is asked for ever, the text is kept")
  func givenUp() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let rounds = Counter()
    let console = TestConsole(isTerminal: true) { arguments in
      let path = arguments.last ?? ""
      guard rounds.next() == 1, let bytes = try PrivateFile.read(path) else { return 0 }
      let text = String(decoding: bytes, as: UTF8.self).replacing("0.70", with: "0.2.")
      try PrivateFile.write(Array(text.utf8), to: path)
      return 0
    }
    let answer = try await weir.run("edit", "Triage", console: console)
    #expect(answer.status == .failed && answer.errors.contains("/edit/weir-"))
    #expect(rounds.value == 2)
    #expect(files(weir).count == 1)
    #expect(try await weir.states() == ["Triage": "clean"])
  }

  @Test("without a person the mistake ends it, and the sentence says where the text is")
  func broken() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let answer = try await weir.run(
      "edit", "Triage", console: editor("0.70", "0.2.", isTerminal: false))
    #expect(answer.status == .failed)
    #expect(answer.errors.contains("line ") && answer.errors.contains("/edit/weir-"))
    #expect(files(weir).count == 1)
    #expect(try await weir.states() == ["Triage": "clean"])
  }

  @Test("--field edits another field, an empty one the whole record; the server's own stay")
  func fields() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    #expect(
      try await weir.run(
        "edit", "Triage", "--field", "name", console: editor("Triage", "Desk")
      ).status == .done)
    #expect(
      try await weir.run(
        "edit", "Desk", "--field", "", console: editor("\"CHATFLOW\"", "\"AGENTFLOW\"")
      ).status == .done)
    #expect(try await weir.record("Desk").contains("AGENTFLOW"))
    let id = try #require(try weir.home.server.flowIDs().first)
    let refused = try await weir.run(
      "edit", "Desk", "--field", "", console: editor(id, "x", isTerminal: false))
    #expect(refused.status == .failed && refused.errors.contains("belongs to the server"))
  }

  @Test("a flow that waits to be deleted is not opened")
  func state() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("delete", "Triage", "--yes")
    let answer = try await weir.run("edit", "Triage", console: editor("0.70", "0.2"))
    #expect(answer.status == .failed && answer.errors.contains("pending-delete"))
  }
}
