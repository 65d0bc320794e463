import JSONText

/// Where a flow says that it goes back without an edge: Flowise's Loop nodes name in their inputs the
/// node that comes next (agentflow v2 by id and label, sequential agents by name).
struct FlowLoops {
  private let elements: [JSONNode]
  private let nodes: [FlowGraph.Node]
  /// Ids of nodes by the names that sequential agents have for one another.
  private let named: [String: String]

  /// - Parameters:
  ///   - elements: the JSON of each node.
  init(_ nodes: [FlowGraph.Node], _ elements: [JSONNode]) {
    self.nodes = nodes
    self.elements = elements
    let names = zip(nodes, elements).flatMap { node, element in
      Self.nameInputs.compactMap { key in
        element["data"]?["inputs"]?[key]?.string.map { (Self.spoken($0), node.id) }
      }
    }
    named = Dictionary(names) { first, _ in first }
  }

  /// In the order of the nodes.
  var edges: [FlowGraph.Edge] {
    zip(nodes, elements).compactMap { node, element in
      guard let inputs = element["data"]?["inputs"], let target = target(in: inputs) else {
        return nil
      }
      return FlowGraph.Edge(
        source: node.id, target: target, label: Self.label(of: inputs), anchor: nil, index: nil)
    }
  }

  private func target(in inputs: JSONNode) -> String? {
    if let text = inputs["loopBackToNode"]?.string, !text.isEmpty {
      return FlowLoopTarget.id(of: text)
    }
    guard let name = inputs["loopToName"]?.string, !name.isEmpty else { return nil }
    return named[Self.spoken(name)] ?? name
  }

  private static func label(of inputs: JSONNode) -> String {
    let limit = inputs["maxLoopCount"]
    guard let most = (limit?.string ?? limit?.numberText).flatMap({ Int($0) }) else {
      return "back"
    }
    return "back (max \(most))"
  }

  private static let nameInputs = [
    "agentName", "llmNodeName", "toolNodeName", "conditionName", "conditionAgentName",
  ]

  /// Flowise compares names in small letters with underscores for blanks.
  private static func spoken(_ name: String) -> String {
    String(name.lowercased().map { $0.isWhitespace ? "_" : $0 })
  }
}

/// `llmAgentflow_0-Supervisor`: the id of a node, and the label that it had.
enum FlowLoopTarget {
  static func id(of text: String) -> String { String(text.prefix { $0 != "-" }) }
}
