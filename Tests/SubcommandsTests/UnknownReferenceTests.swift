import FlowServer
import Subcommands
import TestKit
import Testing

@Suite("A REF that names no flow")
struct UnknownReferenceTests {
  @Test(
    "is refused with what it may have meant",
    arguments: [
      ("Werkstatt", "Did you mean \"Werkstatt-hilfe\"?"),
      ("hilfe WERK", "Did you mean \"Werkstatt-hilfe\"?"),
      ("Werkstat-hilfe", "Did you mean \"Werkstatt-hilfe\"?"),
      ("Werkstatt-hifle", "Did you mean \"Werkstatt-hilfe\"?"),
      ("reclamation", "Did you mean \"Réclamation\"?"),
      ("Plan", "Did you mean \"Plan 1\", \"Plan 2\", \"Plan 3\", or another?"),
    ])
  func nearest(reference: String, advice: String) async throws {
    let weir = try await Weir(
      pulling: ["Werkstatt-hilfe", "Réclamation", "Plan 1", "Plan 2", "Plan 3", "Plan 4"])
    let answer = try await weir.run("show", reference)
    #expect(answer.status == .failed && answer.output == [])
    #expect(answer.errors.contains("No flow has the name or the id \"\(reference)\"."))
    #expect(answer.errors.contains(advice), "\(answer.errors)")
    #expect(answer.errors.contains("`weir list` shows what there is"))
  }

  @Test("is refused without a guess where nothing is like it", arguments: ["", " ", "zzz", "%"])
  func nothing(reference: String) async throws {
    let weir = try await Weir(pulling: ["Werkstatt-hilfe"])
    let answer = try await weir.run("show", reference)
    #expect(answer.status == .failed && !answer.errors.contains("Did you mean"))
  }

  @Test("and is a short beginning of an id is told how long one has to be")
  func shortID() async throws {
    let weir = try await Weir(pulling: ["Werkstatt-hilfe"])
    let id = try #require(try weir.home.server.flowIDs().first)
    let answer = try await weir.run("show", String(id.prefix(5)))
    #expect(answer.status == .failed)
    #expect(
      answer.errors.contains(
        "The id of \"Werkstatt-hilfe\" begins so; it needs 6 characters or more: \(id.prefix(8))."),
      "\(answer.errors)")
    #expect(try await weir.run("show", String(id.prefix(6))).status == .done)
  }
}
