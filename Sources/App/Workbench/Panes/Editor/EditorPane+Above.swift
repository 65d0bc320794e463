import CellGrid
import FlowModel
import JSONText
import TextEditing

/// What lies over the text and takes the keys: a list to choose from, or the editor of one string.
extension EditorPane {
  /// - Returns: nil when nothing lies over the text.
  mutating func pressAbove(_ key: Key) -> Answer? {
    if let answer = inside({ $0.press(key) }) { return answer }
    guard let outcome = chooser?.list.press(key) else { return nil }
    return follow(outcome)
  }

  /// - Returns: nil when nothing lies over the text.
  mutating func pasteAbove(_ bytes: [UInt8]) -> Answer? {
    if let answer = inside({ $0.paste(bytes) }) { return answer }
    guard let outcome = chooser?.list.paste(bytes) else { return nil }
    return follow(outcome)
  }

  // MARK: Lists

  mutating func openPathSearch(_ answer: inout Answer) {
    guard isJSON else { return }
    chooser = EditorChooser(
      purpose: .place,
      list: Chooser(
        title: "Go to a value: letters of its path, or a pasted path", source: .search, verb: "go",
        entries: []))
    answer.effects.append(.findPaths(text.buffer, query: ""))
  }

  mutating func show(_ found: PathSearch) {
    guard chooser?.purpose == .place, chooser?.list.line.text == found.query else { return }
    chooser?.list.show(
      found.matches.map { Chooser.Entry(text: $0.text, detail: $0.value, target: $0.place) },
      total: found.total)
  }

  private mutating func follow(_ outcome: Chooser.Outcome) -> Answer {
    var answer = Answer()
    switch outcome {
    case .open: break
    case .closed: chooser = nil
    case .searched(let query): answer.effects = [.findPaths(text.buffer, query: query)]
    case .chosen(let entry):
      let purpose = chooser?.purpose
      chooser = nil
      choose(entry.target, for: purpose)
      finish(&answer)
    }
    layOut()
    return answer
  }

  private mutating func choose(_ target: Int, for purpose: EditorChooser.Purpose?) {
    readNow()
    switch purpose {
    case .place?: go(to: target)
    case .option(let values)?:
      guard let current, values.indices.contains(target) else { return }
      if Array(current.node.bytes) != values[target] {
        replaceValue(current.node.range, with: values[target])
      }
    case nil: break
    }
    if isOutlineFocused { revealInOutline() }
  }

  // MARK: Strings

  /// Opens the string under the cursor as a text of its own.
  mutating func openString(_ answer: inout Answer) {
    readNow()
    guard let current, let source, isWhole(&answer) else { return }
    guard current.node.kind == .string else {
      answer.notice = Notice(.info, "g x opens a string; this is \(current.node.kind.phrase).")
      return
    }
    let stored = JSONEdit.text(of: current.node)
    let document = (try? JSONDocument(parsing: stored)).flatMap { $0.root.count > 0 ? $0 : nil }
    // JSON knows its secrets; of other text only the outer one does.
    let isHidden =
      document == nil
      ? secrets.touches(current.node.range) : secrets.hides(current.node.range)
    guard showsSecrets || !isHidden else {
      answer.notice = Notice(.warning, "A secret is in there. g s shows it first.")
      return
    }
    let kind = current.path.steps == [.key(flow.kind.bodyField)] ? flow.kind : nil
    let shown = document.map { JSONFormatter.pretty($0.root) } ?? stored
    var pane = EditorPane(flow: flow, field: current.path.dotted, isModal: isModal)
    pane.isInner = true
    pane.firstVersion = text.version + 1_000_000_000
    pane.innerKind = kind
    pane.showsSecrets = showsSecrets
    pane.keeping.now = keeping.now
    pane.setSize(size)
    let inside = EditorText(
      flow: flow.id, field: "\(source.field) / \(current.path.dotted)", text: shown,
      version: source.version, isJSON: document != nil,
      // At once, or secrets would be seen until the first check.
      check: document.map { _ in TextCheck(of: TextBuffer(shown), version: 0, kind: kind) })
    answer.effects += pane.receive(.textLoaded(inside)).effects
    if document != nil { pane.focusOutline() }
    inner = [
      StringEdit(
        pane: pane, literal: current.node.range, compact: document == nil ? nil : stored)
    ]
  }

  /// Lets the editor of a string act, if one is open.
  mutating func inside(_ act: (inout EditorPane) -> Answer) -> Answer? {
    guard !inner.isEmpty else { return nil }
    var answer = act(&inner[0].pane)
    guard answer.closes else { return answer }
    answer.closes = false
    answer.notice = nil
    putBack(&answer)
    return answer
  }

  /// Ends the editor of a string: its text goes back into the string, as one undo step.
  ///
  /// - Returns: false when it cannot go back yet; the notice says why.
  @discardableResult
  mutating func putBack(_ answer: inout Answer) -> Bool {
    guard !inner.isEmpty else { return true }
    guard inner[0].pane.putBack(&answer) else { return false }
    let edit = inner[0]
    readNow()
    guard let node = checked?.way(to: edit.literal.lowerBound).last?.node ?? checked?.root
    else {
      return false
    }
    do throws(JSONDiagnostic) {
      let splices = try edit.splices(into: node)
      inner = []
      text.apply(splices, cursor: edit.literal.lowerBound)
    } catch {
      answer.notice = Notice(
        .warning, "This string holds JSON, and it is broken: \(error.sentence). :q! drops it.")
      return false
    }
    settleCursor()
    finish(&answer)
    // The outer text was not looked at meanwhile.
    answer.effects += checks
    return true
  }

  /// The text with what is typed in the editor of a string in its place, whole or not.
  var composed: TextBuffer {
    guard let edit = inner.first, edit.pane.isEdited, let checked,
      let node = checked.way(to: edit.literal.lowerBound).last?.node
    else { return text.buffer }
    // What is broken is kept as it was typed: a string holds any text.
    let splices =
      (try? edit.splices(into: node))
      ?? JSONEdit.splices(storing: edit.pane.composed.bytes, in: node)
    return TextBuffer(JSONSplice.apply(splices, to: text.buffer.bytes))
  }
}
