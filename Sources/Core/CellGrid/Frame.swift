/// Where the terminal's cursor stands and what it looks like.
package struct Cursor: Hashable, Sendable {
  package enum Shape: Sendable { case block, bar, underline }

  package let point: GridPoint
  package let shape: Shape

  package init(point: GridPoint, shape: Shape = .block) {
    self.point = point
    self.shape = shape
  }
}

/// Everything the terminal shows at one moment.
package struct Frame: Equatable, Sendable {
  package let grid: Grid
  /// nil hides the cursor.
  package let cursor: Cursor?
  /// The window title; it passes the sanitiser.
  package let title: String
  /// Whether the mouse is ours; if not, it selects text in the terminal.
  package let capturesMouse: Bool

  package init(grid: Grid, cursor: Cursor? = nil, title: String = "", capturesMouse: Bool = true) {
    self.grid = grid
    self.cursor = cursor
    // No window shows more, and a name may be as long as a server likes.
    let shown = title.unicodeScalars.prefix(Self.longestTitle)
    self.title = VisibleText.line(String(String.UnicodeScalarView(shown)))
    self.capturesMouse = capturesMouse
  }

  /// Draws a frame from scratch.
  package init(
    size: GridSize, style: Style = .plain, glyphs: Glyphs = .unicode, title: String = "",
    capturesMouse: Bool = true, draw: (inout Canvas) -> Void
  ) {
    var canvas = Canvas(size: size, style: style, glyphs: glyphs)
    draw(&canvas)
    self.init(
      grid: canvas.grid, cursor: canvas.cursor, title: title, capturesMouse: capturesMouse)
  }

  /// Scalars of the title that are kept.
  private static let longestTitle = 200

  package var size: GridSize { grid.size }

  /// The frame cut, or filled with blanks, to another size.
  package func resized(to size: GridSize) -> Frame {
    guard size != self.size else { return self }
    let kept = cursor.flatMap { Region(size).contains($0.point) ? $0 : nil }
    return Frame(
      grid: grid.resized(to: size), cursor: kept, title: title, capturesMouse: capturesMouse)
  }
}
