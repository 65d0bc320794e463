import TextEditing

/// What the actions of normal mode do.
extension EditorPane {
  mutating func perform(_ action: EditorAction, _ count: Int?, _ answer: inout Answer) {
    switch action {
    case .move(let motion): move(motion, count, &answer)
    case .apply(let change, let motion): apply(change, motion, count)
    case .applyToLines(let change): applyToLines(change, count ?? 1)
    case .insert(let place): insert(place)
    case .replaceCharacter(let character):
      edit { $0.replaceCharacters(with: character, count: count ?? 1) }
    case .joinLines: edit { $0.joinLines(count: count ?? 1) }
    case .putBack(let before):
      // A long text many times over would fill the memory.
      edit { $0.putBack(before: before, count: min(count ?? 1, 1000)) }
    case .undo: for _ in 0..<min(count ?? 1, 1000) where text.history.canUndo { undo(&answer) }
    case .redo: for _ in 0..<min(count ?? 1, 1000) where text.history.canRedo { redo(&answer) }
    case .page(let pages): page(pages * Double(min(count ?? 1, 10_000)))
    case .scroll(let place):
      viewport.place(text.cursorLine, at: place, lineCount: text.buffer.lineCount)
    case .openSearch: openSearch()
    case .findWord: findWord(&answer)
    case .goToProblem(let forward): goToProblem(forward: forward, &answer)
    }
  }

  /// One action is one undo step.
  private mutating func edit(_ change: (inout EditedText) -> Void) {
    text.closeStep()
    change(&text)
    text.closeStep()
    goal = nil
    settleCursor()
  }

  /// In normal mode the cursor stands on a character, not behind the last one.
  mutating func settleCursor() {
    guard mode == .normal else { return }
    let cursor = text.cursor
    if cursor == text.buffer.lineEnd(at: cursor),
      let before = Motion.characterBack.target(from: cursor, in: text.buffer)
    {
      text.cursor = before
    } else {
      text.selection = Selection(at: cursor)
    }
  }

  mutating func move(_ motion: EditorMotion, _ count: Int?, _ answer: inout Answer) {
    keepGoal(for: motion)
    if case .match = motion {
      guard search != nil else {
        answer.notice = Notice(.info, "Nothing was searched yet: / searches.")
        return
      }
      marksMatches = true
    }
    if let target = text.target(of: motion, count: count, goal: goal, search: search) {
      text.cursor = target
    } else if case .match = motion, let search {
      answer.notice = Notice(.warning, "\"\(search.pattern)\" is nowhere else in this text.")
    }
    settleCursor()
  }

  /// Moves by lines keep the column they began with; `$` keeps the end.
  mutating func keepGoal(for motion: EditorMotion) {
    switch motion {
    case .lines:
      goal = goal ?? LineColumns(of: text.cursorLine, in: text.buffer).column(of: text.cursor)
    case .text(.lineEnd): goal = .max
    default: goal = nil
    }
  }

  private mutating func apply(_ change: EditorOperator, _ motion: EditorMotion, _ count: Int?) {
    guard let target = target(of: motion, for: change, count: count) else {
      // `cw` at the end of the text still begins to insert.
      if change == .change { insert(.here) }
      return
    }
    if motion.extent == .lines {
      return applyToLines(change, text.lines(to: target), target)
    }
    let range = text.range(to: target, extent: motion.extent)
    switch change {
    case .copy:
      text.copy(range)
      text.cursor = range.lowerBound
      settleCursor()
    case .delete:
      edit {
        $0.copy(range)
        $0.replace(range, with: [])
      }
    case .change:
      text.copy(range)
      insert(.here)
      text.replace(range, with: [], cursor: range.lowerBound)
    }
  }

  /// Where an operator's motion leads. With `w` it stays in the line of the last word, and `cw` on
  /// a word leaves the blank behind it.
  private func target(
    of motion: EditorMotion, for change: EditorOperator, count: Int?
  ) -> Int? {
    guard case .text(let words) = motion, words == .wordForward || words == .longWordForward,
      let target = text.target(of: motion, count: count)
    else { return text.target(of: motion, count: count, search: search) }
    var last = text.cursor
    if let count, count > 1 {
      last = words.target(from: last, in: text.buffer, count: count - 1) ?? last
    }
    if change == .change, let word = text.buffer.word(at: last, long: words == .longWordForward) {
      return word.upperBound
    }
    return min(target, text.buffer.lineEnd(at: last))
  }

  private mutating func applyToLines(_ change: EditorOperator, _ count: Int) {
    let line = text.cursorLine
    let last = min(line + count, text.buffer.lineCount) - 1
    applyToLines(change, line...max(line, last), text.cursor)
  }

  private mutating func applyToLines(
    _ change: EditorOperator, _ lines: ClosedRange<Int>, _ target: Int
  ) {
    switch change {
    case .copy:
      text.copyLines(lines)
      text.cursor = min(text.cursor, target)
    case .delete: edit { $0.deleteLines(lines) }
    case .change:
      text.closeStep()
      mode = .insert
      text.clearLines(lines)
    }
  }

  private mutating func insert(_ place: InsertPlace) {
    text.closeStep()
    mode = .insert
    goal = nil
    let buffer = text.buffer
    switch place {
    case .here: break
    case .after:
      text.cursor = Motion.characterForward.target(from: text.cursor, in: buffer) ?? text.cursor
    case .lineStart: text.cursor = buffer.firstNonBlank(ofLine: text.cursorLine)
    case .lineEnd: text.cursor = buffer.lineEnd(at: text.cursor)
    case .lineBelow: text.openLineBelow()
    case .lineAbove: text.openLineAbove()
    }
  }

  mutating func undo(_ answer: inout Answer) {
    if !text.undo() { answer.notice = Notice(.info, "Nothing to undo.") }
    goal = nil
    settleCursor()
  }

  mutating func redo(_ answer: inout Answer) {
    if !text.redo(atOrigin: isModal) { answer.notice = Notice(.info, "Nothing to redo.") }
    goal = nil
    settleCursor()
  }

  mutating func page(_ pages: Double) {
    let step = Int(pages * Double(viewport.rows))
    let lines = step == 0 ? (pages < 0 ? -1 : 1) : step
    text.closeStep()
    keepGoal(for: .lines(1))
    viewport.top = max(0, min(viewport.top + lines, text.buffer.lineCount - 1))
    text.cursor = text.target(of: .lines(lines), count: nil, goal: goal) ?? text.cursor
    settleCursor()
  }

  /// Searches the word under the cursor.
  private mutating func findWord(_ answer: inout Answer) {
    guard let word = text.buffer.word(at: text.cursor),
      let pattern = TextSearch(text.buffer.string(in: word), caseRule: .exact)
    else { return }
    search = pattern
    text.cursor = word.lowerBound
    move(.match(forward: true), nil, &answer)
  }

  mutating func goToProblem(forward: Bool, _ answer: inout Answer) {
    let places = problems.compactMap { $0.range?.lowerBound }.sorted()
    let next =
      forward
      ? places.first { $0 > text.cursor } ?? places.first
      : places.last { $0 < text.cursor } ?? places.last
    guard let next else {
      answer.notice = Notice(.info, "No problem is known in this text.")
      return
    }
    text.cursor = text.buffer.characterStart(at: min(next, text.buffer.count))
    goal = nil
    settleCursor()
  }
}
