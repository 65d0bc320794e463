import JSONText
import SoakKit
import Testing

/// Laws of structure edits on random documents. A failure prints the seed of its document.
///
/// 1200 documents in `make test`; `WEIR_SOAK=834` makes them a million.
@Suite struct JSONStructurePropertyTests {
  static let batches = 0..<20
  static let seedsPerBatch = UInt64(60 * Soak.factor)

  @Test("an edit changes what it is about and no other byte, and can be undone", arguments: batches)
  func edits(_ batch: Int) throws {
    let first = 20_000_000_000 + UInt64(batch) * Self.seedsPerBatch
    for seed in first..<first + Self.seedsPerBatch {
      var random = RandomJSON(seed: seed)
      let bytes = random.document()
      let document = try JSONDocument(parsing: bytes)
      let root = document.root
      for (number, path) in random.somePaths(of: root).enumerated() {
        let edit = RandomEdit(number: number, of: path, in: root, random: &random)
        guard let splices = try edit.splices(in: root) else { continue }
        let after = JSONSplice.apply(splices, to: bytes)
        let note: Comment = "seed \(seed), \(edit)"
        #expect(isOrdered(splices, in: bytes), note)
        #expect(
          JSONSplice.apply(JSONSplice.inverse(of: splices, in: bytes), to: after) == bytes, note)
        #expect(try edit.bytes(of: bytes, embedded: []) == after, note)
        #expect(edit.isMade(in: try JSONDocument(parsing: after), of: document), note)
      }
    }
  }

  private func isOrdered(_ splices: [JSONSplice], in bytes: [UInt8]) -> Bool {
    var end = 0
    for splice in splices {
      guard splice.range.lowerBound >= end, splice.range.upperBound <= bytes.count else {
        return false
      }
      end = splice.range.upperBound
    }
    return true
  }

  @Test(
    "an edit inside a string is that of its text, and no other escape moves", arguments: batches)
  func embedded(_ batch: Int) throws {
    let first = 21_000_000_000 + UInt64(batch) * Self.seedsPerBatch
    for seed in first..<first + Self.seedsPerBatch {
      var random = RandomJSON(seed: seed)
      let bytes = random.document()
      let outer = Array("{\"flowData\" : ".utf8) + random.oddLiteral(of: bytes) + [0x20, 0x7D]
      let root = try JSONDocument(parsing: bytes).root
      let literal = try #require(try JSONDocument(parsing: outer).root["flowData"])
      #expect(JSONEdit.text(of: literal) == bytes, "seed \(seed)")
      for (number, path) in random.somePaths(of: root).prefix(2).enumerated() {
        let edit = RandomEdit(number: number + 1, of: path, in: root, random: &random)
        guard let inner = try edit.splices(in: root) else { continue }
        let note: Comment = "seed \(seed), \(edit)"
        let text = JSONSplice.apply(inner, to: bytes)
        let stored = JSONSplice.apply(JSONEdit.splices(storing: text, in: literal), to: outer)
        let edited = try edit.bytes(of: outer, embedded: ["flowData"])
        for result in [stored, edited] {
          let now = try #require(try JSONDocument(parsing: result).root["flowData"])
          #expect(JSONEdit.text(of: now) == text, note)
        }
        // A byte of the text is at least one of the literal.
        let head = literal.range.lowerBound + 1 + (inner.first?.range.lowerBound ?? bytes.count)
        let tail = 3 + bytes.count - (inner.last?.range.upperBound ?? 0)
        #expect(edited.prefix(head) == outer.prefix(head), note)
        #expect(edited.suffix(tail) == outer.suffix(tail), note)
      }
    }
  }
}
