import TextEditing

/// What the actions of normal mode do.
extension EditorPane {
  mutating func perform(_ task: EditorTask, _ answer: inout Answer) {
    let count = task.count
    if task.action.isChange && !memory.isRepeating { noteChange(task) }
    switch task.action {
    case .move(let motion): move(motion, count, &answer)
    case .apply: apply(task, &answer)
    case .insert(let place): insert(place, count: count ?? 1)
    case .replaceCharacters(let character): replaceCharacters(character, count)
    case .toggleCharacters: toggleCharacters(count)
    case .joinLines(let withBlank): joinLines(withBlank: withBlank, count)
    case .putBack(let before): putBack(task, before: before, &answer)
    case .add(let step): add(step * (count ?? 1))
    case .repeatChange: repeatChange(count: count, &answer)
    case .undo: for _ in 0..<min(count ?? 1, 1000) where text.history.canUndo { undo(&answer) }
    case .redo: for _ in 0..<min(count ?? 1, 1000) where text.history.canRedo { redo(&answer) }
    case .goInTime(let step): goInTime(step * min(count ?? 1, 1000), &answer)
    case .page(let pages): page(pages * Double(min(count ?? 1, 10_000)))
    case .scroll(let place):
      viewport.place(text.cursorLine, at: place, lineCount: text.buffer.lineCount)
    case .openSearch(let forward, let change):
      openSearch(
        forward: forward,
        waiting: change.map {
          SearchPrompt.Waiting(change: $0, count: count, register: task.register)
        })
    case .findWord(let forward): findWord(forward: forward, count, &answer)
    case .goToProblem(let forward): goToProblem(forward: forward, &answer)
    case .setMark(let name): memory.marks[name] = text.cursor
    case .mark(let isLines): mark(isLines: isLines)
    case .markAgain: markAgain()
    case .swapEnds: swapEnds()
    case .select(let object): select(object, count: count)
    case .openLine:
      endMarking()
      settleCursor()
      answer.commandLine = "'<,'>"
    }
  }

  /// What was marked is for `.` as much text as that from the cursor on.
  private mutating func noteChange(_ task: EditorTask) {
    var task = task
    if let marking {
      switch task.action {
      case .apply(let change, .marked(let isLines)):
        var shape = shape(of: marking)
        if isLines { shape.isLines = true }
        task.action = .apply(change, to: .shape(shape))
      // Without marked text these mean something else.
      case .replaceCharacters: task.count = shape(of: marking).characterCount
      case .joinLines: task.count = shape(of: marking).lineCount
      case .putBack: return
      default: break
      }
    }
    memory.lastChange = EditorMemory.LastChange(task: task)
  }

  /// One action is one undo step.
  mutating func edit(_ change: (inout EditedText) -> Void) {
    text.closeStep()
    change(&text)
    text.closeStep()
    goal = nil
    settleCursor()
  }

  /// In normal mode the cursor stands on a character, not behind the last one; in visual mode `$`
  /// takes the line break too.
  mutating func settleCursor() {
    guard mode == .normal || marking != nil && goal != .max else { return }
    let cursor = text.cursor
    if cursor == text.buffer.lineEnd(at: cursor),
      let before = Motion.characterBack.target(from: cursor, in: text.buffer)
    {
      text.cursor = before
    } else {
      text.selection = Selection(at: cursor)
    }
  }

  private mutating func replaceCharacters(_ character: Character, _ count: Int?) {
    guard let marked, marking != nil else {
      // No screen is as long; a line may be.
      return edit { $0.replaceCharacters(with: character, count: min(count ?? 1, 1_000_000)) }
    }
    endMarking()
    text.cursor = marked.lowerBound
    edit { $0.replaceCharacters(in: marked, with: character) }
  }

  private mutating func joinLines(withBlank: Bool, _ count: Int?) {
    var count = count ?? 1
    if let marking {
      count = shape(of: marking).lineCount
      let first = span(of: marking).range.lowerBound
      endMarking()
      text.cursor = first
    }
    edit { $0.joinLines(count: count, withBlank: withBlank) }
  }

  private mutating func add(_ difference: Int) {
    guard let (range, bytes) = text.buffer.adding(difference, at: text.cursor) else { return }
    edit { $0.replace(range, with: bytes, cursor: range.lowerBound + bytes.count - 1) }
  }

  // MARK: Time

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

  private mutating func goInTime(_ count: Int, _ answer: inout Answer) {
    if !text.goInTime(by: count) {
      answer.notice = Notice(.info, "There is no \(count < 0 ? "older" : "newer") text.")
    }
    goal = nil
    settleCursor()
  }
}
