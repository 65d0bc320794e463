package import CellGrid
import TextEditing

extension EditorPane {
  /// A click sets the cursor, dragging marks in plain mode, the wheel scrolls.
  ///
  /// - Parameter region: where the pane stands on the screen.
  package mutating func receive(_ event: MouseEvent, in region: Region) -> Answer {
    guard source != nil else { return Answer() }
    switch event.action {
    case .wheelUp: scroll(by: -3)
    case .wheelDown: scroll(by: 3)
    case .press where event.button == .left, .doubleClick where event.button == .left:
      if let place = place(at: event.point, in: region) {
        text.closeStep()
        text.cursor = place
        goal = nil
        settleCursor()
        layOut()
      }
    case .drag where mode == .plain:
      if let place = place(at: event.point, in: region) {
        text.selection = Selection(anchor: text.selection.anchor, head: place)
        layOut()
      }
    default: break
    }
    return Answer()
  }

  /// The character under a cell; nil outside the text.
  private func place(at point: GridPoint, in region: Region) -> Int? {
    let layout = EditorLayout(
      region.size, lineCount: text.buffer.lineCount, problemCount: problems.count)
    let row = point.row - region.row - layout.text.row
    guard layout.text.rowRange.contains(point.row - region.row) else { return nil }
    var line = viewport.top
    var left = row
    while line + 1 < text.buffer.lineCount, left > problemsOfLine[line]?.count ?? 0 {
      left -= 1 + (problemsOfLine[line]?.count ?? 0)
      line += 1
    }
    let column = max(0, point.column - region.column - layout.gutter)
    return LineColumns(of: line, in: text.buffer).offset(at: viewport.left + column)
  }

  /// Moves the view; the cursor comes along when it would leave it.
  private mutating func scroll(by lines: Int) {
    text.closeStep()
    keepGoal(for: .lines(1))
    viewport.top = max(0, min(viewport.top + lines, text.buffer.lineCount - 1))
    let visible = viewport.top...viewport.top + viewport.rows - 1
    let margin = min(3, (viewport.rows - 1) / 3)
    let line = text.cursorLine
    let wanted = min(max(line, visible.lowerBound + margin), visible.upperBound - margin)
    if let target = text.target(of: .lines(wanted - line), count: nil, goal: goal) {
      text.cursor = target
    }
    settleCursor()
    layOut()
  }
}
