package import JSONText

/// A flow's nodes and edges with what a person reads of them: inputs without their secrets, and what
/// differs from the server's copy. What was removed here stands behind the rest.
package struct ComparedGraph: Hashable, Sendable {
  package struct Node: Hashable, Sendable {
    package var node: FlowGraph.Node
    package var inputs: [NodeInput]
    /// Against the server's copy; never `moved`.
    package var change: FlowDifference.Kind?
    /// What changed in it.
    package var changes: [Change]
  }

  /// One place in a node that changed.
  package struct Change: Hashable, Sendable {
    /// From the node down.
    package var place: JSONPath
    package var before: String?
    package var after: String?
  }

  package struct Edge: Hashable, Sendable {
    package var edge: FlowGraph.Edge
    /// Places of its ends in ``ComparedGraph/nodes``.
    package var from: Int
    package var to: Int
    package var change: FlowDifference.Kind?
  }

  package private(set) var nodes: [Node] = []
  /// Those with two ends, loops behind the rest.
  package private(set) var edges: [Edge] = []
  /// Edges that lead from or to a node that is not there.
  package private(set) var lostEdgeCount = 0

  /// - Parameters:
  ///   - record: what stands here.
  ///   - base: the server's copy; nil for a flow that was never sent.
  /// - Returns: nil when the record holds no body that can be read.
  /// - Complexity: that of a comparison of the two.
  package init?(of record: [UInt8], base: [UInt8]?, kind: FlowKind) {
    guard let side = Side(record, kind) else { return nil }
    nodes = side.graph.nodes.map { node in
      Node(node: node, inputs: side.inputs(of: node), change: nil, changes: [])
    }
    var before: Side?
    var differences: [FlowDifference] = []
    if let base, base != record {
      before = Side(base, kind)
      differences = FlowDiff.differences(from: base, to: record, kind: kind, includesLayout: false)
    }
    let marks = Marks(differences, kind: kind)
    mark(marks)
    addRemoved(marks, before)
    addEdges(of: side.graph, marks, before?.graph)
  }

  /// A flow without anything to compare with.
  package init(_ graph: FlowGraph) {
    nodes = graph.nodes.map { Node(node: $0, inputs: [], change: nil, changes: []) }
    addEdges(of: graph, Marks([], kind: .chatflow), nil)
  }

  private mutating func mark(_ marks: Marks) {
    for place in nodes.indices {
      let node = nodes[place].node
      if marks.addedNodes.contains(node.index) { nodes[place].change = .added }
      guard nodes[place].change == nil, let changes = marks.changes[node.index] else { continue }
      nodes[place].change = .changed
      nodes[place].changes = changes
    }
  }

  private mutating func addRemoved(_ marks: Marks, _ before: Side?) {
    guard let before else { return }
    for node in before.graph.nodes where marks.removedNodes.contains(node.index) {
      nodes.append(
        Node(node: node, inputs: before.inputs(of: node), change: .removed, changes: []))
    }
  }

  private mutating func addEdges(of graph: FlowGraph, _ marks: Marks, _ before: FlowGraph?) {
    let numbers = Dictionary(nodes.enumerated().map { ($1.node.id, $0) }) { first, _ in first }
    func add(_ edge: FlowGraph.Edge, _ change: FlowDifference.Kind?) {
      guard let from = numbers[edge.source], let to = numbers[edge.target] else {
        if change != .removed { lostEdgeCount += 1 }
        return
      }
      edges.append(Edge(edge: edge, from: from, to: to, change: change))
    }
    for edge in graph.edges { add(edge, edge.index.flatMap { marks.edges[$0] }) }
    for edge in before?.edges ?? [] where edge.index.map(marks.removedEdges.contains) ?? false {
      add(edge, .removed)
    }
    for loop in graph.loops {
      let former = before?.loops.first { $0.source == loop.source && $0.target == loop.target }
      add(loop, before == nil || former == loop ? nil : former == nil ? .added : .changed)
    }
    for loop in before?.loops ?? []
    where !graph.loops.contains(where: { $0.source == loop.source && $0.target == loop.target }) {
      add(loop, .removed)
    }
  }
}

/// One of the two records.
private struct Side {
  var graph: FlowGraph
  /// The elements of `nodes`, without secrets.
  private var elements: [JSONNode]

  init?(_ record: [UInt8], _ kind: FlowKind) {
    guard let plain = Self.body(of: record, kind),
      let masked = Self.body(of: SecretMask.masked(record), kind)
    else { return nil }
    graph = FlowGraph(body: plain)
    elements = masked["nodes"].map { Array($0.elements) } ?? []
    let shown = FlowGraph(body: masked)
    guard shown.nodes.count == graph.nodes.count else { return }
    // Ids tell who is meant, so they stay; what is read is without secrets.
    for place in graph.nodes.indices {
      graph.nodes[place].label = shown.nodes[place].label
      graph.nodes[place].note = shown.nodes[place].note
    }
    guard shown.edges.count == graph.edges.count else { return }
    for place in graph.edges.indices { graph.edges[place].label = shown.edges[place].label }
  }

  private static func body(of record: [UInt8], _ kind: FlowKind) -> JSONNode? {
    guard let root = try? JSONDocument(parsing: record).root,
      let text = FlowBody.text(in: root, kind: kind),
      let body = try? JSONDocument(parsing: text).root, body.kind == .object
    else { return nil }
    return body
  }

  func inputs(of node: FlowGraph.Node) -> [NodeInput] {
    elements.indices.contains(node.index) && !node.isNote
      ? NodeInput.inputs(of: elements[node.index]) : []
  }
}

/// Differences of two records by the nodes and edges they are in.
private struct Marks {
  private(set) var addedNodes: Set<Int> = []
  /// By places in the older text.
  private(set) var removedNodes: Set<Int> = []
  private(set) var changes: [Int: [ComparedGraph.Change]] = [:]
  private(set) var edges: [Int: FlowDifference.Kind] = [:]
  private(set) var removedEdges: Set<Int> = []

  init(_ differences: [FlowDifference], kind: FlowKind) {
    for difference in differences where difference.kind != .moved {
      guard let steps = try? JSONPath(parsing: difference.path).steps, steps.count > 2,
        steps[0] == .key(kind.bodyField), case .index(let index) = steps[2]
      else { continue }
      let isWhole = steps.count == 3
      if steps[1] == .key("edges") {
        note(edge: index, difference.kind, isWhole: isWhole)
      } else if steps[1] == .key("nodes") {
        note(node: index, difference, JSONPath(Array(steps[3...])))
      }
    }
  }

  private mutating func note(edge: Int, _ kind: FlowDifference.Kind, isWhole: Bool) {
    switch kind {
    case .removed where isWhole: removedEdges.insert(edge)
    case .added where isWhole: edges[edge] = .added
    case .moved: break
    case .added, .removed, .changed: edges[edge] = edges[edge] ?? .changed
    }
  }

  private mutating func note(node: Int, _ difference: FlowDifference, _ place: JSONPath) {
    let change = ComparedGraph.Change(
      place: place, before: difference.before, after: difference.after)
    switch difference.kind {
    case .added where place.steps.isEmpty: addedNodes.insert(node)
    case .removed where place.steps.isEmpty: removedNodes.insert(node)
    case .added, .removed, .changed, .moved: changes[node, default: []].append(change)
    }
  }
}
