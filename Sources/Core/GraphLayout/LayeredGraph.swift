/// The graph between the phases: boxes and bends in layers, joined by links from one layer to the
/// next.
///
///     gap    0    1      2      3
///     layer    0      1      2
///              A ───► B ───► D        A→D is long: it passes layer 1 through a bend.
///              ├───── · ─────┘        A→E would share the bend: arrows of one port fork late.
///              └► ◄── · ◄────┐        D→B leads back: it passes D's layer and B's through a lane.
///
/// A gap lies before each layer, and one after the last.
struct LayeredGraph {
  struct Node {
    /// Index of a box; nil for a bend.
    var box: Int?
    var size: LayoutSize
    var layer: Int
    /// Cells that it stands right of the layer's first column.
    var indent = 0
    /// The row that the author gave it.
    var anchor: Int?

    /// Bends and gates are lines; only boxes keep a row free around them.
    var isLine: Bool { box == nil || size.columns == 0 }
  }

  /// Where a link meets a node: a row of it, counted from its top.
  struct Port: Hashable {
    var node: Int
    var offset: Int
  }

  /// Links that share an upright line where they are in one gap.
  enum Net: Hashable {
    /// Those that leave a port.
    case fork(Port)
    /// Those of a lane, which leads back to a port.
    case lane(Port)
  }

  /// A hop of an arrow: through a gap, or, where a lane is entered or left, out of a layer and back
  /// into it.
  struct Link {
    var gap: Int
    var from: Port
    var to: Port
    var net: Net
  }

  private(set) var nodes: [Node] = []
  /// The nodes of each layer, from top to bottom.
  var layers: [[Int]]
  private(set) var links: [Link] = []
  /// For each arrow the links it follows.
  var routes: [[Int]]
  /// The nodes that links of each node come from or lead to in the layer before.
  private(set) var left: [[Int]] = []
  /// Those in the next layer.
  private(set) var right: [[Int]] = []

  /// Boxes and the arrows that lead forth; those that lead back have no route yet.
  ///
  /// - Parameter layers: of each box.
  init(_ level: LevelGraph, layers: [Int]) {
    self.layers = Array(repeating: [], count: (layers.max() ?? -1) + 1)
    routes = Array(repeating: [], count: level.arrows.count)
    for (index, box) in level.boxes.enumerated() {
      self.layers[layers[index]].append(
        add(Node(box: index, size: box.size, layer: layers[index])))
    }
    var bends: [Port: [Port]] = [:]
    var known: [[Port]: Int] = [:]
    for (index, arrow) in level.arrows.enumerated() {
      let start = Port(node: arrow.from.box, offset: arrow.from.offset)
      let end = Port(node: arrow.to.box, offset: arrow.to.offset)
      let count = nodes[end.node].layer - nodes[start.node].layer - 1
      guard count >= 0 else { continue }
      while bends[start, default: []].count < count {
        let layer = nodes[start.node].layer + bends[start, default: []].count + 1
        bends[start, default: []].append(Port(node: addBend(in: layer), offset: 0))
      }
      let chain = [start] + (bends[start]?.prefix(count) ?? []) + [end]
      routes[index] = zip(chain, chain.dropFirst()).map { from, to in
        if let link = known[[from, to]] { return link }
        let link = add(
          Link(gap: nodes[to.node].layer, from: from, to: to, net: .fork(from)))
        known[[from, to]] = link
        return link
      }
    }
  }

  /// Adds a bend to the end of a layer.
  mutating func addBend(in layer: Int) -> Int {
    let node = add(Node(box: nil, size: LayoutSize(columns: 0, rows: 1), layer: layer))
    layers[layer].append(node)
    return node
  }

  private mutating func add(_ node: Node) -> Int {
    nodes.append(node)
    left.append([])
    right.append([])
    return nodes.count - 1
  }

  /// - Returns: its number.
  mutating func add(_ link: Link) -> Int {
    links.append(link)
    let (from, to) = (link.from.node, link.to.node)
    if nodes[from].layer < nodes[to].layer {
      right[from].append(to)
      left[to].append(from)
    } else if nodes[from].layer > nodes[to].layer {
      left[from].append(to)
      right[to].append(from)
    }
    return links.count - 1
  }

  mutating func setAnchor(_ row: Int, indent: Int, of node: Int) {
    nodes[node].anchor = row
    nodes[node].indent = indent
  }

  /// The place of each node in its layer.
  var places: [Int] {
    var places = [Int](repeating: 0, count: nodes.count)
    for layer in layers {
      for (place, node) in layer.enumerated() { places[node] = place }
    }
    return places
  }
}
