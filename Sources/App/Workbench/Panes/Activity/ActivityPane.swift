import CellGrid
package import FlowModel

/// What happened since the start: messages, pulls, pushes, refusals. Newest first.
package struct ActivityPane: Sendable {
  /// One message.
  package struct Line: Hashable, Sendable {
    package var at: Milliseconds
    package var notice: Notice
  }

  /// The newest first; the oldest are dropped.
  package private(set) var lines: [Line] = []
  var cursor = RowCursor()
  /// How many messages are kept.
  static let limit = 500

  package init() {}

  mutating func add(_ notice: Notice, at moment: Milliseconds) {
    lines.insert(Line(at: moment, notice: notice), at: 0)
    if lines.count > Self.limit { lines.removeLast() }
    // The cursor stays on its message; at the top it follows the news.
    let place = cursor.index
    cursor.setCount(lines.count)
    if place > 0 { cursor.move(to: place + 1) }
  }

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    context.drawRule(["Activity \(Wording.number(lines.count))"], on: &canvas)
    if lines.isEmpty {
      canvas.text("Nothing happened yet.", row: 2, column: 3, style: context[.muted])
      return
    }
    for (row, index) in cursor.visible.enumerated() {
      draw(lines[index], isCursor: index == cursor.index, on: &canvas, row: row + 1, context)
    }
    let rest = canvas.bounds.inset(top: Self.listHeight(in: canvas.rows) + 1)
    canvas.inside(rest) { canvas in
      canvas.rule(row: 0, titles: [StyledText("Message", context[.title])], style: context[.rule])
      canvas.paragraph(
        lines[cursor.index].notice.text, row: 1, column: 1, columns: canvas.columns - 2,
        style: context[.text])
    }
  }

  /// Rows for the list; the rest shows the message under the cursor in full.
  static func listHeight(in rows: Int) -> Int { max(rows - 6, 1) }

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
