/// The graph between the phases: boxes and bend points in layers, joined by links from one layer to
/// the next.
///
///     layer  0      1      2
///            A ───► B ───► D        A→D is long: it passes layer 1 through a bend point
///            └───── · ─────┘
struct LayeredGraph {
  struct Node {
    /// Index of a box; nil for a bend point of a long arrow.
    var box: Int?
    var size: LayoutSize
    var layer: Int
  }

  /// One hop of an arrow, from a layer to the next.
  struct Link {
    var from: Int
    var to: Int
    /// The arrow was turned: it is drawn from `to` to `from`, at ports of its own.
    var leadsBack: Bool
  }

  var nodes: [Node]
  /// The nodes of each layer, from top to bottom.
  var layers: [[Int]]
  /// For each arrow the nodes it passes, from left to right.
  var chains: [[Int]]
  /// The hops that start in each layer.
  private(set) var links: [[Link]]

  /// The nodes that links of each node come from.
  private(set) var sources: [[Int]]
  /// The nodes that links of each node lead to.
  private(set) var targets: [[Int]]

  /// - Parameter leadsBack: for each chain whether its arrow was turned.
  init(nodes: [Node], chains: [[Int]], leadsBack: [Bool]) {
    self.nodes = nodes
    self.chains = chains
    let layerCount = (nodes.map(\.layer).max() ?? -1) + 1
    layers = Array(repeating: [], count: layerCount)
    for (index, node) in nodes.enumerated() { layers[node.layer].append(index) }
    sources = Array(repeating: [], count: nodes.count)
    targets = sources
    links = Array(repeating: [], count: layerCount)
    for (chain, leadsBack) in zip(chains, leadsBack) {
      for (from, to) in zip(chain, chain.dropFirst()) {
        links[nodes[from].layer].append(Link(from: from, to: to, leadsBack: leadsBack))
        sources[to].append(from)
        targets[from].append(to)
      }
    }
  }
}

/// An arrow between two boxes, by their indices.
struct IndexedArrow: Hashable {
  var from: Int
  var to: Int
}
