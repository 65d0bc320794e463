import FlowModel
import FlowServer
import FlowWorkspace
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir pull")
struct PullCommandTests {
  @Test("--json has the fields of the manual, in all and for each server")
  func json() async throws {
    let weir = try await Weir(Service.allCases)
    try weir.home.add("Triage")
    let answer = try await weir.run("pull", "--json")
    #expect(answer.status == .done && answer.errors == "")
    let root = try answer.json
    let counts = [
      "changed", "merged", "new", "gone", "missing", "unchanged", "conflicts", "stubs", "bytes",
    ]
    #expect(root.keys == counts + ["seconds", "servers"])
    #expect(root["new"]?.integer == 7 && (root["bytes"]?.integer ?? 0) > 1_000)
    let servers = Array(try #require(root["servers"]).elements)
    #expect(servers.map { $0["kind"]?.string } == ["flowise", "flownally"])
    #expect(
      servers.allSatisfy {
        $0.keys == ["kind"] + counts + ["seconds", "held", "refused", "unreadable", "error"]
      })
    #expect(servers.allSatisfy { $0["error"]?.isNull == true })
  }

  @Test("people get a line for each server")
  func text() async throws {
    let weir = try await Weir(Service.allCases)
    try weir.home.add("Triage")
    let first = try await weir.run("pull")
    #expect(first.output == [])
    #expect(first.errors.contains("Flowise: 1 new.") && first.errors.contains("FlowNally: 6 new."))
    #expect(try await weir.run("pull").errors.contains("Flowise: 1 unchanged."))
  }

  @Test("many deletions at once wait for a word: 3, and nothing is gone here")
  func deletions() async throws {
    let weir = try await Weir(pulling: (1...10).map { "Flow \($0)" })
    for id in try weir.home.server.flowIDs().dropLast() { try weir.home.server.deleteFlow(id) }
    var answer = try await weir.run("pull")
    if answer.status == .done { answer = try await weir.run("pull") }
    #expect(answer.status == .needsPerson && answer.errors.contains("--accept-deletions"))
    #expect(try await weir.run("list").lines.count == 11)
    // Each is asked for by its id; only a second "not found", a minute later, is a deletion.
    #expect(try await weir.run("pull", "--accept-deletions").status == .done)
    #expect(
      try await weir.states().values.sorted() == ["clean"] + Array(repeating: "missing", count: 9))
  }

  @Test(
    "what goes wrong has a status and a sentence, and costs nothing that was here",
    arguments: [
      ("* / 401", ExitStatus.authentication, "refused the token"),
      ("* / 403", .authentication, "may not"),
      ("* / html", .refused, "not its API"),
      ("GET /chatflows cut", .unreachable, ""),
    ])
  func faults(_ fault: String, _ status: ExitStatus, says part: String) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try weir.home.add("Newcomer")
    try weir.home.server.setFaults(parsing: [fault])
    let answer = try await weir.run("pull")
    #expect(answer.status == status, "\(answer.errors)")
    #expect(answer.errors.contains(part), "\(answer.errors)")
    #expect(!answer.errors.contains(TestHome.token))
    #expect(try await weir.states()["Triage"] == "clean")
  }

  @Test("no server: 5, with what to do; the other server is pulled all the same")
  func unreachable() async throws {
    let weir = try await Weir(Service.allCases)
    try weir.home.add("Triage")
    var profile = try weir.home.profile()
    profile.flowise = ServerProfile(
      address: try ServerAddress(parsing: "http://127.0.0.1:1"),
      token: .environment(TestHome.tokenVariable))
    var file = try ProfileFile(path: weir.home.places.configFile)
    try file.add(profile)
    try file.save()
    let answer = try await weir.run("pull")
    #expect(answer.status == .unreachable)
    #expect(answer.errors.contains("Flowise server could not be reached"))
    #expect(answer.errors.contains("`weir profile add NAME --flowise URL …` changes its address"))
    #expect(!answer.errors.contains("Nothing is lost"), "nothing waits")
    #expect(try await weir.states().count == 6)
    let down = try await weir.run("status", "--json").json["servers"]?[0]
    #expect(down?["reachable"]?.boolean == false)
  }

  @Test("a missing token is 4 and names the variable, not its value")
  func noToken() async throws {
    let weir = try await Weir()
    weir.home.environment[TestHome.tokenVariable] = nil
    let answer = try await weir.run("pull")
    #expect(answer.status == .authentication)
    #expect(answer.errors.contains(TestHome.tokenVariable))
  }

  @Test("without any profile the first step is named")
  func noProfile() async throws {
    let weir = try await Weir()
    PrivateFile.remove(weir.home.places.configFile)
    let answer = try await weir.run("pull")
    #expect(answer.status == .usage && answer.errors.contains("weir profile add"))
  }
}

@Suite("weir push")
struct PushCommandTests {
  private let fields = ["seq", "id", "localId", "verb", "outcome", "status", "error"]

  @Test("the plan is printed, --dry-run sends nothing")
  func dryRun() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    weir.home.server.clearLog()
    let plan = try await weir.run("push", "--dry-run")
    #expect(plan.status == .done && plan.errors.contains("Triage  update: flowData"))
    let json = try await weir.run("push", "--dry-run", "--json")
    #expect(try json.json[0]?["verb"]?.string == "update")
    #expect(!json.text.contains("0.2"), "a plan holds no values")
    #expect(weir.home.server.log == [])
    #expect(try await weir.states() == ["Triage": "dirty"])
  }

  @Test("--json has the fields of the manual")
  func json() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let answer = try await weir.run("push", "--json")
    #expect(answer.status == .done)
    let entry = try #require(try answer.json[0])
    for field in fields { #expect(entry[field] != nil, "\(field)") }
    #expect(entry["outcome"]?.string == "applied" && entry["status"]?.integer == 200)
    #expect(entry["id"]?.string == (try weir.home.server.flowIDs().first))
    #expect(entry["error"]?.isNull == true)
    let empty = try await weir.run("push", "--json")
    #expect(empty.status == .done && empty.text == "[]\n")
  }

  @Test("what is live waits for a yes: without a terminal 3, and the rest is sent")
  func live() async throws {
    let weir = try await Weir(pulling: ["Live", "Quiet"])
    let live = try #require(
      try weir.home.server.flowIDs().first {
        try weir.home.server.storedField("name", of: $0) == Array("\"Live\"".utf8)
      })
    try weir.home.server.setField("isPublic", of: live, to: Array("true".utf8))
    try await weir.run("pull")
    for name in ["Live", "Quiet"] { try await weir.run("set", name, temperature, "0.2") }
    let answer = try await weir.run("push", "--json")
    #expect(answer.status == .needsPerson && answer.errors.contains("it is live"))
    let outcomes = try answer.json.elements.map { $0["outcome"]?.string }
    #expect(outcomes == ["blocked", "applied"])
    #expect(try weir.home.storedBody(of: live) == SampleBody.text)

    let no = try await weir.run("push", console: TestConsole(isTerminal: true, answers: ["no"]))
    #expect(no.status == .needsPerson && no.questions.count == 1)
    #expect(try weir.home.storedBody(of: live) == SampleBody.text)
    let yes = try await weir.run("push", console: TestConsole(isTerminal: true, answers: ["yes"]))
    #expect(yes.status == .done, "\(yes.errors)")
    #expect(try weir.home.storedBody(of: live).contains("0.2"))
  }

  @Test("a deletion waits for a yes too, and --yes is one")
  func deletion() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("delete", "Triage", "--yes")
    let held = try await weir.run("push")
    #expect(held.status == .needsPerson && held.errors.contains("deletes the flow"))
    #expect(try weir.home.server.flowCount() == 1)
    #expect(try await weir.run("push", "--yes").status == .done)
    #expect(try weir.home.server.flowCount() == 0)
  }

  @Test("REFs choose what is sent")
  func some() async throws {
    let weir = try await Weir(pulling: ["One", "Two"])
    for name in ["One", "Two"] { try await weir.run("set", name, temperature, "0.2") }
    #expect(try await weir.run("push", "Two").status == .done)
    #expect(try await weir.states() == ["One": "dirty", "Two": "clean"])
    #expect(try await weir.run("push", "Nobody").status == .failed)
  }

  @Test("refused for good is 6, some of several 7, and the rest is sent")
  func refused() async throws {
    let weir = try await Weir(pulling: ["One", "Two"])
    try await weir.run("set", "One", temperature, "0.2")
    try weir.home.server.setFaults(parsing: ["PUT /chatflows 400 x1"])
    let alone = try await weir.run("push")
    #expect(alone.status == .refused, "\(alone.errors)")
    #expect(try await weir.states()["One"] == "failed")
    for name in ["One", "Two"] { try await weir.run("set", name, temperature, "0.3") }
    try weir.home.server.setFaults(parsing: ["PUT /chatflows 400 x1"])
    let some = try await weir.run("push")
    #expect(some.status == .partial, "\(some.errors)")
    #expect(try await weir.states().values.sorted() == ["clean", "failed"])
  }

  @Test("a lost answer is settled by reading: what was applied is not written twice")
  func lostAnswer() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    try weir.home.server.setFaults(parsing: ["PUT /chatflows lost x1"])
    let answer = try await weir.run("push", "--json")
    #expect(answer.status == .done, "\(answer.errors)")
    #expect(try answer.json[0]?["outcome"]?.string == "applied")
    #expect(try await weir.run("push", "--json").text == "[]\n")
    #expect(weir.home.writes.count == 1)
    #expect(try await weir.states() == ["Triage": "clean"])
  }

  @Test("a wrong word is usage", arguments: [["--merge", "maybe"], ["--merge"], ["--force"]])
  func wrongWords(_ words: [String]) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    #expect(try await weir.run(["push"] + words).status == .usage)
  }
}

@Suite("weir sync")
struct SyncCommandTests {
  @Test("pushes what waits, then takes what is new")
  func both() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    try weir.home.add("Newcomer")
    weir.home.clock.advance(milliseconds: 5_000)
    let answer = try await weir.run("sync")
    #expect(answer.status == .done, "\(answer.errors)")
    #expect(try await weir.states() == ["Triage": "clean", "Newcomer": "clean"])
    #expect(weir.home.writes.count == 1)
  }

  @Test("what waits for a person is 3, and the pull goes on")
  func held() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("delete", "Triage", "--yes")
    try weir.home.add("Newcomer")
    #expect(try await weir.run("sync").status == .needsPerson)
    #expect(try await weir.states() == ["Triage": "pending-delete", "Newcomer": "clean"])
    #expect(try await weir.run("sync", "--yes").status == .done)
  }
}
