import FlowModel
import Testing

@Suite("What a server needs of a flow")
struct FlowCheckTests {
  private func problems(_ body: String) -> [FlowProblem] {
    FlowCheck.problems(inBody: Array(body.utf8), kind: .chatflow)
  }

  @Test("an empty flow is fine")
  func empty() {
    for kind in FlowKind.allCases {
      #expect(FlowCheck.problems(inBody: FlowBody.empty(kind), kind: kind).isEmpty)
    }
  }

  @Test(
    "what the server would answer with 500 is refused here",
    arguments: ["{}", "[]", #"{"nodes":{}}"#, #"{"nodes":[{}]}"#, #"{"nodes":[1]}"#, "nope", ""])
  func refused(_ body: String) {
    #expect(FlowCheck.refusal(ofBody: Array(body.utf8), kind: .chatflow) != nil)
  }

  @Test("edges that end nowhere are named, and do not stop a push")
  func links() {
    let body = #"{"nodes":[{"id":"a","data":{}},{"id":"a","data":{}}],"edges":[{"source":"a","target":"b"}]}"#
    #expect(problems(body).map(\.path) == ["nodes[1].id", "edges[0].target"])
    #expect(FlowCheck.refusal(ofBody: Array(body.utf8), kind: .chatflow) == nil)
  }

  @Test("a null body is a shape problem, not a crash")
  func null() {
    #expect(FlowCheck.problems(inBody: nil, kind: .chatflow).map(\.level) == [.shape])
  }
}
