import FlowModel
import JSONText
import Testing

/// A graph against the server's copy.
@Suite struct ComparedGraphTests {
  private func record(_ body: String) -> [UInt8] {
    Array(#"{"name": "n", "flowData": "#.utf8) + JSONString.literal(body) + Array("}".utf8)
  }

  private func compared(_ body: String, base: String?) throws -> ComparedGraph {
    try #require(
      ComparedGraph(of: record(body), base: base.map(record), kind: .chatflow))
  }

  private static let base = """
    {"nodes": [{"id": "a", "data": {"label": "A", "inputs": {"t": 0.9, "gone": "x"}}},
      {"id": "old", "data": {"label": "Old"}}, {"id": "c", "position": {"x": 1, "y": 1}}],
     "edges": [{"id": "1", "source": "a", "target": "old"},
      {"id": "2", "source": "a", "target": "c", "data": {"edgeLabel": "x"}}]}
    """
  private static let here = """
    {"nodes": [{"id": "new", "data": {"label": "New"}}, {"id": "c", "position": {"x": 9, "y": 1}},
      {"id": "a", "data": {"label": "A", "inputs": {"t": 0.2}}}],
     "edges": [{"id": "2", "source": "a", "target": "c", "data": {"edgeLabel": "y"}},
      {"id": "3", "source": "a", "target": "new"}]}
    """

  @Test("what is new, changed and gone is marked; another place is no change")
  func marks() throws {
    let graph = try compared(Self.here, base: Self.base)
    #expect(graph.nodes.map(\.node.label) == ["New", "c", "A", "Old"])
    #expect(graph.nodes.map(\.change) == [.added, nil, .changed, .removed])
    #expect(graph.edges.map(\.change) == [.changed, .added, .removed])
    #expect(graph.edges.map(\.from) == [2, 2, 2])
    #expect(graph.edges.map(\.to) == [1, 0, 3])
  }

  @Test("a changed node tells what it was and what was taken out of it")
  func values() throws {
    let changes = try compared(Self.here, base: Self.base).nodes[2].changes
    #expect(changes.map(\.place.dotted) == ["data.inputs.gone", "data.inputs.t"])
    #expect(changes.map(\.before) == ["\"x\"", "0.9"])
    #expect(changes.map(\.after) == [nil, "0.2"])
  }

  @Test("a loop that leads elsewhere is a new one, and one with another limit changed")
  func loops() throws {
    func flow(_ first: String, _ limit: Int) -> String {
      """
      {"nodes": [{"id": "a"}, {"id": "b"},
        {"id": "l", "data": {"inputs": {"loopBackToNode": "\(first)-A"}}},
        {"id": "m", "data": {"inputs": {"loopBackToNode": "b-B", "maxLoopCount": \(limit)}}}],
       "edges": [{"source": "a", "target": "l"}]}
      """
    }
    let graph = try compared(flow("b", 9), base: flow("a", 5))
    #expect(graph.edges.map(\.change) == [nil, .added, .changed, .removed])
    #expect(graph.edges.map(\.to) == [2, 1, 1, 0])
    #expect(graph.edges.map(\.from) == [0, 2, 3, 2])
    let text = GraphText(of: graph, title: "F").lines.map(\.text)
    #expect(text.first == "F, 4 nodes, 1 edge, 3 loops")
    #expect(text.last == "   4 m ~  -> 2 back (max 9) ~")
  }

  @Test("without a copy of the server, and with the same one, nothing is marked")
  func unchanged() throws {
    for base in [nil, Self.here] {
      let graph = try compared(Self.here, base: base)
      #expect(graph.nodes.allSatisfy { $0.change == nil })
      #expect(graph.edges.allSatisfy { $0.change == nil })
    }
  }

  @Test("secrets are in no input, label, note or label of an edge")
  func secrets() throws {
    let key = "sk-abcdefghijklmnop1234"
    let graph = try compared(
      """
      {"nodes": [{"id": "a", "data": {"label": "use \(key)", "inputParams":
          [{"name": "pass", "type": "password"}], "inputs": {"pass": "hunter2", "url": "\(key)"}}},
        {"id": "n", "type": "stickyNote", "data": {"inputs": {"note": "\(key)"}}}],
       "edges": [{"source": "a", "target": "a", "data": {"label": "\(key)"}}]}
      """, base: nil)
    #expect(!"\(graph)".contains("hunter2"))
    #expect(!"\(graph)".contains(key))
    #expect(graph.nodes[0].inputs.map(\.text) == [SecretMask.mark, SecretMask.mark])
  }

  @Test("edges without a node at one end are counted, not drawn")
  func lost() throws {
    let graph = try compared(
      #"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "b"}]}"#, base: nil)
    #expect(graph.edges.isEmpty)
    #expect(graph.lostEdgeCount == 1)
  }

  @Test("the draft of a chatbot is read as it stands")
  func chatbot() throws {
    let record = #"{"draft": {"nodes": [{"id": "start", "type": "start"}], "edges": []}}"#
    let graph = try #require(ComparedGraph(of: Array(record.utf8), base: nil, kind: .chatbot))
    #expect(graph.nodes.map(\.node.component) == ["start"])
    #expect(ComparedGraph(of: Array("{}".utf8), base: nil, kind: .chatbot) == nil)
  }

  @Test("the text twin numbers nodes and names where their edges lead")
  func text() throws {
    let graph = try compared(
      """
      {"nodes": [{"id": "a", "data": {"label": "Start"}},
        {"id": "n", "type": "stickyNote", "data": {"inputs": {"note": "Keep\\nthis"}}},
        {"id": "c", "data": {"label": "Classify"}},
        {"id": "i", "type": "iteration", "data": {"label": "Each"}},
        {"id": "b", "parentNode": "i", "data": {"label": "Bill"}}],
       "edges": [{"source": "a", "target": "c"}, {"source": "c", "target": "b",
        "data": {"edgeLabel": "pay"}}, {"source": "c", "target": "a"},
        {"source": "c", "target": "x"}]}
      """, base: #"{"nodes": [{"id": "z", "data": {"label": "Gone"}}], "edges": []}"#)
    let text = GraphText(of: graph, title: "Triage, agentflow")
    #expect(
      text.lines.map(\.text).joined(separator: "\n") == """
        Triage, agentflow, 5 nodes, 3 edges, 1 note
           1 Start +        -> 2 +
           2 Classify +     -> 4 pay +, 1 +
           3 Each +
           4 Bill (in 3) +
           5 Gone -
        note Keep this +
        1 edge without a node at one end
        """)
    #expect(text.lines.map(\.node) == [nil, 0, 2, 3, 4, 5, 1, nil])
  }
}
