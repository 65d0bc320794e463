import FlowModel
import FlowStore
import FlowSync
import Testing

/// The process dies at each named point and comes back (sync.md 2.7.8).
@Suite("a crash loses nothing and doubles nothing")
struct CrashTests {
  static let points: [FaultPoint] = [
    .pushBeforeJournal, .pushAfterJournal, .pushAfterCheck, .pushAfterAnswer, .pushBeforeSettling,
    .pushAfterSettling, .reconcileAfterRead,
  ]

  @Test("in an update", arguments: points)
  func update(point: FaultPoint) throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    driver.crash = (point, 0)
    _ = try driver.push()
    try driver.reopen()
    _ = try driver.push()
    #expect(driver.service.row(named: "A")?.text("category") == "mine")
    #expect(try driver.state("A") == .clean)
    #expect(driver.service.count(.update) == 1)
    #expect(driver.store.writer.unpushed.names().isEmpty)
  }

  @Test("in a create", arguments: points)
  func create(point: FaultPoint) throws {
    let driver = try SyncDriver()
    try driver.make("New")
    driver.crash = (point, 0)
    _ = try driver.push()
    try driver.reopen()
    _ = try driver.push()
    #expect(driver.service.rows.count == 1)
    #expect(driver.service.count(.create) == 1)
    #expect(try driver.state("New") == .clean)
  }

  @Test("in a create whose answer was lost", arguments: points)
  func lostCreate(point: FaultPoint) throws {
    let driver = try SyncDriver()
    try driver.make("New")
    driver.service.fail(.create, .lostAfter)
    driver.crash = (point, 0)
    _ = try driver.push()
    try driver.reopen()
    _ = try driver.push()
    #expect(driver.service.rows.count == 1)
    #expect(try driver.state("New") == .clean)
  }

  @Test("in a deletion", arguments: points)
  func delete(point: FaultPoint) throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try driver.order(.delete, "A")
    driver.crash = (point, 0)
    _ = try driver.push(nil, .person)
    try driver.reopen()
    _ = try driver.push(nil, .person)
    #expect(driver.service.rows.map { $0.text("name") } == ["B"])
    #expect(try driver.store.reader.counts().chatflows == 1)
  }

  @Test("in a publish", arguments: points)
  func publish(point: FaultPoint) throws {
    let driver = try SyncDriver(.chatbot)
    driver.seed("Bot")
    try driver.pull()
    try driver.order(.publish, "Bot")
    driver.crash = (point, 0)
    _ = try driver.push(nil, .person)
    try driver.reopen()
    _ = try driver.push(nil, .person)
    #expect(driver.service.versionsMade.values.map(\.count) == [1])
    #expect(try driver.state("Bot") == .clean)
  }

  @Test(
    "in a pull",
    arguments: [
      FaultPoint.pullAfterRunOpened, .pullAfterBatch, .pullBeforeDeletions, .pullBeforeFinish,
    ])
  func pull(point: FaultPoint) throws {
    let driver = try SyncDriver()
    for index in 0..<120 { driver.seed("F\(index)") }
    try driver.pull()
    driver.service.rows.removeLast(10)
    for index in 0..<60 { driver.service.foreignEdit("F\(index)", "category", "\"new\"") }
    driver.crash = (point, 0)
    #expect(try driver.pull(accept: true).error == .crashed(point))
    try driver.reopen()
    let counted = try driver.store.reader.counts().chatflows
    #expect(counted == 120)
    let report = try driver.pull(accept: true)
    #expect(report.isComplete)
    #expect(try driver.record("F59").contains("new"))
    try driver.checkInvariants()
  }
}
