/// How a line looks: light for what is there, heavy for what has the focus, round for nodes.
package enum LineWeight: Sendable { case light, heavy, round }

extension Canvas {
  /// Draws a rule over the whole width of a row, with titles in it.
  ///
  /// ```
  /// ━ Chatflows 52 ━ sort: name ━━━━━━━     focused
  /// ─ Waiting to push ─────────────────     not
  /// ```
  package mutating func rule(
    row: Int, titles: [StyledText] = [], isFocused: Bool = false, style: Style = .plain
  ) {
    let sign = (isFocused ? glyphs.heavy : glyphs.light).horizontal
    fill(bounds.row(at: row), with: sign, style: style)
    titled(titles, row: row, column: 1, end: columns - 1, style: style)
  }

  /// Draws a vertical line, by default over the whole height.
  package mutating func verticalRule(
    column: Int, rows: Range<Int>? = nil, style: Style = .plain
  ) {
    let range = rows ?? 0..<self.rows
    fill(
      Region(row: range.lowerBound, column: column, rows: range.count, columns: 1),
      with: glyphs.light.vertical, style: style)
  }

  /// Draws a frame along the edge of a part, with titles in its top line. Its inside is not
  /// touched: fill it, then draw in ``Region/inset(rows:columns:)`` of 1.
  package mutating func box(
    _ part: Region, weight: LineWeight = .light, titles: [StyledText] = [], style: Style = .plain
  ) {
    guard part.rows >= 2, part.columns >= 2 else { return }
    let lines = glyphs.lines(weight)
    inside(part) { canvas in
      let bottom = canvas.rows - 1
      let right = canvas.columns - 1
      let side = 1..<right
      canvas.fill(canvas.bounds.row(at: 0).columns(side), with: lines.horizontal, style: style)
      canvas.fill(canvas.bounds.row(at: bottom).columns(side), with: lines.horizontal, style: style)
      for column in [0, right] {
        canvas.fill(
          canvas.bounds.rows(1..<bottom).columns(column..<column + 1), with: lines.vertical,
          style: style)
      }
      canvas.sign(lines.topLeft, row: 0, column: 0, style: style)
      canvas.sign(lines.topRight, row: 0, column: right, style: style)
      canvas.sign(lines.bottomLeft, row: bottom, column: 0, style: style)
      canvas.sign(lines.bottomRight, row: bottom, column: right, style: style)
      canvas.titled(titles, row: 0, column: 2, end: right - 1, style: style)
    }
  }

  /// Draws where a window of rows lies in a longer list: a line with a thumb. Nothing is drawn
  /// when all rows are visible.
  ///
  /// - Parameters:
  ///   - first: index of the first visible row.
  ///   - visible: how many rows are visible.
  ///   - total: how many rows there are.
  package mutating func scrollMark(
    column: Int, rows: Range<Int>, first: Int, visible: Int, total: Int,
    style: Style = .plain, thumbStyle: Style = .plain
  ) {
    guard total > visible, visible > 0, !rows.isEmpty else { return }
    verticalRule(column: column, rows: rows, style: style)
    let length = min(rows.count, max(1, rows.count * visible / total))
    let most = total - visible
    // Rounded, so that the thumb touches an end only when the window does.
    let travel = ((rows.count - length) * min(max(first, 0), most) + most / 2) / most
    fill(
      Region(
        row: rows.lowerBound + travel, column: column, rows: length, columns: 1),
      with: glyphs.block, style: thumbStyle)
  }

  /// Writes titles with a blank on each side and one sign of the line between them.
  private mutating func titled(
    _ titles: [StyledText], row: Int, column: Int, end: Int, style: Style
  ) {
    var column = column
    for title in titles where !title.text.isEmpty && end - column > 4 {
      sign(" ", row: row, column: column, style: style)
      column = text(
        title.text, row: row, column: column + 1, columns: end - column - 2, style: title.style)
      sign(" ", row: row, column: column, style: style)
      column += 2
    }
  }
}
