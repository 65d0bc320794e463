import TextEditing

/// The part of a text that is on the screen.
struct EditorViewport: Hashable, Sendable {
  /// The first visible line.
  var top = 0
  /// The first visible column, as ``LineColumns`` counts them.
  var left = 0
  /// Rows and columns that text has.
  var rows = 1
  var columns = 1

  /// Lines that stay visible above and below the cursor where there are so many.
  private var margin: Int { min(3, (rows - 1) / 3) }

  /// Scrolls as little as possible so that a place is visible; to the middle where it is far.
  ///
  /// - Parameter height: rows that a line takes with the problems under it.
  mutating func show(_ offset: Int, in buffer: TextBuffer, height: (Int) -> Int) {
    let line = buffer.line(at: offset)
    if line < top - rows || line > top + 2 * rows {
      place(line, at: .middle, lineCount: buffer.lineCount)
    }
    top = min(top, max(0, line - margin), buffer.lineCount - 1)
    let lowest = min(line + margin, buffer.lineCount - 1)
    var first = lowest
    var free = rows - height(lowest)
    while first > 0, free >= height(first - 1) {
      first -= 1
      free -= height(first)
    }
    top = max(top, min(first, line))
    showColumn(of: offset, line: line, in: buffer)
  }

  /// Puts a line at the top, in the middle or at the bottom.
  mutating func place(_ line: Int, at place: ScrollPlace, lineCount: Int) {
    switch place {
    case .top: top = line
    case .middle: top = line - rows / 2
    case .bottom: top = line - rows + 1
    }
    top = max(0, min(top, lineCount - 1))
  }

  private mutating func showColumn(of offset: Int, line: Int, in buffer: TextBuffer) {
    let measure = LineColumns(of: line, in: buffer)
    let column = measure.column(of: offset)
    if column < columns / 2 {
      left = 0
      return
    }
    if column < left { left = column - columns / 2 }
    // In a very long line a byte may be more or less than a cell: measure what is shown.
    let start = measure.offset(at: left)
    let isFar = column - left > columns * 8
    if isFar || measure.cells(in: start..<offset) >= columns - 1 {
      left = max(0, column - columns / 2)
    }
  }
}
