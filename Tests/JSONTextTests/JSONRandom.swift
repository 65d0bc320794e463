import JSONText
import SoakKit

/// Documents with everything that tempts a program to change what it was not asked to: odd numbers,
/// escapes, duplicate keys, uneven blanks, ids.
struct RandomJSON {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func document() -> [UInt8] {
    Array((blank() + value(depth: 0) + blank()).utf8)
  }

  mutating func value(depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 4 ? 6 : 12), using: &generator) {
    case 0...1: pick(Self.numbers)
    case 2...3: string()
    case 4: pick(["true", "false", "null"])
    case 5: pick(["{}", "[]", "{ }", "[\n]"])
    case 6...8: object(depth: depth)
    case 9: named(depth: depth)
    default: array(depth: depth)
    }
  }

  static let numbers = [
    "0", "-0", "2.0", "1E400", "-1e-400", "1.10", "0.1", "10", "1e1",
    "1234567890123456789012345678",
    "9007199254740993", "0.30000000000000004", "1e+2", "100", "-7", "5e99999999999999999999",
  ]
  static let texts = [
    "a", "b", "id", "label", #"\u0061"#, #"\/"#, #"\\"#, #"\""#, #"\n"#, #"\u00e9"#, "é", "漢", "😀",
    #"\ud83d\ude00"#, #"\ud83d"#, #"\uDE00"#, "{", "}", "[", ",", ":", "'", "\u{7F}", " ",
    "\u{202E}",
  ]

  mutating func string() -> String {
    let count = Int.random(in: 0...4, using: &generator)
    return "\"" + (0..<count).map { _ in pick(Self.texts) }.joined() + "\""
  }

  private mutating func object(depth: Int) -> String {
    let members = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
      blank() + string() + blank() + ":" + blank() + value(depth: depth + 1) + blank()
    }
    return "{" + (members.isEmpty ? blank() : members.joined(separator: ",")) + "}"
  }

  private mutating func array(depth: Int) -> String {
    let elements = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
      blank() + value(depth: depth + 1) + blank()
    }
    return "[" + (elements.isEmpty ? blank() : elements.joined(separator: ",")) + "]"
  }

  /// An array of objects with ids of their own.
  private mutating func named(depth: Int) -> String {
    let elements = (0..<Int.random(in: 1...5, using: &generator)).map { position in
      "{\"id\":\"n\(position)\"," + blank() + string() + ":" + value(depth: depth + 1) + "}"
        + blank()
    }
    return "[" + elements.shuffled(using: &generator).joined(separator: ",") + "]"
  }

  mutating func blank() -> String {
    pick(["", "", "", "", " ", "\n", "\n  ", "\t", "\r\n", "  "])
  }

  mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  /// Changes one thing inside a document, as an editor of its text would.
  mutating func perturbed(_ bytes: [UInt8]) -> [UInt8]? {
    guard let root = (try? JSONDocument(parsing: bytes))?.root else { return nil }
    let paths = Self.paths(of: root)
    let path = pick(paths)
    let value = Array(value(depth: 4).utf8)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return try? JSONEdit.remove(path, in: bytes, embedded: [])
    case 1:
      let step =
        root.value(at: path)?.kind == .array
        ? JSONPath.Step.index(root.value(at: path)?.count ?? 0) : .key("new")
      return try? JSONEdit.set(path.appending(step), to: value, in: bytes, embedded: [])
    default: return try? JSONEdit.set(path, to: value, in: bytes, embedded: [])
    }
  }

  /// A few paths of a document.
  mutating func somePaths(of root: JSONNode) -> [JSONPath] {
    Array(Self.paths(of: root).shuffled(using: &generator).prefix(6))
  }

  /// Every path of a document that its text tells apart.
  static func paths(of root: JSONNode) -> [JSONPath] {
    var paths: [JSONPath] = []
    var waiting = [(JSONPath(), root)]
    while let (path, node) = waiting.popLast() {
      paths.append(path)
      for (position, element) in node.elements.enumerated() {
        waiting.append((path.appending(.index(position)), element))
      }
      for member in node.members where node[member.key]?.range == member.value.range {
        waiting.append((path.appending(.key(member.key)), member.value))
      }
    }
    return paths
  }
}
