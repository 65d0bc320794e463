import FlowModel
import FlowServer
import FlowStore
import FlowWorkspace
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir resolve, place by place")
struct ResolveCommandTests {
  private static let theirs = SampleBody.text.replacing("0.70", with: "0.9")
    .replacing("1E0", with: "5").replacing("a\\/b", with: "by a colleague")
  private static let top = "flowData.nodes[0].data.inputs.top"

  /// Two values clash; a text changed only on the server.
  private func clash() async throws -> (Weir, String) {
    let weir = try await Weir(pulling: ["Triage"])
    let id = try #require(try weir.home.server.flowIDs().first)
    try await weir.run("set", "Triage", temperature, "0.2")
    try await weir.run("set", "Triage", Self.top, "4")
    try weir.changeElsewhere(id, to: Self.theirs)
    #expect(try await weir.run("push").status == .needsPerson)
    weir.home.server.clearLog()
    return (weir, id)
  }

  private func push(_ weir: Weir) async throws -> ExitStatus {
    weir.home.clock.advance(milliseconds: 5_000)
    return try await weir.run("push", "--yes").status
  }

  @Test("conflicts names each place with its values, and the kind in words")
  func conflicts() async throws {
    let (weir, _) = try await clash()
    let text = try await weir.run("conflicts").text
    #expect(text.hasPrefix("Triage: changed here and on the server (2 places)\n"))
    #expect(text.contains("  \(temperature): 0.70 → mine 0.2, theirs 0.9\n"))
    let row = try #require(try await weir.run("conflicts", "--json").json[0])
    #expect(row["what"]?.string == "changed here and on the server")
    #expect(row["places"]?.elements.compactMap { $0["path"]?.string } == [temperature, Self.top])
    #expect(row["places"]?[0]?.keys == ["path", "base", "mine", "theirs", "outcome"])
    #expect(row["places"]?[0]?["outcome"]?.string == "open")
    #expect(!text.contains("canary"))
  }

  @Test("a choice for some places is kept, the rest is named, and the status is 3")
  func some() async throws {
    let (weir, id) = try await clash()
    let first = try await weir.run("resolve", "Triage", "--choose", "\(temperature)=mine")
    #expect(first.status == .needsPerson)
    #expect(first.errors.contains("Left to choose: \(Self.top)."))
    #expect(try await weir.states()["Triage"] == "conflict")
    #expect(try await weir.run("conflicts").text.contains("chosen: mine"))
    let second = try await weir.run("resolve", "Triage", "--choose", "\(Self.top)=base")
    #expect(second.status == .done && second.errors.contains("waits to be pushed"))
    #expect(weir.home.writes == [])
    #expect(try await push(weir) == .done)
    let merged = Self.theirs.replacing("0.9", with: "0.2").replacing(":5}", with: ":1E0}")
    #expect(try weir.home.storedBody(of: id) == merged)
  }

  @Test("all theirs, place by place, leaves nothing to push")
  func same() async throws {
    let (weir, _) = try await clash()
    let answer = try await weir.run(
      "resolve", "Triage", "--choose", "\(temperature)=theirs", "--choose=\(Self.top)=theirs")
    #expect(answer.status == .done && answer.errors.contains("the server has the same"))
    #expect(try await weir.states()["Triage"] == "clean")
  }

  @Test("--mine keeps what only the colleague changed")
  func mine() async throws {
    let (weir, id) = try await clash()
    #expect(try await weir.run("resolve", "Triage", "--mine").status == .done)
    #expect(try await push(weir) == .done)
    let stored = try weir.home.storedBody(of: id)
    #expect(stored.contains("0.2") && stored.contains("by a colleague"))
  }

  @Test("a place that does not differ is an error that names the nearest, or the first ones")
  func unknown() async throws {
    let (weir, _) = try await clash()
    let near = try await weir.run("resolve", "Triage", "--choose", "\(Self.top)p=mine")
    #expect(near.status == .usage && near.errors.contains("The nearest is \(Self.top)."))
    let far = try await weir.run("resolve", "Triage", "--choose", "name=mine")
    #expect(far.status == .usage && far.errors.contains("Its places: \(temperature)"))
    #expect(!(try await weir.run("conflicts").text.contains("chosen")))
  }

  @Test(
    "wrong words are told apart from wrong places",
    arguments: [
      ["--choose", "x"], ["--choose", "x=yours"], ["--choose", "=mine"],
      ["--mine", "--choose", "x=mine"], ["--mine", "--file", "-"], ["--file"],
    ])
  func wrong(_ words: [String]) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    #expect(try await weir.run(["resolve", "Triage"] + words).status == .usage)
  }

  @Test("a record made by hand ends the conflict")
  func file() async throws {
    let (weir, id) = try await clash()
    let record = try await weir.record("Triage").replacing("0.2", with: "0.55")
    let answer = try await weir.run(
      "resolve", "Triage", "--file", "-", console: TestConsole(input: record))
    #expect(answer.status == .done && answer.errors.contains("merged"), "\(answer.errors)")
    #expect(try await push(weir) == .done)
    #expect(try weir.home.storedBody(of: id).contains("0.55"))
  }

  @Test(
    "a record that lacks what the server needs is refused, and the conflict stays",
    arguments: [("{}", "name must be"), ("{\"name\":", "not JSON"), (#"{"name":"n"}"#, "missing")])
  func refused(_ record: String, _ part: String) async throws {
    let (weir, _) = try await clash()
    let answer = try await weir.run(
      "resolve", "Triage", "--file", "-", console: TestConsole(input: record))
    #expect(answer.status == .failed && answer.errors.contains(part), "\(answer.errors)")
    #expect(try await weir.states()["Triage"] == "conflict")
  }

  @Test("what is deleted here and changed there has no places to choose")
  func deleted() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let id = try #require(try weir.home.server.flowIDs().first)
    try await weir.run("delete", "Triage", "--yes")
    try weir.changeElsewhere(id, to: Self.theirs)
    try await weir.run("push", "--yes")
    let text = try await weir.run("conflicts").text
    #expect(text == "Triage: deleted here, changed on the server\n")
    let answer = try await weir.run("resolve", "Triage", "--choose", "\(temperature)=mine")
    #expect(answer.status == .usage, "\(answer.errors)")
    #expect(answer.errors.contains("mine, theirs or both"), "\(answer.errors)")
  }

  @Test(
    "a new flow that may stand on the server already is dropped, or made as well",
    arguments: ["--theirs", "--mine"])
  func alike(way: String) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("duplicate", "Triage", "Copy")
    #expect(try await weir.run("resolve", "Copy", way).errors.contains("has no conflict"))
    try block("Copy", in: weir)
    #expect(try await weir.run("push", "--yes").status == .needsPerson)
    #expect(weir.home.writes == [])
    let places = try await weir.run("resolve", "Copy", "--choose", "\(temperature)=mine")
    #expect(places.status == .failed)
    #expect(try await weir.run("resolve", "Copy", way).status == .done)
    #expect(try await push(weir) == .done)
    #expect(weir.home.writes.count == (way == "--mine" ? 1 : 0))
    #expect(try await weir.states()["Copy"] == (way == "--mine" ? "clean" : nil))
  }

  /// As a push leaves it that met a flow like this one.
  private func block(_ name: String, in weir: Weir) throws {
    let store = try Store(
      location: StoreLocation(
        dataFolder: weir.dataFolder, lockFolder: weir.home.places.locks, profile: "test"),
      access: .writing, now: weir.home.clock.read, random: { 1 })
    defer { store.close() }
    let order = try #require(try store.reader.outbox().first { $0.name == name })
    try store.writer.stop(order.id, as: .blocked, code: "alike", text: "It may be there.")
  }
}
