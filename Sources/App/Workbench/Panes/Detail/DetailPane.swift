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
  /// How many lines it has, so that scrolling knows its end.
  private var lineCount = 0
  private var height = 1
  private var width = 0
  /// The flow as boxes and arrows; nil where it does not fit.
  private(set) var overview: GraphOverview?

  package init() {}

  package mutating func show(_ detail: FlowDetail) {
    if self.detail?.summary.id != detail.summary.id { top = 0 }
    if self.detail?.graph != detail.graph {
      overview = detail.graph.flatMap { GraphOverview(of: $0, columns: width - 2) }
    }
    self.detail = detail
    layOut()
  }

  package mutating func clear() {
    detail = nil
    overview = nil
    layOut()
  }

  /// Rows and columns below the rule.
  mutating func setSize(_ size: GridSize) {
    height = max(size.rows, 1)
    // Told after every event: counting the lines again is only for a new width.
    guard size.columns != width else { return scroll(to: top) }
    width = size.columns
    overview = detail?.graph.flatMap { GraphOverview(of: $0, columns: width - 2) }
    layOut()
  }

  /// Everything that can be shown.
  func lines(now: Milliseconds, glyphs: Glyphs) -> [DetailLine] {
    guard let detail else { return [] }
    return DetailLines.lines(
      of: detail, pictureRows: overview?.size.rows ?? 0, now: now, glyphs: glyphs
    ).flatMap { line -> [DetailLine] in
      guard case .paragraph(let text, let role) = line, width > 2 else { return [line] }
      return TextRows.wrapped(text, columns: width - 2, limit: 6).map { .paragraph($0.text, role) }
    }
  }

  mutating func move(by lines: Int) { scroll(to: top + lines) }

  mutating func scroll(to line: Int) { top = max(0, min(line, lineCount - height)) }

  mutating func page(by pages: Double) { move(by: Int(pages * Double(max(height - 1, 1)))) }

  /// The first visible line, from 1, and how many there are; nil when all are visible.
  var position: (line: Int, total: Int)? {
    lineCount > height ? (top + 1, lineCount) : nil
  }

  private mutating func layOut() {
    lineCount = lines(now: 0, glyphs: .unicode).count
    scroll(to: top)
  }
}
