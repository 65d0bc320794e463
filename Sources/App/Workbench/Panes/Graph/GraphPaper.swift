import CellGrid
import GraphLayout

/// What one cell of a drawn graph shows.
struct GraphSign: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case blank
    /// A line, by the sides of the cell that it reaches.
    case line
    /// The frame of a box, likewise.
    case frame
    case headRight, headLeft
  }

  var kind = Kind.blank
  var arms: Arms = []
  var role = StyleRole.graphEdge

  struct Arms: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let up = Arms(rawValue: 1)
    static let down = Arms(rawValue: 2)
    static let left = Arms(rawValue: 4)
    static let right = Arms(rawValue: 8)
  }

  func text(in glyphs: Glyphs) -> String {
    switch kind {
    case .blank: return " "
    case .headRight: return glyphs.arrow
    case .headLeft: return glyphs.arrow == "►" ? "◄" : "<"
    case .line, .frame: break
    }
    let lines = kind == .frame ? glyphs.round : glyphs.light
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
    case [.up, .down, .left, .right]: lines.cross
    default: lines.horizontal
    }
  }
}

/// Cells that boxes and arrows are drawn on.
struct GraphPaper {
  private(set) var cells: [[GraphSign]]

  init(size: GridSize) {
    let row = [GraphSign](repeating: GraphSign(), count: size.columns)
    cells = Array(repeating: row, count: size.rows)
  }

  /// Draws the line and the head of an arrow. Lines that meet join.
  mutating func draw(_ arrow: GraphDrawing.DrawnArrow) {
    for (from, to) in zip(arrow.points, arrow.points.dropFirst()) { run(from, to) }
    guard let first = arrow.points.first, let last = arrow.points.last else { return }
    // The line begins at the box, a cell beside its first point.
    add(.left, at: first, .line)
    cells[last.row][last.column].kind = .headRight
  }

  /// Draws the frame of a box.
  mutating func draw(_ box: GraphDrawing.PlacedBox, role: StyleRole) {
    let top = box.frame.rows.lowerBound
    let bottom = box.frame.rows.upperBound - 1
    let left = box.frame.columns.lowerBound
    let right = box.frame.columns.upperBound - 1
    guard top < bottom, left < right else { return }
    for row in box.frame.rows {
      for column in box.frame.columns {
        var arms: GraphSign.Arms = []
        if row == top || row == bottom {
          if column > left { arms.insert(.left) }
          if column < right { arms.insert(.right) }
        }
        if column == left || column == right {
          if row > top { arms.insert(.up) }
          if row < bottom { arms.insert(.down) }
        }
        cells[row][column] = GraphSign(kind: arms.isEmpty ? .blank : .frame, arms: arms, role: role)
      }
    }
  }

  /// Joins the frame of the box that an arrow leaves with its line.
  mutating func join(_ arrow: GraphDrawing.DrawnArrow) {
    guard let first = arrow.points.first else { return }
    let column = first.column - 1
    guard cells[first.row].indices.contains(column), cells[first.row][column].kind == .frame else {
      return
    }
    cells[first.row][column].arms.insert(.right)
  }

  private mutating func run(_ from: LayoutPoint, _ to: LayoutPoint) {
    if from.row == to.row {
      let range = min(from.column, to.column)..<max(from.column, to.column)
      for column in range {
        add(.right, at: LayoutPoint(column: column, row: from.row), .line)
        add(.left, at: LayoutPoint(column: column + 1, row: from.row), .line)
      }
    } else {
      for row in min(from.row, to.row)..<max(from.row, to.row) {
        add(.down, at: LayoutPoint(column: from.column, row: row), .line)
        add(.up, at: LayoutPoint(column: from.column, row: row + 1), .line)
      }
    }
  }

  private mutating func add(_ arm: GraphSign.Arms, at point: LayoutPoint, _ kind: GraphSign.Kind) {
    cells[point.row][point.column].arms.insert(arm)
    if cells[point.row][point.column].kind == .blank { cells[point.row][point.column].kind = kind }
  }
}
