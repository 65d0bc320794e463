import JSONText
import TextEditing

extension EditorPane {
  /// Copies where the cursor is, or what stands there, to the clipboard.
  mutating func copy(_ command: Command, _ answer: inout Answer) {
    readNow()
    guard let current else { return }
    let (path, node) = (current.path, current.node)
    switch command {
    case .copyPath: copy(path.dotted, "the path", &answer)
    case .copyPathJq: copy(path.jq, "the path for jq", &answer)
    case .copyPathBrackets: copy(path.brackets, "the path in brackets", &answer)
    case .copyPathPointer: copy(path.pointer, "the JSON Pointer", &answer)
    case .copyKey:
      guard case .key(let key)? = path.steps.last else {
        answer.notice = Notice(.info, "An element of an array has no key.")
        return
      }
      copy(key, "the key", &answer)
    case .copyValue, .copyText:
      guard showsSecrets || !secrets.touches(node.range) else {
        answer.notice = Notice(.warning, "A secret is in there. g s shows it first.")
        return
      }
      if command == .copyText, node.kind == .string {
        answer.effects.append(.copy(JSONEdit.text(of: node), what: "the text"))
      } else {
        entryRegister = Entry(
          key: { if case .key(let key)? = path.steps.last { key } else { nil } }(),
          value: Array(node.bytes))
        answer.effects.append(.copy(Array(node.bytes), what: "the value"))
      }
    default: break
    }
  }

  private func copy(_ text: String, _ what: String, _ answer: inout Answer) {
    answer.effects.append(.copy(Array(text.utf8), what: what))
  }
}
