import CellGrid
import JSONText
import TextEditing

/// What the rows around the pane say of it.
extension EditorPane {
  /// What the status row says on the left: the mode, always, and the path.
  package var status: [(text: String, role: StyleRole)] {
    if let inner = inner.last { return inner.pane.status }
    let place = "  \(path?.jq ?? "")"
    switch mode {
    case .search(let prompt):
      return [(prompt.isForward ? "/" : "?", .promptPrefix), (prompt.typed, .promptText)]
    case _ where isOutlineFocused: return [(" OUTLINE ", .modeNormal), (place, .text)]
    case .visual(let marking):
      return [(marking.isLines ? " V-LINE " : " VISUAL ", .modeVisual), (place, .text)]
    case .normal: return [(" NORMAL ", .modeNormal), (place, .text)]
    case .insert: return [(" INSERT ", .modeInsert), (place, .text)]
    case .plain: return [(path?.jq ?? "", .text)]
    }
  }

  /// What the status row says on the right: keys that were begun, or where the cursor is.
  package var place: String {
    if let inner = inner.last { return inner.pane.place }
    if !keys.isIdle { return KeyLabel.text(keys.pending) }
    let line = Wording.number(text.cursorLine + 1)
    return "line \(line) of \(Wording.number(text.buffer.lineCount))"
  }

  /// The key that opens the help: where letters are text, `?` is one of them.
  var helpKey: String? {
    if let inner = inner.last { return inner.pane.helpKey }
    if chooser != nil { return nil }
    switch mode {
    case .search: return nil
    case _ where isOutlineFocused: return "?"
    case .normal: return "?"
    case .insert, .plain, .visual: return "F1"
    }
  }

  /// A value of one's own in a conflict is chosen by either.
  private var saves: String { ownValue == nil ? "save" : "choose it" }
  private var closes: String { ownValue == nil ? "close" : "choose it" }

  /// Keys and words for the hint row; help is added. Nil in the outline, whose keys are commands.
  package var hints: [(key: String, text: String)]? {
    if let inner = inner.last { return inner.pane.hints }
    if chooser != nil { return [] }
    switch mode {
    case .search: return [("Enter", "search"), ("Esc", "cancel")]
    case _ where isOutlineFocused: return nil
    case .insert: return [("Esc", "normal"), ("Ctrl-s", saves)]
    case .visual:
      return [("Esc", "leave"), ("d", "cut"), ("y", "copy"), ("c", "change"), (">", "indent")]
    case .plain where !text.selection.isEmpty:
      return [("Ctrl-c", "copy"), ("Ctrl-x", "cut"), ("Ctrl-v", "paste"), ("Tab", "indent")]
    case .plain:
      return [
        ("Esc", closes), ("Ctrl-s", saves), ("Ctrl-z", "undo"), ("Ctrl-f", "find"),
      ]
    case .normal:
      return [("Esc", closes), ("i", "insert"), ("Ctrl-s", saves)]
        + (isJSON ? [("Tab", "outline"), ("@", "go to")] : [])
        + [("u", "undo"), ("/", "find")]
        + (problems.isEmpty ? [] : [("gp", "next problem")])
        + (mendable == nil ? [] : [("gf", "fix")]) + [("E", "$EDITOR")]
    }
  }
}

extension EditorPane {
  /// Whether keys are commands of the outline now.
  var showsOutlineKeys: Bool {
    if let inner = inner.last { return inner.pane.showsOutlineKeys }
    return isOutlineFocused && mode == restingMode && chooser == nil
  }

  /// Whether the outline stands on a value that can be changed in place.
  var isOnValue: Bool {
    if let inner = inner.last { return inner.pane.isOnValue }
    return outline.selectedNode.map { $0.count == 0 } ?? false
  }

  /// Whether something is known to be wrong with the text.
  var hasProblems: Bool { inner.last?.pane.hasProblems ?? !problems.isEmpty }

  /// Whether one of them has a fix that is certain.
  var canMend: Bool { inner.last?.pane.canMend ?? (mendable != nil) }

  /// Esc: first the marks of a search go, then the editor.
  package mutating func back() -> Answer {
    if let answer = inside({ $0.back() }) { return answer }
    guard marksMatches else { return close(dropping: false) }
    marksMatches = false
    return Answer()
  }
}
