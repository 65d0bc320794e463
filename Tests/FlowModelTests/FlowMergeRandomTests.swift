import FlowModel
import JSONText
import SoakKit
import Testing

/// The laws of a merge on random triples: one flow that two people edited. A failure prints its seed.
@Suite struct FlowMergeRandomTests {
  struct Triple {
    let seed: UInt64
    let kind: FlowKind
    let base: [UInt8]
    let local: [UInt8]
    let remote: [UInt8]

    init(seed: UInt64) {
      var random = RandomFlow(seed: seed)
      self.seed = seed
      kind = random.kind
      base = random.record()
      local = random.edited(base)
      remote = random.edited(base)
    }

    func merge(_ base: [UInt8], _ local: [UInt8], _ remote: [UInt8]) throws -> FlowMerge {
      try FlowMerge.merge(base: base, local: local, remote: remote, kind: kind, isLive: false)
    }

    /// The same content with other blanks, spellings and orders of keys.
    func respelled(_ record: [UInt8]) throws -> [UInt8] {
      var record = record
      for field in FlowFields.embedded {
        guard let text = try JSONDocument(parsing: record).root[field]?.stringBytes,
          let inner = try? JSONDocument(parsing: text).root
        else { continue }
        record = try JSONEdit.set(
          JSONPath([.key(field)]), to: JSONString.literal(bytes: JSONCanonical.bytes(of: inner)),
          in: record, embedded: [])
      }
      return JSONCanonical.bytes(of: try JSONDocument(parsing: record).root)
    }
  }

  /// Without the two sides of a comparison, which are long.
  private func expect(
    _ holds: Bool, _ note: @autoclosure () -> String, at place: SourceLocation = #_sourceLocation
  ) {
    if !holds { Issue.record(Comment(rawValue: note()), sourceLocation: place) }
  }

  /// Each law has triples of its own; `WEIR_SOAK=125000` makes a million.
  private func eachTriple(of law: UInt64, _ body: (Triple) throws -> Void) rethrows {
    for seed in Soak.seeds(8) { try body(Triple(seed: law * 1_000_000_000 + seed)) }
  }

  @Test("who alone edited gets what he wrote")
  func oneSided() throws {
    try eachTriple(of: 1) { triple in
      let (base, local, remote) = (triple.base, triple.local, triple.remote)
      let respelled = try triple.respelled(base)
      let mine = try triple.merge(base, local, base)
      expect(
        mine.record == local || SemanticForm.bytes(of: local) == SemanticForm.bytes(of: base),
        "seed \(triple.seed)")
      expect(mine.verdict == .automatic, "seed \(triple.seed)")
      expect(try triple.merge(base, base, remote).record == remote, "seed \(triple.seed)")
      expect(try triple.merge(base, respelled, remote).record == remote, "seed \(triple.seed)")
      expect(try triple.merge(base, local, local).record == local, "seed \(triple.seed)")
      expect(try triple.merge(respelled, remote, remote).record == remote, "seed \(triple.seed)")
      let other = try triple.merge(base, local, respelled)
      expect(
        SemanticForm.bytes(of: other.record) == SemanticForm.bytes(of: local),
        "seed \(triple.seed)")
    }
  }

  @Test("swapping the sides swaps only the labels")
  func swapped() throws {
    try eachTriple(of: 2) { triple in
      let merge = try triple.merge(triple.base, triple.local, triple.remote)
      let swapped = try triple.merge(triple.base, triple.remote, triple.local)
      func clashes(_ merge: FlowMerge, mine: JSONClash.Kind, theirs: JSONClash.Kind) -> Set<String>
      {
        Set(
          merge.clashes.map { clash in
            let kind = clash.kind == mine ? theirs : clash.kind == theirs ? mine : clash.kind
            return "\(kind) \(clash.path.dotted)"
          })
      }
      expect(
        clashes(merge, mine: .deletedHere, theirs: .deletedThere)
          == clashes(swapped, mine: .deletedHere, theirs: .deletedHere), "seed \(triple.seed)")
      guard merge.clashes.isEmpty else { return }
      expect(merge.verdict == swapped.verdict, "seed \(triple.seed)")
      let leaves = try FlowLeaves(
        [triple.base, triple.local, triple.remote, merge.record, swapped.record], deciding: 3,
        kind: triple.kind)
      for (path, leaf) in leaves.tables[3]
      where !leaves.isCosmetic(path) && !leaves.isOwned(path) && path != "teamIds" {
        expect(leaves.tables[4][path]?.content == leaf.content, "seed \(triple.seed) \(path)")
      }
    }
  }

  @Test("merging again changes nothing")
  func again() throws {
    try eachTriple(of: 3) { triple in
      let merge = try triple.merge(triple.base, triple.local, triple.remote)
      guard merge.clashes.isEmpty else { return }
      let record = merge.record
      expect(
        try triple.merge(triple.base, triple.local, record).record == record,
        "seed \(triple.seed)")
      expect(
        try triple.merge(triple.remote, record, triple.remote).record == record,
        "seed \(triple.seed)")
      let other = try triple.merge(triple.base, record, triple.remote)
      expect(
        SemanticForm.bytes(of: other.record) == SemanticForm.bytes(of: record),
        "seed \(triple.seed)")
      expect(other.clashes.isEmpty, "seed \(triple.seed)")
    }
  }

  @Test("every leaf is the one of the side that changed it, byte for byte")
  func leaves() throws {
    try eachTriple(of: 4) { triple in
      let merge = try triple.merge(triple.base, triple.local, triple.remote)
      let leaves = try FlowLeaves(
        [triple.base, triple.local, triple.remote, merge.record], deciding: 3, kind: triple.kind)
      let clashes = merge.clashes.map { clash in names(of: clash.path) }
      let paths = leaves.tables.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
      for path in paths where path != "teamIds" {
        let values = leaves.tables.map { $0[path] }
        let (base, local, remote, merged) = (values[0], values[1], values[2], values[3])
        let isMine = base?.content != local?.content
        let isTheirs = base?.content != remote?.content
        let isClash = clashes.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "\u{1}") }
        let note = "seed \(triple.seed) \(path)"
        if leaves.isCosmetic(path) {
          // A viewport is one value, and where a node goes all of it goes.
          expect(merged?.content == local?.content || merged?.content == remote?.content, note)
        } else if isClash || leaves.isOwned(path) || !isMine || local?.content == remote?.content {
          // If nobody wrote there, the text is the local one as it is.
          let hasText = merged?.text == remote?.text || triple.base == triple.remote
          expect(merged?.content == remote?.content && hasText, note)
        } else {
          // Who changed it alone gets it; if both did, somebody is asked.
          expect(!isTheirs, note)
          expect(merged?.content == local?.content && merged?.text == local?.text, note)
        }
      }
    }
  }

  private func names(of path: JSONPath) -> String {
    path.steps.map { step in
      switch step {
      case .key(let key): key.hasPrefix("[") ? ends(in: key) : key
      case .index(let position): "\(position)"
      }
    }.joined(separator: "\u{1}")
  }

  /// The name of an edge without an id, as ``FlowLeaves`` writes it.
  private func ends(in name: String) -> String {
    let parts = (try? JSONDocument(parsing: Array(name.utf8)))?.root.elements.map {
      $0.string ?? ""
    }
    return parts.map { $0.prefix(2).joined(separator: "\u{2}") } ?? name
  }

  @Test("teams are a set")
  func teams() throws {
    func teams(_ record: [UInt8]) -> Set<String>? {
      guard let list = (try? JSONDocument(parsing: record))?.root["teamIds"] else { return nil }
      let teams = list.elements.compactMap(\.string)
      return Set(teams).count == list.count ? Set(teams) : nil
    }
    try eachTriple(of: 5) { triple in
      guard triple.kind == .chatbot, let base = teams(triple.base),
        let local = teams(triple.local), let remote = teams(triple.remote)
      else { return }
      let merge = try triple.merge(triple.base, triple.local, triple.remote)
      guard !merge.clashes.contains(where: { $0.path.dotted == "teamIds" }) else { return }
      let expected = remote.subtracting(base.subtracting(local)).union(local.subtracting(base))
      expect(teams(merge.record) == expected, "seed \(triple.seed)")
      expect(
        !expected.isEmpty || base.isEmpty || local.isEmpty || remote.isEmpty, "seed \(triple.seed)")
    }
  }

  @Test("a merge that asks nobody leaves no loose end that no side had")
  func looseEnds() throws {
    func loose(_ record: [UInt8], _ kind: FlowKind) throws -> Set<String> {
      let body = FlowBody.text(in: try JSONDocument(parsing: record).root, kind: kind)
      return Set(
        FlowCheck.problems(inBody: body, kind: kind).filter { $0.level != .shape }.map(\.message))
    }
    try eachTriple(of: 6) { triple in
      let merge = try triple.merge(triple.base, triple.local, triple.remote)
      guard merge.verdict == .automatic else { return }
      let known = try loose(triple.local, triple.kind).union(loose(triple.remote, triple.kind))
      expect(
        try loose(merge.record, triple.kind).subtracting(known).isEmpty, "seed \(triple.seed)")
    }
  }

  @Test("choosing one side everywhere leaves no clash")
  func choices() throws {
    try eachTriple(of: 7) { triple in
      let seed = triple.seed
      let clashes = try triple.merge(triple.base, triple.local, triple.remote).clashes
      for choice in [JSONMergeChoice.mine, .theirs] {
        let choices = Dictionary(clashes.map { ($0.path, choice) }, uniquingKeysWith: { $1 })
        let merge = try FlowMerge.merge(
          base: triple.base, local: triple.local, remote: triple.remote, kind: triple.kind,
          isLive: false, choices: choices)
        expect(choices.count == clashes.count && merge.clashes.isEmpty, "seed \(seed)")
        let leaves = try FlowLeaves(
          [triple.base, triple.local, triple.remote, merge.record], deciding: 3, kind: triple.kind)
        for path in choices.keys.map(names) where path != "teamIds" {
          let chosen = leaves.tables[choice == .mine ? 1 : 2][path]
          expect(leaves.tables[3][path]?.content == chosen?.content, "seed \(seed) \(path)")
        }
      }
    }
  }
}
