package import FlowModel

/// A flow as the graph pane holds it: what is drawn, and what moving on it needs. Made away from the
/// main thread.
package struct GraphFlow: Sendable {
  package let flow: FlowID
  package let graph: ComparedGraph
  /// What each node is called, in small letters, for searching.
  let names: [String]
  /// Numbers of the edges that leave each node, and of those that come in.
  let outgoing: [[Int]]
  let incoming: [[Int]]
  let downstream: GraphReach
  let upstream: GraphReach
  /// The looks of edges that differ from the server's, by the ids they are drawn under.
  let edgeRoles: [String: StyleRole]
  /// How many nodes are no notes.
  let stepCount: Int
  /// Lines for those who do not see the drawing.
  let twin: GraphText
  /// Where the flow begins: what the cursor stands on at first.
  let first: Int?

  /// - Parameters:
  ///   - shouldStop: asked now and then; a cancelled task gets nil.
  /// - Complexity: O(nodes · edges).
  package init?(
    flow: FlowSummary, graph: ComparedGraph, shouldStop: () -> Bool = { false }
  ) {
    self.flow = flow.id
    self.graph = graph
    names = graph.nodes.map { $0.node.label.lowercased() }
    var outgoing = [[Int]](repeating: [], count: graph.nodes.count)
    var incoming = outgoing
    for (number, edge) in graph.edges.enumerated() {
      outgoing[edge.from].append(number)
      incoming[edge.to].append(number)
    }
    (self.outgoing, self.incoming) = (outgoing, incoming)
    let next = outgoing.map { $0.map { graph.edges[$0].to } }
    let before = incoming.map { $0.map { graph.edges[$0].from } }
    guard let downstream = GraphReach(next: next, shouldStop: shouldStop),
      let upstream = GraphReach(next: before, shouldStop: shouldStop)
    else { return nil }
    (self.downstream, self.upstream) = (downstream, upstream)
    twin = GraphText(of: graph, title: "\(flow.name), \(flow.longType)")
    var edgeRoles: [String: StyleRole] = [:]
    for (number, edge) in graph.edges.enumerated() {
      edgeRoles[GraphSheet.id(ofEdge: number)] = edge.change?.role
    }
    self.edgeRoles = edgeRoles
    stepCount = graph.nodes.count { !$0.node.isNote }
    let steps = graph.nodes.indices.filter { graph.nodes[$0].node.kind == .step }
    first =
      steps.first { graph.nodes[$0].node.component.lowercased().hasPrefix("start") }
      ?? steps.first { graph.nodes[$0].node.component == "seqStart" }
      ?? steps.first { incoming[$0].isEmpty && !outgoing[$0].isEmpty } ?? steps.first
      ?? graph.nodes.indices.first
  }

  /// The edges of a node in the order in which Tab goes through them: those that leave it first.
  func edges(of node: Int) -> [Int] { outgoing[node] + incoming[node] }

  /// The other end of an edge.
  func end(of edge: Int, from node: Int) -> Int {
    let ends = graph.edges[edge]
    return ends.from == node ? ends.to : ends.from
  }

  func label(of node: Int) -> String { graph.nodes[node].node.label }
}

extension FlowDifference.Kind {
  /// How it looks.
  var role: StyleRole {
    switch self {
    case .added: .diffAdded
    case .removed: .diffRemoved
    case .changed, .moved: .diffChanged
    }
  }
}
