/// A flow as lines of text, for those who do not see a drawing: the text twin of the graph.
///
/// ```
/// Support triage, agentflow, 6 nodes, 8 edges, 1 note
///   1 Start             -> 2
///   2 Classify          -> 3 billing, 4 technical
///   3 Billing agent ~   -> 6
/// note Dana: keep the human path for refunds over 200 EUR.
/// ```
package struct GraphText: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package var text: String
    /// The place of its node in ``ComparedGraph/nodes``; nil for the title.
    package var node: Int?
  }

  package private(set) var lines: [Line]

  /// - Parameters:
  ///   - title: what stands before the counts: the name and the kind of the flow.
  /// - Complexity: O(nodes + edges).
  package init(of graph: ComparedGraph, title: String) {
    let steps = graph.nodes.indices.filter { !graph.nodes[$0].node.isNote }
    var numbers: [Int: Int] = [:]
    for (number, place) in steps.enumerated() { numbers[place] = number + 1 }
    let outgoing = Dictionary(grouping: graph.edges, by: \.from)
    let ids = Dictionary(steps.map { (graph.nodes[$0].node.id, $0) }) { first, _ in first }
    let names = steps.map { place in
      let node = graph.nodes[place]
      let frame = node.node.parent.flatMap { ids[$0] }.flatMap { numbers[$0] }
      return Self.name(of: node, inFrame: frame)
    }
    let width = min(names.map(\.count).max() ?? 0, Self.longestColumn)
    lines = [Line(text: Self.head(of: graph, steps.count, title), node: nil)]
    for (place, name) in zip(steps, names) {
      let targets = (outgoing[place] ?? []).map { Self.target(of: $0, numbers) }
      var text = "  \(Self.padded("\(numbers[place] ?? 0)", to: 2, isRight: true)) "
      text += targets.isEmpty ? name : Self.padded(name, to: width)
      if !targets.isEmpty { text += "  -> " + targets.joined(separator: ", ") }
      lines.append(Line(text: text, node: place))
    }
    for place in graph.nodes.indices where graph.nodes[place].node.isNote {
      let node = graph.nodes[place]
      let text = NodeInput.plain(node.node.note.isEmpty ? node.node.label : node.node.note)
      lines.append(
        Line(text: "note \(text)\(node.change.map { " \($0.sign)" } ?? "")", node: place))
    }
    if graph.lostEdgeCount > 0 {
      let count = graph.lostEdgeCount
      lines.append(
        Line(text: "\(Self.count(count, "edge")) without a node at one end", node: nil))
    }
  }

  /// Longer names push their arrows out of the column.
  private static let longestColumn = 40

  private static func head(of graph: ComparedGraph, _ steps: Int, _ title: String) -> String {
    let notes = graph.nodes.count - steps
    let loops = graph.edges.count { $0.edge.index == nil }
    return [
      title, count(steps, "node"), count(graph.edges.count - loops, "edge"),
      loops > 0 ? count(loops, "loop") : nil,
      notes > 0 ? count(notes, "note") : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }

  private static func name(of node: ComparedGraph.Node, inFrame frame: Int?) -> String {
    [
      node.node.label, frame.map { "(in \($0))" }, node.change?.sign,
    ].compactMap(\.self).joined(separator: " ")
  }

  private static func target(of edge: ComparedGraph.Edge, _ numbers: [Int: Int]) -> String {
    [
      numbers[edge.to].map(String.init) ?? "?", edge.edge.label,
      edge.change?.sign,
    ].compactMap(\.self).joined(separator: " ")
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  private static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(width - text.count, 0))
    return isRight ? blanks + text : text + blanks
  }
}

extension FlowDifference.Kind {
  /// `+`, `-`, `~`: how lists and drawings mark it.
  package var sign: String {
    switch self {
    case .added: "+"
    case .removed: "-"
    case .changed, .moved: "~"
    }
  }
}
