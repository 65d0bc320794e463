import FlowModel
import JSONText
import TextEditing

/// Where a reference leads, who refers here, and problems that can be mended.
extension EditorPane {
  /// - Complexity: O(length of the text): the links of a text are only looked for when asked.
  private mutating func links() -> FlowLinks? {
    readNow()
    return checked.map { FlowLinks(body: $0.root, kind: flow.kind) }
  }

  mutating func followReference(_ answer: inout Answer) {
    guard let links = links() else { return }
    switch links.target(at: placeInValue) {
    case .node(let definition)?: go(to: definition.range.lowerBound)
    case .missingNode(let id)?:
      answer.notice = Notice(.warning, "No node has the id \(id).")
    case .credential(_, let uses)?:
      choose(from: uses, title: "This credential is used by", &answer)
    case nil:
      answer.notice = Notice(.info, "Nothing here refers to a node or a credential.")
    }
  }

  mutating func listReferences(_ answer: inout Answer) {
    guard let links = links() else { return }
    let referrers = links.referrers(at: placeInValue)
    guard !referrers.isEmpty else {
      answer.notice = Notice(.info, "Nothing refers to this.")
      return
    }
    choose(from: referrers, title: "Who refers here", &answer)
  }

  /// In the outline the cursor stands on a value's quote: the text begins behind it.
  private var placeInValue: Int {
    guard isOutlineFocused, let text = outline.selectedNode?.textRange else {
      return self.text.cursor
    }
    return text.lowerBound
  }

  private mutating func choose(
    from references: [FlowReference], title: String, _ answer: inout Answer
  ) {
    let entries = references.map { reference in
      Chooser.Entry(
        text: reference.text, detail: reference.path.dotted, target: reference.range.lowerBound)
    }
    chooser = EditorChooser(
      purpose: .place, list: Chooser(title: title, source: .list, verb: "go", entries: entries))
  }

  // MARK: Fixes

  /// Mends the problem at the cursor, else the next one that can be mended.
  mutating func applyFix(_ answer: inout Answer) {
    // A fix is made for the text that was checked: another one waits for its check.
    guard checked != nil, let problem = mendable, let fix = problem.fix else {
      answer.notice = Notice(.info, "No problem here has a fix that is certain.")
      return
    }
    text.apply(fix.splices)
    settleCursor()
    answer.notice = Notice(.info, "Done: \(fix.title). u takes it back.")
  }

  /// What ``applyFix(_:)`` would mend.
  var mendable: EditorProblem? {
    let line = text.cursorLine
    let fixes = problems.filter { $0.fix != nil }
    let here = fixes.first { problem in
      problem.range.map { text.buffer.line(at: min($0.lowerBound, text.buffer.count)) } == line
    }
    return here ?? fixes.first { ($0.range?.lowerBound ?? 0) >= text.cursor } ?? fixes.first
  }
}
