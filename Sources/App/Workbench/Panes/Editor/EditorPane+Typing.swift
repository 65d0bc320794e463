import CellGrid
import TextEditing

/// Insert mode and plain mode: letters are text.
extension EditorPane {
  mutating func pressWhileTyping(_ key: Key, _ answer: inout Answer) {
    if key == .escape { return mode == .plain ? leave(&answer) : endInsert() }
    note(.key(key))
    if let character = key.typed {
      if mode == .plain { closeStepAfterPause() }
      memory.insertion.hasFreshIndent = false
      return text.type(character)
    }
    if let motion = Self.typingMotion(for: key) {
      return moveWhileTyping(motion, extends: key.modifiers.contains(.shift), &answer)
    }
    let hadFreshIndent = memory.insertion.hasFreshIndent
    memory.insertion.hasFreshIndent = key == .enter
    switch key {
    case .enter:
      text.breakLine(dropsBlanks: hadFreshIndent)
      if mode == .plain { text.closeStep() }
    case .tab where !text.selection.isEmpty: text.shiftMarkedLines(by: 1)
    case .tab: text.indent()
    case .backTab: text.shiftMarkedLines(by: -1)
    case .backspace, .control("h"): text.deleteBack()
    case Key(.delete): text.deleteForward()
    case .control("w"): text.deleteBack(to: .wordBack)
    case .control("u"): text.deleteBack(to: .lineStart)
    case .control("t") where mode == .insert: text.shiftMarkedLines(by: 1)
    case .control("d") where mode == .insert: text.shiftMarkedLines(by: -1)
    case Key(.pageDown): page(1)
    case Key(.pageUp): page(-1)
    default:
      memory.insertion.hasFreshIndent = hadFreshIndent
      answer.isHandled = mode == .plain && pressInPlain(key, &answer)
      if !answer.isHandled { forgetKey() }
    }
    if answer.isHandled { goal = nil }
  }

  /// The keys that other editors have.
  ///
  /// - Returns: whether it is one of them.
  private mutating func pressInPlain(_ key: Key, _ answer: inout Answer) -> Bool {
    switch key {
    case .control("z"): undo(&answer)
    case .control("y"): redo(&answer)
    case .control("a"): text.selection = Selection(anchor: 0, head: text.buffer.count)
    case .control("c"): copyMarked(&answer)
    case .control("x"):
      copyMarked(&answer)
      edit { $0.replace($0.selection.range, with: []) }
    case .control("v"): edit { $0.type($0.registers.content(of: nil).bytes) }
    case .control("f"): openSearch(forward: true)
    case Key(.function(3)): move(.match(forward: true), nil, &answer)
    case Key(.function(3), .shift): move(.match(forward: false), nil, &answer)
    default: return false
    }
    return true
  }

  /// Whether Ctrl-c copies, and does not stop what runs: in plain mode, where text is marked.
  package var copiesWithControlC: Bool {
    if let inner = inner.last { return inner.pane.copiesWithControlC }
    return mode == .plain && !text.selection.isEmpty
  }

  private mutating func copyMarked(_ answer: inout Answer) {
    guard !text.selection.isEmpty else { return }
    keep(TextSpan(text.selection.range), as: "+", isCopy: true, &answer)
  }

  private static func typingMotion(for key: Key) -> EditorMotion? {
    switch Key(key.code, key.modifiers.subtracting(.shift)) {
    case Key(.left): .text(.textBack)
    case Key(.right): .text(.textForward)
    case Key(.left, .control): .text(.wordBack)
    case Key(.right, .control): .text(.wordForward)
    case Key(.home): .text(.lineStart)
    case Key(.end): .text(.lineEnd)
    case Key(.home, .control): .text(.textStart)
    case Key(.end, .control): .text(.textEnd)
    case Key(.up): .lines(-1)
    case Key(.down): .lines(1)
    default: nil
    }
  }

  private mutating func moveWhileTyping(
    _ motion: EditorMotion, extends: Bool, _ answer: inout Answer
  ) {
    text.closeStep()
    restartInsertion()
    keepGoal(for: motion)
    guard let target = target(of: motion, count: nil, &answer) else { return }
    text.selection = Selection(
      anchor: extends && mode == .plain ? text.selection.anchor : target, head: target)
  }

  /// In plain mode one undo takes back what was typed without a pause of a second.
  private mutating func closeStepAfterPause() {
    if keeping.now - keeping.lastTyped > 1000 { text.closeStep() }
    keeping.lastTyped = keeping.now
  }

  /// Puts pasted text in, in one undo step; in the place of what is marked.
  mutating func typePasted(_ bytes: [UInt8], _ answer: inout Answer) {
    guard bytes.count + text.buffer.count <= EditedText.longest else {
      answer.notice = Notice(
        .warning,
        "Not pasted: \(Wording.number(bytes.count >> 20)) MB more would make the text longer than the "
          + "64 MB that are edited here.")
      return
    }
    note(.paste(bytes))
    memory.insertion.hasFreshIndent = false
    text.closeStep()
    if let marked { text.selection = Selection(anchor: marked.lowerBound, head: marked.upperBound) }
    endMarking()
    text.type(Self.withLineFeeds(bytes))
    text.closeStep()
    goal = nil
    settleCursor()
  }
}
