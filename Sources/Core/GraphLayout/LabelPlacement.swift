/// Finds for the label of each arrow a level run that is the arrow's own: best before its head.
///
///     ├─ billing ──►│ Billing agent │
struct LabelPlacement {
  struct Spot {
    var gap: Int
    /// The row and the side of the gap.
    var end: GapRouting.End
    var columns: Int
  }

  /// Cells kept free for labels on both sides of the tracks of each gap, with a cell of line
  /// before each label and a blank on either side.
  private(set) var leftColumns: [Int]
  private(set) var rightColumns: [Int]
  /// Of each arrow.
  private(set) var spots: [Spot?]

  private static let mostColumns = 24

  /// - Parameter columns: of the label of each arrow; 0 for none.
  init(
    _ graph: LayeredGraph, columns: [Int],
    ends: (LayeredGraph.Link) -> (from: GapRouting.End, to: GapRouting.End)
  ) {
    leftColumns = Array(repeating: 0, count: graph.layers.count + 1)
    rightColumns = leftColumns
    spots = Array(repeating: nil, count: columns.count)
    guard columns.contains(where: { $0 > 0 }) else { return }
    let runs = graph.routes.map { route in
      route.flatMap { number -> [Run] in
        let link = graph.links[number]
        let ends = ends(link)
        return [Run(gap: link.gap, end: ends.from), Run(gap: link.gap, end: ends.to)]
      }
    }
    var uses: [Run: Int] = [:]
    for run in runs.joined() { uses[run, default: 0] += 1 }
    for (index, runs) in runs.enumerated() where columns[index] > 0 {
      let own = runs.filter { uses[$0] == 1 }
      guard let run = own.last(where: { !$0.end.isLeft }) ?? own.first else { continue }
      let width = min(columns[index], Self.mostColumns)
      spots[index] = Spot(gap: run.gap, end: run.end, columns: width)
      if run.end.isLeft {
        leftColumns[run.gap] = max(leftColumns[run.gap], width + 3)
      } else {
        rightColumns[run.gap] = max(rightColumns[run.gap], width + 3)
      }
    }
  }

  private struct Run: Hashable {
    var gap: Int
    var end: GapRouting.End
  }
}
