extension Frame {
  /// The frame as plain text, a line for each row, without trailing blanks.
  ///
  /// A wide character is one character in the line, so what follows stands a column further left.
  package var text: String {
    (0..<size.rows).map(text(ofRow:)).joined(separator: "\n")
  }

  /// One row as plain text, without trailing blanks.
  package func text(ofRow row: Int) -> String {
    var line = ""
    for cell in grid.row(row) where !cell.isContinuation { line += cell.text }
    while line.last == " " { line.removeLast() }
    return line
  }
}
