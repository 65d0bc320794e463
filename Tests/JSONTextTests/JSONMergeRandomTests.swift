import JSONText
import SoakKit
import Testing

/// Laws on random documents: odd numbers, escapes, duplicate keys, uneven blanks. A failure prints
/// the seed of its document.
@Suite struct JSONMergeRandomTests {
  /// Arrays of objects with ids are merged by them, at any depth that occurs.
  private static let rules = JSONMergeRules(
    (0..<8).reduce(JSONMergeRule.keyed(by: [JSONMergeKey("id")])) { rule, _ in
      .keyed(by: [JSONMergeKey("id")], elements: rule)
    })

  private func eachTriple(
    of law: UInt64, _ body: (UInt64, [UInt8], [UInt8], [UInt8]) throws -> Void
  ) rethrows {
    for seed in Soak.seeds(30) {
      var random = RandomJSON(seed: law * 1_000_000_000 + seed)
      let base = random.document()
      var sides = [base, base]
      for side in 0..<2 {
        for _ in 0..<3 { sides[side] = random.perturbed(sides[side]) ?? sides[side] }
      }
      try body(seed, base, sides[0], sides[1])
    }
  }

  private func merge(_ base: [UInt8], _ local: [UInt8], _ remote: [UInt8]) throws -> JSONMergeResult
  {
    try JSONMerge.merge(base: base, local: local, remote: remote, rules: Self.rules)
  }

  private func content(_ text: [UInt8]) throws -> [UInt8] {
    JSONCanonical.bytes(of: try JSONDocument(parsing: text).root)
  }

  @Test("who alone edited gets what he wrote")
  func oneSided() throws {
    try eachTriple(of: 1) { seed, base, local, remote in
      #expect(try merge(base, base, remote).text == remote, "seed \(seed)")
      #expect(try merge(base, remote, remote).text == remote, "seed \(seed)")
      let view = JSONFormatter.pretty(try JSONDocument(parsing: base).root)
      #expect(try merge(base, view, remote).text == remote, "seed \(seed)")
      for copy in [base, view] {
        let mine = try merge(base, local, copy)
        #expect(try content(mine.text) == content(local), "seed \(seed)")
        #expect(mine.clashes.isEmpty, "seed \(seed)")
        let hasBytes = try mine.text == local || content(local) == content(base)
        #expect(copy != base || hasBytes, "seed \(seed)")
      }
    }
  }

  @Test("swapping the sides swaps only the labels, and merging again changes nothing")
  func swapped() throws {
    try eachTriple(of: 2) { seed, base, local, remote in
      let result = try merge(base, local, remote)
      let swapped = try merge(base, remote, local)
      #expect(
        Set(result.clashes.map(\.path)) == Set(swapped.clashes.map(\.path)), "seed \(seed)")
      guard result.clashes.isEmpty else { return }
      #expect(try merge(base, local, result.text).text == result.text, "seed \(seed)")
      #expect(try merge(remote, result.text, remote).text == result.text, "seed \(seed)")
      #expect(
        try content(merge(base, result.text, remote).text) == content(result.text), "seed \(seed)")
    }
  }

  @Test("what is chosen everywhere has the content of that side")
  func choices() throws {
    try eachTriple(of: 3) { seed, base, local, remote in
      let open = try merge(base, local, remote)
      let places = open.clashes.map(\.path) + open.rows.filter { $0.kind != .moved }.map(\.path)
      for choice in [JSONMergeChoice.mine, .theirs] {
        let result = try JSONMerge.merge(
          base: base, local: local, remote: remote, rules: Self.rules,
          choices: Dictionary(places.map { ($0, choice) }, uniquingKeysWith: { $1 }))
        #expect(result.clashes.isEmpty, "seed \(seed)")
        let side = choice == .mine ? local : remote
        let isMoved = open.rows.contains { $0.kind == .moved }
        // What both added under the same names stands in the server's order (sync.md 2.10.1): the
        // elements are those of the side, their order need not be.
        let isAddedTwice = open.clashes.filter { $0.kind == .addedTwice }.count > 1
        let (got, wanted) = (try content(result.text), try content(side))
        #expect(
          isMoved || got == wanted || isAddedTwice && got.sorted() == wanted.sorted(),
          "seed \(seed)")
      }
    }
  }
}
