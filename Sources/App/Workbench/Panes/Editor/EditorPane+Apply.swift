import TextEditing

/// What operators do to the part of the text that a motion, an object or marking gives them.
extension EditorPane {
  mutating func apply(_ task: EditorTask, _ answer: inout Answer) {
    guard case .apply(let change, let reach) = task.action else { return }
    goal = nil
    guard let (span, start) = span(of: reach, for: change, count: task.count, &answer) else {
      // `cw` at the end of the text still begins to insert.
      if change == .change, case .motion = reach, answer.notice == nil { insert(.here) }
      return
    }
    let steps = marking == nil ? 1 : max(1, min(task.count ?? 1, 100))
    endMarking()
    text.cursor = start
    if change == .copy || change == .delete || change == .change {
      keep(span, as: task.register, isCopy: change == .copy, &answer)
    }
    apply(change, to: span, steps: steps)
  }

  private mutating func apply(_ change: EditorOperator, to span: TextSpan, steps: Int) {
    let buffer = text.buffer
    let range = span.range
    let lines =
      span.lines
      ?? buffer.line(
        at: range.lowerBound)...buffer.line(at: max(range.lowerBound, range.upperBound - 1))
    switch change {
    case .copy: settleCursor()
    case .delete:
      edit { if span.lines == nil { $0.replace(range, with: []) } else { $0.deleteLines(lines) } }
    case .change:
      text.closeStep()
      if span.lines == nil {
        text.replace(range, with: [], cursor: range.lowerBound)
      } else {
        text.clearLines(lines)
      }
      beginInsert(isFresh: span.lines != nil)
    case .indent: edit { $0.shift(lines, by: steps) }
    case .outdent: edit { $0.shift(lines, by: -steps) }
    case .toggleCase, .lowerCase, .upperCase:
      let cursor = text.cursor
      edit { $0.change(change.textCase, in: range, cursor: cursor) }
    }
  }

  /// `~`: the characters from the cursor on, which goes behind them.
  mutating func toggleCharacters(_ count: Int?) {
    let cursor = text.cursor
    guard
      let end = Motion.characterForward.target(from: cursor, in: text.buffer, count: count ?? 1)
    else { return }
    edit {
      $0.change(.toggled, in: cursor..<end, cursor: cursor)
      $0.cursor = $0.buffer.characterStart(at: end)
    }
  }

  /// Keeps a part in a register.
  mutating func keep(
    _ span: TextSpan, as name: Character?, isCopy: Bool, _ answer: inout Answer
  ) {
    let content = text.content(of: span)
    text.registers.keep(content, as: name, isCopy: isCopy)
    if EditorRegisters.isClipboard(name) { answer.copied = content.bytes }
  }

  /// What an operator takes, and where the cursor goes first.
  private mutating func span(
    of reach: EditorReach, for change: EditorOperator, count: Int?, _ answer: inout Answer
  ) -> (TextSpan, start: Int)? {
    let cursor = text.cursor
    switch reach {
    case .motion(let motion): return span(of: motion, for: change, count: count, &answer)
    case .object(let object):
      return object.span(at: cursor, in: text.buffer, count: count ?? 1)
        .map { ($0, $0.range.lowerBound) }
    case .lines:
      let line = text.cursorLine
      let last = min(line + (count ?? 1), text.buffer.lineCount) - 1
      guard last > line || count ?? 1 == 1 else { return nil }
      let start = change.textCase == nil ? cursor : text.buffer.start(ofLine: line)
      return (TextSpan(lines: line...last, in: text.buffer), start)
    case .marked(let isLines):
      guard var marking else { return nil }
      marking.isLines = marking.isLines || isLines
      let span = span(of: marking)
      let isUpward = cursor < marking.anchor || !marking.isLines
      return (span, isUpward ? min(marking.anchor, cursor) : span.range.lowerBound)
    case .shape(let shape): return (span(of: shape), cursor)
    }
  }

  private mutating func span(
    of motion: EditorMotion, for change: EditorOperator, count: Int?, _ answer: inout Answer
  ) -> (TextSpan, start: Int)? {
    var motion = motion
    if case .characterAgain(let reversed) = motion {
      guard let again = characterAgain(reversed: reversed) else { return nil }
      motion = again
    }
    guard let target = target(of: motion, for: change, count: count, &answer) else { return nil }
    let (start, end) = (min(text.cursor, target), max(text.cursor, target))
    let buffer = text.buffer
    switch motion.extent {
    case .lines:
      let lines = buffer.line(at: start)...buffer.line(at: end)
      return (TextSpan(lines: lines, in: buffer), start)
    case .inclusive: return (TextSpan(start..<buffer.characterEnd(after: end)), start)
    case .exclusive where motion == .text(.textBack): return (TextSpan(start..<end), start)
    case .exclusive: return (exclusiveSpan(start..<end), start)
    }
  }

  /// Up to the start of a line means up to the end of the one before; and whole lines, where only
  /// blanks stand before the start (vim: `:help exclusive-linewise`).
  private func exclusiveSpan(_ range: Range<Int>) -> TextSpan {
    let buffer = text.buffer
    let (first, last) = (buffer.line(at: range.lowerBound), buffer.line(at: range.upperBound))
    guard last > first, buffer.start(ofLine: last) == range.upperBound else {
      return TextSpan(range)
    }
    if range.lowerBound <= buffer.firstNonBlank(ofLine: first) {
      return TextSpan(lines: first...last - 1, in: buffer)
    }
    return TextSpan(range.lowerBound..<range.upperBound - 1)
  }

  /// Where an operator's motion leads. With `w` it stays in the line of the last word, and `cw` on
  /// a word leaves the blank behind it.
  private mutating func target(
    of motion: EditorMotion, for change: EditorOperator, count: Int?, _ answer: inout Answer
  ) -> Int? {
    guard case .text(let words) = motion else {
      return self.target(of: motion, count: count, &answer)
    }
    guard let target = text.target(of: motion, count: count),
      words == .wordForward || words == .longWordForward
    else { return text.target(of: motion, count: count) }
    var last = text.cursor
    if let count, count > 1 {
      last = words.target(from: last, in: text.buffer, count: count - 1) ?? last
    }
    // An empty line is a word, which goes with its break.
    if text.buffer.lineStart(at: last) == text.buffer.lineEnd(at: last),
      change != .change || last > text.cursor
    {
      return target
    }
    if change == .change, let word = text.buffer.word(at: last, long: words == .longWordForward) {
      return word.upperBound
    }
    return min(target, text.buffer.lineEnd(at: last))
  }

  // MARK: Putting back

  mutating func putBack(_ task: EditorTask, before: Bool, _ answer: inout Answer) {
    let register = text.registers.content(of: task.register)
    let count = max(1, task.count ?? 1)
    let room = EditedText.longest - text.buffer.count
    guard register.bytes.count * count <= max(room, 0) else {
      answer.notice = Notice(.warning, "Not put back: the text would be longer than 64 MB.")
      return
    }
    guard let marking else {
      return edit { $0.putBack(register, before: before, count: count) }
    }
    let span = span(of: marking)
    // What was marked can be put elsewhere, but for `P`.
    if !before { keep(span, as: nil, isCopy: false, &answer) }
    endMarking()
    edit { $0.replace(span, with: register, count: count) }
  }
}
