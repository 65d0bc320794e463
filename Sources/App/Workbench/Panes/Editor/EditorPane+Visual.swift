import CellGrid
import TextEditing

/// Visual mode: the motions of normal mode move one end of what is marked.
extension EditorPane {
  /// What is being marked; nil in other modes.
  var marking: Marking? {
    switch mode {
    case .visual(let marking): marking
    case .search(let prompt): prompt.marking
    default: nil
    }
  }

  /// The bytes that are marked, for drawing and for operators; nil if there are none.
  var marked: Range<Int>? {
    if let marking { return span(of: marking).range }
    return text.selection.isEmpty ? nil : text.selection.range
  }

  /// With the character under the cursor.
  func span(of marking: Marking) -> TextSpan {
    let (first, last) = (min(marking.anchor, text.cursor), max(marking.anchor, text.cursor))
    guard marking.isLines else { return TextSpan(first..<text.buffer.characterEnd(after: last)) }
    let lines = text.buffer.line(at: first)...text.buffer.line(at: last)
    return TextSpan(lines: lines, in: text.buffer)
  }

  /// `v` and `V`: begin to mark, change how, or leave.
  mutating func mark(isLines: Bool) {
    guard case .visual(let old) = mode else {
      text.closeStep()
      mode = .visual(Marking(anchor: text.cursor, isLines: isLines))
      return
    }
    if old.isLines == isLines {
      endMarking()
      settleCursor()
    } else {
      mode = .visual(Marking(anchor: old.anchor, isLines: isLines))
    }
  }

  mutating func markAgain() {
    guard let last = memory.lastMarked else { return }
    if let marking { rememberMarked(marking) }
    let buffer = text.buffer
    mode = .visual(
      Marking(
        anchor: buffer.characterStart(at: min(last.anchor, buffer.count)), isLines: last.isLines))
    text.cursor = buffer.characterStart(at: min(last.head, buffer.count))
    settleCursor()
  }

  mutating func swapEnds() {
    guard case .visual(let marking) = mode else { return }
    mode = .visual(Marking(anchor: text.cursor, isLines: marking.isLines))
    text.cursor = marking.anchor
    goal = nil
  }

  /// Leaves visual mode; `gv` and `'<,'>` know what was marked.
  mutating func endMarking() {
    guard case .visual(let marking) = mode else { return }
    rememberMarked(marking)
    mode = .normal
    goal = nil
  }

  private mutating func rememberMarked(_ marking: Marking) {
    memory.lastMarked = EditorMemory.Marked(
      anchor: marking.anchor, head: text.cursor, isLines: marking.isLines)
  }

  /// Marks an object; one that is marked already grows.
  mutating func select(_ object: TextObject, count: Int?) {
    guard case .visual(let marking) = mode else { return }
    let old = span(of: marking).range
    let isNew = marking.anchor == text.cursor
    guard
      let found = isNew
        ? object.span(at: text.cursor, in: text.buffer, count: count ?? 1)
        : grown(object, old, count: count ?? 1)
    else { return }
    guard !found.range.isEmpty else { return }
    mode = .visual(
      Marking(
        anchor: found.range.lowerBound,
        isLines: found.lines != nil || marking.isLines && !isNew))
    text.cursor = text.buffer.characterStart(before: found.range.upperBound)
    goal = nil
  }

  private func grown(_ object: TextObject, _ old: Range<Int>, count: Int) -> TextSpan? {
    switch object {
    case .word, .paragraph:
      guard old.upperBound < text.buffer.count,
        let next = object.span(at: old.upperBound, in: text.buffer, count: count)
      else { return nil }
      return TextSpan(old.lowerBound..<next.range.upperBound)
    case .quotes: return object.span(at: text.cursor, in: text.buffer, count: count)
    case .brackets:
      for level in count...count + 1 {
        guard let next = object.span(at: text.cursor, in: text.buffer, count: level) else { break }
        if next.range.lowerBound <= old.lowerBound, next.range.upperBound >= old.upperBound,
          next.range != old
        {
          return next
        }
      }
      return nil
    }
  }

  /// The shape of what is marked, for `.`.
  func shape(of marking: Marking) -> MarkedShape {
    let range = span(of: marking).range
    let last = max(range.lowerBound, text.buffer.characterStart(before: range.upperBound))
    let lines = text.buffer.line(at: range.lowerBound)...text.buffer.line(at: last)
    let start = max(range.lowerBound, text.buffer.start(ofLine: lines.upperBound))
    // In a line of megabytes more are not counted.
    let part = start..<min(range.upperBound, start + 64 * 1024)
    return MarkedShape(
      isLines: marking.isLines, lineCount: lines.count,
      characterCount: text.buffer.characters(in: part).count)
  }

  /// As much text from the cursor on.
  func span(of shape: MarkedShape) -> TextSpan {
    let buffer = text.buffer
    let line = text.cursorLine
    let last = min(line + shape.lineCount, buffer.lineCount) - 1
    if shape.isLines { return TextSpan(lines: line...last, in: buffer) }
    let start = last == line ? text.cursor : buffer.start(ofLine: last)
    let end = Motion.characterForward.target(from: start, in: buffer, count: shape.characterCount)
    return TextSpan(text.cursor..<(end ?? start))
  }
}
