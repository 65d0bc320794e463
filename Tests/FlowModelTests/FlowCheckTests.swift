import FlowModel
import JSONText
import Testing

@Suite("What a server needs of a flow")
struct FlowCheckTests {
  private func problems(_ body: String, _ kind: FlowKind = .chatflow) -> [FlowProblem] {
    FlowCheck.problems(inBody: Array(body.utf8), kind: kind)
  }

  @Test("an empty flow is fine")
  func empty() {
    for kind in FlowKind.allCases {
      #expect(FlowCheck.problems(inBody: FlowBody.empty(kind), kind: kind).isEmpty)
    }
  }

  @Test("whole flows of all kinds are fine")
  func whole() {
    #expect(problems(FlowPieces.chatflow).isEmpty)
    #expect(problems(FlowPieces.agentflow).isEmpty)
    #expect(problems(FlowPieces.chatbot, .chatbot).isEmpty)
  }

  @Test(
    "what the server would answer with 500 is refused here",
    arguments: [
      "{}", "[]", #"{"nodes":{}}"#, #"{"nodes":[{}]}"#, #"{"nodes":[1]}"#, "nope", "",
      #"{"nodes":[],"edges":{}}"#, #"{"nodes":[],"edges":[null]}"#,
    ])
  func refused(_ body: String) {
    #expect(FlowCheck.refusal(ofBody: Array(body.utf8), kind: .chatflow) != nil)
  }

  @Test("edges that end nowhere are named, and do not stop a push")
  func links() {
    let body =
      #"{"nodes":[{"id":"a","data":{}},{"id":"a","data":{}}],"edges":[{"id":"e","source":"a","target":"b"}]}"#
    #expect(problems(body).map(\.path.dotted) == ["nodes[1].id", "edges[0].target"])
    #expect(FlowCheck.refusal(ofBody: Array(body.utf8), kind: .chatflow) == nil)
  }

  @Test("a null body is a shape problem, not a crash")
  func null() {
    #expect(FlowCheck.problems(inBody: nil, kind: .chatflow).map(\.level) == [.shape])
  }

  @Test("a draft without edges is refused, a chatflow without them only fails when it runs")
  func noEdges() {
    let body = #"{"nodes":[]}"#
    #expect(problems(body, .chatflow).map(\.level) == [.link])
    #expect(problems(body, .chatbot).map(\.level) == [.shape])
    #expect(problems(body).first?.fix?.title == "add an empty edges array")
  }

  @Test("a problem marks its bytes, and its path leads to them")
  func places() throws {
    let text = FlowPieces.replacing(
      #""source": "chatOpenAI_0""#, #""source": "chatOpenAI_7""#, in: FlowPieces.chatflow)
    let bytes = Array(text.utf8)
    let root = try JSONDocument(parsing: bytes).root
    let found = FlowCheck.problems(in: root, kind: .chatflow)
    let problem = try #require(found.first)
    #expect(found.count == 1)
    let range = try #require(problem.range)
    #expect(String(decoding: bytes[range], as: UTF8.self) == "chatOpenAI_7")
    #expect(problem.path.dotted == "edges[0].source")
    #expect(root.value(at: problem.path)?.string == "chatOpenAI_7")
    #expect(problem.message == "no node has this id: chatOpenAI_7. chatOpenAI_0?")
  }

  @Test("problems come in the order of the text, also where the edges stand first")
  func order() {
    let found = problems(
      #"{"edges":[{"id":"e","source":"x","target":"n"}],"nodes":[{"id":"n","data":{}},{"id":"","data":{}}]}"#
    )
    #expect(found.map(\.path.dotted) == ["edges[0].source", "nodes[1].id"])
  }

  @Test("at most 200 problems are kept, and what would be refused goes first")
  func limit() {
    let edges = (0..<300).map { #"{"id":"e\#($0)","source":"gone","target":"gone"}"# }
    let found = problems(#"{"edges":[\#(edges.joined(separator: ","))],"nodes":[1]}"#)
    #expect(found.count == FlowCheck.problemLimit)
    #expect(found.last?.level == .shape)
  }

  @Test("a part of a larger document is checked where it stands")
  func inside() throws {
    let text = #"{"definition": {"nodes": [{"id": "", "data": {}}], "edges": []}}"#
    let bytes = Array(text.utf8)
    let body = try #require(try JSONDocument(parsing: bytes).root["definition"])
    let range = try #require(FlowCheck.problems(in: body, kind: .chatbot).first?.range)
    #expect(String(decoding: bytes[range], as: UTF8.self) == "\"\"")
  }
}
