extension Frame {
  /// The styles of the frame as a grid of letters with the shape of the text: `.` is the plain
  /// style, `a`, `b`, … the others in the order in which they appear.
  ///
  /// ```
  /// let styles = frame.styles()
  /// styles.picture     aaaa...b
  /// styles.legend      ["a": Style(…), "b": Style(…)]
  /// ```
  ///
  /// Every cell has a letter, so columns stand under each other even where characters are wide.
  ///
  /// - Parameter named: letters of the caller's choice, for styles it knows.
  package func styles(named: [Style: Character] = [:]) -> StylePicture {
    var letters = named
    letters[.plain] = letters[.plain] ?? "."
    var free = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
      .filter { letter in !named.values.contains(letter) }[...]
    var lines: [String] = []
    for row in 0..<size.rows {
      var line = ""
      for cell in grid.row(row) {
        let letter = letters[cell.style] ?? free.popFirst() ?? "?"
        letters[cell.style] = letter
        line.append(letter)
      }
      lines.append(line)
    }
    return StylePicture(picture: lines.joined(separator: "\n"), styles: letters)
  }
}

/// What ``Frame/styles(named:)`` gives.
package struct StylePicture: Equatable, Sendable {
  /// A line for each row, a letter for each cell.
  package let picture: String
  /// Style of each letter.
  package let legend: [Character: Style]

  init(picture: String, styles: [Style: Character]) {
    self.picture = picture
    legend = Dictionary(styles.map { ($0.value, $0.key) }) { first, _ in first }
  }
}
