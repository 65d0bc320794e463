import FlowModel
import FlowServer
import FlowWorkspace
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir list")
struct ListCommandTests {
  private static let fields = [
    "id", "localId", "kind", "name", "type", "status", "category", "state", "nodes", "edges",
    "bytes", "updated", "server",
  ]

  @Test("--json has exactly the fields of the manual, for both kinds; what is unknown is null")
  func fields() async throws {
    let weir = try await Weir(Service.allCases, pulling: ["Triage"])
    try await weir.run("new", "Fresh", "--kind", "chatflow")
    let answer = try await weir.run("list", "--json")
    #expect(answer.status == .done && answer.errors == "")
    let rows = Array(try answer.json.elements)
    #expect(rows.count == 8)
    #expect(rows.allSatisfy { $0.keys == Self.fields })
    let flow = try #require(rows.first { $0["name"]?.string == "Triage" })
    #expect(flow["id"]?.string == (try weir.home.server.flowIDs().first))
    #expect(flow["kind"]?.string == "chatflow" && flow["server"]?.string == "flowise")
    #expect(flow["state"]?.string == "clean" && flow["type"]?.string == "CHATFLOW")
    #expect(flow["nodes"]?.integer == 2 && flow["edges"]?.integer == 1)
    #expect(flow["status"]?.isNull == true && flow["updated"]?.string != nil)
    let fresh = try #require(rows.first { $0["name"]?.string == "Fresh" })
    #expect(fresh["id"]?.isNull == true && fresh["state"]?.string == "pending-create")
    let bot = try #require(rows.first { $0["name"]?.string == "Support triage" })
    #expect(bot["kind"]?.string == "chatbot" && bot["server"]?.string == "flownally")
    #expect(bot["status"]?.string == "active" && bot["type"]?.isNull == true)
  }

  @Test("a name of control characters is visible in the table and escaped in JSON")
  func foreignNames() async throws {
    let weir = try await Weir()
    let name = "\u{1B}]0;owned\u{7}\u{9B}2J\r\n\u{202E}end\u{7F}"
    try weir.home.add(name)
    #expect(try await weir.run("pull").status == .done)
    let table = try await weir.run("list")
    #expect(table.text.dangerous == [])
    #expect(table.lines.count == 2)
    #expect(table.text.contains("owned"))
    let json = try await weir.run("list", "--json")
    #expect(json.text.dangerous == [])
    #expect(json.text.contains(#"\u001b]0;owned\u0007"#))
    #expect(try json.json[0]?["name"]?.string == name, "and reads as the name it is")
    for command in ["show", "status"] {
      let words = command == "show" ? [command, name] : [command]
      #expect(try await weir.run(words).text.dangerous == [], "\(command)")
    }
  }

  @Test("QUERY is a part of a name, --kind and --sort choose and order")
  func choosing() async throws {
    let weir = try await Weir(Service.allCases, pulling: ["Beta", "alpha", "Alphabet"])
    func names(_ words: String...) async throws -> [String] {
      try await weir.run(["list", "--json"] + words).json.elements.compactMap { $0["name"]?.string }
    }
    #expect(try await names("ALPHA") == ["alpha", "Alphabet"])
    #expect(try await names("--kind", "chatflow") == ["alpha", "Alphabet", "Beta"])
    #expect(try await names("--kind=chatbot").count == 6)
    try await weir.run("set", "Beta", temperature, "0.2")
    #expect(try await names("--kind", "chatflow", "--sort", "state").first == "Beta")
    #expect(try await names("nothing like it") == [])
    let none = try await weir.run("list", "nothing like it")
    #expect(none.status == .done && none.output == [])
    #expect(none.errors.contains("No flow is like that."))
    #expect(try await names("alpha !bet") == ["alpha"])
    #expect(try await names("--sort", "nodes", "re:^b nodes>0") == ["Beta"])
    let wrong = try await weir.run("list", "state:wating")
    #expect(wrong.status == .usage && wrong.errors.contains("No state is called \"wating\""))
    #expect(try await weir.run("list", "nothing", "--json").text == "[]\n")
  }

  @Test("QUERY finds accents by plain letters; a type nobody knows is refused; a word is explained")
  func finding() async throws {
    let weir = try await Weir(pulling: ["Réclamation client", "Bücherei", "Wysyłka"])
    for (query, name) in [
      ("recl", "Réclamation client"), ("Bu", "Bücherei"), ("wysylka", "Wysyłka"),
      ("récl NODES > 1", "Réclamation client"),
    ] {
      let rows = try await weir.run("list", query, "--json").json.elements
      #expect(rows.compactMap { $0["name"]?.string } == [name], "\(query)")
    }
    let bogus = try await weir.run("list", "type:bogus")
    #expect(bogus.status == .usage && bogus.output == [])
    #expect(bogus.errors.contains("No type is called \"bogus\": one of chatflow, agentflow, "))
    let word = try await weir.run("list", "llm")
    #expect(word.status == .done)
    #expect(word.errors.contains("No flow is like that. node:llm looks among the nodes of flows."))
  }

  @Test("on a terminal a line fits it; in a pipe nothing is cut")
  func width() async throws {
    let long = String(repeating: "long name ", count: 20)
    let weir = try await Weir(pulling: [long])
    let terminal = try await weir.run("list", console: TestConsole(isTerminal: true, width: 90))
    #expect(terminal.lines.allSatisfy { $0.count <= 90 })
    #expect(terminal.text.contains("…"))
    #expect(try await weir.run("list").text.contains(long.dropLast()))
  }

  @Test("more rows than a window are all there, once, as one document")
  func manyRows() async throws {
    let weir = try await Weir { $0.flows = 1_203 }
    #expect(try await weir.run("pull").status == .done)
    let rows = try await weir.run("list", "--json").json.elements.compactMap { $0["id"]?.string }
    #expect(rows.count == 1_203 && Set(rows).count == 1_203)
    #expect(try await weir.run("list").lines.count == 1_204)
  }

  @Test("an API key in a variable shows which flows it opens; the key is not printed")
  func openedByKey() async throws {
    let weir = try await Weir(pulling: ["Bound", "Free"])
    let ids = try weir.home.server.flowIDs()
    for id in ids where try weir.home.server.storedField("name", of: id) == Array("\"Bound\"".utf8)
    {
      try weir.home.server.setField("apikeyid", of: id, to: Array("\"key-1\"".utf8))
    }
    weir.home.environment["BOT_KEY"] = TestHome.token
    let answer = try await weir.run("list", "--opened-by-key-env", "BOT_KEY", "--json")
    #expect(answer.status == .done, "\(answer.errors)")
    #expect(try answer.json.elements.allSatisfy { $0.keys == Self.fields })
    #expect(!answer.text.contains(TestHome.token))
    let unset = try await weir.run("list", "--opened-by-key-env", "OTHER")
    #expect(unset.status == .usage && unset.errors.contains("OTHER is not set"))
    #expect(try await weir.run("list", "--key-only").status == .usage)
  }

  @Test("before any pull the list says what to do")
  func empty() async throws {
    let weir = try await Weir()
    let answer = try await weir.run("list")
    #expect(answer.status == .done && answer.output == [] && answer.errors.contains("weir pull"))
    #expect(try await weir.run("list", "--json").text == "[]\n")
  }
}

@Suite("weir show")
struct ShowCommandTests {
  @Test("--json has the fields of list and four more; secrets are masked")
  func json() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let answer = try await weir.run("show", "Triage", "--json")
    let root = try answer.json
    #expect(root.keys.suffix(4) == ["record", "problems", "changes", "conflict"])
    #expect(root.keys.prefix(3) == ["id", "localId", "kind"])
    #expect(root["state"]?.string == "dirty" && root["conflict"]?.isNull == true)
    #expect(root["record"]?["flowData"]?.string?.contains("\"temperature\":0.2,") == true)
    let change = try #require(root["changes"]?[0])
    #expect(change["verb"]?.string == "update" && change["status"]?.string == "queued")
    #expect(!answer.text.contains(SampleBody.secret))
  }

  @Test("secrets are masked in the facts too, and differences are told")
  func facts() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run(
      "set", "Triage", "flowData.nodes[0].data.inputs.key", "\"sk-next-000111222333\"")
    try await weir.run("set", "Triage", temperature, "0.2")
    let text = try await weir.run("show", "Triage").text
    #expect(text.contains("0.70 -> 0.2"))
    #expect(text.contains("inputs.key"))
    #expect(!text.contains(SampleBody.secret) && !text.contains("sk-next"))
  }

  @Test("--raw and --field are byte for byte, without a line break of ours")
  func exact() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    #expect(try await weir.run("show", "Triage", "--field", "flowData").text == SampleBody.text)
    let record = try await weir.record("Triage")
    #expect(record.hasPrefix("{\"id\":") && record.hasSuffix("}"))
    #expect(record.contains(SampleBody.secret), "these two print secrets")
    #expect(try await weir.run("show", "Triage", "--field", "name").text == "Triage")
  }

  @Test(
    "--field takes a path: a string prints what it says, anything else as it is written",
    arguments: [
      ("flowData.nodes[1].data.text", "a/b"), ("/flowData/nodes/1/data/label", "café"),
      ("flowData.nodes[0].data.inputs.temperature", "0.70"),
      ("flowData.nodes[0].data.inputs.top", "1E0"),
      ("flowData.edges", #"[{"id":"e1","source":"chat_0","target":"end_0"}]"#),
      ("category", "null"),
    ])
  func paths(_ path: String, _ text: String) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", "category", "null")
    #expect(try await weir.run("show", "Triage", "--field", path).text == text)
  }

  @Test(
    "a place that is not there is no empty text: the nearest name is offered",
    arguments: [
      ("flowdata", "flowData"), ("flowData.nodez", "flowData.nodes"),
      ("flowData.nodes[7].data", "2 entries"),
      ("flowData.nodes[0].data.inputs.temprature", "temperature"),
      ("name.first", "a string"), ("flowData.nodes[", "not a path"), ("[0]", "begins with a field"),
    ])
  func nowhere(_ path: String, _ hint: String) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let answer = try await weir.run("show", "Triage", "--field", path)
    #expect(answer.status != .done && answer.output == [])
    #expect(answer.errors.contains(hint), "\(answer.errors)")
  }

  @Test("on a terminal even --raw passes the sanitiser")
  func rawOnTerminal() async throws {
    let weir = try await Weir()
    try weir.home.add("Odd", flowData: "{\u{1B}[2J}\u{202E}")
    try await weir.run("pull")
    let console = TestConsole(isTerminal: true)
    let shown = try await weir.run("show", "Odd", "--field", "flowData", console: console)
    #expect(shown.text.dangerous == [] && shown.text.contains("[2J"))
    #expect(try await weir.body("Odd").contains("\u{1B}[2J"), "a pipe gets the bytes")
  }

  @Test("an ambiguous REF lists the matches and shows nothing")
  func ambiguous() async throws {
    let weir = try await Weir(pulling: ["Twin", "Twin", "Other"])
    let answer = try await weir.run("show", "Twin")
    #expect(answer.status == .usage && answer.output == [])
    for id in try weir.home.server.flowIDs() {
      let isTwin = try weir.home.server.storedField("name", of: id) == Array("\"Twin\"".utf8)
      #expect(answer.errors.contains(id) == isTwin)
    }
    let id = try #require(try weir.home.server.flowIDs().first)
    #expect(try await weir.run("show", id).status == .done)
    #expect(try await weir.run("show", "Nobody").status == .failed)
  }

  @Test(
    "wrong words are usage",
    arguments: [[], ["a", "b"], ["a", "--raw", "--json"], ["a", "--field"]])
  func wrongWords(_ words: [String]) async throws {
    let weir = try await Weir()
    #expect(try await weir.run(["show"] + words).status == .usage)
  }
}

@Suite("weir status")
struct StatusCommandTests {
  @Test("--json tells the servers, counts, outbox and conflicts of the manual, without a request")
  func json() async throws {
    let weir = try await Weir(pulling: ["Triage", "Clash"])
    let ids = try weir.home.server.flowIDs()
    try await weir.run("set", "Clash", temperature, "0.2")
    for id in ids { try weir.changeElsewhere(id, to: SampleBody.text.replacing("0.70", with: "1")) }
    try await weir.run("pull")
    try await weir.run("set", "Triage", temperature, "0.3")
    weir.home.server.clearLog()
    let answer = try await weir.run("status", "--json")
    #expect(answer.status == .done && weir.home.server.log == [])
    let root = try answer.json
    #expect(
      root.keys == ["profile", "servers", "counts", "outbox", "conflicts", "notices", "unreadable"])
    #expect(root["servers"]?[0]?.keys == ["kind", "url", "reachable", "lastPull"])
    #expect(root["servers"]?[0]?["reachable"]?.boolean == true)
    #expect(root["servers"]?[0]?["lastPull"]?.string?.hasSuffix("Z") == true)
    #expect(root["counts"]?["dirty"]?.integer == 1 && root["counts"]?["conflict"]?.integer == 1)
    let order = try #require(root["outbox"]?.elements.first { $0["name"]?.string == "Triage" })
    for key in ["seq", "verb", "id", "name", "status", "attempts", "error"] {
      #expect(order[key] != nil, "\(key)")
    }
    let conflict = try #require(root["conflicts"]?[0])
    for key in ["id", "name", "kind", "paths"] { #expect(conflict[key] != nil, "\(key)") }
    #expect(conflict["kind"]?.string == "edit-edit")
    let text = try await weir.run("status").text
    for part in ["Profile test", "reached, pulled", "Outbox", "Conflicts", "Clash"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("before the first contact the servers are unknown, not unreachable")
  func neverAsked() async throws {
    let weir = try await Weir()
    let server = try #require(try await weir.run("status", "--json").json["servers"]?[0])
    #expect(server["reachable"]?.isNull == true && server["lastPull"]?.isNull == true)
    #expect(try await weir.run("status").text.contains("never asked, never pulled"))
  }

  @Test("a server that refused the token was reached; one that is not there was not")
  func refused() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    weir.home.environment[TestHome.tokenVariable] = "wrong-canary"
    #expect(try await weir.run("pull").status == .authentication)
    let refused = try await weir.run("status").text
    #expect(refused.contains("no access: it does not take the token, pulled"))
    weir.home.server.stop()
    #expect(try await weir.run("pull").status == .unreachable)
    #expect(try await weir.run("status").text.contains("not reached at the last try"))
  }
}
