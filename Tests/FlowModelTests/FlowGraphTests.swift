import FlowModel
import JSONText
import Testing

/// What is read of nodes and edges besides their names.
@Suite struct FlowGraphTests {
  private func graph(_ body: String) throws -> FlowGraph {
    try #require(FlowGraph(body: Array(body.utf8)))
  }

  @Test("notes, frames and steps are told apart, and a note has its text")
  func kinds() throws {
    let graph = try graph(
      """
      {"nodes": [{"id": "a", "type": "agentFlow", "data": {"label": "A"}},
        {"id": "i", "type": "iteration", "data": {"label": "Each"}},
        {"id": "b", "type": "agentFlow", "parentNode": "i", "data": {"label": "B"}},
        {"id": "n", "type": "stickyNote", "data": {"label": "Note", "inputs": {"note": "Keep"}}}]}
      """)
    #expect(graph.nodes.map(\.kind) == [.step, .frame, .step, .note])
    #expect(graph.nodes.map(\.parent) == [nil, nil, "i", nil])
    #expect(graph.nodes[3].note == "Keep")
    #expect(graph.noteCount == 1)
  }

  @Test("places are the author's, with sizes of the style where the canvas drew nothing yet")
  func places() throws {
    let graph = try graph(
      """
      {"nodes": [{"id": "a", "position": {"x": 1.5, "y": -2}, "width": 300, "height": 70},
        {"id": "b", "position": {"x": 0, "y": 0}, "style": {"width": 440, "height": 250}},
        {"id": "c", "position": {"x": 0, "y": 0}}, {"id": "d", "position": {"x": 1}}]}
      """)
    let places = graph.nodes.map(\.place)
    let first = try #require(places[0])
    #expect([first.x, first.y, first.width, first.height] == [1.5, -2, 300, 70])
    #expect(places[1]?.width == 440)
    #expect(places[2]?.height == 80)
    #expect(places[3] == nil)
  }

  @Test("a place that is written as text is one, as the web editor takes it")
  func placesAsText() throws {
    let graph = try graph(
      """
      {"nodes": [{"id": "a", "position": {"x": "1057.5", "y": "-2"}},
        {"id": "b", "position": {"x": "left", "y": 0}}, {"id": "c", "position": {"x": "inf", "y": 0}}]}
      """)
    #expect(graph.nodes[0].place.map { [$0.x, $0.y] } == [1057.5, -2])
    #expect(graph.nodes[1].place == nil && graph.nodes[2].place == nil)
  }

  @Test("an edge is called by what it says, else by the way out that it takes")
  func labels() throws {
    let graph = try graph(
      """
      {"nodes": [{"id": "c", "data": {"inputs": {"conditionAgentScenarios":
          [{"scenario": "Billing"}, {"scenario": ""}]}}},
        {"id": "d", "data": {"inputs": {"conditions": [{}, {}]}}}, {"id": "e"},
        {"id": "h", "data": {"name": "humanInputAgentflow", "inputs": {}}}],
       "edges": [
        {"source": "c", "target": "e", "data": {"edgeLabel": "0"}},
        {"source": "c", "target": "e", "data": {"edgeLabel": "1"}},
        {"source": "d", "target": "e", "data": {"edgeLabel": "2"}},
        {"source": "d", "target": "e", "data": {"edgeLabel": "1"}},
        {"source": "e", "target": "c", "data": {"label": "again"}},
        {"source": "e", "target": "c", "sourceHandle": "yes"},
        {"source": "e", "target": "c", "sourceHandle": "e-output-e-Any",
         "targetHandle": "c-input-model-BaseChatModel"},
        {"source": "h", "target": "e", "data": {"edgeLabel": "1"}},
        {"source": "e"}]}
      """)
    #expect(
      graph.edges.map(\.label) == ["Billing", "1", "else", "1", "again", "yes", nil, "reject"])
    #expect(graph.edges.map(\.anchor) == [nil, nil, nil, nil, nil, nil, "model", nil])
    #expect(graph.edges.map(\.index) == [0, 1, 2, 3, 4, 5, 6, 7])
  }

  @Test("the way out of a condition is called by what it compares with")
  func conditions() throws {
    let graph = try graph(
      """
      {"nodes": [{"id": "c", "data": {"inputs": {"conditions": [
          {"operation": "equal", "value1": "x", "value2": "<p>SOFTWARE</p>"},
          {"operation": "smallerEqual", "value2": 11}, {"operation": "contains", "value2": "refund"},
          {"operation": "isEmpty", "value2": "x"}, {"operation": "equal", "value2": ""},
          {"operation": "equal", "value2": false}, {"operation": "twist", "value2": "x"}]}}},
        {"id": "e"}],
       "edges": [\((0...7).map { #"{"source": "c", "target": "e", "sourceHandle": "\#($0)"}"# }
        .joined(separator: ","))]}
      """)
    #expect(
      graph.edges.map(\.label) == [
        "SOFTWARE", "<= 11", "contains refund", "empty", "4", "false", "6", "else",
      ])
  }

  @Test("a Loop node leads back to the node that its inputs name, by id or by name")
  func loops() throws {
    let graph = try graph(
      """
      {"nodes": [{"id": "llmAgentflow_0", "data": {"label": "Supervisor"}},
        {"id": "seqAgent_0", "data": {"inputs": {"agentName": "Code Reviewer"}}},
        {"id": "l", "data": {"inputs":
          {"loopBackToNode": "llmAgentflow_0-Super-visor", "maxLoopCount": "5"}}},
        {"id": "m", "data": {"inputs": {"loopBackToNode": "", "maxLoopCount": 5}}},
        {"id": "s", "data": {"inputs": {"loopToName": "code reviewer"}}},
        {"id": "t", "data": {"inputs": {"loopToName": "nobody", "maxLoopCount": "x"}}}],
       "edges": [{"source": "seqAgent_0", "target": "l"}]}
      """)
    #expect(graph.loops.map(\.source) == ["l", "s", "t"])
    #expect(graph.loops.map(\.target) == ["llmAgentflow_0", "seqAgent_0", "nobody"])
    #expect(graph.loops.map(\.label) == ["back (max 5)", "back", "back"])
    #expect(graph.loops.allSatisfy { $0.index == nil })
    #expect(graph.edges.count == 1)
  }

  @Test("inputs are lines without tags, blanks and what is empty; objects are taken apart")
  func inputs() throws {
    let node = try JSONDocument(
      parsing: Array(
        #"""
        {"data": {"inputs": {"prompt": "<p>Be  <b>brief</b>.</p>\n<p>1 < 2 > 0</p>", "empty": "",
          "none": null, "list": ["a", "b"], "rows": [{"x": 1}, {"x": 2}], "one": [{}], "left": [],
          "config": {"modelName": "gpt-4o", "temperature": 0.9, "deep": {"x": 1}}, "memory": true}}}
        """#.utf8)
    ).root
    #expect(
      NodeInput.inputs(of: node).map { "\($0.name)=\($0.text)" } == [
        "prompt=Be brief . 1 < 2 > 0", "list=a, b", "rows=2 entries", "one=1 entry",
        "modelName=gpt-4o", "temperature=0.9", "deep={…}", "memory=true",
      ])
    #expect(
      NodeInput.inputs(of: node)[5].place.dotted == "data.inputs.config.temperature")
  }

  @Test("a long text is cut, and says so")
  func longText() {
    let text = NodeInput.plain(String(repeating: "word ", count: 100))
    #expect(text.count == NodeInput.longest)
    #expect(text.hasSuffix("word…"))
    #expect(NodeInput.plain("short <br/>") == "short")
  }

  @Test("a chatbot's node keeps its inputs beside its label")
  func chatbotInputs() throws {
    let node = try JSONDocument(
      parsing: Array(#"{"data": {"label": "Greet", "text": "Hello", "version": 2}}"#.utf8)
    ).root
    #expect(NodeInput.inputs(of: node).map(\.text) == ["Hello"])
  }
}
