import FlowModel
import FlowServer
import FlowWorkspace
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir conflicts and resolve")
struct ConflictCommandTests {
  private static let theirs = SampleBody.text.replacing("0.70", with: "0.9")

  /// A flow that changed here and on the server, held by a push.
  private func clash() async throws -> (Weir, String) {
    let weir = try await Weir(pulling: ["Triage"])
    let id = try #require(try weir.home.server.flowIDs().first)
    try await weir.run("set", "Triage", temperature, "0.2")
    try weir.changeElsewhere(id, to: Self.theirs)
    weir.home.server.clearLog()
    return (weir, id)
  }

  @Test("a push that meets somebody else's change is 3, and the server is untouched")
  func held() async throws {
    let (weir, id) = try await clash()
    let answer = try await weir.run("push", "--yes", "--json")
    #expect(answer.status == .needsPerson)
    #expect(try answer.json[0]?["outcome"]?.string == "conflict")
    #expect(answer.errors.contains("weir resolve"))
    #expect(try weir.home.storedBody(of: id) == Self.theirs)
    #expect(weir.home.writes == [])
  }

  @Test("a pull that meets somebody else's change is 3 too, and mine stands")
  func pulled() async throws {
    let (weir, _) = try await clash()
    let answer = try await weir.run("pull")
    #expect(answer.status == .needsPerson && answer.errors.contains("weir resolve"))
    #expect(try await weir.body("Triage").contains("0.2"))
  }

  @Test("--json has the fields of the manual, people see the paths")
  func conflicts() async throws {
    let (weir, id) = try await clash()
    #expect(try await weir.run("conflicts", "--json").text == "[]\n")
    try await weir.run("push")
    let row = try #require(try await weir.run("conflicts", "--json").json[0])
    #expect(
      row.keys == ["id", "localId", "name", "kind", "paths", "what", "places", "problems"])
    #expect(row["id"]?.string == id && row["kind"]?.string == "edit-edit")
    #expect(row["paths"]?.strings.contains { $0.hasSuffix("inputs.temperature") } == true)
    let text = try await weir.run("conflicts").text
    #expect(text.hasPrefix("Triage: changed here and on the server"))
    #expect(text.contains("inputs.temperature"))
  }

  @Test("each choice does what it says", arguments: ["--mine", "--theirs", "--both"])
  func resolve(_ choice: String) async throws {
    let (weir, id) = try await clash()
    try await weir.run("push")
    let answer = try await weir.run("resolve", "Triage", choice)
    #expect(answer.status == .done && weir.home.writes == [])
    weir.home.clock.advance(milliseconds: 5_000)
    #expect(try await weir.run("push", "--yes").status == .done)
    let mine = SampleBody.text.replacing("0.70", with: "0.2")
    #expect(
      try weir.home.storedBody(of: id) == (choice == "--mine" ? mine : Self.theirs))
    let bodies = try weir.home.server.flowIDs().map { try weir.home.storedBody(of: $0) }
    #expect(bodies.sorted() == (choice == "--both" ? [mine, Self.theirs].sorted() : bodies))
    #expect(bodies.count == (choice == "--both" ? 2 : 1))
    #expect(try await weir.run("conflicts", "--json").text == "[]\n")
  }

  @Test("resolve wants one choice, and a flow that has a conflict")
  func wrong() async throws {
    let (weir, _) = try await clash()
    for words in [[], ["--mine", "--theirs"], ["--ours"]] {
      #expect(try await weir.run(["resolve", "Triage"] + words).status == .usage, "\(words)")
    }
    let none = try await weir.run("resolve", "Triage", "--mine")
    #expect(none.status == .failed && none.errors.contains("has no conflict"))
  }
}

@Suite("Chatbots, and weir doctor")
struct BotCommandTests {
  private func bot(_ weir: Weir, _ name: String) async throws -> String {
    try #require(try await weir.run("show", name, "--json").json["id"]?.string)
  }

  @Test("publish, activate and pause wait in the outbox and do what they say on a push")
  func life() async throws {
    let weir = try await Weir([.flownally])
    try await weir.run("pull")
    let id = try await bot(weir, "Terminvereinbarung")
    let before = try weir.home.server.versionCount(of: id)
    for (verb, status) in [("publish", "paused"), ("activate", "active"), ("pause", "paused")] {
      let answer = try await weir.run(verb, "Terminvereinbarung")
      #expect(answer.status == .done && answer.errors.contains("\(verb) waits"))
      weir.home.clock.advance(milliseconds: 5_000)
      let push = try await weir.run("push", "--yes")
      #expect(push.status == .done, "\(verb): \(push.errors)")
      #expect(try weir.home.server.chatbotStatus(id) == status, "\(verb)")
    }
    #expect(try weir.home.server.versionCount(of: id) == before + 1)
  }

  @Test("a chatflow has no such life", arguments: ["publish", "activate", "pause", "versions"])
  func chatflows(_ verb: String) async throws {
    let weir = try await Weir(Service.allCases, pulling: ["Order"])
    let answer = try await weir.run(verb, "Order")
    #expect(answer.status == .usage && answer.errors.contains("Only chatbots"))
    #expect(try await weir.run("status", "--json").json["outbox"]?.count == 0)
  }

  @Test("versions asks the server, newest first")
  func versions() async throws {
    let weir = try await Weir([.flownally])
    try await weir.run("pull")
    let rows = Array(try await weir.run("versions", "Support triage", "--json").json.elements)
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.keys == ["id", "createdAt", "nodes", "bytes"] })
    let dates = rows.compactMap { $0["createdAt"]?.string }
    #expect(dates.count == 2 && dates == dates.sorted(by: >))
    #expect((rows[0]["nodes"]?.integer ?? 0) > 2)
    let text = try await weir.run("versions", "Support triage")
    #expect(text.lines.count == 3 && text.lines[0].hasPrefix("VERSION"))
    let never = try await weir.run("versions", "配送状況の確認")
    #expect(never.status == .done && never.errors.contains("never published"))
  }

  @Test("an active bot that is deleted is named, and needs a yes")
  func deleteActive() async throws {
    let weir = try await Weir([.flownally])
    try await weir.run("pull")
    try await weir.run("delete", "Lead qualification", "--yes")
    let held = try await weir.run("push")
    #expect(held.status == .needsPerson && held.errors.contains("paused first"))
    #expect(try weir.home.server.chatbotIDs().count == 6)
    let yes = try await weir.run("push", "--yes")
    #expect(yes.status == .done, "\(yes.errors)")
    #expect(try weir.home.server.chatbotIDs().count == 5)
  }

  @Test("doctor --json has the fields of the manual, and finds nothing wrong where nothing is")
  func doctor() async throws {
    let weir = try await Weir(Service.allCases, pulling: ["Triage"])
    let answer = try await weir.run("doctor", "--json")
    #expect(answer.status == .done, "\(answer.text)")
    let root = try answer.json
    #expect(root.keys == ["servers", "database", "terminal"])
    #expect(root["terminal"]?.keys == ["term", "colorterm", "lang"])
    #expect(root["database"]?.keys == ["path", "flows", "bytes", "problems"])
    #expect(root["database"]?["flows"]?.integer == 7)
    let flowise = try #require(root["servers"]?[0])
    #expect(
      flowise.keys == [
        "kind", "url", "basePath", "version", "reachable", "mayRead", "mayWrite", "problems",
      ])
    #expect(flowise["basePath"]?.string == "/api/v1" && flowise["version"]?.string != nil)
    #expect(flowise["mayRead"]?.boolean == true && flowise["mayWrite"]?.boolean == true)
    #expect(weir.home.writes == [], "it changes nothing anywhere")
    #expect(try await weir.run("doctor").text.contains("Nothing is wrong."))
  }

  @Test("doctor tells a token that may only look, a wrong one, and a server that is not there")
  func sick() async throws {
    let weir = try await Weir(pulling: ["Triage"]) { $0.viewToken = "look-canary" }
    weir.home.environment[TestHome.tokenVariable] = "look-canary"
    let looker = try await weir.run("doctor", "--json")
    #expect(looker.status == .authentication)
    let server = try looker.json["servers"]?[0]
    #expect(server?["mayRead"]?.boolean == true && server?["mayWrite"]?.boolean == false)
    weir.home.environment[TestHome.tokenVariable] = "wrong-canary"
    let wrong = try await weir.run("doctor")
    #expect(wrong.status == .authentication && wrong.text.contains("may read    no"))
    #expect(!(looker.text + wrong.text + wrong.errors).contains("canary"))
    weir.home.environment[TestHome.tokenVariable] = nil
    let blind = try await weir.run("doctor")
    #expect(blind.status == .authentication && blind.text.contains("reached     not tried"))
    #expect(
      try await weir.run("doctor", "--json").json["servers"]?[0]?["reachable"]?.isNull == true)
    weir.home.environment[TestHome.tokenVariable] = TestHome.token
    weir.home.server.stop()
    let down = try await weir.run("doctor")
    #expect(down.status == .unreachable && down.text.contains("reached     no"))
  }
}
