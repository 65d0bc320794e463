import GraphLayout

/// The part of a drawing that is on the screen.
///
/// A drawing that is smaller than the window stands in its middle; a larger one can be moved until
/// its edge meets the edge of the window.
struct GraphViewport: Hashable, Sendable {
  /// The cell of the drawing that is at the top left of the window; may be negative.
  private(set) var origin = LayoutPoint(column: 0, row: 0)
  /// Cells of the window.
  private(set) var size = LayoutSize(columns: 1, rows: 1)
  /// Cells of the whole drawing.
  private(set) var drawing = LayoutSize(columns: 0, rows: 0)

  var window: LayoutRectangle { LayoutRectangle(origin: origin, size: size) }

  mutating func setSize(_ size: LayoutSize) {
    self.size = LayoutSize(columns: max(size.columns, 1), rows: max(size.rows, 1))
    settle()
  }

  mutating func setDrawing(_ size: LayoutSize) {
    drawing = size
    settle()
  }

  var fitsAll: Bool { drawing.columns <= size.columns && drawing.rows <= size.rows }

  /// - Returns: whether it moved.
  @discardableResult
  mutating func pan(columns: Int, rows: Int) -> Bool {
    let before = origin
    origin.column += columns
    origin.row += rows
    settle()
    return origin != before
  }

  /// Puts the middle of a box into the middle of the window.
  mutating func centre(on box: LayoutRectangle) {
    origin.column = box.origin.column + box.size.columns / 2 - size.columns / 2
    origin.row = box.origin.row + box.size.rows / 2 - size.rows / 2
    settle()
  }

  /// Moves as little as possible until a box is whole on the screen, with something around it.
  mutating func show(_ box: LayoutRectangle) {
    origin.column = Self.start(
      origin.column, size.columns, showing: box.columns, margin: min(6, size.columns / 8))
    origin.row = Self.start(
      origin.row, size.rows, showing: box.rows, margin: min(2, size.rows / 6))
    settle()
  }

  /// A wide box shows its beginning.
  private static func start(
    _ start: Int, _ count: Int, showing range: Range<Int>, margin: Int
  ) -> Int {
    let atLatest = range.lowerBound - margin
    let atEarliest = range.upperBound + margin - count
    return max(min(start, atLatest), min(atEarliest, atLatest))
  }

  private mutating func settle() {
    origin.column = Self.settled(origin.column, size.columns, drawing.columns)
    origin.row = Self.settled(origin.row, size.rows, drawing.rows)
  }

  private static func settled(_ start: Int, _ count: Int, _ whole: Int) -> Int {
    whole <= count ? -(count - whole) / 2 : max(0, min(start, whole - count))
  }

  /// Whether any cell of a box is on the screen.
  func touches(_ box: LayoutRectangle) -> Bool {
    window.columns.overlaps(box.columns) && window.rows.overlaps(box.rows)
  }
}
