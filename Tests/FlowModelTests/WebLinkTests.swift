import FlowModel
import Testing

@Suite("Web links") struct WebLinkTests {
  private func address(
    _ id: String?, type: String = "CHATFLOW", origin: String = "https://flow.example.com",
    path: String? = "/api/v1", kind: FlowKind = .chatflow
  ) -> String? {
    let flow = FlowSummary(
      id: FlowID(row: 1), server: ServerID(number: 1), kind: kind, localID: "l", remoteID: id,
      name: "a", nameKey: "a", type: type, category: nil, status: nil, state: .clean, updated: nil,
      isLive: false, nodeCount: nil, edgeCount: nil, teamCount: nil, byteCount: 0, changedAt: 0)
    let server = Server(
      id: flow.server, service: kind.service, origin: origin, basePath: path)
    return WebLink.address(of: flow, on: server)
  }

  @Test("lead to the page of the flow's type, below the path of the server")
  func pages() {
    #expect(address("a-1") == "https://flow.example.com/canvas/a-1")
    #expect(address("a", type: "AGENTFLOW") == "https://flow.example.com/v2/agentcanvas/a")
    #expect(address("a", type: "MULTIAGENT") == "https://flow.example.com/agentcanvas/a")
    #expect(address("a", type: "ASSISTANT") == "https://flow.example.com/assistants/custom/a")
    #expect(address("a", path: "/flows/api/v1") == "https://flow.example.com/flows/canvas/a")
    #expect(address("a", path: nil) == "https://flow.example.com/canvas/a")
    #expect(
      address("a", origin: "http://[::1]:3000") == "http://[::1]:3000/canvas/a")
    #expect(address(nil) == nil && address("a", kind: .chatbot) == nil)
  }

  @Test(
    "an id is one piece of a path, whatever it holds",
    arguments: [
      ("a/../b", "a%2F..%2Fb"), ("\u{1B}]8;;x\u{7}", "%1B%5D8%3B%3Bx%07"),
      ("é?#%", "%C3%A9%3F%23%25"),
      ("--help", "--help"), ("a b\n", "a%20b%0A"), ("\u{202E}", "%E2%80%AE"),
    ])
  func ids(_ id: String, _ shown: String) {
    #expect(address(id) == "https://flow.example.com/canvas/\(shown)")
  }

  @Test("there is none where an address is not one, or the id is a step in a path")
  func none() {
    for id in ["", ".", ".."] { #expect(address(id) == nil) }
    #expect(address("a", origin: "https://x.com\u{1B}") == nil)
    #expect(address("a", path: "/a b/api/v1") == nil && address("a", path: "/\u{9B}") == nil)
  }
}
