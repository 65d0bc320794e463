/// Rows, columns and tracks of a layered graph; says where things are.
struct DrawingPlan {
  private let graph: LayeredGraph
  private let rows: [Int]
  private let gaps: [ArrowRouting.Gap]
  /// The first column of each layer.
  private let columns: [Int]
  private let widths: [Int]
  let size: LayoutSize

  init(_ graph: LayeredGraph) {
    let rows = BoxPlacement.rows(of: graph)
    let gaps = graph.links.map { ArrowRouting.gap(for: $0, in: graph, rows: rows) }
    let widths = graph.layers.map { $0.map { graph.nodes[$0].size.columns }.max() ?? 0 }
    var columns: [Int] = []
    var column = 0
    for (width, gap) in zip(widths, gaps) {
      columns.append(column)
      column += width + Self.width(of: gap)
    }
    self.graph = graph
    self.rows = rows
    self.gaps = gaps
    self.columns = columns
    self.widths = widths
    let height = graph.nodes.indices.map { rows[$0] + graph.nodes[$0].size.rows }.max() ?? 0
    size = LayoutSize(
      columns: zip(columns, widths).map { $0 + $1 }.max() ?? 0, rows: height)
  }

  /// A cell beside the source, the tracks, a cell before the head, the head.
  private static func width(of gap: ArrowRouting.Gap) -> Int {
    max(3, gap.trackCount + 3)
  }

  func frame(of node: Int) -> LayoutRectangle {
    let origin = LayoutPoint(column: columns[graph.nodes[node].layer], row: rows[node])
    return LayoutRectangle(origin: origin, size: graph.nodes[node].size)
  }

  /// The corners of an arrow that passes these nodes, from left to right.
  func points(along chain: [Int], leadsBack: Bool) -> [LayoutPoint] {
    var points: [LayoutPoint] = []
    for (from, to) in zip(chain, chain.dropFirst()) {
      let layer = graph.nodes[from].layer
      let start = BoxPlacement.portRow(of: from, in: graph, rows, leadsBack: leadsBack)
      let end = BoxPlacement.portRow(of: to, in: graph, rows, leadsBack: leadsBack)
      points.append(LayoutPoint(column: frame(of: from).columns.upperBound, row: start))
      if start != end {
        let port = ArrowRouting.Port(node: from, leadsBack: leadsBack)
        let track = columns[layer] + widths[layer] + 1 + (gaps[layer].tracks[port] ?? 0)
        points.append(LayoutPoint(column: track, row: start))
        points.append(LayoutPoint(column: track, row: end))
      }
      points.append(LayoutPoint(column: columns[layer + 1] - 1, row: end))
    }
    return points.enumerated().filter { index, point in
      guard index > 0, index + 1 < points.count else { return true }
      // Not a corner: the line goes on in the same row.
      return points[index - 1].row != point.row || points[index + 1].row != point.row
    }.map(\.element)
  }
}
