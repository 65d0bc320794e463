import CellGrid

/// Where the columns of the outbox stand.
struct OutboxColumns {
  private var columns: [(name: String, start: Int, width: Int, isRight: Bool)] = []

  /// The column of the flow's name; that of the change follows it.
  private static let name = 2

  init(width: Int) {
    // S at 3, then number, verb, name, summary, size, tries, age, next. What is narrow loses size
    // and tries first, then all but the name.
    let isWide = width >= 100
    let isNarrow = width < 60
    let right = isNarrow ? 0 : 5 + 1 + 11 + (isWide ? 16 : 0)
    let left = 5 + 3 + 1 + 9
    let room = max(width - left - right - 2, 8)
    let name = isNarrow ? room : max(room * 2 / 5, 12)
    let end = left + room
    columns = [
      ("#", 5, 2, true), ("WHAT", 9, 8, false), ("FLOW", left, name - 1, false),
      ("CHANGE", left + name, isNarrow ? 0 : room - name - 1, false),
      ("SIZE", end, isWide ? 7 : 0, true), ("TRIES", end + 9, isWide ? 5 : 0, true),
      ("AGE", width - 2 - 17, isNarrow ? 0 : 5, true),
      ("NEXT", width - 2 - 10, isNarrow ? 0 : 11, false),
    ]
  }

  func drawNames(on canvas: inout Canvas, row: Int, style: Style) {
    canvas.text("S", row: row, column: 3, style: style)
    draw(columns.map(\.name), on: &canvas, row: row, style: style)
  }

  func draw(_ texts: [String], on canvas: inout Canvas, row: Int, style: Style) {
    for (index, (column, text)) in zip(columns, texts).enumerated() where column.width > 0 {
      // A name needs no end where nothing stands behind it.
      let isAlone = index == Self.name && texts[Self.name + 1].isEmpty
      let more = isAlone ? columns[Self.name + 1] : column
      canvas.text(
        text, row: row, column: column.start,
        columns: more.width > 0 ? more.start + more.width - column.start : column.width,
        style: style, alignment: column.isRight ? .right : .left)
    }
  }
}
