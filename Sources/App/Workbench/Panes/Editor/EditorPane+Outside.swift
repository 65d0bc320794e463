import FlowModel
import JSONText
import TextEditing

/// The person's own editor, for a string or for the whole text. What it gives back is a change of
/// this text, one undo step, and is saved from here like any other.
extension EditorPane {
  /// Hands the string under the cursor to `$EDITOR`, decoded; the whole text where there is none.
  package mutating func openOutside() -> Answer {
    if let answer = inside({ $0.openOutside() }) { return answer }
    var answer = Answer()
    guard source != nil else { return answer }
    if isJSON { readNow() }
    text.closeStep()
    outsideLiteral = nil
    if let current, current.node.kind == .string {
      let stored = JSONEdit.text(of: current.node)
      let key: String? = if case .key(let key)? = current.path.steps.last { key } else { nil }
      outsideLiteral = current.node.range
      answer.effects = [
        .editTextOutside(stored, suffix: TextSuffix(key: key, text: stored), flow: flow.id)
      ]
    } else {
      let suffix = isJSON ? TextSuffix.json : TextSuffix(key: outsideKey, text: bytes)
      answer.effects = [.editTextOutside(bytes, suffix: suffix, flow: flow.id)]
    }
    keeping.waitingSince = keeping.now
    answer.effects = keepUnsaved() + answer.effects
    return answer
  }

  /// The key of a string that is open as a text of its own.
  private var outsideKey: String? {
    guard let field, let path = try? JSONPath(parsing: field),
      case .key(let key)? = path.steps.last
    else { return nil }
    return key
  }

  /// Puts what `$EDITOR` made of a text in its place. Nothing was saved.
  mutating func take(_ outside: OutsideText) -> Answer {
    if let answer = inside({ $0.take(outside) }) { return answer }
    var answer = Answer()
    switch outside {
    case .unchanged: answer.notice = Notice(.info, "Nothing was changed.")
    case .failed(let problem): answer.notice = Notice(problem)
    case .edited(let bytes):
      put(bytes)
      answer.notice = Notice(.success, "Taken over; Ctrl-s saves it, u takes it back.")
      finish(&answer)
    }
    outsideLiteral = nil
    if isOutlineFocused { revealInOutline() }
    return answer
  }

  private mutating func put(_ bytes: [UInt8]) {
    if let place = outsideLiteral?.lowerBound, let node = checked?.root.way(to: place).last?.node,
      node.range == outsideLiteral
    {
      text.apply(JSONEdit.splices(storing: bytes, in: node), cursor: place)
    } else {
      text.closeStep()
      text.replaceAll(with: bytes)
      text.closeStep()
    }
    goal = nil
    settleCursor()
  }
}
