import CellGrid
import FlowModel
package import JSONText
import TextEditing

/// A value of one's own in a conflict: a line to be typed, or an editor for what is longer.
extension AppState {
  /// Longer texts and those of several lines get an editor.
  private static let longestLine = 200

  mutating func writeOwn() -> [Effect] {
    guard let row = conflict?.selected else { return [] }
    guard row.canBeChosen else {
      notice = Notice(.info, "An order follows what stands in it: choose that.")
      return []
    }
    let value = row.ownValue ?? row.mine ?? row.theirs ?? row.base
    let isText = value?.isString ?? false
    let question = OwnValue(
      path: row.path, place: DetailLines.shortPath(row.place), isText: isText)
    guard let value, !value.hidesSecret else {
      notice = value.map { _ in Notice(.info, "A secret: what you type takes its place.") }
      return ask(.ownValue(question))
    }
    if value.text.utf8.count > Self.longestLine || value.text.contains(where: \.isNewline) {
      return openEditor(of: value, question)
    }
    return ask(.ownValue(question), text: value.text)
  }

  /// Takes what was typed in a line.
  mutating func acceptOwnValue(_ question: OwnValue, _ typed: String, _ prompt: Prompt) -> [Effect]
  {
    switch question.bytes(of: Array(typed.utf8)) {
    case .success(let bytes): return chooseOwn(bytes, at: question.path)
    case .failure(let mistake):
      self.prompt = prompt
      notice = Notice(.warning, mistake.sentence)
      return []
    }
  }

  private mutating func chooseOwn(_ bytes: [UInt8], at path: JSONPath) -> [Effect] {
    guard let flow = conflict?.flow else { return [] }
    return conflict?.send(.choose([path: .own(bytes)], flow)) ?? []
  }

  // MARK: Longer ones

  private mutating func openEditor(
    of value: ConflictReview.Value, _ question: OwnValue
  ) -> [Effect] {
    guard let conflict, !value.isCut else {
      notice = Notice(.info, "It is too long to be written here: take a side, then edit the flow.")
      return []
    }
    var pane = EditorPane(
      flow: .named(conflict.name, id: conflict.flow), field: question.place,
      isModal: settings.isEditorModal)
    pane.isInner = true
    pane.ownValue = question
    pane.keeping.now = now
    pane.setSize(layout.main.size)
    let answer = pane.receive(
      .textLoaded(
        EditorText(
          flow: conflict.flow, field: question.place, text: Array(value.text.utf8),
          version: 0, isJSON: !question.isText)))
    editor = pane
    notice = Notice(.info, "Esc or Ctrl-s chooses what stands here; :q! drops it.")
    return answer.effects
  }

  /// Ends the editor of a value: what stands there is chosen.
  ///
  /// - Parameter effects: those of the editor, which it still wants.
  mutating func endOwnValue(_ effects: [Effect] = []) -> [Effect] {
    guard let pane = editor, let question = pane.ownValue else { return effects }
    guard pane.isEdited else {
      editor = nil
      notice = Notice(.info, "Nothing was changed, so nothing was chosen.")
      return effects
    }
    switch question.bytes(of: pane.composed.bytes) {
    case .success(let bytes):
      editor = nil
      return effects + chooseOwn(bytes, at: question.path)
    case .failure(let mistake):
      notice = Notice(.warning, "\(mistake.sentence) :q! drops it.")
      return effects
    }
  }
}

/// What is asked for: a value for a place of a conflict.
package struct OwnValue: Hashable, Sendable {
  package let path: JSONPath
  /// The same as a person reads it.
  let place: String
  /// What is typed is what a string says; if not, it is JSON.
  package let isText: Bool

  struct Mistake: Error {
    let sentence: String
  }

  var label: String {
    if case .key(let key)? = path.steps.last { "\(key): " } else { "value: " }
  }

  /// What was typed, as JSON.
  func bytes(of typed: [UInt8]) -> Result<[UInt8], Mistake> {
    if typed.contains(SecretMask.mark) {
      return .failure(Mistake(sentence: "The dots stand for a secret and cannot be taken."))
    }
    if isText { return .success(JSONString.literal(bytes: typed)) }
    do throws(JSONDiagnostic) {
      return .success(Array(try JSONDocument(parsing: typed).root.bytes))
    } catch {
      return .failure(
        Mistake(sentence: "Not taken: \(error.message). This is JSON: text needs quotes."))
    }
  }
}

extension [UInt8] {
  fileprivate func contains(_ text: String) -> Bool {
    String(decoding: self, as: UTF8.self).contains(text)
  }
}

extension ConflictReview.Row {
  fileprivate var ownValue: ConflictReview.Value? {
    if case .own(let value) = outcome { value } else { nil }
  }
}

extension ConflictReview.Value {
  fileprivate var hidesSecret: Bool { text.contains(SecretMask.mark) }
}

extension FlowSummary {
  /// What an editor shows of a flow where no list has a row of it.
  fileprivate static func named(_ name: String, id: FlowID) -> FlowSummary {
    FlowSummary(
      id: id, server: ServerID(number: 0), kind: .chatflow, localID: "", remoteID: nil, name: name,
      nameKey: name, type: nil, category: nil, status: nil, state: .conflict, updated: nil,
      isLive: false, nodeCount: nil, edgeCount: nil, teamCount: nil, byteCount: 0, changedAt: 0)
  }
}
