import FlowModel
import FlowStore
import FlowSync
import JSONText
import Testing

/// Promise 36, and what mine, theirs and both mean for each kind.
@Suite("resolving each kind of conflict")
struct ConflictKindTests {
  struct Expectation: Sendable, CustomTestStringConvertible {
    let kind: Conflict.Kind
    let resolution: Resolution
    /// After the next push: how many flows stand on the server.
    let rows: Int
    /// Whether each side's text stands there.
    let servesMine: Bool
    let servesTheirs: Bool

    init(
      _ kind: Conflict.Kind, _ resolution: Resolution, rows: Int, mine: Bool, theirs: Bool
    ) {
      self.kind = kind
      self.resolution = resolution
      self.rows = rows
      servesMine = mine
      servesTheirs = theirs
    }

    var testDescription: String { "\(kind.rawValue) \(resolution.rawValue)" }
  }

  static let table: [Expectation] = [
    Expectation(.editEdit, .mine, rows: 1, mine: true, theirs: false),
    Expectation(.editEdit, .theirs, rows: 1, mine: false, theirs: true),
    Expectation(.editEdit, .both, rows: 2, mine: true, theirs: true),
    // Nothing clashes: what the colleague changed elsewhere stays.
    Expectation(.liveMerge, .mine, rows: 1, mine: true, theirs: true),
    Expectation(.liveMerge, .theirs, rows: 1, mine: false, theirs: true),
    Expectation(.liveMerge, .both, rows: 2, mine: true, theirs: true),
    Expectation(.editGone, .mine, rows: 1, mine: true, theirs: false),
    Expectation(.editGone, .theirs, rows: 0, mine: false, theirs: false),
    Expectation(.editGone, .both, rows: 1, mine: true, theirs: false),
    Expectation(.deleteEdit, .mine, rows: 0, mine: false, theirs: false),
    Expectation(.deleteEdit, .theirs, rows: 1, mine: false, theirs: true),
    Expectation(.deleteEdit, .both, rows: 2, mine: false, theirs: true),
    Expectation(.createTwin, .mine, rows: 2, mine: false, theirs: false),
    Expectation(.createTwin, .theirs, rows: 2, mine: false, theirs: false),
    Expectation(.createTwin, .both, rows: 2, mine: false, theirs: false),
    Expectation(.pinChanged, .mine, rows: 1, mine: true, theirs: false),
    Expectation(.pinChanged, .theirs, rows: 1, mine: false, theirs: true),
    Expectation(.pinChanged, .both, rows: 2, mine: true, theirs: true),
    Expectation(.writeRace, .mine, rows: 1, mine: true, theirs: false),
    Expectation(.writeRace, .theirs, rows: 1, mine: false, theirs: true),
    Expectation(.writeRace, .both, rows: 2, mine: true, theirs: true),
  ]

  @Test("the server gets what was decided, and neither side is lost", arguments: table)
  func decided(_ row: Expectation) throws {
    let scene = try ConflictScene(row.kind)
    let driver = scene.driver
    #expect(try driver.store.reader.conflicts().count == 1)
    try driver.resolve(scene.name, row.resolution)
    #expect(try driver.store.reader.conflicts().isEmpty)
    #expect(try scene.lost().isEmpty, "before the push")
    driver.clock.advance(seconds: 60)
    let report = try driver.push(nil, .person)
    #expect(report.entries.allSatisfy { $0.outcome == .applied }, "\(report.entries)")
    #expect(driver.service.rows.count == row.rows)
    if let mine = scene.mine { #expect(scene.served.contains(mine) == row.servesMine) }
    if let theirs = scene.theirs { #expect(scene.served.contains(theirs) == row.servesTheirs) }
    #expect(try driver.store.reader.outbox().isEmpty)
    if row.kind == .pinChanged {
      let published = driver.service.versionsMade.values.joined().map {
        String(decoding: $0.definition, as: UTF8.self)
      }
      #expect(published.count == (row.resolution == .mine ? 1 : 0))
      #expect(published.allSatisfy { $0.contains("mine-text") })
    }
  }

  @Test(
    "a kill in the middle of a resolution leaves the conflict with its versions and choices",
    arguments: table)
  func killed(_ row: Expectation) throws {
    let scene = try ConflictScene(row.kind)
    let driver = scene.driver
    let flow = try scene.flow
    var choices = ConflictChoices()
    choices[.init([.key("category")])] = .mine
    let before = try #require(try driver.store.reader.conflict(of: flow))
    try driver.store.writer.keepChoices(choices, of: before.id)
    #expect(throws: StoreError.notFound) {
      try driver.store.writer.transaction { () throws(StoreError) in
        try ConflictResolver(driver.store).resolve(flow, row.resolution, date: "2026-11-20")
        // What a kill does to a transaction that was not committed.
        throw .notFound
      }
    }
    // Another process draws other ids.
    driver.clock.advance(seconds: 60)
    try driver.reopen()
    var after = try #require(try driver.store.reader.conflict(of: flow))
    #expect(after.choices == choices)
    after.choices = before.choices
    #expect(after == before)
    #expect(try driver.state(scene.name) == .conflict)
    try driver.resolve(scene.name, row.resolution)
    try driver.reopen()
    #expect(try driver.store.reader.conflicts().isEmpty)
    #expect(try scene.lost().isEmpty)
  }

  @Test("an open conflict never expires", arguments: Conflict.Kind.allCases)
  func old(_ kind: Conflict.Kind) throws {
    let scene = try ConflictScene(kind)
    let before = try #require(try scene.driver.store.reader.conflict(of: try scene.flow))
    scene.driver.clock.advance(seconds: 400 * 86_400)
    try scene.driver.reopen()
    while try scene.driver.store.writer.forgetOld() {}
    let after = try scene.driver.store.reader.conflict(of: before.flow)
    #expect(after == before)
  }
}
