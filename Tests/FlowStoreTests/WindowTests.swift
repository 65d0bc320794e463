import FlowModel
import FlowStore
import SoakKit
import TestKit
import Testing

/// Windows compared with a model that sorts everything in memory.
@Suite("A window of the list") struct WindowTests {
  @Test("is what sorting everything would give", arguments: Soak.seeds(6))
  func matchesModel(seed: UInt64) throws {
    print("seed \(seed)")
    var random = Numbers(state: seed)
    let temporary = try TemporaryStore()
    try fill(temporary, count: 60, &random)
    let all = try everything(temporary)
    #expect(Set(all.map(\.state)).count > 6, "the sample is too plain")
    // Some records were looked through before, the others are read by the filters.
    _ = try temporary.writer.noteContents(after: nil)
    var contents: [FlowID: FlowContents] = [:]
    for row in all {
      guard let flow = try temporary.reader.flow(row.id) else { continue }
      contents[row.id] = FlowContents(of: flow.record, kind: row.kind)
    }
    for _ in 0..<150 {
      let query = query(&random)
      let expected = model(all, query, contents)
      let limit = 1 + random.below(20)
      let anchor = anchor(&random, all, expected)
      let window = try temporary.reader.window(of: query, anchor: anchor, limit: limit)
      check(window, expected, anchor, limit, "\(query) \(anchor) \(limit)")
    }
  }

  @Test("goes through the whole list by key, forwards and backwards, across both kinds")
  func walking() throws {
    var random = Numbers(state: 42)
    let temporary = try TemporaryStore()
    try fill(temporary, count: 80, &random)
    let all = try everything(temporary)
    for order in FlowOrder.allCases {
      for isReversed in [false, true] {
        let query = FlowQuery(order: order, isReversed: isReversed)
        let expected = model(all, query).map(\.id)
        var forwards: [FlowSummary] = []
        var anchor = WindowAnchor.start
        while true {
          let rows = try temporary.reader.window(of: query, anchor: anchor, limit: 7).rows
          forwards += rows
          guard let last = rows.last else { break }
          anchor = .after(last)
        }
        #expect(forwards.map(\.id) == expected, "\(query)")
        var backwards: [FlowSummary] = []
        anchor = .end
        while true {
          let rows = try temporary.reader.window(of: query, anchor: anchor, limit: 7).rows
          backwards = rows + backwards
          guard let first = rows.first else { break }
          anchor = .before(first)
        }
        #expect(backwards.map(\.id) == expected, "\(query)")
      }
    }
  }

  @Test("has names by their plain letters: an accent changes no place in the alphabet")
  func accents() throws {
    let temporary = try TemporaryStore()
    for (number, name) in ["Pal", "Öl", "Oak", "Wald", "Bücher", "Bảng", "Ob"].enumerated() {
      try temporary.pulled(SampleRecord.chatflow(name, id: "\(number)"))
    }
    func names(_ filter: String) throws -> [String] {
      let query = FlowQuery(conditions: FlowFilter(filter).conditions)
      return try temporary.reader.window(of: query, anchor: .start, limit: 9).rows.map(\.name)
    }
    #expect(try names("") == ["Bảng", "Bücher", "Oak", "Ob", "Öl", "Pal", "Wald"])
    #expect(try names("b") == ["Bảng", "Bücher", "Ob"])
    #expect(try names("ả") == ["Bảng"])
    #expect(try names("ä") == [])
    #expect(try names("!ö !bu") == ["Bảng", "Oak", "Ob", "Pal", "Wald"])
  }

  @Test("of an empty profile is empty")
  func empty() throws {
    let temporary = try TemporaryStore()
    for anchor in [WindowAnchor.start, .end, .index(5), .around(FlowID(row: 3))] {
      let window = try temporary.reader.window(of: FlowQuery(), anchor: anchor, limit: 10)
      #expect(window.rows.isEmpty && window.count == 0)
    }
  }

  @Test("counts a filtered list anew after a change, here or by another program")
  func countedList() throws {
    let temporary = try TemporaryStore()
    let query = FlowQuery(conditions: [.name("FLOW")])
    let reading = try temporary.another(.reading)
    for number in 1...3 {
      try temporary.pulled(SampleRecord.chatflow("Flow \(number)", id: "\(number)"))
      for reader in [temporary.reader, reading.reader] {
        #expect(try reader.window(of: query, anchor: .start, limit: 1).count == number)
      }
    }
  }

  // MARK: The sample

  private func fill(_ temporary: TemporaryStore, count: Int, _ random: inout Numbers) throws {
    let names = ["alpha", "Beta", "beta", "Zürich", "ärger", "漢字", "", " padded", "support"]
    for number in 0..<count {
      temporary.clock.now += Milliseconds(random.below(3))
      let name = names[random.below(names.count)]
      let kind: FlowKind = random.below(3) == 0 ? .chatbot : .chatflow
      let record =
        kind == .chatflow
        ? SampleRecord.chatflow(
          name, id: "id\(number)", type: random.below(2) == 0 ? "CHATFLOW" : "AGENTFLOW",
          padding: random.below(3) * 10)
        : SampleRecord.chatbot(name, id: "id\(number)", status: ["draft", "active"][number % 2])
      switch random.below(12) {
      case 0: _ = try temporary.create(record, kind: kind)
      case 1: try temporary.pulled(record, kind: kind, presence: "missing")
      case 2: try temporary.pulled(record, kind: kind, presence: "gone")
      case 3: try temporary.pulled(record, kind: kind, isPartial: true)
      case 4: try temporary.writer.order(.delete, try temporary.pulled(record, kind: kind))
      case 5:
        let flow = try temporary.pulled(record, kind: kind)
        let quarantine = "UPDATE resource SET quarantine = 'odd' WHERE rid = ?"
        try temporary.store.database.run(quarantine, [flow.row])
      case 6, 7:
        let flow = try temporary.pulled(record, kind: kind)
        try temporary.save(
          kind == .chatflow
            ? SampleRecord.chatflow(name, id: "id\(number)", prompt: "edited")
            : SampleRecord.chatbot(name + "!", id: "id\(number)"), flow)
        if random.below(3) == 0 {
          try temporary.writer.openConflict(.editEdit, of: flow, base: nil, local: nil, remote: nil)
        }
      default: try temporary.pulled(record, kind: kind)
      }
    }
  }

  private func everything(_ temporary: TemporaryStore) throws -> [FlowSummary] {
    try temporary.store.database.all("SELECT rid FROM resource") { $0.integer(0) }
      .map { try temporary.state(FlowID(row: $0)) }
  }

  private func query(_ random: inout Numbers) -> FlowQuery {
    var query = FlowQuery()
    query.kind = [nil, nil, .chatflow, .chatbot][random.below(4)]
    let filter = FlowFilter(Self.filters[random.below(Self.filters.count)])
    #expect(filter.problem == nil)
    query.conditions = filter.conditions
    query.order = FlowOrder.allCases[random.below(FlowOrder.allCases.count)]
    query.isReversed = random.below(2) == 0
    if random.below(3) == 0 {
      query.states = Set(SyncState.allCases.filter { _ in random.below(2) == 0 })
      // With clean rows the hidden ones are not asked for: a list of clean rows shows the listed.
      if query.states?.contains(.clean) == true {
        query.states?.subtract([.goneOnServer, .discarded])
      }
    }
    return query
  }

  private static let filters = [
    "", "", "", "BET", "字", "zzz", "type:agentflow", "type:act", "!beta !type:chat", "a !z",
    "zur ich", "ü", "!ä", "ärg", "re:^zür", "!re:ü", "re:^(al|be)", "!re:a$", "nodes>0", "!nodes=0",
    "size<300", "live:yes", "!live:yes",
    "deployed:yes", "node:hel", "!node:edit re:a", "id:id1", "category:x",
    "kind:chatbot", "!kind:chatbot a",
  ]

  private func anchor(
    _ random: inout Numbers, _ all: [FlowSummary], _ expected: [FlowSummary]
  ) -> WindowAnchor {
    let inside =
      expected.isEmpty ? all[random.below(all.count)] : expected[random.below(expected.count)]
    return switch random.below(6) {
    case 0: .start
    case 1: .end
    case 2: .after(inside)
    case 3: .before(inside)
    case 4: .around((random.below(3) == 0 ? all[random.below(all.count)] : inside).id)
    default: .index(random.below(expected.count + 10))
    }
  }

  // MARK: The model

  private func model(
    _ all: [FlowSummary], _ query: FlowQuery, _ contents: [FlowID: FlowContents] = [:]
  ) -> [FlowSummary] {
    let shown = all.filter { row in
      let states =
        query.states
        ?? Set(SyncState.allCases).subtracting([.goneOnServer, .discarded])
      return states.contains(row.state) && (query.kind == nil || query.kind == row.kind)
        && query.conditions.allSatisfy { condition in
          condition.holds(for: row)
            ?? contents[row.id].flatMap { condition.holds(for: $0) } ?? false
        }
    }
    let sorted = shown.sorted { left, right in
      switch query.order {
      case .name: (Array(left.nameKey.utf8), left.id) < (Array(right.nameKey.utf8), right.id)
      case .updated: (left.changedAt, left.id) > (right.changedAt, right.id)
      case .size: (left.byteCount, left.id) > (right.byteCount, right.id)
      case .nodes: (left.nodeCount ?? -1, left.id) > (right.nodeCount ?? -1, right.id)
      case .teams: (left.teamCount ?? -1, left.id) > (right.teamCount ?? -1, right.id)
      case .type: (typeKey(left), left.id) < (typeKey(right), right.id)
      case .state:
        (rank(left.state), Array(left.nameKey.utf8), left.id)
          < (rank(right.state), Array(right.nameKey.utf8), right.id)
      }
    }
    return query.isReversed ? sorted.reversed() : sorted
  }

  private func typeKey(_ row: FlowSummary) -> [UInt8] {
    Array("\(row.type ?? row.status ?? "")\u{1}\(row.nameKey)".utf8)
  }

  private func rank(_ state: SyncState) -> Int {
    switch state.attention {
    case .needsPerson: 0
    case .refused: 1
    case .waiting: 2
    case .none: 3
    }
  }

  private func check(
    _ window: FlowWindow, _ expected: [FlowSummary], _ anchor: WindowAnchor, _ limit: Int,
    _ context: String
  ) {
    #expect(window.count == expected.count, "\(context)")
    let rows: ArraySlice<FlowSummary>
    switch anchor {
    case .start: rows = expected.prefix(limit)
    case .end: rows = expected.suffix(limit)
    case .after(let row):
      rows = expected.drop { $0.id != row.id }.dropFirst().prefix(limit)
      if !expected.contains(row) { return }
    case .before(let row):
      rows = expected.prefix { $0.id != row.id }.suffix(limit)
      if !expected.contains(row) { return }
    case .around(let flow):
      let number = window.firstIndex ?? -1
      #expect(number >= 0, "\(context)")
      rows = expected.dropFirst(number).prefix(limit)
      if expected.contains(where: { $0.id == flow }) {
        #expect(window.rows.contains { $0.id == flow }, "\(context)")
        #expect(window.rows.count == min(limit, expected.count), "\(context)")
      } else {
        #expect(number == 0, "\(context)")
      }
    case .index(let number): rows = expected.dropFirst(number).prefix(limit)
    }
    #expect(window.rows.map(\.id) == rows.map(\.id), "\(context)")
    if let first = window.firstIndex, let row = window.rows.first {
      #expect(expected[first].id == row.id, "\(context)")
    }
  }
}

private func < <Other: Comparable>(
  left: ([UInt8], Other), right: ([UInt8], Other)
) -> Bool {
  left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
}

private func < <Other: Comparable>(
  left: (Int, [UInt8], Other), right: (Int, [UInt8], Other)
) -> Bool {
  left.0 == right.0 ? (left.1, left.2) < (right.1, right.2) : left.0 < right.0
}

/// Numbers from a seed.
private struct Numbers {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
