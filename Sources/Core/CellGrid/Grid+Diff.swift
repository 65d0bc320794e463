/// A stretch of one row in which two grids differ.
package struct GridRun: Hashable, Sendable {
  package let row: Int
  package let columns: Range<Int>

  package init(row: Int, columns: Range<Int>) {
    self.row = row
    self.columns = columns
  }
}

extension Grid {
  /// The runs in which this grid differs from an earlier one, from top left to bottom right.
  ///
  /// A run never starts or ends inside a wide character of either grid. Runs closer than
  /// `gap` cells are one, because moving the cursor costs more bytes than writing a few cells.
  ///
  /// - Precondition: both have the same size.
  package func runs(changedSince earlier: Grid, joiningGapsUpTo gap: Int = 0) -> [GridRun] {
    precondition(size == earlier.size, "grids of different sizes have no common cells")
    var runs: [GridRun] = []
    for row in rows(changedSince: earlier) {
      appendRuns(of: self.row(row), since: earlier.row(row), row: row, gap: gap, to: &runs)
    }
    return runs
  }

  private func appendRuns(
    of cells: ArraySlice<Cell>, since earlier: ArraySlice<Cell>, row: Int, gap: Int,
    to runs: inout [GridRun]
  ) {
    var start: Int?
    var end = 0  // the column after the last difference
    for column in 0..<cells.count {
      let now = cells[cells.startIndex + column]
      let before = earlier[earlier.startIndex + column]
      // A right half goes with its left half, even if it looks the same itself.
      let goesOn = end == column && start != nil && (now.isContinuation || before.isContinuation)
      guard now != before || goesOn else { continue }
      let first = firstColumn(of: column, now: cells, before: earlier)
      if let open = start, first - end > gap {
        runs.append(GridRun(row: row, columns: open..<end))
        start = first
      }
      if start == nil { start = first }
      end = column + 1
    }
    if let start { runs.append(GridRun(row: row, columns: start..<end)) }
  }

  /// Moves left while a wide character of either row lies across the edge.
  private func firstColumn(
    of column: Int, now: ArraySlice<Cell>, before: ArraySlice<Cell>
  ) -> Int {
    var first = column
    while first > 0,
      now[now.startIndex + first].isContinuation || before[before.startIndex + first].isContinuation
    { first -= 1 }
    return first
  }
}
