package import CellGrid
import TextEditing

extension EditorPane {
  /// A click sets the cursor, dragging marks, a double click marks a word, the wheel scrolls. In the
  /// outline a click selects, a double click folds, unfolds or changes the value.
  ///
  /// - Parameter region: where the pane stands on the screen.
  package mutating func receive(_ event: MouseEvent, in region: Region) -> Answer {
    if let answer = inside({ $0.receive(event, in: region) }) { return answer }
    guard source != nil, chooser == nil else { return Answer() }
    let point = GridPoint(
      row: event.point.row - region.row, column: event.point.column - region.column)
    if layout.outline.contains(point) { return receiveInOutline(event, at: point) }
    if event.button == .left { isOutlineFocused = false }
    switch event.action {
    case .wheelUp: scroll(by: -3)
    case .wheelDown: scroll(by: 3)
    case .press where event.button == .left:
      if let place = place(at: event.point, in: region) { click(place) }
    case .doubleClick where event.button == .left:
      if let place = place(at: event.point, in: region) {
        click(place)
        markWord()
      }
    case .drag:
      if let place = place(at: event.point, in: region) { drag(to: place) }
    default: break
    }
    return Answer()
  }

  private mutating func receiveInOutline(_ event: MouseEvent, at point: GridPoint) -> Answer {
    switch event.action {
    case .wheelUp, .wheelDown:
      if !isOutlineFocused { focusOutline() }
      return scroll(.rows(event.action == .wheelUp ? -3 : 3))
    case .press where event.button == .left, .doubleClick where event.button == .left:
      let row = outline.visible.lowerBound + point.row - 1
      guard point.row > 0, outline.visible.contains(row) else { return Answer() }
      if !isOutlineFocused { focusOutline() }
      let answer = scroll(.to(row))
      return event.action == .doubleClick ? run(.changeValue, count: nil) : answer
    default: return Answer()
    }
  }

  private mutating func click(_ place: Int) {
    text.closeStep()
    restartInsertion()
    endMarking()
    text.cursor = place
    goal = nil
    settleCursor()
    layOut()
  }

  private mutating func drag(to place: Int) {
    switch mode {
    case .plain: text.selection = Selection(anchor: text.selection.anchor, head: place)
    case .normal:
      guard place != text.cursor else { return }
      mark(isLines: false)
      text.cursor = place
    case .visual: text.cursor = place
    case .insert, .search: return
    }
    settleCursor()
    layOut()
  }

  private mutating func markWord() {
    guard let word = text.buffer.word(at: text.cursor) else { return }
    switch mode {
    case .plain: text.selection = Selection(anchor: word.lowerBound, head: word.upperBound)
    case .normal:
      text.cursor = word.lowerBound
      mark(isLines: false)
      text.cursor = text.buffer.characterStart(before: word.upperBound)
    case .insert, .visual, .search: break
    }
  }

  /// The character under a cell; nil outside the text.
  private func place(at point: GridPoint, in region: Region) -> Int? {
    let layout = layout
    let row = point.row - region.row - layout.text.row
    guard layout.text.rowRange.contains(point.row - region.row) else { return nil }
    var line = viewport.top
    var left = row
    while line + 1 < text.buffer.lineCount, left > problemsOfLine[line]?.count ?? 0 {
      left -= 1 + (problemsOfLine[line]?.count ?? 0)
      line += 1
    }
    let column = max(0, point.column - region.column - layout.text.column - layout.gutter)
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
