import CellGrid
import TextEditing

/// Insert mode from its begin to its end, and `.`, which does a change once more.
extension EditorPane {
  mutating func insert(_ place: InsertPlace, count: Int = 1) {
    text.closeStep()
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
    beginInsert(count: count, opensLines: place.opensLine)
  }

  /// - Parameter isFresh: the blanks of the line came by themselves.
  mutating func beginInsert(count: Int = 1, opensLines: Bool = false, isFresh: Bool? = nil) {
    mode = .insert
    memory.insertion = EditorMemory.Insertion(
      count: count, opensLines: opensLines, hasFreshIndent: isFresh ?? opensLines)
  }

  mutating func endInsert() {
    typeAgain()
    if memory.insertion.hasFreshIndent { text.dropBlankLine() }
    mode = .normal
    text.closeStep()
    if !memory.isRepeating { memory.lastChange?.typed = memory.insertion.typed }
    memory.insertion = EditorMemory.Insertion()
    let cursor = text.cursor
    text.cursor = Motion.characterBack.target(from: cursor, in: text.buffer) ?? cursor
  }

  /// `3ix` types three times.
  private mutating func typeAgain() {
    let insertion = memory.insertion
    guard insertion.count > 1, !insertion.typed.isEmpty else { return }
    // More than anyone means; each key is work.
    for _ in 1..<min(insertion.count, 1 + 100_000 / insertion.typed.count) {
      if insertion.opensLines { text.openLineBelow() }
      type(insertion.typed)
    }
    memory.insertion.typed = insertion.typed
  }

  /// Does what was typed in insert mode.
  private mutating func type(_ typed: [EditorMemory.Typed]) {
    var answer = Answer()
    for one in typed {
      switch one {
      case .key(let key): pressWhileTyping(key, &answer)
      case .paste(let bytes): typePasted(bytes, &answer)
      }
    }
  }

  /// Notes what is typed in insert mode.
  mutating func note(_ typed: EditorMemory.Typed) {
    if mode == .insert { memory.insertion.typed.append(typed) }
  }

  /// The key that was noted last is not the editor's.
  mutating func forgetKey() {
    if mode == .insert { memory.insertion.typed.removeLast() }
  }

  /// A motion in insert mode: what is typed from here on is a change of its own.
  mutating func restartInsertion() {
    guard mode == .insert, !memory.isRepeating else { return }
    memory.insertion = EditorMemory.Insertion()
    memory.lastChange = EditorMemory.LastChange(task: EditorTask(action: .insert(.here)))
  }

  /// Does the last change again, with its text; with a count instead of its own.
  mutating func repeatChange(count: Int?, _ answer: inout Answer) {
    guard !memory.isRepeating, let last = memory.lastChange else { return }
    if let count { memory.lastChange?.task.count = count }
    memory.isRepeating = true
    perform(memory.lastChange?.task ?? last.task, &answer)
    if mode == .insert {
      let count = memory.insertion.count
      type(last.typed)
      memory.insertion.count = count
      memory.insertion.typed = last.typed
      endInsert()
    }
    memory.isRepeating = false
  }
}
