/// A clipped drawing window on a grid; the only thing views draw on.
///
/// Rows and columns count from the window's own top left corner. Whatever lies outside the
/// window is not drawn. Text passes the sanitiser here, so no control character can reach a
/// cell even when a caller forgot.
///
/// ```swift
/// canvas.inside(canvas.bounds.rows(1..<4)) { canvas in
///   canvas.text("hello", row: 0)          // on row 1 of the outer canvas
/// }
/// ```
package struct Canvas: Sendable {
  package private(set) var grid: Grid
  /// Where the terminal's cursor goes; nil hides it. In rows and columns of the grid.
  package private(set) var cursor: Cursor?
  package let glyphs: Glyphs
  /// Where the window's corner is on the grid; the window may reach beyond the grid.
  private var window: Region
  /// The part of the window that may be written, in rows and columns of the grid.
  private var clip: Region

  /// A blank canvas over a whole grid.
  package init(size: GridSize, style: Style = .plain, glyphs: Glyphs = .unicode) {
    grid = Grid(size: size, style: style)
    window = Region(size)
    clip = Region(size)
    self.glyphs = glyphs
  }

  package var size: GridSize { window.size }
  package var rows: Int { window.rows }
  package var columns: Int { window.columns }
  /// The window in its own coordinates: its corner is (0, 0).
  package var bounds: Region { Region(size) }

  /// Draws in a part of this window, given in its coordinates; a part outside is cut off.
  ///
  /// The body's canvas counts from the part's corner. Do not use the outer name in it.
  @discardableResult
  package mutating func inside<Result, Failure: Error>(
    _ part: Region, _ draw: (inout Canvas) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outer = (window, clip)
    defer { (window, clip) = outer }
    window = part.moved(rows: window.row, columns: window.column)
    clip = clip.intersection(window)
    return try draw(&self)
  }

  /// Shows the cursor in a cell of this window; outside it, the cursor stays as it was.
  package mutating func placeCursor(row: Int, column: Int, shape: Cursor.Shape = .block) {
    let point = GridPoint(row: window.row + row, column: window.column + column)
    guard clip.contains(point) else { return }
    cursor = Cursor(point: point, shape: shape)
  }

  package mutating func hideCursor() { cursor = nil }
}

extension Canvas {
  /// Blanks a part of the window, or all of it.
  package mutating func fill(_ part: Region? = nil, style: Style = .plain) {
    fill(part, with: " ", style: style)
  }

  /// Fills a part of the window, or all of it, with a sign that is one cell wide.
  package mutating func fill(_ part: Region? = nil, with sign: String, style: Style = .plain) {
    let region = visible(part ?? bounds)
    let cell = Canvas.cell(of: sign, style: style)
    for row in region.rowRange { grid.fill(cell, row: row, columns: region.columnRange) }
  }

  /// Changes the styles of cells that are drawn already: a cursor row, a selection, a dimmed
  /// background.
  package mutating func restyle(_ part: Region? = nil, _ change: (Style) -> Style) {
    let region = visible(part ?? bounds)
    for row in region.rowRange {
      grid.restyle(row: row, columns: region.columnRange, change)
    }
  }

  /// Puts `style` over the styles of cells that are drawn already.
  package mutating func overlay(_ part: Region? = nil, style: Style) {
    restyle(part) { $0.overlaid(by: style) }
  }

  /// Writes a sign that is one cell wide.
  package mutating func sign(_ sign: String, row: Int, column: Int, style: Style = .plain) {
    fill(Region(row: row, column: column, rows: 1, columns: 1), with: sign, style: style)
  }

  /// Writes cells side by side; what lies outside the window, or outside `field`, is left out.
  mutating func put(_ cells: [Cell], row: Int, column: Int, within field: Range<Int>) {
    guard let (row, edges) = edges(row: row, field: field) else { return }
    var column = window.column + column
    for cell in cells {
      let end = column + Int(cell.width)
      if column >= edges.lowerBound, end <= edges.upperBound {
        grid.put(cell, row: row, column: column)
      } else if end > edges.lowerBound, column < edges.upperBound {
        // Half of a wide character would show.
        grid.put(
          Cell(style: cell.style), row: row,
          column: column < edges.lowerBound ? edges.lowerBound : column)
      }
      column = end
    }
  }

  /// Writes printable ASCII side by side, as `put(_ cells:)` does.
  mutating func put(
    ascii bytes: Substring.UTF8View, row: Int, column: Int, within field: Range<Int>,
    style: Style
  ) {
    guard let (row, edges) = edges(row: row, field: field) else { return }
    let start = window.column + column
    let kept = bytes.dropFirst(max(edges.lowerBound - start, 0))
      .prefix(max(edges.upperBound - max(start, edges.lowerBound), 0))
    guard !kept.isEmpty else { return }
    grid.put(ascii: kept, row: row, column: max(start, edges.lowerBound), style: style)
  }

  /// A row and columns of the window, in those of the grid, as far as they may be written.
  private func edges(row: Int, field: Range<Int>) -> (row: Int, columns: Range<Int>)? {
    let region = visible(
      Region(row: row, column: field.lowerBound, rows: 1, columns: field.count))
    return region.isEmpty ? nil : (region.row, region.columnRange)
  }

  private func visible(_ part: Region) -> Region {
    part.moved(rows: window.row, columns: window.column).intersection(clip)
  }

  /// The first cell of a text; a blank if it has none or is two cells wide.
  private static func cell(of sign: String, style: Style) -> Cell {
    if sign.utf8.count == 1, VisibleText.isPlain(sign), let byte = sign.utf8.first {
      return Cell(ascii: byte, style: style)
    }
    var scalars = sign.unicodeScalars.makeIterator()
    if let scalar = scalars.next(), scalars.next() == nil, CharacterClass.of(scalar) == .narrow {
      return Cell(base: scalar, width: 1, style: style)
    }
    var found: Cell?
    CellText.forEachCell(of: VisibleText(sign).text, style: style) { cell, _ in
      if found == nil { found = cell }
    }
    guard let found, found.width == 1 else { return Cell(style: style) }
    return found
  }
}
