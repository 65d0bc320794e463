import FlowModel
import Subcommands
import TestKit
import Testing

@Suite("weir graph")
struct GraphCommandTests {
  private static func weir(_ body: String = SampleGraph.body) async throws -> Weir {
    let weir = try await Weir()
    try weir.home.add("Triage", flowData: body)
    #expect(try await weir.run("pull").status == .done)
    return weir
  }

  @Test("--text names each node with a number, and where its edges lead")
  func text() async throws {
    let answer = try await Self.weir().run("graph", "Triage", "--text")
    #expect(answer.status == .done && answer.errors == "")
    #expect(
      answer.text == """
        Triage, chatflow, 7 nodes, 8 edges, 1 note
           1 Start            -> 2
           2 Classify         -> 3 billing, 4 technical, 5 human
           3 Billing agent    -> 6
           4 Technical agent  -> 6
           5 Human review     -> 6
           6 Reply            -> 7
           7 Slack notify
        note Dana: keep the human path for refunds over 200 EUR until Q4.

        """)
  }

  @Test("the drawing takes the width there is, and no cell more", arguments: [160, 120, 100])
  func drawing(columns: Int) async throws {
    let weir = try await Self.weir()
    let console = TestConsole(isTerminal: true, width: columns)
    let answer = try await weir.run("graph", "Triage", console: console)
    #expect(answer.status == .done && answer.errors == "")
    #expect(answer.text.contains("Classify"))
    #expect(answer.text.contains("►"))
    #expect(answer.lines.allSatisfy { $0.count <= columns })
  }

  @Test("without a terminal COLUMNS counts; what does not fit is told in lines")
  func narrow() async throws {
    let weir = try await Self.weir()
    weir.home.environment["COLUMNS"] = "40"
    let answer = try await weir.run("graph", "Triage")
    #expect(answer.text.contains("2 Classify         -> 3 billing"))
    #expect(answer.errors.contains("does not fit into 40 columns"))
    weir.home.environment["COLUMNS"] = "200"
    #expect(try await weir.run("graph", "Triage").text.contains("─►"))
  }

  @Test("--author puts the nodes where their author did; it draws no text")
  func author() async throws {
    let weir = try await Self.weir()
    let console = TestConsole(isTerminal: true, width: 200)
    let tidy = try await weir.run("graph", "Triage", console: console).text
    let other = TestConsole(isTerminal: true, width: 200)
    let author = try await weir.run("graph", "Triage", "--author", console: other).text
    #expect(author.contains("Classify") && author != tidy)
    #expect(try await weir.run("graph", "Triage", "--author", "--text").status == .usage)
  }

  @Test("what was edited here is marked, and secrets and control characters are not printed")
  func marks() async throws {
    let key = "sk-abcdefghijklmnop1234"
    let body = SampleGraph.body.replacing("Human review", with: "\\u001b[31m \(key)")
    let weir = try await Self.weir(body)
    try await weir.run("set", "Triage", "flowData.nodes[2].data.inputs.memory", "false")
    for option in ["--text", nil] {
      let console = TestConsole(isTerminal: true, width: 200)
      let words = ["graph", "Triage"] + (option.map { [$0] } ?? [])
      let answer = try await weir.run(words, console: console)
      #expect(answer.text.contains("Billing agent ~"))
      #expect(!answer.text.contains(key))
      #expect(!answer.text.contains("\u{1B}"))
    }
  }

  @Test("a body that cannot be read has no graph")
  func unreadable() async throws {
    let answer = try await Self.weir("[not json").run("graph", "Triage")
    #expect(answer.status == .failed)
    #expect(answer.errors.contains("has no nodes that can be read"))
  }
}
