import CellGrid
import FlowModel
import FlowServer
import Subcommands
import TestKit
import Testing

/// Links in what is printed (screen.md, "Hyperlinks"): for terminals only.
@Suite("Links in printed tables")
struct WebLinkOutputTests {
  private func printed(
    _ weir: Weir, _ words: [String], isTerminal: Bool, type: String? = "xterm-256color"
  ) async throws -> String {
    try await weir.run(
      words, console: TestConsole(isTerminal: isTerminal, width: 120),
      terminal: type.map { ($0, nil) }
    ).text
  }

  private func link(_ id: String, _ weir: Weir) -> String {
    let origin = weir.home.server.flowiseURL.replacing("/api/v1", with: "")
    return "\u{1B}]8;;\(origin)/canvas/\(id)\u{1B}\\\(id)\u{1B}]8;;\u{1B}\\"
  }

  @Test("on a terminal the id leads to the page of the flow, and the table is the same without it")
  func terminal() async throws {
    let weir = try await Weir(pulling: ["Triage", "Desk"])
    let id = try #require(try weir.home.server.flowIDs().first)
    for words in [["list"], ["show", id]] {
      let plain = try await printed(weir, words, isTerminal: false)
      let linked = try await printed(weir, words, isTerminal: true)
      #expect(linked.contains(link(id, weir)), "\(linked.debugDescription)")
      var stripped = linked
      for flow in try weir.home.server.flowIDs() {
        stripped = stripped.replacing(link(flow, weir), with: flow)
      }
      #expect(stripped == plain)
    }
  }

  @Test("never into a pipe, with NO_COLOR, or on a terminal that is not known to skip them")
  func plain() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    for words in [["list"], ["show", "Triage"]] {
      #expect(!(try await printed(weir, words, isTerminal: false)).contains("\u{1B}"))
      for type in ["dumb", "vt100", "linux", nil] {
        let text = try await printed(weir, words, isTerminal: true, type: type)
        #expect(!text.contains("\u{1B}"), "\(type ?? "no TERM")")
      }
    }
    let json = try await printed(weir, ["list", "--json"], isTerminal: true)
    #expect(!json.contains("\u{1B}"))
    weir.home.environment["NO_COLOR"] = "1"
    #expect(!(try await printed(weir, ["list"], isTerminal: true)).contains("\u{1B}"))
  }
}
