import FlowModel

/// What is done to the marks of rows that had to be read first.
package enum MarkChange: Hashable, Sendable {
  case add, invert
}

/// Rows that are being marked from one row to the cursor.
struct MarkRange: Hashable, Sendable {
  /// The row it began at.
  var anchor: Int
  /// Begun by Shift and an arrow: any other key ends it.
  var isHeld: Bool
}

/// Marks and ranges. A range is kept by its two ends, so that a key that moves costs nothing for its
/// length; rows become marks when it ends.
extension ListPane {
  /// More are not marked at once: what is done to them is told one by one.
  static let mostMarks = 10_000

  /// The rows of the range that is open.
  var rangeRows: Range<Int>? {
    range.map { min($0.anchor, cursor)..<max($0.anchor, cursor) + 1 }
  }

  /// Whether the row is marked, or will be when the range ends.
  func isMarked(_ flow: FlowSummary, row: Int) -> Bool {
    marks[flow.id] != nil || rangeRows?.contains(row) == true
  }

  /// How many rows are marked, those of the open range included as far as it is known.
  var markCount: Int {
    guard let rangeRows else { return marks.count }
    // Rows of the range that are marked already are few where a person sees them.
    let known = rangeRows.clamped(to: top..<top + height)
    let twice = known.count { index in row(index).map { marks[$0.id] != nil } ?? false }
    return marks.count + rangeRows.count - twice
  }

  mutating func beginRange(isHeld: Bool = false) {
    guard count > 0 else { return }
    range = MarkRange(anchor: cursor, isHeld: isHeld)
  }

  /// Marks the rows of the open range.
  ///
  /// - Returns: what reads the rows that are not in the window.
  mutating func endRange() -> [Effect] {
    guard let rows = rangeRows else { return [] }
    range = nil
    return change(rows, .add)
  }

  mutating func dropRange() { range = nil }

  /// Marks what is not marked, and takes the marks of what is: of all rows the filter shows.
  mutating func invertMarks() -> [Effect] {
    range = nil
    return change(0..<count, .invert)
  }

  private mutating func change(_ rows: Range<Int>, _ change: MarkChange) -> [Effect] {
    if firstIndex <= rows.lowerBound, rows.upperBound <= firstIndex + self.rows.count {
      apply(change, to: rows.compactMap { row($0) })
      return []
    }
    return [.readRowsToMark(query, rows, change)]
  }

  /// Takes rows that were read for marking; those of an older question are dropped.
  mutating func mark(_ flows: [FlowSummary], _ change: MarkChange, of query: FlowQuery) {
    if query == self.query { apply(change, to: flows) }
  }

  private mutating func apply(_ change: MarkChange, to flows: [FlowSummary]) {
    for flow in flows {
      let isAdded = change == .add || marks[flow.id] == nil
      marks[flow.id] = isAdded ? flow : nil
    }
  }
}
