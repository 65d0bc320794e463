import TextEditing

/// Going through the text.
extension EditorPane {
  mutating func move(_ motion: EditorMotion, _ count: Int?, _ answer: inout Answer) {
    keepGoal(for: motion)
    let origin = text.cursor
    if let target = target(of: motion, count: count, &answer) {
      text.cursor = target
      if motion.isJump { memory.marks["'"] = origin }
    }
    settleCursor()
  }

  /// Where a motion leads; nil if nowhere.
  mutating func target(of motion: EditorMotion, count: Int?, _ answer: inout Answer) -> Int? {
    switch motion {
    case .match(let forward): return targetOfMatch(forward: forward, count: count, &answer)
    case .character:
      memory.lastCharacter = motion
      return text.target(of: motion, count: count)
    case .characterAgain(let reversed): return targetOfCharacterAgain(reversed, count)
    case .screen(let place): return lineOfScreen(place, count)
    case .mark(let name, let isLines): return target(ofMark: name, isLines: isLines, &answer)
    case .text(.textForward) where mode != .insert && mode != .plain,
      .text(.textBack) where mode != .insert && mode != .plain:
      return characterTarget(forward: motion == .text(.textForward), count: count ?? 1)
    case .text, .lines, .lineStarts: return text.target(of: motion, count: count, goal: goal)
    }
  }

  /// Over line breaks, on which the cursor does not stand.
  private func characterTarget(forward: Bool, count: Int) -> Int? {
    let buffer = text.buffer
    func isBreak(_ place: Int) -> Bool {
      place < buffer.count && buffer[place] == 0x0A && place > buffer.lineStart(at: place)
    }
    var place = text.cursor
    for _ in 0..<min(count, 100_000) {
      let next = forward ? buffer.characterEnd(after: place) : buffer.characterStart(before: place)
      guard isBreak(next) else {
        place = next
        continue
      }
      place = forward ? min(next + 1, buffer.count) : buffer.characterStart(before: next)
    }
    return place == text.cursor ? nil : place
  }

  /// The motion that `;` and `,` stand for.
  func characterAgain(reversed: Bool) -> EditorMotion? {
    guard case .character(let character, let forward, let beside)? = memory.lastCharacter else {
      return nil
    }
    return .character(character, forward: forward != reversed, beside: beside)
  }

  /// Beside a character `;` goes on to the next one.
  private func targetOfCharacterAgain(_ reversed: Bool, _ count: Int?) -> Int? {
    guard let motion = characterAgain(reversed: reversed) else { return nil }
    let target = text.target(of: motion, count: count)
    return target == text.cursor ? text.target(of: motion, count: 2) : target
  }

  /// Behind the lines that the view keeps around the cursor.
  private func lineOfScreen(_ place: ScrollPlace, _ count: Int?) -> Int {
    let last = min(viewport.top + viewport.rows, text.buffer.lineCount) - 1
    let margin = min(3, (viewport.rows - 1) / 3)
    let step = (count ?? 1) - 1
    let line =
      switch place {
      case .top: viewport.top + max(step, viewport.top > 0 ? margin : 0)
      case .middle: (viewport.top + last) / 2
      case .bottom: last - max(step, last + 1 < text.buffer.lineCount ? margin : 0)
      }
    return text.buffer.firstNonBlank(ofLine: max(viewport.top, min(line, last)))
  }

  private func target(
    ofMark name: Character, isLines: Bool, _ answer: inout Answer
  ) -> Int? {
    guard let place = place(ofMark: name) else {
      answer.notice = Notice(.info, "There is no mark \(name): m\(name) sets it.")
      return nil
    }
    let offset = text.buffer.characterStart(at: min(place, text.buffer.count))
    return isLines ? text.buffer.firstNonBlank(ofLine: text.buffer.line(at: offset)) : offset
  }

  /// A mark that was set, `'` for the place before the last jump, `<` and `>` for what was marked.
  func place(ofMark name: Character) -> Int? {
    switch name {
    case "`": memory.marks["'"]
    case "<": memory.lastMarked.map { min($0.anchor, $0.head) }
    case ">": memory.lastMarked.map { max($0.anchor, $0.head) }
    default: memory.marks[name]
    }
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

  mutating func page(_ pages: Double) {
    let step = Int(pages * Double(viewport.rows))
    let lines = step == 0 ? (pages < 0 ? -1 : 1) : step
    text.closeStep()
    restartInsertion()
    keepGoal(for: .lines(1))
    viewport.top = max(0, min(viewport.top + lines, text.buffer.lineCount - 1))
    text.cursor = text.target(of: .lines(lines), count: nil, goal: goal) ?? text.cursor
    settleCursor()
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
