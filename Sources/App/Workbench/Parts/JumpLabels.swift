import CellGrid

/// Letters on the visible rows: typing one puts the cursor there.
///
/// Rows have one letter each while there are letters enough, else two each. No label begins
/// another.
package struct JumpLabels: Hashable, Sendable {
  /// Of the visible rows, from the top.
  let labels: [String]
  private(set) var typed = ""

  /// The home row first; letters that look like figures are left out.
  private static let letters = Array("asdfghjkqwertyuiopzxcvbnm")

  init(rows: Int) {
    let letters = Self.letters
    if rows <= letters.count {
      labels = letters.prefix(rows).map { String($0) }
    } else {
      labels = (0..<min(rows, letters.count * letters.count)).map { row in
        "\(letters[row / letters.count])\(letters[row % letters.count])"
      }
    }
  }

  enum Outcome: Hashable {
    case open, closed
    /// A visible row, counted from the top.
    case chosen(Int)
  }

  mutating func press(_ key: Key) -> Outcome {
    guard let letter = key.typed else { return .closed }
    typed.append(letter)
    if let row = labels.firstIndex(of: typed) { return .chosen(row) }
    return labels.contains { $0.hasPrefix(typed) } ? .open : .closed
  }

  /// Draws the letters over the cursor's column.
  ///
  /// - Parameter firstRow: of the canvas, that of the first visible row.
  func draw(on canvas: inout Canvas, from firstRow: Int, _ context: DrawContext) {
    for line in labels.indices where firstRow + line < canvas.rows {
      guard let label = label(of: line) else { continue }
      canvas.text(label, row: firstRow + line, column: 0, style: context[.matchCurrent])
    }
  }

  /// What is drawn on a row: what is left to type; nil when it cannot be meant any more.
  func label(of row: Int) -> String? {
    guard labels.indices.contains(row), labels[row].hasPrefix(typed) else { return nil }
    return String(labels[row].dropFirst(typed.count))
  }
}
