import FlowModel
import FlowServer
import FlowStore
import FlowWorkspace
import Glibc
import JSONText
import Subcommands
import TestKit
import Testing

/// Promise 23, "edit URL": the copy belongs to a server.
@Suite("Another server behind a profile")
struct ProfileRebindTests {
  private let source = ["--flowise-token-env", TestHome.tokenVariable]

  /// A copy of one server with an edit that waits, and the profile names another one.
  private func moved() async throws -> (weir: Weir, other: TestHome, said: String) {
    let weir = try await Weir(pulling: ["Triage", "Other"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let other = try TestHome { $0.seed = 77 }
    try other.add("Elsewhere")
    let answer = try await weir.run(
      ["profile", "add", "test", "--flowise", other.server.flowiseURL] + source)
    #expect(answer.status == .done)
    weir.home.server.clearLog()
    return (weir, other, answer.errors)
  }

  @Test("nothing is changed, taken or sent until a person says which it is")
  func held() async throws {
    let (weir, other, said) = try await moved()
    #expect(said.contains("weir profile rebind test"))
    #expect(said.contains(other.server.flowiseURL) && said.contains(weir.home.server.flowiseURL))
    for words in [
      ["pull"], ["push", "--yes"], ["sync", "--yes"], ["set", "Triage", temperature, "0.3"],
      ["delete", "Other", "--yes"], ["new", "Mine", "--kind", "chatflow"],
    ] {
      let answer = try await weir.run(words)
      #expect(answer.status == .needsPerson, "\(words)")
      #expect(answer.errors.contains("--as NEW"), "\(words)")
    }
    #expect(other.server.log == [] && weir.home.server.log == [])
    #expect(try await weir.states() == ["Triage": "dirty", "Other": "clean"])
  }

  @Test("rebind takes it as the same: every flow is compared, and what waits is checked")
  func taken() async throws {
    let (weir, other, _) = try await moved()
    #expect(try await weir.run("profile", "rebind", "test").status == .done)
    let pull = try await weir.run("pull")
    #expect(pull.status == .done, "\(pull.errors)")
    #expect(try await weir.states()["Elsewhere"] == "clean")
    #expect(try await weir.run("push", "--yes").status == .needsPerson)
    #expect(other.writes == [] && weir.home.server.log == [])
    let again = try await weir.run("profile", "rebind", "test")
    #expect(again.errors.contains("Nothing has changed"))
  }

  @Test(
    "rebind --as NEW keeps the copy with its edits, without a token, and begins another profile")
  func begun() async throws {
    let (weir, other, _) = try await moved()
    #expect(try await weir.run("profile", "rebind", "test", "--as", "other").status == .done)
    let list = try await weir.run("list")
    #expect(list.status == .done && list.text.contains("Triage"))
    #expect(!list.text.contains("Elsewhere"))
    #expect(try await weir.run("push", "--yes").status == .authentication)
    #expect(other.server.log == [])
    #expect(weir.home.server.log.allSatisfy { $0.method == "GET" })
    let file = try ProfileFile(path: weir.home.places.configFile)
    let new = try #require(file.configuration.profiles.first { $0.name == "other" })
    #expect(new.flowise?.address.origin == other.server.flowiseURL)
    let old = try #require(file.configuration.profiles.first { $0.name == "test" })
    #expect(old.flowise?.token == nil)
    _ = try await weir.run(
      ["profile", "add", "test", "--flowise", weir.home.server.flowiseURL] + source)
    #expect(try await weir.run("push", "--yes").status == .done)
  }

  @Test("another workspace at the same address: edits are saved here, nothing is taken or sent")
  func anotherWorkspace() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    do {
      let store = try Store(
        location: StoreLocation(
          dataFolder: weir.home.places.data(of: "test"), lockFolder: weir.home.places.locks,
          profile: "test"), access: .writing, now: WallClock.system, random: { 7 })
      defer { store.close() }
      let server = try #require(try store.reader.servers().first)
      try store.writer.rebind(server.id, origin: server.origin)
      try store.writer.bindWorkspace("elsewhere", to: server.id)
    }
    for id in try weir.home.server.flowIDs() { try weir.home.server.deleteFlow(id) }
    try weir.home.add("Elsewhere")
    let pull = try await weir.run("pull")
    #expect(pull.status == .needsPerson)
    #expect(pull.errors.contains("Expected elsewhere") && pull.errors.contains("rebind NAME"))
    // What is typed must have a place; it is of the flows that are here.
    #expect(try await weir.run("set", "Triage", temperature, "0.2").status == .done)
    #expect(try await weir.run("push", "--yes").status == .needsPerson)
    #expect(weir.home.writes == [])
    #expect(try await weir.states() == ["Triage": "dirty"])
    #expect(try await weir.run("profile", "rebind", "test").status == .done)
    #expect(try await weir.run("pull").status == .done)
    #expect(try await weir.states()["Elsewhere"] == "clean")
  }

  @Test("the new profile's name must be a free one", arguments: ["test", "../x", ""])
  func badName(name: String) async throws {
    let (weir, _, _) = try await moved()
    #expect(try await weir.run("profile", "rebind", "test", "--as", name).status == .usage)
    #expect(try ProfileFile(path: weir.home.places.configFile).configuration.profiles.count == 1)
  }

  @Test("an address that was never reached may be changed freely")
  func neverReached() async throws {
    let weir = try await Weir()
    _ = try await weir.run(["profile", "add", "test", "--flowise", "http://127.0.0.1:1"] + source)
    #expect(try await weir.run("pull").status == .unreachable)
    try weir.home.add("Triage")
    let answer = try await weir.run(
      ["profile", "add", "test", "--flowise", weir.home.server.flowiseURL] + source)
    #expect(answer.status == .done)
    #expect(try await weir.run("pull").status == .done)
    #expect(try await weir.run("status").text.contains(weir.home.server.flowiseURL))
  }

  @Test(
    "so may that of a server that only refused the token, unless something waits for it",
    arguments: [false, true])
  func onlyRefused(something waits: Bool) async throws {
    let weir = try await Weir()
    let wrong = try TestHome { $0.token = "another one" }
    _ = try await weir.run(
      ["profile", "add", "test", "--flowise", wrong.server.flowiseURL] + source)
    #expect(try await weir.run("pull").status == .authentication)
    if waits { #expect(try await weir.run("new", "Mine", "--kind", "chatflow").status == .done) }
    try weir.home.add("Triage")
    _ = try await weir.run(
      ["profile", "add", "test", "--flowise", weir.home.server.flowiseURL] + source)
    #expect(try await weir.run("pull").status == (waits ? .needsPerson : .done))
  }
}
