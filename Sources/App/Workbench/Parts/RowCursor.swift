import CellGrid

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

  /// Moves by a key of a list under a line that is typed, where letters are text.
  ///
  /// - Returns: whether it is one of them.
  mutating func press(_ key: Key) -> Bool {
    switch key {
    case Key(.down), .control("n"), .tab: move(by: 1)
    case Key(.up), .control("p"), .backTab: move(by: -1)
    case Key(.pageDown): page(by: 1)
    case Key(.pageUp): page(by: -1)
    default: return false
    }
    return true
  }

  /// The rows to draw.
  var visible: Range<Int> { top..<min(top + height, max(count, top)) }
}
