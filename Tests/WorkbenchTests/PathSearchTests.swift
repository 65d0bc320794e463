import Testing
import TextEditing
import Workbench

@Suite struct PathSearchTests {
  private static let text = TextBuffer(
    """
    {"nodes": [{"data": {"label": "First", "inputs": {"temperature": 0.1, "template": "x"}}},
      {"data": {"label": "Zweiter", "inputs": {"temperature": 0.2, "apiKey": "sk-0123456789abcdefgh"}}}],
      "attempt": 1}
    """)

  private func paths(_ query: String) -> [String] {
    PathSearch(of: Self.text, for: query).matches.map(\.text)
  }

  @Test("a key that begins with the letters comes before one that holds them, each in order")
  func order() {
    #expect(
      paths("temp") == [
        "First  nodes[0].data.inputs.temperature", "First  nodes[0].data.inputs.template",
        "Zweiter  nodes[1].data.inputs.temperature", "attempt",
      ])
  }

  @Test("further words narrow: by label, by position, by a piece of the path")
  func words() {
    #expect(paths("zwei temp") == ["Zweiter  nodes[1].data.inputs.temperature"])
    #expect(paths("1 temp") == ["Zweiter  nodes[1].data.inputs.temperature"])
    #expect(paths("1temp") == ["Zweiter  nodes[1].data.inputs.temperature"])
    #expect(paths("inputs late") == ["First  nodes[0].data.inputs.template"])
    #expect(paths("xyz").isEmpty)
  }

  @Test(
    "a pasted path is found, however it is written",
    arguments: [
      "nodes[1].data.label", ".nodes[1].data.label", "/nodes/1/data/label",
    ])
  func pasted(path: String) {
    #expect(paths(path).first?.hasSuffix("nodes[1].data.label") == true)
  }

  @Test("values stand beside, secrets do not")
  func values() {
    let found = PathSearch(of: Self.text, for: "inputs")
    #expect(found.matches.contains { $0.value == "0.2" })
    #expect(found.matches.contains { $0.value == "{2}" })
    #expect(found.matches.first { $0.text.hasSuffix("apiKey") }?.value == "••••••••")
    #expect(PathSearch(of: Self.text, for: "").total == 14)
  }

  @Test("of many only the best are given, and all are counted")
  func many() {
    let text = TextBuffer("[" + String(repeating: "1,", count: 5000) + "{\"five\": 5}]")
    let found = PathSearch(of: text, for: "five")
    #expect(found.matches.map(\.text) == ["[5000].five"])
    let all = PathSearch(of: text, for: "[")
    #expect(all.matches.count == 200 && all.total == 5002)
  }

  @Test("half-typed text is searched as far as it is understood")
  func broken() {
    #expect(!PathSearch(of: TextBuffer("{\"a\": {\"needle\": "), for: "needle").matches.isEmpty)
  }
}
