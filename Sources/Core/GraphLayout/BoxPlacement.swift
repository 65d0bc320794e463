/// Gives each node its row: near those it is linked with, so that most lines are straight.
///
/// The cost of a link is its weight times the rows it has to climb, plus something for each that is
/// not straight. Sweeps place one layer after the other at the least cost; see ``LayerRows``. The
/// best sweep wins, and then straight lines are moved as a whole (see ``RowStraightening``).
struct BoxPlacement {
  /// A link as one of its nodes sees it.
  struct Pull {
    var other: Int
    /// What to add to the other's row for the line to be straight.
    var offset: Int
    var weight: Int
    var side: Side
  }

  enum Side {
    case left, right
    /// Where a lane is entered or left: the other stands in the same layer.
    case same
  }

  private static let sweepCount = 12
  static let bendCost = 3

  let graph: LayeredGraph
  let pulls: [[Pull]]
  var rows: [Int]

  /// The first row of each node; the author's, if there are anchors, as near as they allow.
  static func rows(of graph: LayeredGraph, shouldStop: () -> Bool) -> [Int] {
    var placement = BoxPlacement(graph)
    placement.sweep(shouldStop)
    RowStraightening.straighten(&placement, shouldStop: shouldStop)
    return placement.rows
  }

  private init(_ graph: LayeredGraph) {
    self.graph = graph
    pulls = Self.pulls(of: graph)
    rows = [Int](repeating: 0, count: graph.nodes.count)
    for layer in graph.layers {
      var row = 0
      for (index, node) in layer.enumerated() {
        if index > 0 { row += Self.distance(from: layer[index - 1], to: node, in: graph) }
        row = max(row, graph.nodes[node].anchor ?? row)
        rows[node] = row
      }
    }
  }

  private mutating func sweep(_ shouldStop: () -> Bool) {
    var best = rows
    var least = Int.max
    for sweep in 0..<Self.sweepCount where !shouldStop() {
      let isForth = sweep.isMultiple(of: 2)
      // Late sweeps look both ways.
      let side: Side? = sweep < Self.sweepCount / 2 ? (isForth ? .left : .right) : nil
      for layer in isForth ? graph.layers : graph.layers.reversed() { settle(layer, side) }
      let cost = cost
      if cost < least { (best, least) = (rows, cost) }
    }
    if least < .max { rows = best }
  }

  private mutating func settle(_ layer: [Int], _ side: Side?) {
    var layerRows = LayerRows()
    var offset = 0
    for (index, node) in layer.enumerated() {
      if index > 0 { offset += Self.distance(from: layer[index - 1], to: node, in: graph) }
      var wishes: [LayerRows.Wish] = []
      if let anchor = graph.nodes[node].anchor {
        wishes.append(.init(row: anchor - offset, weight: Self.anchorWeight))
      }
      for pull in pulls[node] where side == nil || pull.side == side || pull.side == .same {
        wishes.append(.init(row: rows[pull.other] + pull.offset - offset, weight: pull.weight))
      }
      if wishes.isEmpty { wishes.append(.init(row: rows[node] - offset, weight: 1)) }
      // Between what is on one side, in the middle; else rather where it is.
      layerRows.append(wishes, near: side == nil ? rows[node] - offset : nil, offset: offset)
    }
    for (node, row) in zip(layer, layerRows.rows) { rows[node] = row }
  }

  /// More than all links of a box.
  private static let anchorWeight = 1000

  var cost: Int {
    var sum = 0
    for node in graph.nodes.indices {
      for pull in pulls[node] { sum += cost(of: pull, at: rows[node]) }
    }
    return sum
  }

  func cost(of pull: Pull, at row: Int) -> Int {
    let climb = abs(rows[pull.other] + pull.offset - row)
    return climb == 0 ? 0 : pull.weight * (climb + (pull.side == .same ? 0 : Self.bendCost))
  }

  /// Rows from the start of a node to the start of the one below it, at least.
  static func distance(from upper: Int, to lower: Int, in graph: LayeredGraph) -> Int {
    let isLine = graph.nodes[upper].isLine && graph.nodes[lower].isLine
    return graph.nodes[upper].size.rows + (isLine ? 0 : 1)
  }

  private static func pulls(of graph: LayeredGraph) -> [[Pull]] {
    var pulls = [[Pull]](repeating: [], count: graph.nodes.count)
    for link in graph.links {
      let (from, to) = (link.from.node, link.to.node)
      let offset = link.from.offset - link.to.offset
      let weight = weight(of: link, in: graph)
      let layers = (graph.nodes[from].layer, graph.nodes[to].layer)
      let sides: (Side, Side) =
        layers.0 == layers.1
        ? (.same, .same) : layers.0 < layers.1 ? (.right, .left) : (.left, .right)
      pulls[from].append(Pull(other: to, offset: -offset, weight: weight, side: sides.0))
      pulls[to].append(Pull(other: from, offset: offset, weight: weight, side: sides.1))
    }
    return pulls
  }

  /// Long lines should be straight most of all, then those between two boxes that have no other.
  private static func weight(of link: LayeredGraph.Link, in graph: LayeredGraph) -> Int {
    let ends = [link.from.node, link.to.node]
    if graph.nodes[ends[0]].layer == graph.nodes[ends[1]].layer { return 1 }
    switch ends.count(where: { graph.nodes[$0].isLine }) {
    case 2: return 8
    case 1: return 3
    default:
      let isOnly = graph.right[ends[0]].count == 1 && graph.left[ends[1]].count == 1
      return isOnly ? 4 : 2
    }
  }
}
