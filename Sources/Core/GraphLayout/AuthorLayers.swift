/// Layers, order and rows from where the author put the boxes.
///
/// Boxes that share a vertical stripe of the author's canvas form a layer:
///
///     │ A │      │ C │           layers  0      1      2
///     │ B │  │  D  │  │ E │              A, B   C, D   E
///
/// So of two boxes side by side the left one stays left, and of two in one stripe the upper one
/// stays above. Heights and gaps are scaled so that a usual box keeps its shape, and wide empty
/// stripes shrink.
struct AuthorLayers {
  private typealias Position = LayoutGraph.AuthorPosition

  private let level: LevelGraph
  private let positions: [Position]
  let layers: [Int]
  /// The column that each layer begins at, at the author's scale.
  let starts: [Int]
  private let columnsPerPixel: Double
  private let rowsPerPixel: Double

  /// Rows of an empty stripe that are kept.
  private static let mostEmptyRows = 4

  init(_ level: LevelGraph) {
    self.level = level
    let positions = Self.positions(of: level)
    let boxes = level.boxes.indices.filter { !level.boxes[$0].isGate }
    let columnsPerPixel = Self.median(
      boxes.map { Double(level.boxes[$0].size.columns) / positions[$0].width })
    rowsPerPixel = Self.median(
      boxes.map { Double(level.boxes[$0].size.rows + 1) / positions[$0].height })
    let stripes = Self.stripes(boxes, positions)
    let own = LayerAssignment.withGates(stripes, level)
    var starts = [Int](repeating: .max, count: (own.max() ?? 0) + 1)
    for box in boxes {
      starts[own[box]] = min(starts[own[box]], Int(positions[box].x * columnsPerPixel))
    }
    // A layer of gates stands beside its neighbour.
    if starts.last == .max, starts.count > 1 { starts[starts.count - 1] = .min / 4 }
    if starts.first == .max { starts[0] = starts.count > 1 ? starts[1] : 0 }
    self.starts = starts
    self.positions = positions
    self.columnsPerPixel = columnsPerPixel
    layers = own
  }

  /// Every box has one: those that the author has not placed stand below the others.
  private static func positions(of level: LevelGraph) -> [Position] {
    let known = level.boxes.compactMap(\.position).map(bounded)
    var bottom = known.reduce(0) { max($0, $1.y + $1.height) } + 100
    let left = known.reduce(known.first?.x ?? 0) { min($0, $1.x) }
    return level.boxes.map { box in
      if let position = box.position { return bounded(position) }
      let position = Position(x: left, y: bottom, width: 200, height: 80)
      if !box.isGate { bottom += 100 }
      return position
    }
  }

  /// Foreign numbers may be anything; these can be counted with.
  private static func bounded(_ position: Position) -> Position {
    func number(_ value: Double, _ range: ClosedRange<Double>) -> Double {
      value.isNaN ? range.lowerBound : min(max(value, range.lowerBound), range.upperBound)
    }
    return Position(
      x: number(position.x, -1e6...1e6), y: number(position.y, -1e6...1e6),
      width: number(position.width, 1...1e5), height: number(position.height, 1...1e5))
  }

  /// Boxes of a stripe all reach over one line from top to bottom.
  private static func stripes(_ boxes: [Int], _ positions: [Position]) -> [Int] {
    var stripes = [Int](repeating: 0, count: positions.count)
    var stripe = -1
    var nearestEnd = -Double.infinity
    for box in boxes.sorted(by: { (positions[$0].x, $0) < (positions[$1].x, $1) }) {
      let end = positions[box].x + positions[box].width
      if positions[box].x >= nearestEnd {
        stripe += 1
        nearestEnd = end
      }
      nearestEnd = min(nearestEnd, end)
      stripes[box] = stripe
    }
    return stripes
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}

extension AuthorLayers {
  /// Orders the layers of a graph and gives its boxes their rows.
  func arrange(_ graph: inout LayeredGraph) {
    let rows = alignedRows()
    for node in graph.nodes.indices {
      guard let box = graph.nodes[node].box, !level.boxes[box].isGate else { continue }
      let start = starts[layers[box]]
      let indent = Int(positions[box].x * columnsPerPixel) - start
      graph.setAnchor(rows[box], indent: min(max(indent, 0), Self.mostIndent), of: node)
    }
    let heights = heights(of: graph)
    graph.layers = graph.layers.map { layer in
      layer.sorted { (heights[$0], $0) < (heights[$1], $1) }
    }
  }

  /// Cells that a box may stand right of its layer's left edge.
  private static let mostIndent = 8

  /// How low each node is, in pixels; a bend on the line between its neighbours.
  private func heights(of graph: LayeredGraph) -> [Double] {
    var heights = [Double](repeating: 0, count: graph.nodes.count)
    for (node, item) in graph.nodes.enumerated() {
      if let box = item.box { heights[node] = positions[box].y + positions[box].height / 2 }
    }
    // Gates and bends know their neighbours only; a few rounds carry heights along long arrows.
    for _ in 0..<2 {
      for layer in graph.layers + graph.layers.reversed() {
        for node in layer where graph.nodes[node].isLine {
          let near = graph.left[node] + graph.right[node]
          guard !near.isEmpty else { continue }
          heights[node] = near.reduce(0) { $0 + heights[$1] } / Double(near.count)
        }
      }
    }
    return heights
  }

  /// The row of each box. Those that an arrow joins and whose ports stand nearly on one row are
  /// moved so that the arrow is straight.
  private func alignedRows() -> [Int] {
    let offsets = portOffsets
    let wishes = zip(level.boxes, zip(shrunkRows(), offsets)).map { box, place in
      place.0 - Double(box.size.rows) / 2 + Double(place.1)
    }
    var groups = Array(level.boxes.indices)
    var members = groups.map { [$0] }
    let spans = level.arrows.map { abs(wishes[$0.from.box] - wishes[$0.to.box]) }
    for index in spans.indices.sorted(by: { (spans[$0], $0) < (spans[$1], $1) }) {
      let (span, arrow) = (spans[index], level.arrows[index])
      let (first, second) = (groups[arrow.from.box], groups[arrow.to.box])
      guard span < 1.5, first != second, !level.boxes[arrow.from.box].isGate,
        !level.boxes[arrow.to.box].isGate
      else { continue }
      let all = members[first] + members[second]
      let heights = all.map { wishes[$0] }
      guard (heights.max() ?? 0) - (heights.min() ?? 0) < 2,
        Set(all.map { layers[$0] }).count == all.count
      else { continue }
      for box in all { groups[box] = first }
      members[first] = all
    }
    return level.boxes.indices.map { box in
      let all = members[groups[box]]
      let mean = all.reduce(0) { $0 + wishes[$1] } / Double(all.count)
      // Rounded down, without `floor`, which would need the library of mathematics.
      return Int(mean + 1_000_000) - 1_000_000 - offsets[box]
    }
  }

  /// The row of each box that its first arrow meets.
  private var portOffsets: [Int] {
    var offsets = level.boxes.map { min(1, ($0.size.rows - 1) / 2) }
    for arrow in level.arrows.reversed() {
      offsets[arrow.from.box] = arrow.from.offset
      offsets[arrow.to.box] = arrow.to.offset
    }
    return offsets
  }

  /// The middle row of each box, at scale, with wide empty stripes made narrow.
  private func shrunkRows() -> [Double] {
    let boxes = level.boxes.indices.filter { !level.boxes[$0].isGate }
    var rows = level.boxes.indices.map {
      (positions[$0].y + positions[$0].height / 2) * rowsPerPixel
    }
    var shift = 0.0
    var bottom: Double?
    for box in boxes.sorted(by: { (rows[$0], $0) < (rows[$1], $1) }) {
      let half = Double(level.boxes[box].size.rows) / 2
      let top = rows[box] - half + shift
      if let bottom, top - bottom > Double(Self.mostEmptyRows) {
        shift -= top - bottom - Double(Self.mostEmptyRows)
      }
      rows[box] += shift
      bottom = max(bottom ?? rows[box] + half, rows[box] + half)
    }
    return rows
  }
}
