import GraphLayout

/// Draws a layout with signs, to be read by a person.
///
/// Lines that cross do not touch: the upright one goes on over the level one.
struct DrawingText {
  private struct Arms: OptionSet, Hashable {
    let rawValue: Int
    static let up = Arms(rawValue: 1)
    static let down = Arms(rawValue: 2)
    static let left = Arms(rawValue: 4)
    static let right = Arms(rawValue: 8)
  }

  private var signs: [[Character]]
  private var arms: [[Arms]]

  static func text(of drawing: GraphDrawing) -> String {
    var text = DrawingText(drawing.size)
    for arrow in drawing.arrows { text.draw(arrow) }
    let corners = Set(drawing.arrows.flatMap { $0.points.dropFirst().dropLast() })
    text.setLines(corners)
    for box in drawing.boxes { text.draw(box) }
    for arrow in drawing.arrows { text.join(arrow) }
    for arrow in drawing.arrows {
      guard let label = arrow.label, let place = arrow.labelPlace else { continue }
      text.write(" \(label) ", place.origin.row, place.origin.column - 1)
    }
    return text.signs.map { line in
      String(String(line.reversed().drop { $0 == " " }).reversed())
    }.joined(separator: "\n")
  }

  private init(_ size: LayoutSize) {
    signs = Array(repeating: Array(repeating: " ", count: size.columns), count: size.rows)
    arms = signs.map { $0.map { _ in [] } }
  }

  private mutating func draw(_ arrow: GraphDrawing.DrawnArrow) {
    guard let first = arrow.points.first else { return }
    arms[first.row][first.column].insert(.left)
    for (from, to) in zip(arrow.points, arrow.points.dropFirst()) {
      let cells = LayoutLaws.cells(from, to)
      let forth: (Arms, Arms) = from.row == to.row ? (.right, .left) : (.down, .up)
      for (cell, next) in zip(cells, cells.dropFirst()) {
        arms[cell.row][cell.column].insert(forth.0)
        arms[next.row][next.column].insert(forth.1)
      }
    }
  }

  private mutating func setLines(_ corners: Set<LayoutPoint>) {
    for (row, line) in arms.enumerated() {
      for (column, arms) in line.enumerated() where !arms.isEmpty {
        let isCrossing =
          arms.rawValue == 15 && !corners.contains(LayoutPoint(column: column, row: row))
        signs[row][column] = isCrossing ? "│" : Self.line(arms)
      }
    }
  }

  private static func line(_ arms: Arms) -> Character {
    switch arms {
    case [.up, .left]: "┘"
    case [.up, .right]: "└"
    case [.up, .left, .right]: "┴"
    case [.down, .left]: "┐"
    case [.down, .right]: "┌"
    case [.down, .left, .right]: "┬"
    case [.up, .down, .left]: "┤"
    case [.up, .down, .right]: "├"
    case [.up, .down, .left, .right]: "┼"
    case .up, .down, [.up, .down]: "│"
    default: "─"
    }
  }

  private mutating func draw(_ box: GraphDrawing.PlacedBox) {
    let (rows, columns) = (box.frame.rows, box.frame.columns)
    if box.frame.size.rows < 3 || box.frame.size.columns < 3 {
      for row in rows { for column in columns { signs[row][column] = "■" } }
      return
    }
    let (bottom, right) = (rows.upperBound - 1, columns.upperBound - 1)
    for row in rows {
      for column in columns {
        let isEdge = row == rows.lowerBound || row == bottom
        let isSide = column == columns.lowerBound || column == right
        if isEdge {
          signs[row][column] = "─"
        } else if isSide {
          signs[row][column] = box.kind == .frame && signs[row][column] == "─" ? "┼" : "│"
        } else if box.kind != .frame {
          signs[row][column] = " "
        }
      }
    }
    signs[rows.lowerBound][columns.lowerBound] = "╭"
    signs[rows.lowerBound][right] = "╮"
    signs[bottom][columns.lowerBound] = "╰"
    signs[bottom][right] = "╯"
    let isFrame = box.kind != .node
    write(
      isFrame
        ? " \(box.id) ".prefix(box.frame.size.columns - 2)
        : box.id.prefix(max(box.frame.size.columns - 4, 1)), rows.lowerBound + (isFrame ? 0 : 1),
      columns.lowerBound + (isFrame ? 1 : 2))
  }

  private mutating func join(_ arrow: GraphDrawing.DrawnArrow) {
    guard let first = arrow.points.first, let last = arrow.points.last else { return }
    if signs[first.row][first.column - 1] == "│" { signs[first.row][first.column - 1] = "├" }
    signs[last.row][last.column] = "►"
  }

  private mutating func write(_ text: some StringProtocol, _ row: Int, _ column: Int) {
    for (index, sign) in text.enumerated() where signs[row].indices.contains(column + index) {
      signs[row][column + index] = sign
    }
  }
}
