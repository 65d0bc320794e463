import FlowModel
import FlowServer
import FlowWorkspace
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir notices")
struct NoticesTests {
  /// A change of ours that was pushed, and that somebody saved over since.
  private func undone() async throws -> (weir: Weir, id: String) {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.123")
    try await weir.run("push", "--yes")
    let id = try #require(try weir.home.server.flowIDs().first)
    try weir.changeElsewhere(id, to: SampleBody.text)
    return (weir, id)
  }

  @Test("a pull says which change a later save has undone, and how to make it again")
  func told() async throws {
    let (weir, _) = try await undone()
    let pull = try await weir.run("pull")
    #expect(pull.status == .done)
    #expect(pull.errors.contains("was undone by a later save. `weir notices REF --again`"))
    #expect(try await weir.run("status").text.contains("Triage: Your change of flowData.nodes."))
    let row = try #require(try await weir.run("notices", "--json").json[0])
    #expect(row.keys == ["name", "code", "places", "at", "message"])
    #expect(row["code"]?.string == "undone-by-later-save")
  }

  @Test("--again queues it as an edit that keeps what else was changed")
  func again() async throws {
    let (weir, id) = try await undone()
    try await weir.run("pull")
    let answer = try await weir.run("notices", "Triage", "--again")
    #expect(answer.status == .done, "\(answer.errors)")
    #expect(try await weir.states()["Triage"] == "dirty")
    #expect(try await weir.run("notices").text == "")
    try await weir.run("push", "--yes")
    #expect(try weir.home.storedBody(of: id).contains("0.123"))
  }

  @Test("--again where it was changed to something else meanwhile saves nothing and says so")
  func againClashes() async throws {
    let (weir, _) = try await undone()
    try await weir.run("pull")
    try await weir.run("set", "Triage", temperature, "0.456")
    let answer = try await weir.run("notices", "Triage", "--again")
    #expect(answer.status == .needsPerson && answer.errors.contains("NOT saved"))
    #expect(try await weir.body("Triage").contains("0.456"))
  }

  @Test("--close takes it off the list, and a flow without one says so to --again")
  func close() async throws {
    let (weir, _) = try await undone()
    try await weir.run("pull")
    #expect(try await weir.run("notices", "Triage", "--close").status == .done)
    #expect(try await weir.run("notices", "--json").text == "[]\n")
    let again = try await weir.run("notices", "Triage", "--again")
    #expect(again.status == .failed && again.errors.contains("No change of this flow was undone"))
  }

  @Test(
    "what does not go together is wrong usage",
    arguments: [["--again"], ["T", "--again", "--close"]])
  func usage(words: [String]) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    #expect(try await weir.run(["notices"] + words).status == .usage)
  }
}
