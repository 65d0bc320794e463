import FlowModel
import JSONText
import Testing

@Suite("Who refers to what in a flow")
struct FlowLinksTests {
  private let bytes: [UInt8]
  private let text: String
  private let links: FlowLinks

  init() throws {
    (text, bytes, links) = try Self.read(FlowPieces.agentflow)
  }

  private static func read(_ text: String) throws -> (String, [UInt8], FlowLinks) {
    let bytes = Array(text.utf8)
    return (text, bytes, FlowLinks(body: try JSONDocument(parsing: bytes).root, kind: .chatflow))
  }

  /// The offset of the last byte of the first `piece` that stands behind `start`.
  private func offset(_ piece: String, behind start: String = "", in text: String? = nil) throws
    -> Int
  {
    let text = text ?? self.text
    let from = start.isEmpty ? text.startIndex : try #require(text.firstRange(of: start)).upperBound
    let place = try #require(text[from...].firstRange(of: piece)).upperBound
    return text.utf8.distance(from: text.startIndex, to: place) - 1
  }

  private func slice(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func label(_ target: FlowTarget?) -> String? {
    if case .node(let definition) = target { definition.text } else { nil }
  }

  @Test(
    "an edge end, a handle, a parent, a loop, a reference and a mention lead to their node",
    arguments: [
      (#""source": "startAgentflow_0"#, "Start"),
      (#""target""#, "Billing agent"),
      (#""sourceHandle": "startAgentflow_0-output-start"#, "Start"),
      (#""targetHandle": "loop"#, "Again"),
      (#""parentNode": "iter"#, "Each"),
      (#""loopBackToNode": "agentAgentflow_0-Bill"#, "Billing agent"),
      ("{{ start", "Start"),
      (#"data-id=\"start"#, "Start"),
      (#"{"id": "startAgent"#, "Start"),
    ])
  func targets(_ place: String, _ expected: String) throws {
    #expect(label(links.target(at: try offset(place))) == expected)
  }

  @Test("a definition has the path and the bytes of its node")
  func definition() throws {
    guard case .node(let node) = links.target(at: try offset(#""loopBackToNode": "agent"#)) else {
      Issue.record("no node")
      return
    }
    #expect(node.path.dotted == "nodes[1]")
    #expect(slice(node.range).hasPrefix(#"{"id": "agentAgentflow_0""#))
  }

  @Test(
    "variables, keys of nodes and plain values lead nowhere",
    arguments: [
      "{{ $iteration", "output.next", #""label": "Bill"#, #""role"#, "nodes",
    ])
  func nowhere(_ place: String) throws {
    #expect(links.target(at: try offset(place)) == nil)
  }

  @Test("all who name a node are listed in the order of the text, each edge once")
  func referrers() throws {
    let found = links.referrers(at: try offset(#""Billing agent""#))
    #expect(
      found.map(\.text) == [
        "Again · inputs.loopBackToNode", "edge startAgentflow_0 → agentAgentflow_0",
        "edge agentAgentflow_0 → loopAgentflow_0",
      ])
    #expect(
      found.map(\.path.dotted) == [
        "nodes[3].data.inputs.loopBackToNode", "edges[0].target", "edges[1].source",
      ])
    #expect(found.map { slice($0.range) } == Array(repeating: "agentAgentflow_0", count: 3))
    #expect(links.referrers(of: JSONPath([.key("nodes"), .index(1)])) == found)
  }

  @Test("a mention counts once, a parent has its child")
  func once() throws {
    #expect(
      links.referrers(at: try offset(#""Start""#)).map(\.text) == [
        "Billing agent · inputs.agentMessages[0].content",
        "edge startAgentflow_0 → agentAgentflow_0",
      ])
    #expect(
      links.referrers(at: try offset(#""Each""#)).map(\.text) == ["Billing agent · parentNode"])
  }

  @Test("on a reference the node it names is meant, not the node around it")
  func nearest() throws {
    let found = links.referrers(at: try offset("{{ startAgent"))
    #expect(found.map(\.path.dotted).last == "edges[0].source")
  }

  @Test("a credential has all its uses and no definition")
  func credentials() throws {
    let (text, _, links) = try Self.read(FlowPieces.chatflow)
    let target = links.target(at: try offset("cred-", in: text))
    guard case .credential("cred-1", let uses) = target else {
      Issue.record("no credential")
      return
    }
    #expect(
      uses.map(\.text) == ["ChatOpenAI · credential", "Answer · inputs.FLOWISE_CREDENTIAL_ID"])
    #expect(links.referrers(at: try offset("cred-", in: text)) == uses)
  }

  @Test("an end that leads nowhere says so")
  func missing() throws {
    let broken = FlowPieces.replacing(
      #""target": "loopAgentflow_0""#, #""target": "gone_0""#, in: FlowPieces.agentflow)
    let (text, _, links) = try Self.read(broken)
    let place = try offset("gone", in: text)
    #expect(links.target(at: place) == .missingNode(id: "gone_0"))
    #expect(links.referrers(at: place) == [])
  }

  @Test("a node is called by its label, else by its id")
  func labels() throws {
    #expect(links.label(ofNodeAt: 1) == "Billing agent")
    #expect(links.label(ofNodeAt: 4) == nil)
    let (_, _, nameless) = try Self.read(#"{"nodes":[{"id":"a_0","data":{}},1]}"#)
    #expect(nameless.label(ofNodeAt: 0) == "a_0")
    #expect(nameless.label(ofNodeAt: 1) == nil)
  }

  @Test("the texts of a chatbot are looked into wherever they stand")
  func chatbot() throws {
    let text = #"{"nodes":[{"id":"ask_1","data":{}},{"id":"b","data":{"text":"{{ask_1}}"}}]}"#
    let links = FlowLinks(body: try JSONDocument(parsing: Array(text.utf8)).root, kind: .chatbot)
    #expect(links.referrers(of: JSONPath([.key("nodes"), .index(0)])).map(\.text) == ["b · text"])
  }
}
