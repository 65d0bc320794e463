import CellGrid

/// Rows of text in columns, for people: foreign text made visible, wide characters counted as two.
package struct Table: Sendable {
  package struct Column: Sendable {
    let title: String
    let isRight: Bool
    /// The one column that gives way when a line is too long.
    let shrinks: Bool

    package init(_ title: String, isRight: Bool = false, shrinks: Bool = false) {
      self.title = title
      self.isRight = isRight
      self.shrinks = shrinks
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  package init(_ columns: [Column]) { self.columns = columns }

  /// - Parameter cells: one text a column, as it came.
  package mutating func add(_ cells: [String]) {
    rows.append(cells.map { VisibleText.line($0) })
  }

  package var isEmpty: Bool { rows.isEmpty }

  /// The table with its title line. Columns are two blanks apart; nothing stands behind a line.
  ///
  /// - Parameter width: cells of a line; the shrinking column gives way, down to ten cells.
  package func text(width: Int) -> String {
    let all = [columns.map(\.title)] + rows
    var widths = columns.indices.map { column in
      all.map { CharacterWidth.of($0[column]) }.max() ?? 0
    }
    let total = widths.reduce(0, +) + 2 * (columns.count - 1)
    if total > width, let place = columns.firstIndex(where: \.shrinks) {
      widths[place] = max(10, widths[place] - (total - width))
    }
    return all.map { line($0, widths) }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (place, cell) in cells.enumerated() {
      let shown = Self.cut(cell, to: widths[place])
      let gap = String(repeating: " ", count: widths[place] - CharacterWidth.of(shown))
      line += (place > 0 ? "  " : "") + (columns[place].isRight ? gap + shown : shown + gap)
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }

  /// The beginning of a text that fits, with `…` where something is missing.
  static func cut(_ text: String, to width: Int) -> String {
    if CharacterWidth.of(text) <= width { return text }
    var result = ""
    var used = 0
    for character in text {
      let cells = CharacterWidth.of(String(character))
      if used + cells > width - 1 { break }
      result.append(character)
      used += cells
    }
    return result + "…"
  }
}
