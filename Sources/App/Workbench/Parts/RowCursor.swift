/// A cursor over rows that are all in memory, and the part of them that is visible.
package struct RowCursor: Hashable, Sendable {
  package private(set) var index = 0
  /// The first visible row.
  private(set) var top = 0
  private(set) var count = 0
  private var height = 1

  package init() {}

  mutating func setCount(_ rows: Int) {
    count = rows
    move(to: index)
  }

  mutating func setHeight(_ rows: Int) {
    height = max(rows, 1)
    move(to: index)
  }

  mutating func move(to row: Int) {
    index = max(0, min(row, count - 1))
    if index < top { top = index }
    if index >= top + height { top = index - height + 1 }
    top = max(0, min(top, count - height))
  }

  mutating func move(by rows: Int) { move(to: index + rows) }

  mutating func page(by pages: Double) { move(by: Int(pages * Double(max(height - 1, 1)))) }

  /// The rows to draw.
  var visible: Range<Int> { top..<min(top + height, max(count, top)) }
}
