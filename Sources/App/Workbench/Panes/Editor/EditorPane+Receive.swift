import CellGrid
import FlowModel
import JSONText
import TextEditing

extension EditorPane {
  /// What effects brought back.
  package mutating func receive(_ event: EditorEvent) -> Answer {
    var answer = Answer()
    switch event {
    case .textLoaded(let loaded): load(loaded, &answer)
    case .textChecked, .pathsFound:
      if let answer = inside({ $0.receive(event) }) { return answer }
      if case .textChecked(let check) = event { show(check) }
      if case .pathsFound(let found) = event { show(found) }
    case .saved(let result): noteSaved(result, &answer)
    case .merged(let loaded, let result): noteMerged(loaded, result, &answer)
    case .saveRefused(let diagnostic): refuse(diagnostic, &answer)
    case .saveFailed(let problem):
      savingRevision = nil
      closesWhenSaved = false
      answer.notice = Notice(problem)
      // Nothing is lost while the program runs; a disk that takes nothing more may end it.
      if problem.kind == .failed { answer.notice?.text += " `:w FILE` writes the text elsewhere." }
    case .unsavedKept: keeping.isKept = true
    case .textEditedOutside(let text): return take(text)
    case .loadFailed(let problem):
      answer.notice = Notice(problem)
      answer.closes = true
    }
    return answer
  }

  private mutating func load(_ loaded: EditorText, _ answer: inout Answer) {
    source = loaded
    // Later checks take its place; kept here it would only fill the memory.
    source?.check = nil
    text = EditedText(loaded.buffer, version: firstVersion)
    savedRevision = 0
    problems = []
    problemsOfLine = [:]
    if let check = loaded.check { show(check.naming(text.version)) }
    if isJSON, !isInner, checked?.root.isTree == true { focusOutline() }
    goToOpening()
    goToGraphPlace()
    offerUnsaved(of: loaded, &answer)
    if loaded.check == nil || !loaded.isCheckWhole { answer.effects = checks }
    if opensPathSearch, answer.dialog == nil { openPathSearch(&answer) }
    layOut()
  }

  /// Looks for mistakes in the text as it stands.
  var checks: [Effect] {
    guard let source, source.isJSON else { return [] }
    let kind = source.field == flow.kind.bodyField ? flow.kind : innerKind
    return [
      .checkText(
        text.buffer, version: text.version, kind: kind, base: source.base)
    ]
  }

  /// Takes the problems of a check, unless the text moved on.
  private mutating func show(_ check: TextCheck) {
    guard check.version == text.version else { return }
    checked = check.document
    outline.show(check.document)
    outline.signs = check.signs
    secrets = MaskedPlaces(check.secrets)
    problems = Array(check.problems.prefix(Self.mostProblems))
    placeProblems()
    goToOpening()
    layOut()
  }

  /// More are not told apart by a person.
  private static let mostProblems = 500

  /// Finds the lines that problems stand under.
  mutating func placeProblems() {
    problemsOfLine = [:]
    for (index, problem) in problems.enumerated() {
      guard let place = problem.range?.lowerBound else { continue }
      let line = text.buffer.line(at: min(place, text.buffer.count))
      // Two say enough; the list has them all.
      if problemsOfLine[line, default: []].count < 2 {
        problemsOfLine[line, default: []].append(index)
      }
    }
  }

  private mutating func noteSaved(_ result: SaveResult, _ answer: inout Answer) {
    if let savingRevision { savedRevision = savingRevision }
    savingRevision = nil
    switch result {
    case .saved(let waiting, let version, let warning):
      source?.version = version
      let text = "Saved here. \(Wording.count(waiting, "change")) waiting to be pushed."
      answer.notice = Notice(
        warning == nil ? .success : .warning,
        [text, warning].compactMap { $0 }.joined(separator: " "))
    case .unchanged:
      answer.notice = Notice(.info, "Nothing to save: the text says what is saved already.")
    }
    if !isEdited {
      keeping.waitingSince = nil
      if keeping.isKept { answer.effects.append(.dropUnsaved(flow.id)) }
      keeping.isKept = false
    }
    answer.closes = closesWhenSaved && !isEdited
    closesWhenSaved = false
  }

  /// Takes over what changed meanwhile, as an undo step. What was typed since the save stays as it
  /// is and is merged by the next one.
  private mutating func noteMerged(
    _ loaded: EditorText, _ result: SaveResult, _ answer: inout Answer
  ) {
    guard savingRevision == text.history.revision else {
      savingRevision = nil
      answer.notice = Notice(
        .warning, "Saved here with what changed meanwhile. Save again for what you typed since.")
      return
    }
    text.closeStep()
    text.replaceAll(with: loaded.buffer.bytes)
    text.closeStep()
    source = loaded
    source?.check = nil
    savingRevision = text.history.revision
    noteSaved(result, &answer)
    answer.notice = Notice(
      .success, "Saved here. The flow had changed meanwhile: both are in the text now.")
    settleCursor()
    if isOutlineFocused { revealInOutline() }
    finish(&answer)
  }

  /// Puts the cursor where the mistake is.
  private mutating func refuse(_ diagnostic: JSONDiagnostic, _ answer: inout Answer) {
    let refused = savingRevision
    savingRevision = nil
    closesWhenSaved = false
    answer.notice = Notice(.error, "Not saved: \(diagnostic.sentence).")
    // The place is one of the text that was sent.
    guard refused == text.history.revision else { return }
    text.cursor = text.buffer.characterStart(
      at: min(diagnostic.byteRange.lowerBound, text.buffer.count))
    settleCursor()
    layOut()
  }

  /// Pasted text, in one undo step. Line ends become LF.
  package mutating func paste(_ bytes: [UInt8]) -> Answer {
    if let answer = pasteAbove(bytes) { return answer }
    var answer = Answer()
    guard source != nil else { return answer }
    switch mode {
    case _ where isOutlineFocused && mode == restingMode:
      answer.notice = Notice(
        .info, "Pasted text belongs into the text: Tab goes there. Enter changes a value.")
    case .search(let prompt):
      let line = String(
        decoding: bytes.prefix(1000).prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
      searchFor(prompt.typed + line, prompt)
    case .normal, .insert, .plain, .visual: typePasted(bytes, &answer)
    }
    finish(&answer)
    return answer
  }

  /// CR LF and CR become LF: terminals send CR for a line end in pasted text.
  static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x0A && previous == 0x0D {
        // The CR before it stands for both.
      } else {
        result.append(byte == 0x0D ? 0x0A : byte)
      }
      previous = byte
    }
    return result
  }

  /// Saves the edit here. The runner refuses text with broken syntax: `.saveRefused`.
  ///
  /// - Parameter overwriting: this text counts where the flow changed meanwhile in the same places.
  package mutating func save(andClose: Bool, overwriting: Bool = false) -> Answer {
    var answer = Answer()
    guard let source else { return answer }
    guard putBack(&answer) else { return answer }
    text.closeStep()
    guard isEdited else {
      answer.notice = andClose ? nil : Notice(.info, "Nothing to save: nothing was changed.")
      answer.closes = andClose
      return answer
    }
    closesWhenSaved = andClose
    savingRevision = text.history.revision
    answer.effects += [
      .saveText(
        text.buffer.bytes, of: flow.id, field: source.field, fromVersion: source.version,
        overwrites: overwriting)
    ]
    return answer
  }

  /// Closes the editor. Unsaved text is kept on disk, or dropped when asked for twice.
  package mutating func close(dropping: Bool) -> Answer {
    var answer = Answer()
    if isInner {
      answer.closes = true
      return answer
    }
    if let edit = inner.first {
      if dropping || !edit.pane.isEdited { inner = [] } else { putBack(&answer) }
      return answer
    }
    guard isEdited else {
      answer.effects = keepUnsaved()
      answer.closes = true
      return answer
    }
    if !dropping {
      keeping.waitingSince = keeping.now
      answer.effects = keepUnsaved()
      answer.notice = Notice(.info, "Not saved. The text is kept: e continues with it.")
      answer.closes = true
    } else if isAskedToDrop {
      answer.effects = [.dropUnsaved(flow.id)]
      answer.closes = true
    } else {
      isAskedToDrop = true
      answer.dialog = dropQuestion
    }
    return answer
  }

  private var dropQuestion: Dialog {
    Dialog(
      title: "Drop unsaved text?",
      lines: [Dialog.Line("What you typed since the last save will be gone.")],
      choices: [
        Dialog.Choice(Key("x"), "drop it", .run(.closeUnsaved), isDangerous: true)
      ])
  }
}
