import FlowModel
import JSONText

extension GraphPane {
  /// The node under the cursor, as the text has it; nil where it does not.
  var place: GraphPlace? {
    guard let content, let focus, !isOnRemoved else { return nil }
    let node = content.graph.nodes[focus].node
    return .node(id: node.id, index: node.index)
  }

  /// The same of the edge that Enter follows, or where a loop is written.
  var placeOfEdge: GraphPlace? {
    guard let content, let edge, content.graph.edges[edge].change != .removed else { return nil }
    let chosen = content.graph.edges[edge]
    if let index = chosen.edge.index { return .edge(index: index) }
    // A loop stands in the node that it leaves.
    let node = content.graph.nodes[chosen.from].node
    return .node(id: node.id, index: node.index)
  }

  /// Whether the node is only on the server.
  var isOnRemoved: Bool {
    guard let content, let focus else { return false }
    return content.graph.nodes[focus].change == .removed
  }
}

extension EditorPane {
  /// The node or edge that the cursor stands in; nil outside.
  var graphPlace: GraphPlace? {
    guard let steps = path?.steps else { return nil }
    for (number, next) in zip(steps, steps.indices.dropFirst()) {
      guard case .key(let key) = number, case .index(let index) = steps[next] else { continue }
      if key == "edges" { return .edge(index: index) }
      guard key == "nodes" else { continue }
      let node = checked?.root.value(at: JSONPath(Array(steps[...next])))
      return .node(id: node?["id"]?.string ?? "", index: index)
    }
    return nil
  }

  /// Goes to the node or edge that the editor was opened for.
  mutating func goToGraphPlace() {
    guard let place = graphOpening else { return }
    graphOpening = nil
    let element: JSONNode? =
      switch place {
      case .edge(let index): checked?.root["edges"]?[index]
      case .node(let id, let index):
        // The text may be newer than the drawing.
        checked?.root["nodes"]?.elements.first { $0["id"]?.string == id && !id.isEmpty }
          ?? checked?.root["nodes"]?[index]
      }
    guard let element else { return }
    go(to: element.range.lowerBound)
    // The row of the outline follows.
    if isOutlineFocused { focusOutline() }
  }
}
