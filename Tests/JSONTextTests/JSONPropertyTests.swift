import JSONText
import SoakKit
import Testing

/// Laws on random documents. A failure prints the seed of its document.
@Suite struct JSONPropertyTests {
  static let batches = 0..<20
  static let seedsPerBatch = UInt64(60 * Soak.factor)

  /// Each law has documents of its own.
  private func eachSeed(
    of law: UInt64, _ batch: Int, _ body: (UInt64) throws -> Void
  ) rethrows {
    let first = law * 1_000_000_000 + UInt64(batch) * Self.seedsPerBatch
    for seed in first..<first + Self.seedsPerBatch { try body(seed) }
  }

  @Test("printing anew and transplanting back is the identity", arguments: batches)
  func transplantIdentity(_ batch: Int) throws {
    try eachSeed(of: 1, batch) { seed in
      var random = RandomJSON(seed: seed)
      let bytes = random.document()
      let document = try JSONDocument(parsing: bytes)
      for view in [
        JSONFormatter.pretty(document.root), JSONFormatter.compact(document.root), bytes,
      ] {
        let back = try JSONEdit.transplant(view, onto: bytes)
        #expect(back == bytes, "seed \(seed)")
        #expect(
          JSONCanonical.bytes(of: try JSONDocument(parsing: view).root)
            == JSONCanonical.bytes(of: document.root), "seed \(seed)")
      }
      #expect(
        JSONFormatter.compact(try JSONDocument(parsing: JSONFormatter.pretty(document.root)).root)
          == JSONFormatter.compact(document.root), "seed \(seed)")
    }
  }

  @Test("a transplant has the content of the edited view", arguments: batches)
  func transplantContent(_ batch: Int) throws {
    try eachSeed(of: 2, batch) { seed in
      var random = RandomJSON(seed: seed)
      let bytes = random.document()
      var edited = JSONFormatter.pretty(try JSONDocument(parsing: bytes).root)
      for _ in 0..<3 { edited = random.perturbed(edited) ?? edited }
      for other in [edited, random.document()] {
        let result = try JSONEdit.transplant(other, onto: bytes)
        let content = JSONCanonical.bytes(of: try JSONDocument(parsing: result).root)
        #expect(
          content == JSONCanonical.bytes(of: try JSONDocument(parsing: other).root), "seed \(seed)")
        #expect(try JSONEdit.transplant(other, onto: result) == result, "seed \(seed)")
      }
    }
  }

  @Test("replacing a value changes its bytes and no other", arguments: batches)
  func replacing(_ batch: Int) throws {
    try eachSeed(of: 3, batch) { seed in
      var random = RandomJSON(seed: seed)
      let bytes = random.document()
      let root = try JSONDocument(parsing: bytes).root
      for path in random.somePaths(of: root) {
        let value = Array(random.value(depth: 4).utf8)
        let range = try #require(root.value(at: path)).range
        let result = try JSONEdit.set(path, to: value, in: bytes, embedded: [])
        let expected = bytes[..<range.lowerBound] + value + bytes[range.upperBound...]
        #expect(result == Array(expected), "seed \(seed) at \(path.dotted)")
      }
    }
  }

  @Test("what is removed is gone, and all else is there", arguments: batches)
  func removing(_ batch: Int) throws {
    try eachSeed(of: 4, batch) { seed in
      var random = RandomJSON(seed: seed)
      let bytes = random.document()
      let root = try JSONDocument(parsing: bytes).root
      for path in random.somePaths(of: root) where !path.steps.isEmpty {
        let result = try JSONEdit.remove(path, in: bytes, embedded: [])
        let after = try JSONDocument(parsing: result).root
        let parent = try #require(path.parent)
        let old = try #require(root.value(at: parent))
        let new = try #require(after.value(at: parent))
        if old.kind == .object {
          #expect(after.value(at: path) == nil, "seed \(seed) at \(path.dotted)")
        } else {
          #expect(new.count == old.count - 1, "seed \(seed) at \(path.dotted)")
        }
        let kept = Set(old.members.map(\.key)).subtracting([path.lastKey])
        #expect(Set(new.members.map(\.key)) == kept, "seed \(seed) at \(path.dotted)")
      }
    }
  }

  @Test("every path survives being written in each form", arguments: batches)
  func paths(_ batch: Int) throws {
    try eachSeed(of: 5, batch) { seed in
      var random = RandomJSON(seed: seed)
      let root = try JSONDocument(parsing: random.document()).root
      for path in random.somePaths(of: root) {
        #expect(try JSONPath(parsing: path.dotted) == path, "seed \(seed)")
        #expect(try JSONPath(parsing: path.jq) == path, "seed \(seed)")
        let range = root.value(at: path)?.range
        #expect(
          root.value(at: try JSONPath(parsing: path.pointer))?.range == range, "seed \(seed)")
      }
    }
  }

  @Test("an edit inside strings inside strings touches only its own escapes", arguments: batches)
  func embedded(_ batch: Int) throws {
    try eachSeed(of: 6, batch) { seed in
      var random = RandomJSON(seed: seed)
      let inner = random.document()
      let outer = Array("{\"flowData\": ".utf8) + random.oddLiteral(of: inner) + Array("}".utf8)
      let path = JSONPath([.key("flowData")])
      let text = try JSONEdit.text(at: path, in: outer, embedded: ["flowData"])
      #expect(text == inner, "seed \(seed)")
      #expect(
        try JSONEdit.setText(text, at: path, in: outer, embedded: ["flowData"]) == outer,
        "seed \(seed)")
      let view = JSONFormatter.pretty(try JSONDocument(parsing: inner).root)
      #expect(
        try JSONEdit.transplant(view, at: path, in: outer, embedded: ["flowData"]) == outer,
        "seed \(seed)")
      for inside in random.somePaths(of: try JSONDocument(parsing: inner).root) {
        let value = Array(random.value(depth: 4).utf8)
        let result = try JSONEdit.set(
          path.appending(inside), to: value, in: outer, embedded: ["flowData"])
        guard !inside.steps.isEmpty else { continue }
        let stored = try JSONEdit.text(at: path, in: result, embedded: ["flowData"])
        #expect(
          stored == (try JSONEdit.set(inside, to: value, in: inner, embedded: [])),
          "seed \(seed) at \(inside.dotted)")
        let undone = try JSONEdit.setText(text, at: path, in: result, embedded: ["flowData"])
        #expect(
          try JSONEdit.text(at: path, in: undone, embedded: ["flowData"]) == inner, "seed \(seed)")
      }
      if let edited = random.perturbed(inner) {
        let result = try JSONEdit.setText(edited, at: path, in: outer, embedded: ["flowData"])
        #expect(
          try JSONEdit.text(at: path, in: result, embedded: ["flowData"]) == edited, "seed \(seed)")
      }
    }
  }

  @Test("a diff is empty exactly if the content is equal", arguments: batches)
  func diffs(_ batch: Int) throws {
    try eachSeed(of: 7, batch) { seed in
      var random = RandomJSON(seed: seed)
      let bytes = random.document()
      let document = try JSONDocument(parsing: bytes)
      let edited = try JSONDocument(
        parsing: random.perturbed(JSONFormatter.pretty(document.root)) ?? bytes)
      let changes = JSONDiff.changes(from: document.root, to: edited.root)
      let isEqual =
        JSONCanonical.bytes(of: document.root) == JSONCanonical.bytes(of: edited.root)
      #expect(changes.isEmpty == isEqual, "seed \(seed)")
      #expect(JSONDiff.changes(from: document.root, to: document.root).isEmpty)
    }
  }
}

extension JSONPath {
  fileprivate var lastKey: String {
    if case .key(let key)? = steps.last { key } else { "" }
  }
}

extension RandomJSON {
  /// A literal of a text in which any character may be escaped, in any way.
  mutating func oddLiteral(of text: [UInt8]) -> [UInt8] {
    var literal = "\""
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let units = Array(String(scalar).utf16)
      let isOdd = Int.random(in: 0..<8, using: &generator) == 0
      if isOdd {
        for unit in units {
          let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
          literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else if scalar == "/" {
        literal += pick(["/", "\\/"])
      } else {
        let plain = JSONString.literal(String(scalar))
        literal += String(decoding: plain[1..<plain.count - 1], as: UTF8.self)
      }
    }
    return Array((literal + "\"").utf8)
  }
}
