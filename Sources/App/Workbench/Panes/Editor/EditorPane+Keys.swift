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
    case .normal, .visual: pressInNormal(key, &answer)
    case .insert, .plain: pressWhileTyping(key, &answer)
    case .search(let prompt):
      pressInSearch(key, prompt, &answer)
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
        memory.move(along: change)
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
    if key == .escape && keys.isIdle { return leave(&answer) }
    switch keys.read(key, isMarking: marking != nil) {
    case .waiting, .nothing: break
    case .foreign(let begun):
      answer.isHandled = false
      answer.begun = begun
    case .task(let task): perform(task, &answer)
    }
  }

  /// Esc with nothing begun: first what is marked goes, then the marks of a search, then the
  /// editor.
  mutating func leave(_ answer: inout Answer) {
    if marking != nil {
      endMarking()
      settleCursor()
    } else if mode == .plain && !text.selection.isEmpty {
      text.selection = Selection(at: text.cursor)
    } else if marksMatches {
      marksMatches = false
    } else {
      answer = close(dropping: false)
    }
  }
}
