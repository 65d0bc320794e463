import FlowModel
import JSONText
import TextEditing

/// Values changed by their kind: a number stays a number, true becomes false, a setting with
/// options offers them.
extension EditorPane {
  mutating func changeValue(_ answer: inout Answer) {
    readNow()
    guard let current else { return }
    if current.node.count > 0 {
      if isOutlineFocused, let row = outline.selectedRow {
        _ = outline.set(!row.isOpen, row: outline.selected)
      }
      return
    }
    guard isWhole(&answer) else { return }
    if let options = InputOptions(at: current.path, in: current.root) {
      let selected = options.names.firstIndex { $0 == current.node.string } ?? 0
      chooser = EditorChooser(
        purpose: .option(options.names.map { JSONString.literal($0) }),
        list: options.chooser(selected: selected))
      return
    }
    switch current.node.kind {
    case .boolean: toggle(current.node, current.path, &answer)
    case .string: changeText(current.node, current.path, &answer)
    case .number, .null, .object, .array:
      ask(.value(current.path, current.node.kind), Self.written(current.node), &answer)
    }
  }

  private mutating func toggle(_ node: JSONNode, _ path: JSONPath, _ answer: inout Answer) {
    let value = node.boolean != true
    replaceValue(node.range, with: Array("\(value)".utf8))
    answer.notice = Notice(.info, "\(path.dotted) is \(value) now. u takes it back.")
  }

  /// Long texts and those of several lines have no room in one line.
  private static let longestLine = 200

  private mutating func changeText(
    _ node: JSONNode, _ path: JSONPath, _ answer: inout Answer
  ) {
    if !showsSecrets, secrets.hides(node.range) {
      ask(.value(path, .string), "", &answer)
      answer.notice = Notice(.info, "A secret: what you type takes its place. Esc keeps it.")
      return
    }
    let bytes = JSONEdit.text(of: node)
    if bytes.count > Self.longestLine || bytes.contains(where: { $0 < 0x20 }) {
      openString(&answer)
    } else {
      ask(.value(path, .string), String(decoding: bytes, as: UTF8.self), &answer)
    }
  }

  private static func written(_ node: JSONNode) -> String {
    node.isNull ? "null" : String(decoding: node.bytes, as: UTF8.self)
  }

  private func ask(_ question: EditorQuestion, _ text: String, _ answer: inout Answer) {
    answer.prompt = Prompt(.editor(question), text: text)
  }

  mutating func replaceValue(_ range: Range<Int>, with bytes: [UInt8]) {
    text.apply([JSONSplice(range: range, bytes: bytes)], cursor: range.lowerBound)
    settleCursor()
  }

  // MARK: Answers

  /// What was typed in answer to a question.
  package mutating func answer(_ question: EditorQuestion, _ typed: String) -> Answer {
    if let answer = inside({ $0.answer(question, typed) }) { return answer }
    var answer = Answer()
    readNow()
    take(typed, for: question, &answer)
    finish(&answer)
    if isOutlineFocused { revealInOutline() }
    return answer
  }

  private mutating func take(
    _ typed: String, for question: EditorQuestion, _ answer: inout Answer
  ) {
    switch question {
    case .value(let path, let kind):
      guard let node = checked?.root.value(at: path) else { return }
      switch Self.value(typed, kind: kind) {
      case .success(let bytes): replaceValue(node, with: bytes, kind: kind)
      case .failure(let mistake): again(question, typed, mistake.sentence, &answer)
      }
    case .key(let path):
      let done = restructure(&answer) { _, root throws(JSONEditError) in
        try JSONStructure.rename(path, to: typed, in: root)
      }
      if !done, answer.notice != nil { ask(question, typed, &answer) }
    case .newKey(let container, let position):
      let holder = checked?.root.value(at: container)
      if holder?.members.contains(where: { $0.key == typed }) == true {
        again(question, typed, "\"\(typed)\" stands here already.", &answer)
      } else {
        ask(.newValue(container: container, position: position, key: typed), "", &answer)
      }
    case .newValue(let container, let position, let key):
      switch Self.newValue(typed) {
      case .success(let bytes):
        insert(
          bytes, key: key, at: NewPlace(container: container, position: position), &answer)
      case .failure(let mistake): again(question, typed, mistake.sentence, &answer)
      }
    }
  }

  /// Of a string only what differs is changed, so escapes stay as they were.
  private mutating func replaceValue(_ node: JSONNode, with bytes: [UInt8], kind: JSONKind) {
    guard kind == .string, node.kind == .string else {
      if Array(node.bytes) != bytes { replaceValue(node.range, with: bytes) }
      return
    }
    let splices = JSONEdit.splices(storing: JSONString.decoded(bytes[...]), in: node)
    text.apply(splices, cursor: node.range.lowerBound)
    settleCursor()
  }

  private mutating func again(
    _ question: EditorQuestion, _ typed: String, _ sentence: String, _ answer: inout Answer
  ) {
    ask(question, typed, &answer)
    answer.notice = Notice(.warning, sentence)
  }

  struct Mistake: Error {
    let sentence: String
  }

  /// What was typed for a value of a kind, as JSON.
  private static func value(_ typed: String, kind: JSONKind) -> Result<[UInt8], Mistake> {
    if kind == .string { return .success(JSONString.literal(typed)) }
    do throws(JSONDiagnostic) {
      let root = try JSONDocument(parsing: Array(typed.utf8)).root
      if kind == .number, root.kind != .number, !root.isNull { return .failure(noNumber(typed)) }
      return .success(Array(root.bytes))
    } catch {
      if kind == .number { return .failure(noNumber(typed)) }
      let hint = kind == .null ? " Text needs quotes here." : ""
      return .failure(Mistake(sentence: "Not taken: \(error.message).\(hint)"))
    }
  }

  private static func noNumber(_ typed: String) -> Mistake {
    Mistake(sentence: "\"\(typed)\" is no number: for example 0.5. Tab edits the text.")
  }

  /// JSON, or text without quotes. What begins like JSON has to be JSON, so that `0,2` is a mistake
  /// and not a text.
  private static func newValue(_ typed: String) -> Result<[UInt8], Mistake> {
    let bytes = Array(typed.utf8)
    if let root = try? JSONDocument(parsing: bytes).root { return .success(Array(root.bytes)) }
    let begins = bytes.first.map { Array("{[\"-0123456789".utf8).contains($0) } ?? false
    return begins ? value(typed, kind: .null) : .success(JSONString.literal(typed))
  }
}
