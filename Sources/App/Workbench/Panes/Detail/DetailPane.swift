import CellGrid
import FlowModel

/// One flow at a glance: facts, state, what waits, problems, nodes, history.
///
/// It keeps showing the last flow while the cursor moves on, and changes when the new one is
/// loaded: a held key then draws one list row, not a whole pane.
package struct DetailPane: Sendable {
  package private(set) var detail: FlowDetail?
  /// The first visible line.
  package private(set) var top = 0
  /// Lines of the last layout, so that scrolling knows its end.
  private var lineCount = 0
  private var height = 1

  package init() {}

  package mutating func show(_ detail: FlowDetail) {
    if self.detail?.summary.id != detail.summary.id { top = 0 }
    self.detail = detail
    layOut()
  }

  package mutating func clear() { self = DetailPane() }

  mutating func setHeight(_ rows: Int) {
    height = max(rows, 1)
    layOut()
  }

  mutating func move(by lines: Int) { scroll(to: top + lines) }

  mutating func scroll(to line: Int) { top = max(0, min(line, lineCount - height)) }

  mutating func page(by pages: Double) { move(by: Int(pages * Double(max(height - 1, 1)))) }

  /// The first visible line, from 1, and how many there are; nil when all are visible.
  var position: (line: Int, total: Int)? {
    lineCount > height ? (top + 1, lineCount) : nil
  }

  private mutating func layOut() {
    lineCount = detail.map { DetailLines.lines(of: $0, now: 0, glyphs: .unicode).count } ?? 0
    scroll(to: top)
  }
}
