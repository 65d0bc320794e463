/// Columns, tracks and rows of a layered graph: says where everything is.
struct LayeredPlan {
  private typealias End = GapRouting.End

  private let graph: LayeredGraph
  private let rows: [Int]
  private let gaps: [GapRouting]
  private let labels: LabelPlacement
  /// The first column of each layer, and the column after the last gap.
  private var columns: [Int] = []
  private var firstTracks: [Int] = []

  /// - Parameter starts: the columns that the author's layers begin at, which a layer without the
  ///   room before it exceeds; none for a tidy drawing.
  init(_ graph: LayeredGraph, rows: [Int], labelColumns: [Int], starts: [Int] = []) {
    self.graph = graph
    self.rows = rows
    var links = [[(number: Int, net: LayeredGraph.Net, from: End, to: End)]](
      repeating: [], count: graph.layers.count + 1)
    for (number, link) in graph.links.enumerated() {
      let ends = Self.ends(of: link, graph, rows)
      links[link.gap].append((number, link.net, ends.from, ends.to))
    }
    gaps = links.map { GapRouting($0) }
    labels = LabelPlacement(graph, columns: labelColumns) { Self.ends(of: $0, graph, rows) }
    setColumns(starts)
  }

  private mutating func setColumns(_ starts: [Int]) {
    var column = 0
    for gap in gaps.indices {
      var first = column + (gap == 0 ? 0 : 1)
      let end = column + width(of: gap)
      column = end
      if gap > 0, starts.indices.contains(gap) {
        // As far from the layer before as the author has it.
        let wanted = starts[gap] - starts[gap - 1] + columns[gap - 1]
        column = max(end, min(wanted, end + Self.mostSlack))
        first += (column - end) / 2
      }
      firstTracks.append(first + labels.leftColumns[gap])
      columns.append(column)
      guard gap < graph.layers.count else { return }
      let nodes = graph.layers[gap].map { graph.nodes[$0] }
      column += nodes.map { $0.indent + $0.size.columns }.max() ?? 0
    }
  }

  /// What stands in a gap: a cell beside the source, the tracks, a cell before the head, the head.
  private func width(of gap: Int) -> Int {
    let tracks = Self.columns(of: gaps[gap])
    let isOutside = gap == 0 || gap == graph.layers.count
    if isOutside, tracks == 0 { return 0 }
    let beside = gap == 0 ? 2 : gap == graph.layers.count ? 1 : 3
    return tracks + beside + labels.leftColumns[gap] + labels.rightColumns[gap]
  }

  /// Cells that an author's gap may be wider than what stands in it needs.
  private static let mostSlack = 12

  /// Cells from a track to the next: a free one between, unless there are many.
  private static func pitch(of gap: GapRouting) -> Int { gap.trackCount > 4 ? 1 : 2 }

  private static func columns(of gap: GapRouting) -> Int {
    gap.trackCount == 0 ? 0 : (gap.trackCount - 1) * pitch(of: gap) + 1
  }

  var placed: PlacedLevel {
    var placed = PlacedLevel(frames: [], lines: [])
    for (node, item) in graph.nodes.enumerated() where item.box != nil {
      placed.frames.append(frame(of: node))
    }
    for (index, route) in graph.routes.enumerated() {
      var line = PlacedLevel.Line(points: points(along: route))
      line.leadsBack = route.contains { number in
        if case .lane = graph.links[number].net { return true }
        return false
      }
      line.labelPlace = labels.spots[index].map { place(of: $0) }
      placed.lines.append(line)
    }
    return placed.trimmed
  }

  private func frame(of node: Int) -> LayoutRectangle {
    let item = graph.nodes[node]
    let origin = LayoutPoint(column: columns[item.layer] + item.indent, row: rows[node])
    return LayoutRectangle(origin: origin, size: item.size)
  }

  private func points(along route: [Int]) -> [LayoutPoint] {
    guard let first = route.first, let last = route.last else { return [] }
    let (start, end) = (graph.links[first].from, graph.links[last].to)
    var points = [
      LayoutPoint(
        column: frame(of: start.node).columns.upperBound, row: rows[start.node] + start.offset)
    ]
    for number in route {
      let link = graph.links[number]
      let ends = Self.ends(of: link, graph, rows)
      let pitch = Self.pitch(of: gaps[link.gap])
      for corner in gaps[link.gap].corners(of: number, from: ends.from, to: ends.to) {
        points.append(
          LayoutPoint(column: firstTracks[link.gap] + corner.track * pitch, row: corner.row))
      }
    }
    points.append(
      LayoutPoint(
        column: frame(of: end.node).columns.lowerBound - 1, row: rows[end.node] + end.offset))
    return PlacedLevel.Line.simplified(points)
  }

  private func place(of spot: LabelPlacement.Spot) -> LayoutRectangle {
    let gap = spot.gap
    let column =
      spot.end.isLeft
      ? firstTracks[gap] - labels.leftColumns[gap] : firstTracks[gap] + Self.columns(of: gaps[gap])
    return LayoutRectangle(
      origin: LayoutPoint(column: column + 2, row: spot.end.row),
      size: LayoutSize(columns: spot.columns, rows: 1))
  }

  private static func ends(
    of link: LayeredGraph.Link, _ graph: LayeredGraph, _ rows: [Int]
  ) -> (from: End, to: End) {
    func end(_ port: LayeredGraph.Port) -> End {
      End(
        isLeft: graph.nodes[port.node].layer < link.gap, row: rows[port.node] + port.offset)
    }
    return (end(link.from), end(link.to))
  }
}

extension PlacedLevel.Line {
  /// Without points that are no corners.
  static func simplified(_ points: [LayoutPoint]) -> [LayoutPoint] {
    var result: [LayoutPoint] = []
    for point in points where point != result.last {
      if result.count > 1 {
        let (first, second) = (result[result.count - 2], result[result.count - 1])
        let isLevel = first.row == second.row && second.row == point.row
        let isUpright = first.column == second.column && second.column == point.column
        if isLevel || isUpright { result.removeLast() }
      }
      result.append(point)
    }
    return result
  }
}

extension PlacedLevel {
  /// Moved so that everything is just inside, with its size.
  var trimmed: PlacedLevel {
    let corners = frames.map(\.origin) + lines.flatMap(\.points)
    guard let first = corners.first else { return self }
    let top = corners.reduce(first.row) { min($0, $1.row) }
    let left = corners.reduce(first.column) { min($0, $1.column) }
    var moved = moved(LayoutPoint(column: -left, row: -top))
    let ends =
      moved.frames.map { LayoutPoint(column: $0.columns.upperBound, row: $0.rows.upperBound) }
      + moved.lines.flatMap(\.points).map { LayoutPoint(column: $0.column + 1, row: $0.row + 1) }
    moved.size = LayoutSize(
      columns: ends.map(\.column).max() ?? 0, rows: ends.map(\.row).max() ?? 0)
    return moved
  }

  func moved(_ by: LayoutPoint) -> PlacedLevel {
    var level = self
    for index in frames.indices { level.frames[index].origin = frames[index].origin + by }
    for index in lines.indices { level.lines[index] = lines[index].moved(by) }
    return level
  }
}

extension PlacedLevel.Line {
  func moved(_ by: LayoutPoint) -> PlacedLevel.Line {
    var line = self
    line.points = points.map { $0 + by }
    if let place = labelPlace { line.labelPlace?.origin = place.origin + by }
    return line
  }
}
