import GraphLayout

/// Draws a layout with letters, to be read by a person.
enum GraphPicture {
  /// Boxes of three rows with their ids, and these arrows: `A>B A>C`.
  static func graph(_ text: String) -> LayoutGraph {
    var ids: [String] = []
    var arrows: [LayoutGraph.Arrow] = []
    for word in text.split(separator: " ") {
      let ends = word.split(separator: ">").map(String.init)
      for id in ends where !ids.contains(id) { ids.append(id) }
      if ends.count == 2 { arrows.append(.init(from: ends[0], to: ends[1])) }
    }
    let boxes = ids.map {
      LayoutGraph.Box(id: $0, size: LayoutSize(columns: $0.count + 2, rows: 3))
    }
    return LayoutGraph(boxes: boxes, arrows: arrows)
  }

  static func picture(of drawing: GraphDrawing) -> String {
    let row = [Character](repeating: " ", count: drawing.size.columns)
    var cells = Array(repeating: row, count: drawing.size.rows)
    for arrow in drawing.arrows {
      for (from, to) in zip(arrow.points, arrow.points.dropFirst()) {
        for point in run(from, to) {
          let mark: Character = from.row == to.row ? "-" : "|"
          let old = cells[point.row][point.column]
          cells[point.row][point.column] = old == " " || old == mark ? mark : "+"
        }
      }
      if let head = arrow.points.last {
        cells[head.row][head.column] = arrow.leadsBack ? "<" : ">"
      }
    }
    for box in drawing.boxes {
      for row in box.frame.rows {
        for column in box.frame.columns { cells[row][column] = "#" }
      }
      let middle = box.frame.origin.row + box.frame.size.rows / 2
      for (index, letter) in box.id.enumerated() {
        cells[middle][box.frame.origin.column + 1 + index] = letter
      }
    }
    return cells.map { line in
      String(String(line.reversed().drop { $0 == " " }).reversed())
    }.joined(separator: "\n")
  }

  /// The cells from one corner to the next.
  static func run(_ from: LayoutPoint, _ to: LayoutPoint) -> [LayoutPoint] {
    from.row == to.row
      ? (min(from.column, to.column)...max(from.column, to.column)).map {
        LayoutPoint(column: $0, row: from.row)
      }
      : (min(from.row, to.row)...max(from.row, to.row)).map {
        LayoutPoint(column: from.column, row: $0)
      }
  }
}
