/// A piece of a line and how it looks.
package struct StyledText: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

extension Canvas {
  /// Where a text stands in its field.
  package enum Alignment: Sendable { case left, right, center }

  /// What a text does that is longer than its field.
  package enum Overflow: Sendable {
    /// It is cut and ends with `…`.
    case ellipsis
    /// It is cut.
    case clip
  }

  /// Writes one line of text into a field of cells. What the sanitiser makes visible is marked.
  ///
  /// - Parameters:
  ///   - column: may be negative: what lies left of the window is cut off, for scrolled text.
  ///   - columns: width of the field; nil is up to the right edge of the window.
  /// - Returns: the column after the text.
  /// - Complexity: O(cells of the field), however long the text is.
  @discardableResult
  package mutating func text(
    _ text: String, row: Int, column: Int = 0, columns: Int? = nil, style: Style = .plain,
    alignment: Alignment = .left, overflow: Overflow = .ellipsis
  ) -> Int {
    let piece = StyledText(text, style)
    let field = field(column, columns)
    return plain(piece, row: row, field: field, alignment: alignment)
      ?? line(
        [piece], row: row, column: column, columns: columns, alignment: alignment,
        overflow: overflow)
  }

  /// Writes pieces of text side by side, as `text` does one.
  @discardableResult
  package mutating func line(
    _ pieces: [StyledText], row: Int, column: Int = 0, columns: Int? = nil,
    alignment: Alignment = .left, overflow: Overflow = .ellipsis
  ) -> Int {
    let field = field(column, columns)
    guard !field.isEmpty else { return column }
    var line = CellLine(columns: field.count)
    for piece in pieces where !line.isFull { line.append(piece.text, style: piece.style) }
    return place(&line, row: row, field: field, alignment: alignment, overflow: overflow)
  }

  /// Writes text that passed the sanitiser already, with its marks.
  @discardableResult
  package mutating func text(
    _ visible: VisibleText, row: Int, column: Int = 0, columns: Int? = nil,
    style: Style = .plain, alignment: Alignment = .left, overflow: Overflow = .ellipsis
  ) -> Int {
    let field = field(column, columns)
    guard !field.isEmpty else { return column }
    var line = CellLine(columns: field.count)
    line.append(visible, style: style)
    return place(&line, row: row, field: field, alignment: alignment, overflow: overflow)
  }

  /// Writes text broken into rows; see ``TextRows``.
  ///
  /// - Parameters:
  ///   - columns: cells of a row; nil is up to the right edge of the window.
  ///   - rows: at most this many; when the text has more, the last one ends with `…`.
  /// - Returns: how many rows were written.
  @discardableResult
  package mutating func paragraph(
    _ text: String, row: Int, column: Int = 0, columns: Int? = nil, rows: Int? = nil,
    style: Style = .plain
  ) -> Int {
    let field = field(column, columns)
    let limit = max(0, min(rows ?? .max, self.rows - row))
    guard !field.isEmpty, limit > 0 else { return 0 }
    let lines = TextRows.wrapped(text, columns: field.count, limit: limit + 1)
    for (index, line) in lines.prefix(limit).enumerated() {
      let end = self.text(
        line, row: row + index, column: column, columns: field.count, style: style)
      if index == limit - 1, lines.count > limit {
        let mark = CharacterWidth.of(glyphs.ellipsis)
        self.text(
          glyphs.ellipsis, row: row + index, column: min(end, field.upperBound - mark),
          columns: mark, style: style)
      }
    }
    return min(lines.count, limit)
  }

  private func field(_ column: Int, _ columns: Int?) -> Range<Int> {
    let end = min(columns.map { column + max($0, 0) } ?? self.columns, self.columns)
    return column..<max(column, end)
  }

  /// Writes a piece that needs no gathering: printable ASCII that fits.
  ///
  /// - Returns: the column after it; nil when it is not of that kind, and nothing was written.
  private mutating func plain(
    _ piece: StyledText, row: Int, field: Range<Int>, alignment: Alignment
  ) -> Int? {
    let width = piece.text.utf8.count
    guard width <= field.count, VisibleText.isPlain(piece.text) else { return nil }
    let start = Self.start(of: width, in: field, alignment)
    put(ascii: piece.text[...].utf8, row: row, column: start, within: field, style: piece.style)
    return start + width
  }

  private mutating func place(
    _ line: inout CellLine, row: Int, field: Range<Int>, alignment: Alignment,
    overflow: Overflow
  ) -> Int {
    if line.isCut {
      line.cut(to: field.count, ending: overflow == .ellipsis ? glyphs.ellipsis : "")
    }
    let start = Self.start(of: line.width, in: field, alignment)
    put(line.cells, row: row, column: start, within: field)
    return start + line.width
  }

  private static func start(of width: Int, in field: Range<Int>, _ alignment: Alignment) -> Int {
    let spare = field.count - width
    return switch alignment {
    case .left: field.lowerBound
    case .center: field.lowerBound + spare / 2
    case .right: field.lowerBound + spare
    }
  }
}
