import CellGrid

extension ActivityPane {
  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    let count = count
    var titles = ["Activity \(Wording.number(count.known))\(count.hasMore ? "+" : "")"]
    if !filterText.isEmpty {
      titles += ["filter: \(filterText)", Wording.count(lines.count, "line")]
    }
    context.drawRule(titles, on: &canvas)
    guard let selected else {
      let text = filterText.isEmpty ? "Nothing happened yet." : "No line holds this."
      canvas.text(text, row: 2, column: 3, style: context[.muted])
      return
    }
    for (row, index) in cursor.visible.enumerated() {
      draw(
        lines[index], isCursor: index == cursor.index, on: &canvas, row: Self.firstRow + row,
        context)
    }
    let rest = canvas.bounds.inset(top: Self.listHeight(in: canvas.rows) + 1)
    canvas.inside(rest) { canvas in
      canvas.rule(row: 0, titles: [StyledText("Message", context[.title])], style: context[.rule])
      canvas.paragraph(
        selected.notice.text, row: 1, column: 1, columns: canvas.columns - 2,
        style: context[.text])
    }
  }

  /// Of the lines, below the rule.
  static let firstRow = 1

  /// Rows for the list; the rest shows the message under the cursor in full. Where rows are few,
  /// half of them are the list's.
  static func listHeight(in rows: Int) -> Int { max(rows - 6, (rows - 1) / 2, 1) }

  private func draw(
    _ line: Line, isCursor: Bool, on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    canvas.text(
      Wording.age(of: line.at, now: context.now), row: row, column: 2, columns: 5,
      style: context[.muted], alignment: .right)
    canvas.text(
      line.notice.text, row: row, column: 9, columns: canvas.columns - 10,
      style: context[line.notice.weight.role])
    if isCursor {
      canvas.sign(">", row: row, column: 0)
      let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
      canvas.restyle(canvas.bounds.row(at: row)) { _ in style }
    }
  }
}
