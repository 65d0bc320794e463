/// Structure edits on parsed documents, in the text and through a string that holds it; any text
/// stored in any string.
func fuzz(_ input: inout FuzzInput) {
  let kind = input.number(below: 7)
  let steps = (0..<input.number(below: 4)).map { _ in input.number(below: 256) }
  let number = input.number(below: 16)
  let text = input.text()
  let bytes = input.rest()
  guard let root = (try? JSONDocument(parsing: bytes))?.root else { return }
  if kind == 6 { return checkStoring(text, in: root, of: bytes) }
  let edit = Edit(kind: kind, path: path(steps, in: root), number: number, text: text)
  let splices: [JSONSplice]
  do throws(JSONEditError) {
    splices = try edit.splices(in: root)
  } catch {
    return require(!error.sentence.isEmpty, "a refusal has a sentence")
  }
  let after = JSONSplice.apply(splices, to: bytes)
  let inverse = JSONSplice.inverse(of: splices, in: bytes)
  require(JSONSplice.apply(inverse, to: after) == bytes, "an edit can be undone")
  _ = require("what is edited stays JSON") { try JSONDocument(parsing: after) }
  let whole = require("edits of texts do what splices do") { try edit.bytes(of: bytes, []) }
  require(whole == after, "edits of texts and splices agree")
  // The string itself, not its text, is what stands at the root of the path.
  if edit.path.steps.isEmpty && edit.kind != 3 { return }
  let outer = Array("{\"flowData\": ".utf8) + JSONString.literal(bytes: bytes) + [0x7D]
  let stored = require("edits go through strings") { try edit.bytes(of: outer, ["flowData"]) }
  let expected = Array("{\"flowData\": ".utf8) + JSONString.literal(bytes: after) + [0x7D]
  require(stored == expected, "an edit inside a string is that of its text")
}

private func path(_ choices: [Int], in root: JSONNode) -> JSONPath {
  var path = JSONPath()
  var node = root
  for choice in choices where node.count > 0 {
    let position = choice % node.count
    if node.kind == .object {
      let key = Array(node.members)[position].key
      path = path.appending(.key(key))
    } else {
      path = path.appending(.index(position))
    }
    node = root.value(at: path) ?? node
  }
  return path
}

private struct Edit {
  let kind: Int
  let path: JSONPath
  let number: Int
  let text: [UInt8]

  private var key: String { String(decoding: text.prefix(8), as: UTF8.self) }

  func splices(in root: JSONNode) throws(JSONEditError) -> [JSONSplice] {
    switch kind {
    case 0: return try JSONStructure.replace(path, with: text, in: root)
    case 1: return try JSONStructure.rename(path, to: key, in: root)
    case 2: return try JSONStructure.remove(path, in: root)
    case 3:
      let isObject = root.value(at: path)?.kind == .object
      return try JSONStructure.insert(
        text, key: isObject ? key : nil, at: number, in: path, of: root)
    case 4: return try JSONStructure.move(path, by: number - 8, in: root)
    default: return try JSONStructure.duplicate(path, in: root)
    }
  }

  func bytes(of whole: [UInt8], _ embedded: Set<String>) throws -> [UInt8] {
    let place = embedded.isEmpty ? path : JSONPath([.key("flowData")]).appending(path)
    switch kind {
    case 0: return try JSONEdit.set(place, to: text, in: whole, embedded: embedded)
    case 1: return try JSONEdit.rename(place, to: key, in: whole, embedded: embedded)
    case 2: return try JSONEdit.remove(place, in: whole, embedded: embedded)
    case 3:
      let container = try JSONEdit.text(at: place, in: whole, embedded: embedded)
      let isObject = try JSONDocument(parsing: container).root.kind == .object
      return try JSONEdit.insert(
        text, key: isObject ? key : nil, at: number, in: place, of: whole, embedded: embedded)
    case 4: return try JSONEdit.move(place, by: number - 8, in: whole, embedded: embedded)
    default: return try JSONEdit.duplicate(place, in: whole, embedded: embedded)
    }
  }
}

private func checkStoring(_ text: [UInt8], in root: JSONNode, of bytes: [UInt8]) {
  guard root.kind == .string, String(validating: text, as: UTF8.self) != nil else { return }
  require(
    JSONEdit.splices(storing: JSONEdit.text(of: root), in: root).isEmpty,
    "a text stored again changes nothing")
  let after = JSONSplice.apply(JSONEdit.splices(storing: text, in: root), to: bytes)
  let now = require("a string stays a string") { try JSONDocument(parsing: after).root }
  require(JSONEdit.text(of: now) == text, "what is stored is what is read")
}
