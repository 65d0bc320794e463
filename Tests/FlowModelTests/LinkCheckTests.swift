import FlowModel
import JSONText
import Testing

@Suite("Links of a flow that lead nowhere")
struct LinkCheckTests {
  struct Case: CustomTestStringConvertible {
    /// A change of ``FlowPieces/chatflow``, or of the agentflow.
    var agent = false
    let old: String
    let new: String
    let message: String
    /// The title of the fix; nil for none.
    var fix: String?
    /// How many problems are left when it was made.
    var left = 0

    var testDescription: String { new }
  }

  static let cases = [
    Case(
      old: #""target": "llmChain_0""#, new: #""target": "somewhereElse""#,
      message: "no node has this id: somewhereElse", fix: "remove this edge"),
    Case(
      old: #""sourceHandle": "chatOpenAI_0-"#, new: #""sourceHandle": "chatOpenAI_9-"#,
      message: "this handle is one of chatOpenAI_9, not of chatOpenAI_0", fix: "write chatOpenAI_0"),
    Case(
      old: #""sourceHandle": "chatOpenAI_0-"#, new: #""sourceHandle": "llmChain_0-"#,
      message: "this handle is one of llmChain_0, not of chatOpenAI_0"),
    Case(
      old: #""targetHandle": "llmChain_0-input-model-"#,
      new: #""targetHandle": "llmChain_0-input-modal-"#,
      message: "llmChain_0 has no input modal. model?", fix: "write model"),
    Case(
      old: #""targetHandle": "llmChain_0-input-model-"#,
      new: #""targetHandle": "llmChain_0-input-memory-"#,
      message: "llmChain_0 has no input memory"),
    Case(
      old: "{{chatOpenAI_0.data.instance}}", new: "{{chatOpenAI_1.data.instance}}",
      message: "no node has this id: chatOpenAI_1. chatOpenAI_0?", fix: "write chatOpenAI_0"),
    Case(
      old: "{{chatOpenAI_0.data.instance}}", new: "{{foo.data.instance}}",
      message: "no node has this id: foo"),
    Case(
      old: #""id": "llmChain_0", "type""#, new: #""id": "", "type""#,
      message: "the id of this node is empty", fix: "write the id llmChain_0"),
    Case(
      old: #""id": "e1""#, new: #""id": """#, message: "the id of this edge is empty",
      fix: "write the id of its ends"),
    Case(
      old: #", "id": "e1""#, new: "", message: "an edge needs an id",
      fix: "write the id of its ends"),
    Case(
      old: #""source": "chatOpenAI_0","#, new: "", message: "this edge has no source"),
    Case(
      old: #""edges": ["#, new: #""edges": [{"id": "e0"}, "#,
      message: "this edge connects nothing: it needs a source and a target",
      fix: "remove this edge"),
    Case(
      agent: true, old: #""parentNode": "iterationAgentflow_0""#,
      new: #""parentNode": "iterationAgentflow_3""#,
      message: "no node has this id: iterationAgentflow_3. iterationAgentflow_0?",
      fix: "write iterationAgentflow_0"),
    Case(
      agent: true, old: #""loopBackToNode": "agentAgentflow_0-"#,
      new: #""loopBackToNode": "agentAgentflow_5-"#,
      message: "no node has this id: agentAgentflow_5. agentAgentflow_0?",
      fix: "write agentAgentflow_0"),
    Case(
      agent: true,
      old: #"data-id=\"startAgentflow_0\" data-label=\"startAgentflow_0\">{{ startAgentflow_0 }}"#,
      new: #"data-id=\"startAgentflow_4\" data-label=\"startAgentflow_4\">{{ startAgentflow_4 }}"#,
      message: "no node has this id: startAgentflow_4. startAgentflow_0?",
      fix: "write startAgentflow_0"),
  ]

  @Test("each kind of broken link is told once, and its fix leaves a whole flow", arguments: cases)
  func broken(_ broken: Case) throws {
    let text = FlowPieces.replacing(
      broken.old, broken.new, in: broken.agent ? FlowPieces.agentflow : FlowPieces.chatflow)
    let bytes = Array(text.utf8)
    var found = FlowCheck.problems(inBody: bytes, kind: .chatflow)
    found.removeAll { broken.old.hasPrefix(#""id": "llm"#) && $0.message != broken.message }
    #expect(found.map(\.message) == [broken.message])
    #expect(found.map(\.level) == [.link])
    let problem = try #require(found.first)
    #expect(problem.fix?.title == broken.fix)
    guard let fix = problem.fix else { return }
    let mended = JSONSplice.apply(fix.splices, to: bytes)
    #expect(FlowCheck.problems(inBody: mended, kind: .chatflow).map(\.message) == [])
  }

  @Test("the fix of a mention writes the id in the tag too")
  func mention() throws {
    let mention =
      #"data-id=\"startAgentflow_0\" data-label=\"startAgentflow_0\">{{ startAgentflow_0"#
    let wrong = mention.replacing("_0", with: "_4")
    let text = FlowPieces.replacing(mention, wrong, in: FlowPieces.agentflow)
    let fix = try #require(
      FlowCheck.problems(inBody: Array(text.utf8), kind: .chatflow).first?.fix)
    #expect(fix.splices.count == 3)
    let mended = JSONSplice.apply(fix.splices, to: Array(text.utf8))
    #expect(String(decoding: mended, as: UTF8.self) == FlowPieces.agentflow)
  }

  @Test(
    "what is no node reference raises no alarm",
    arguments: [
      "{{question}}", "{{ chat_history }}", "{{file_attachment}}", "{{$vars.name}}",
      "{{$flow.state.node_1}}", "{{$form.email_2}}", "{{step_1}}", "{{runtime_messages_length}}",
      "{{ output.next }}", "{{\\\"json\\\": 1}}", "{{{raw}}}", "{{}}", "{{ }}", "{{", "}}", "{{a}",
      "{{{{chatOpenAI_0}}}}", "{{chatOpenAI_0.output.text}}", "data-id=\\\"x_1\\\"",
    ])
  func variables(_ text: String) {
    let body = FlowPieces.replacing("gpt-4o", text, in: FlowPieces.chatflow)
    #expect(FlowCheck.problems(inBody: Array(body.utf8), kind: .chatflow).map(\.message) == [])
  }

  @Test("a copied node gets an id of its own, in its anchors too")
  func copies() throws {
    let node =
      #"{"id":"agent_1","data":{"id":"agent_1","outputAnchors":[{"id":"agent_1-output-a"}]}}"#
    let body = Array(#"{"nodes":[\#(node),\#(node)],"edges":[]}"#.utf8)
    let problem = try #require(FlowCheck.problems(inBody: body, kind: .chatflow).first)
    #expect(problem.path.dotted == "nodes[1].id")
    #expect(problem.fix?.title == "make the id unique: agent_2")
    let mended = JSONSplice.apply(problem.fix?.splices ?? [], to: body)
    let copy = node.replacing("agent_1", with: "agent_2")
    #expect(String(decoding: mended, as: UTF8.self) == #"{"nodes":[\#(node),\#(copy)],"edges":[]}"#)
  }

  @Test("the same edge twice is removed, another edge with its id gets its own")
  func twins() {
    func fixes(_ second: String) -> [String?] {
      let nodes = #"{"id":"a","data":{}},{"id":"b","data":{}}"#
      let first = #"{"id":"e","source":"a","sourceHandle":"x","target":"b","targetHandle":"b"}"#
      return FlowCheck.problems(
        inBody: Array(#"{"nodes":[\#(nodes)],"edges":[\#(first),\#(second)]}"#.utf8),
        kind: .chatflow
      ).map(\.fix?.title)
    }
    #expect(
      fixes(#"{"id":"e","source":"a","sourceHandle":"x","target":"b","targetHandle":"b"}"#)
        == ["remove this edge"])
    #expect(
      fixes(#"{"id":"e","source":"b","sourceHandle":"x","target":"a","targetHandle":"a"}"#)
        == ["write the id of its ends"])
  }

  @Test("the handle of a component whose outputs became a choice is left in peace")
  func formerOutput() {
    let text = FlowPieces.replacing(
      "llmChain_0-output-llmChain-", "llmChain_0-output-other-", in: FlowPieces.chatflow
    ).replacing(
      #""edges": ["#,
      with: #"""
        "edges": [{"id": "e0", "source": "llmChain_0", "target": "chatOpenAI_0",
          "sourceHandle": "llmChain_0-output-llmChain-LLMChain"}, 
        """#)
    #expect(FlowCheck.problems(inBody: Array(text.utf8), kind: .chatflow).map(\.message) == [])
  }

  @Test("a node without an id gets the one its data know, else the next of its component")
  func nameless() {
    let body =
      #"{"nodes":[{"data":{"id":"x_7"}},{"data":{"name":"agent"}},{"id":"agent_0","data":{}},{"data":{}}],"edges":[]}"#
    let found = FlowCheck.problems(inBody: Array(body.utf8), kind: .chatflow)
    #expect(found.map(\.fix?.title) == ["write the id x_7", "write the id agent_1", nil])
    #expect(found.map(\.path.dotted) == ["nodes[0]", "nodes[1]", "nodes[3]"])
  }

  @Test("of several near names none is offered")
  func severalNear() {
    let nodes = (0..<3).map { #"{"id":"agentflow_\#($0)","data":{}}"# }.joined(separator: ",")
    let body =
      #"{"nodes":[\#(nodes)],"edges":[{"id":"e","source":"agentflow_9","target":"agentflow_0"}]}"#
    let found = FlowCheck.problems(inBody: Array(body.utf8), kind: .chatflow)
    #expect(found.map(\.message) == ["no node has this id: agentflow_9"])
    #expect(found.map(\.fix) == [nil])
  }

  @Test(
    "a member that is added is laid out like the first one",
    arguments: [
      ("{\"nodes\":[]}", "{\"nodes\":[],\"edges\":[]}"),
      ("{\n  \"nodes\": []\n}", "{\n  \"nodes\": [],\n  \"edges\": []\n}"),
    ])
  func layout(_ before: String, _ after: String) {
    let fix = FlowCheck.problems(inBody: Array(before.utf8), kind: .chatbot).first?.fix
    let mended = JSONSplice.apply(fix?.splices ?? [], to: Array(before.utf8))
    #expect(String(decoding: mended, as: UTF8.self) == after)
  }
}
