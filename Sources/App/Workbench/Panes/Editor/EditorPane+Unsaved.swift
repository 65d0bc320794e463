import CellGrid
package import FlowModel
import TextEditing

/// Text that is not saved: kept on disk while it is typed, offered again afterwards.
extension EditorPane {
  /// When unsaved text goes to disk.
  struct Keeping: Sendable {
    static let interval: Milliseconds = 2000
    var now: Milliseconds = 0
    /// When a key typed last, in plain mode.
    var lastTyped: Milliseconds = 0
    /// When the oldest change was made that is not kept yet.
    var waitingSince: Milliseconds?
    /// A copy of unsaved text lies on disk.
    var isKept = false
  }

  /// Keeps unsaved text every two seconds while it changes.
  package mutating func timePassed(now: Milliseconds) -> [Effect] {
    keeping.now = now
    if !inner.isEmpty {
      inner[0].pane.keeping.now = now
      // What is typed in the editor of a string is typed in this text.
      keeping.waitingSince = keeping.waitingSince ?? inner[0].pane.keeping.waitingSince
      if keeping.waitingSince != nil { inner[0].pane.keeping.waitingSince = nil }
    }
    guard let since = keeping.waitingSince, now - since >= Keeping.interval else { return [] }
    return keepUnsaved()
  }

  /// Puts text that is not saved on disk, so that it survives a kill.
  mutating func keepUnsaved() -> [Effect] {
    guard let source, !isInner, keeping.waitingSince != nil else { return [] }
    keeping.waitingSince = nil
    guard isEdited else {
      defer { keeping.isKept = false }
      return keeping.isKept ? [.dropUnsaved(flow.id)] : []
    }
    return [
      .keepUnsaved(composed, of: flow.id, field: source.field, fromVersion: source.version)
    ]
  }

  /// Offers text that an earlier session did not save.
  mutating func offerUnsaved(of loaded: EditorText, _ answer: inout Answer) {
    guard let unsaved = loaded.unsaved, TextBuffer(unsaved.text) != loaded.buffer else { return }
    offered = unsaved
    let age = Wording.ago(unsaved.at, now: keeping.now)
    var lines = [
      Dialog.Line("\(flow.name) was edited \(age) and not saved."),
      Dialog.Line("Going on with it, nothing is saved before you save; u shows the saved text."),
      Dialog.Line("Starting from the saved one, your first change there takes its place."),
    ]
    if unsaved.fromVersion != loaded.version {
      lines.append(
        Dialog.Line(
          "The flow changed since. That text does not have the change.", role: .messageWarning))
    }
    answer.dialog = Dialog(
      title: "Text that was not saved", lines: lines,
      choices: [Dialog.Choice(Key("t"), "continue with that text", .run(.restoreUnsaved))],
      refusal: "start from the saved one")
  }

  /// Puts the offered text in the place of what was loaded, as one undo step.
  ///
  /// It is saved from the version that was loaded: the person saw that one, and was told.
  package mutating func restoreUnsaved() -> Answer {
    var answer = Answer()
    guard let unsaved = offered else {
      answer.notice = Notice(.info, "There is no unsaved text of an earlier session.")
      return answer
    }
    offered = nil
    text.closeStep()
    text.replaceAll(with: unsaved.text)
    text.closeStep()
    settleCursor()
    if isOutlineFocused { revealInOutline() }
    keeping.isKept = true
    answer.notice =
      unsaved.fromVersion == source?.version
      ? Notice(.info, "This text is not saved yet; u goes back to what is.")
      : Notice(
        .warning, "Saving this text undoes what changed in the flow since; u shows it as it is.")
    finish(&answer)
    return answer
  }
}
