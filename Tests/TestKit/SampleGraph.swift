package import FlowModel
import JSONText

/// A flow of most shapes: ways out, a loop, notes, an iteration, and edits against the server.
package enum SampleGraph {
  /// "Support triage" as it stands here.
  package static let body = """
    {"nodes": [
      \(node("start", "startAgentflow", "Start", 0, 100)),
      \(node("classify", "conditionAgentAgentflow", "Classify", 300, 100,
        #""conditionAgentScenarios": [{"scenario": "billing"}, {"scenario": "technical"}, {"scenario": "human"}], "modelName": "gpt-4o-mini""#)),
      \(node("billing", "agentAgentflow", "Billing agent", 600, 0,
        #""agentModelConfig": {"modelName": "gpt-4o-mini", "temperature": 0.2}, "memory": true, "system": "<p>You handle billing. Be brief. Use the invoice tool before you answer.</p>""#)),
      \(node("technical", "agentAgentflow", "Technical agent", 600, 100,
        #""agentModelConfig": {"model": "chatOpenAI", "modelName": "gpt-4o", "temperature": 0.5}"#)),
      \(node("human", "humanInputAgentflow", "Human review", 600, 200)),
      \(node("reply", "llmAgentflow", "Reply", 900, 100, #""modelName": "gpt-4o""#)),
      {"id": "note", "type": "stickyNote", "position": {"x": 0, "y": 300}, "data": {"label": "Note",
        "inputs": {"note": "Dana: keep the human path for refunds over 200 EUR until Q4."}}},
      \(node("slack", "httpAgentflow", "Slack notify", 1200, 100))
     ], "edges": [\(edges), \(edge(7, "reply", "slack"))]}
    """

  /// The same as the server has it.
  package static let baseBody =
    body
    .replacing("\"temperature\": 0.2", with: "\"temperature\": 0.9")
    .replacing(",\n  \(node("slack", "httpAgentflow", "Slack notify", 1200, 100))", with: "")
    .replacing(", \(edge(7, "reply", "slack"))", with: "")

  /// - Parameter base: the server's copy; nil: the one without the edits.
  package static func graph(_ body: String = body, base: String? = nil) -> ComparedGraph? {
    ComparedGraph(of: record(body), base: record(base ?? baseBody), kind: .chatflow)
  }

  /// A flow of many nodes: a chain of layers with eight nodes each.
  package static func large(_ count: Int) -> ComparedGraph? {
    let nodes = (0..<count).map { index in
      node("n\(index)", "llmAgentflow", "Step \(index)", index / 8 * 300, index % 8 * 100)
    }
    let edges = (8..<max(count, 8)).flatMap { index in
      [edge(index, "n\(index - 8)", "n\(index)")]
        + (index % 3 == 0 ? [edge(count + index, "n\(index / 8 * 8 - 1)", "n\(index)")] : [])
    }
    let text = """
      {"nodes": [\(nodes.joined(separator: ","))], "edges": [\(edges.joined(separator: ","))]}
      """
    return ComparedGraph(of: record(text), base: nil, kind: .chatflow)
  }

  private static func record(_ body: String) -> [UInt8] {
    Array(#"{"name": "Support triage", "flowData": "#.utf8) + JSONString.literal(body)
      + Array("}".utf8)
  }

  private static let edges = [
    edge(0, "start", "classify"), edge(1, "classify", "billing", "0"),
    edge(2, "classify", "technical", "1"), edge(3, "classify", "human", "2"),
    edge(4, "billing", "reply"), edge(5, "technical", "reply"), edge(6, "human", "reply"),
  ].joined(separator: ", ")

  private static func node(
    _ id: String, _ component: String, _ label: String, _ x: Int, _ y: Int, _ inputs: String = ""
  ) -> String {
    """
    {"id": "\(id)", "type": "agentFlow", "position": {"x": \(x), "y": \(y)}, "width": 200, \
    "height": 70, "data": {"label": "\(label)", "name": "\(component)", "inputs": {\(inputs)}}}
    """
  }

  private static func edge(
    _ number: Int, _ source: String, _ target: String, _ label: String? = nil
  ) -> String {
    let data = label.map { #", "data": {"edgeLabel": "\#($0)"}"# } ?? ""
    return #"{"id": "e\#(number)", "source": "\#(source)", "target": "\#(target)"\#(data)}"#
  }
}
