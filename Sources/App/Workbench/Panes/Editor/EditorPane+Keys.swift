package import CellGrid
import FlowModel
import TextEditing

extension EditorPane {
  /// A key was pressed.
  package mutating func press(_ key: Key) -> Answer {
    if let answer = pressAbove(key) { return answer }
    var answer = Answer()
    isAskedToDrop = false
    guard source != nil else {
      answer.closes = key == .escape || key == Key("q")
      answer.isHandled = answer.closes
      return answer
    }
    switch mode {
    case _ where isOutlineFocused && mode == restingMode: answer.isHandled = false
    case .normal: pressInNormal(key, &answer)
    case .insert, .plain: pressWhileTyping(key, &answer)
    case .search(let typed, let origin):
      pressInSearch(key, typed, origin, &answer)
      if isOutlineFocused, mode == restingMode { revealInOutline() }
    }
    finish(&answer)
    return answer
  }

  /// After every key: tells who must know about changes, and shows the cursor.
  mutating func finish(_ answer: inout Answer) {
    let changes = text.takeChanges()
    if !changes.isEmpty {
      checked = nil
      for change in changes {
        for index in problems.indices { problems[index].move(along: change) }
        outline.move(along: change)
        secrets.move(along: change)
      }
      placeProblems()
      answer.effects += checks
      if keeping.waitingSince == nil {
        keeping.waitingSince = keeping.now
        answer.effects.append(.wake(afterMilliseconds: Keeping.interval))
      }
    }
    layOut()
  }

  private mutating func pressInNormal(_ key: Key, _ answer: inout Answer) {
    let begun = keys.pending
    switch keys.read(key) {
    case .waiting: break
    case .nothing:
      if key == .escape {
        leave(&answer)
      } else {
        answer.isHandled = false
        answer.unread = begun
      }
    case .action(let action, let count): perform(action, count, &answer)
    }
  }

  /// Esc with nothing begun: first the marks of a search go, then the editor.
  private mutating func leave(_ answer: inout Answer) {
    if marksMatches {
      marksMatches = false
    } else {
      answer = close(dropping: false)
    }
  }

  // MARK: Typing

  private mutating func pressWhileTyping(_ key: Key, _ answer: inout Answer) {
    if key == .escape {
      return mode == .plain ? leave(&answer) : endInsert()
    }
    if let character = key.typed {
      if mode == .plain { closeStepAfterPause() }
      return text.type(character)
    }
    if let motion = Self.typingMotion(for: key) {
      return moveWhileTyping(motion, extends: key.modifiers.contains(.shift))
    }
    switch key {
    case .enter:
      text.breakLine()
      if mode == .plain { text.closeStep() }
    case .tab: text.indent()
    case .backspace, .control("h"): text.deleteBack()
    case Key(.delete): text.deleteForward()
    case .control("w"): text.delete(to: .wordBack)
    case .control("u"): text.delete(to: .lineStart)
    case .control("z") where mode == .plain: undo(&answer)
    case .control("y") where mode == .plain: redo(&answer)
    case .control("f") where mode == .plain: openSearch()
    case Key(.function(3)) where mode == .plain: move(.match(forward: true), nil, &answer)
    case Key(.pageDown): return page(1)
    case Key(.pageUp): return page(-1)
    default: answer.isHandled = false
    }
    if answer.isHandled { goal = nil }
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

  private mutating func moveWhileTyping(_ motion: EditorMotion, extends: Bool) {
    text.closeStep()
    keepGoal(for: motion)
    guard let target = text.target(of: motion, count: nil, goal: goal) else { return }
    text.selection = Selection(
      anchor: extends && mode == .plain ? text.selection.anchor : target, head: target)
  }

  /// In plain mode one undo takes back what was typed without a pause of a second.
  private mutating func closeStepAfterPause() {
    if keeping.now - keeping.lastTyped > 1000 { text.closeStep() }
    keeping.lastTyped = keeping.now
  }

  private mutating func endInsert() {
    mode = .normal
    text.closeStep()
    let cursor = text.cursor
    text.cursor = Motion.characterBack.target(from: cursor, in: text.buffer) ?? cursor
  }

  // MARK: Searching

  mutating func openSearch() {
    mode = .search(typed: "", origin: text.cursor)
  }

  private mutating func pressInSearch(
    _ key: Key, _ typed: String, _ origin: Int, _ answer: inout Answer
  ) {
    if let character = key.typed { return searchFor(typed + String(character), from: origin) }
    switch key {
    case .escape: endSearch(at: origin)
    case .backspace:
      if typed.isEmpty {
        endSearch(at: origin)
      } else {
        searchFor(String(typed.dropLast()), from: origin)
      }
    case .control("u"): searchFor("", from: origin)
    case .enter:
      mode = restingMode
      if typed.isEmpty {
        // An empty pattern is the last one.
        move(.match(forward: true), nil, &answer)
      } else if search?.next(in: text.buffer, from: origin) == nil {
        endSearch(at: origin)
        answer.notice = Notice(.warning, "\"\(typed)\" is nowhere in this text.")
      }
    default: answer.isHandled = false
    }
  }

  /// Goes to the first match while the pattern is typed.
  mutating func searchFor(_ typed: String, from origin: Int) {
    mode = .search(typed: typed, origin: origin)
    text.cursor = origin
    guard let pattern = TextSearch(typed) else { return }
    search = pattern
    marksMatches = true
    let start = min(origin + 1, text.buffer.count)
    if let found = pattern.next(in: text.buffer, from: start) { text.cursor = found.lowerBound }
  }

  private mutating func endSearch(at origin: Int) {
    mode = restingMode
    marksMatches = false
    text.cursor = origin
  }
}
