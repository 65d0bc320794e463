import JSONText
import TextEditing

/// Commands of the outline and of JSON, from whichever side: each is a move of the one cursor or a
/// change of the text.
extension EditorPane {
  /// - Parameter count: what was typed before the key.
  package mutating func run(_ command: Command, count: Int?) -> Answer {
    if let answer = inside({ $0.run(command, count: count) }) { return answer }
    var answer = Answer()
    guard source != nil else { return answer }
    closeTyping()
    perform(command, count, &answer)
    finish(&answer)
    return answer
  }

  private mutating func perform(_ command: Command, _ count: Int?, _ answer: inout Answer) {
    switch command {
    case .unfold: unfold(&answer)
    case .fold: fold()
    case .toggleFold: toggleFold()
    case .foldAll: outline.unfold(toDepth: 1)
    case .unfoldAll: outline.unfold(toDepth: .max)
    case .unfoldTo: outline.unfold(toDepth: count ?? 2)
    case .nextSibling: goToSibling(count ?? 1)
    case .previousSibling: goToSibling(-(count ?? 1))
    case .nextSameKey: goToSameKey(forward: true, &answer)
    case .previousSameKey: goToSameKey(forward: false, &answer)
    case .goToPath: openPathSearch(&answer)
    case .followReference: followReference(&answer)
    case .listReferences: listReferences(&answer)
    case .changeValue: changeValue(&answer)
    case .openString: openString(&answer)
    case .renameKey: askForKey(&answer)
    case .addBelow: askForEntry(below: true, &answer)
    case .addAbove: askForEntry(below: false, &answer)
    case .deleteEntry: deleteEntry(&answer)
    case .duplicateEntry: duplicateEntry(&answer)
    case .pasteEntry: pasteEntry(&answer)
    case .moveEntryDown: moveEntry(by: count ?? 1, &answer)
    case .moveEntryUp: moveEntry(by: -(count ?? 1), &answer)
    case .switchToText: focusText()
    case .copyPath, .copyPathJq, .copyPathBrackets, .copyPathPointer, .copyValue, .copyText,
      .copyKey:
      copy(command, &answer)
    case .nextProblem: goToProblem(forward: true, &answer)
    case .previousProblem: goToProblem(forward: false, &answer)
    case .applyFix: applyFix(&answer)
    case .revealSecrets: revealSecrets(&answer)
    case .undoText: for _ in 0..<min(count ?? 1, 1000) { undo(&answer) }
    case .redoText: for _ in 0..<min(count ?? 1, 1000) { redo(&answer) }
    case .find: openSearch(forward: true)
    case .findNext: move(.match(forward: true), count, &answer)
    case .findPrevious: move(.match(forward: false), count, &answer)
    default: break
    }
    // The text may have changed or the cursor moved: the outline goes along.
    if isOutlineFocused, mode == restingMode, !command.isFold { revealInOutline() }
  }

  /// Shows the place of the text's cursor in the outline, whatever is folded there.
  mutating func revealInOutline() {
    readNow()
    outline.reveal(text.cursor)
  }

  /// A command ends what is being typed.
  private mutating func closeTyping() {
    keys.reset()
    text.closeStep()
  }

  /// Reads the text again where it changed since the last check: the outline must know where its
  /// values stand before it acts on them.
  ///
  /// - Complexity: O(length of the text) after a change, else O(1).
  mutating func readNow() {
    guard checked == nil else { return }
    let document = JSONDocument(tolerating: text.buffer.bytes)
    checked = document
    outline.show(document)
  }

  /// The value under the cursor, its path, and the document.
  var current: (path: JSONPath, node: JSONNode, root: JSONNode)? {
    guard let checked else { return nil }
    let way = checked.way(to: text.cursor)
    return (JSONPath(way.map(\.step)), way.last?.node ?? checked.root, checked.root)
  }

  // MARK: Outline and text

  /// Tab: the keys go to the other side, at the same place.
  package mutating func switchFocus() -> Answer {
    if let answer = inside({ $0.switchFocus() }) { return answer }
    var answer = Answer()
    guard source != nil, isJSON, chooser == nil else { return answer }
    if isOutlineFocused { focusText() } else { focusOutline() }
    finish(&answer)
    return answer
  }

  mutating func focusOutline() {
    closeTyping()
    if mode == .insert { mode = .normal }
    isOutlineFocused = true
    goal = nil
    revealInOutline()
    goToRow()
  }

  private mutating func focusText() {
    isOutlineFocused = false
    settleCursor()
  }

  /// Moves the outline's row; the text goes along.
  mutating func scroll(_ step: ScrollStep) -> Answer {
    if let answer = inside({ $0.scroll(step) }) { return answer }
    var answer = Answer()
    readNow()
    switch step {
    case .rows(let rows): outline.select(outline.selected + rows)
    case .pages(let pages):
      outline.select(outline.selected + Int(pages * Double(max(outline.height - 1, 1))))
    case .to(let row): outline.select(row)
    }
    goToRow()
    finish(&answer)
    return answer
  }

  /// Puts the text's cursor on the selected row's value.
  mutating func goToRow() {
    guard let row = outline.selectedRow else { return }
    goal = nil
    text.cursor = text.buffer.characterStart(at: min(Int(row.valueStart), text.buffer.count))
  }

  /// Goes to a place of the text, and shows it in the outline.
  mutating func go(to place: Int) {
    goal = nil
    text.cursor = text.buffer.characterStart(at: max(0, min(place, text.buffer.count)))
    settleCursor()
  }

  // MARK: Folds

  private mutating func unfold(_ answer: inout Answer) {
    readNow()
    if outline.set(true, row: outline.selected) { return goToRow() }
    guard let node = outline.selectedNode else { return }
    if node.count > 0 {
      outline.select(outline.selected + 1)
      goToRow()
    } else {
      answer.notice = Notice(.info, "This is a value: Enter or i changes it.")
    }
  }

  private mutating func fold() {
    readNow()
    if outline.set(false, row: outline.selected) { return goToRow() }
    guard let parent = outline.selectedRow?.parent, parent >= 0 else { return }
    outline.select(Int(parent))
    goToRow()
  }

  private mutating func toggleFold() {
    readNow()
    if !isOutlineFocused { outline.reveal(text.cursor) }
    guard let row = outline.selectedRow else { return }
    if !outline.set(!row.isOpen, row: outline.selected), row.parent >= 0 {
      _ = outline.set(false, row: Int(row.parent))
      outline.select(Int(row.parent))
    }
    if isOutlineFocused { goToRow() }
  }

  // MARK: Moves

  private mutating func goToSibling(_ steps: Int) {
    readNow()
    guard let current, let holder = current.path.parent, let step = current.path.steps.last,
      let container = current.root.value(at: holder)
    else { return }
    let starts =
      container.kind == .object
      ? container.members.map { $0.value.range.lowerBound }
      : container.elements.map { $0.range.lowerBound }
    let here: Int? =
      switch step {
      case .index(let index): index
      case .key: starts.firstIndex(of: current.node.range.lowerBound)
      }
    guard let here else { return }
    go(to: starts[max(0, min(here + steps, starts.count - 1))])
  }

  private mutating func goToSameKey(forward: Bool, _ answer: inout Answer) {
    readNow()
    guard let current, let checked, case .key(let key)? = current.path.steps.last else {
      answer.notice = Notice(.info, "An element has no key. * works on a value with one.")
      return
    }
    let places = checked.values(ofKey: key).map(\.range.lowerBound)
    let here = current.node.range.lowerBound
    let next = forward ? places.first { $0 > here } : places.last { $0 < here }
    guard let place = next ?? (forward ? places.first : places.last), place != here else {
      answer.notice = Notice(.info, "\"\(key)\" stands nowhere else.")
      return
    }
    go(to: place)
  }

  private mutating func revealSecrets(_ answer: inout Answer) {
    showsSecrets.toggle()
    answer.notice = Notice(
      .info,
      secrets.isEmpty
        ? "No value here looks like a secret."
        : showsSecrets ? "Secrets are shown. g s hides them." : "Secrets are hidden.")
  }
}

extension Command {
  /// Changes only what the outline shows.
  fileprivate var isFold: Bool {
    [.unfold, .fold, .toggleFold, .foldAll, .unfoldAll, .unfoldTo].contains(self)
  }
}
