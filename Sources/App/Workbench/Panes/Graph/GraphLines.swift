import CellGrid
import GraphLayout

/// What one cell of the lines of a drawn graph shows.
struct GraphSign: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case line
    /// A level and an upright line that have nothing to do with each other.
    case crossing
    case head
  }

  struct Arms: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let up = Arms(rawValue: 1)
    static let down = Arms(rawValue: 2)
    static let left = Arms(rawValue: 4)
    static let right = Arms(rawValue: 8)
    static let level: Arms = [.left, .right]
    static let all: Arms = [.up, .down, .left, .right]
  }

  var column: Int
  var kind = Kind.line
  /// The sides of the cell that the line reaches.
  var arms: Arms

  func text(in glyphs: Glyphs) -> String {
    let lines = glyphs.light
    switch kind {
    case .head: return glyphs.arrow
    // The upright line passes over the level one.
    case .crossing: return lines.vertical
    case .line: break
    }
    return switch arms {
    case [.up, .down], .up, .down: lines.vertical
    case [.down, .right]: lines.topLeft
    case [.down, .left]: lines.topRight
    case [.up, .right]: lines.bottomLeft
    case [.up, .left]: lines.bottomRight
    case [.left, .right, .down]: lines.teeDown
    case [.left, .right, .up]: lines.teeUp
    case [.up, .down, .right]: lines.teeRight
    case [.up, .down, .left]: lines.teeLeft
    case .all: lines.cross
    default: lines.horizontal
    }
  }
}

/// The lines of a drawing, as cells that can be found by row and column.
struct GraphLines: Sendable {
  /// A level or upright piece of an arrow's line.
  private struct Run: Sendable {
    var from: LayoutPoint
    var to: LayoutPoint

    var rows: ClosedRange<Int> { min(from.row, to.row)...max(from.row, to.row) }
    var columns: ClosedRange<Int> { min(from.column, to.column)...max(from.column, to.column) }
    var isLevel: Bool { from.row == to.row }
  }

  /// Of each row, from left to right.
  private let rows: [[GraphSign]]
  private let runs: [String: [Run]]

  init(_ drawing: GraphDrawing) {
    var cells = [[Int: GraphSign.Arms]](repeating: [:], count: drawing.size.rows)
    var corners: Set<LayoutPoint> = []
    var heads: Set<LayoutPoint> = []
    var runs: [String: [Run]] = [:]
    for arrow in drawing.arrows {
      guard let first = arrow.points.first, let last = arrow.points.last else { continue }
      let pieces = zip(arrow.points, arrow.points.dropFirst()).map { Run(from: $0, to: $1) }
      runs[arrow.id] = pieces
      corners.formUnion(arrow.points.dropFirst().dropLast())
      heads.insert(last)
      // The line begins at the box, a cell beside its first point.
      cells[first.row][first.column, default: []].insert(.left)
      for run in pieces { Self.add(run, to: &cells) }
    }
    self.runs = runs
    rows = cells.enumerated().map { row, cells in
      cells.sorted { $0.key < $1.key }.map { column, arms in
        let point = LayoutPoint(column: column, row: row)
        let kind: GraphSign.Kind =
          heads.contains(point)
          ? .head : arms == .all && !corners.contains(point) ? .crossing : .line
        return GraphSign(column: column, kind: kind, arms: arms)
      }
    }
  }

  private static func add(_ run: Run, to cells: inout [[Int: GraphSign.Arms]]) {
    if run.isLevel {
      let row = run.from.row
      for column in run.columns.dropLast() {
        cells[row][column, default: []].insert(.right)
        cells[row][column + 1, default: []].insert(.left)
      }
    } else {
      let column = run.from.column
      for row in run.rows.dropLast() {
        cells[row][column, default: []].insert(.down)
        cells[row + 1][column, default: []].insert(.up)
      }
    }
  }

  /// The cells of a row between two columns.
  ///
  /// - Complexity: O(log *n* + result) in the cells of the row.
  func signs(row: Int, columns: Range<Int>) -> ArraySlice<GraphSign> {
    guard rows.indices.contains(row) else { return [] }
    let start = Self.first(in: rows[row], from: columns.lowerBound)
    var end = start
    while end < rows[row].count, rows[row][end].column < columns.upperBound { end += 1 }
    return rows[row][start..<end]
  }

  /// Whether a line passes a cell.
  func contains(row: Int, column: Int) -> Bool {
    !signs(row: row, columns: column..<column + 1).isEmpty
  }

  private static func first(in signs: [GraphSign], from column: Int) -> Int {
    var (low, high) = (0, signs.count)
    while low < high {
      let middle = (low + high) / 2
      if signs[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The cells of some arrows inside a window, with the sides that these arrows reach.
  ///
  /// - Complexity: O(corners of the arrows + result).
  func cells(
    of arrows: [String], in window: LayoutRectangle
  ) -> [LayoutPoint: GraphSign.Arms] {
    var cells: [LayoutPoint: GraphSign.Arms] = [:]
    for run in arrows.lazy.flatMap({ runs[$0] ?? [] }) {
      let rows = run.rows.clamped(to: window.rows)
      let columns = run.columns.clamped(to: window.columns)
      guard run.rows.overlaps(window.rows), run.columns.overlaps(window.columns) else { continue }
      for row in rows {
        for column in columns {
          let arms: GraphSign.Arms = run.isLevel ? .level : [.up, .down]
          cells[LayoutPoint(column: column, row: row), default: []].formUnion(arms)
        }
      }
    }
    return cells
  }
}

extension ClosedRange<Int> {
  fileprivate func clamped(to range: Range<Int>) -> Range<Int> {
    Range(self).clamped(to: range)
  }
}
