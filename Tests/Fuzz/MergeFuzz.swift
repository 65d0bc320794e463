/// A document and two copies of it with edits of their own are merged.
func fuzz(_ input: inout FuzzInput) {
  let choices = (0..<12).map { _ in (input.number(below: 256), input.number(below: 256)) }
  let base = input.rest()
  guard (try? JSONDocument(parsing: base)) != nil else { return }
  let local = edited(base, by: choices[..<6])
  let remote = edited(base, by: choices[6...])
  guard let result = merged(base, local, remote) else { return }
  require((try? JSONDocument(parsing: result.text)) != nil, "what is merged is JSON")
  require(merged(base, base, remote)?.text == remote, "the only change is taken byte for byte")
  let mine = require("an edited copy is JSON") { try JSONDocument(parsing: local) }
  guard let alone = merged(base, local, base), alone.clashes.isEmpty else { return }
  let taken = require("and so is the merge") { try JSONDocument(parsing: alone.text) }
  require(
    JSONCanonical.bytes(of: taken.root) == JSONCanonical.bytes(of: mine.root),
    "what only we changed is taken whole")
}

private let rules = JSONMergeRules(
  .object([
    "n": .keyed(by: [JSONMergeKey("id")], elements: .object(["p": .cosmetic])), "s": .set,
  ]), embedded: ["f"])

private func merged(_ base: [UInt8], _ local: [UInt8], _ remote: [UInt8]) -> JSONMergeResult? {
  try? JSONMerge.merge(base: base, local: local, remote: remote, rules: rules)
}

private let values = ["1", "2.0", "\"a\"", "{\"id\":\"a\"}", "[]", "{}", "null", "\"{}\""]

/// The document after up to six changes, each at a value that a number names.
private func edited(_ text: [UInt8], by choices: ArraySlice<(Int, Int)>) -> [UInt8] {
  choices.reduce(text) { text, choice in
    guard choice.0 > 0, let root = (try? JSONDocument(parsing: text))?.root else { return text }
    var paths = [JSONPath()]
    var next = 0
    while next < paths.count, paths.count < 64, let node = root.value(at: paths[next]) {
      paths += node.members.map { paths[next].appending(.key($0.key)) }
      paths += (0..<min(node.count, 9)).map { paths[next].appending(.index($0)) }
      next += 1
    }
    let path = paths[choice.0 % paths.count]
    let value = Array(values[choice.1 % values.count].utf8)
    let splices =
      choice.1 > 200
      ? try? JSONStructure.remove(path, in: root)
      : try? JSONStructure.replace(path, with: value, in: root)
    return splices.map { JSONSplice.apply($0, to: text) } ?? text
  }
}
