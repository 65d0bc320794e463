import FlowModel
import FlowStore
import FlowSync
import Testing

@Suite("delete, publish, activate, pause")
struct LifecycleTests {
  private func bot() throws -> SyncDriver {
    let driver = try SyncDriver(.chatbot)
    driver.seed("Bot")
    try driver.pull()
    return driver
  }

  private func status(_ driver: SyncDriver) -> String? { driver.service.rows.first?.text("status") }

  @Test("a deletion needs a yes and one 404")
  func delete() throws {
    let driver = try bot()
    try driver.order(.delete, "Bot")
    #expect(try driver.push().entries.first?.code == "confirm")
    #expect(driver.service.rows.count == 1)
    #expect(try driver.push(nil, .flag).entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.isEmpty)
    #expect(try driver.store.reader.counts().chatbots == 0)
  }

  @Test("a flow that somebody changed is not deleted")
  func deleteEdit() throws {
    let driver = try bot()
    try driver.order(.delete, "Bot")
    driver.service.foreignEdit("Bot", "teamIds", #"["team_2"]"#)
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.conflict])
    #expect(driver.service.rows.count == 1)
    try driver.resolve("Bot", .mine)
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.isEmpty)
  }

  @Test(
    "a lost or refused answer to a deletion is settled by reading",
    arguments: 0..<4)
  func deleteDoubt(number: Int) throws {
    let faults: [ScriptedService.Fault] = [
      .lostAfter, .lostBefore, .refused(500, message: "x", stores: true),
      .refused(500, message: "Error: not found"),
    ]
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try driver.order(.delete, "A")
    driver.service.fail(.delete, faults[number])
    let report = try driver.push(nil, .person)
    #expect(report.entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.map { $0.text("name") } == ["B"])
  }

  @Test("an active bot is paused first, with a yes that was given to just that")
  func pauseFirst() throws {
    let driver = try bot()
    driver.service.foreignEdit("Bot", "status", "\"active\"")
    try driver.order(.delete, "Bot")
    #expect(try driver.push().entries.map(\.outcome) == [.blocked])
    #expect(try driver.push(nil, .flag).entries.map(\.outcome) == [.blocked])
    #expect(driver.service.count(.pause) == 0)
    let report = try driver.push(nil, .person)
    #expect(report.entries.map(\.outcome) == [.applied, .applied])
    let verbs = driver.service.log.map(\.verb).filter { $0 == .pause || $0 == .delete }
    #expect(verbs == [.pause, .delete])
  }

  @Test("update, publish and activate go out in this order")
  func chain() throws {
    let driver = try bot()
    try driver.edit("Bot", "draft.nodes[0].data.text", "\"bye\"")
    try driver.order(.publish, "Bot")
    try driver.order(.activate, "Bot")
    let report = try driver.push(nil, .person)
    #expect(report.entries.map(\.outcome) == [.applied, .applied, .applied])
    let verbs = driver.service.log.map(\.verb).filter {
      [.update, .publish, .activate].contains($0)
    }
    #expect(verbs == [.update, .publish, .activate])
    let versions = try #require(driver.service.versionsMade.values.first)
    #expect(String(decoding: versions[0].definition, as: UTF8.self).contains("bye"))
    #expect(status(driver) == "active")
    #expect(try driver.state("Bot") == .clean)
    #expect(try driver.flow("Bot").isLive)
  }

  @Test("somebody else's draft is never published")
  func foreignDraft() throws {
    let driver = try bot()
    try driver.order(.publish, "Bot")
    driver.service.foreignEdit("Bot", "draft", #"{"nodes":[],"edges":[]}"#)
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.conflict])
    #expect(driver.service.versionsMade.isEmpty)
    try driver.resolve("Bot", .theirs)
    #expect(try driver.state("Bot") == .clean)
    #expect(try driver.record("Bot").contains(#""nodes":[]"#))
  }

  @Test("choosing one's own draft sends it and publishes it")
  func ownDraft() throws {
    let driver = try bot()
    try driver.order(.publish, "Bot")
    driver.service.foreignEdit("Bot", "draft", #"{"nodes":[],"edges":[]}"#)
    _ = try driver.push(nil, .person)
    try driver.resolve("Bot", .mine)
    let report = try driver.push(nil, .person)
    #expect(report.entries.map(\.outcome) == [.applied, .applied])
    let version = try #require(driver.service.versionsMade.values.first?.first)
    #expect(String(decoding: version.definition, as: UTF8.self).contains("hello"))
  }

  @Test("a lost answer to publish makes one version", arguments: [true, false])
  func publishDoubt(isServed: Bool) throws {
    let driver = try bot()
    try driver.order(.publish, "Bot")
    driver.service.fail(.publish, isServed ? .lostAfter : .lostBefore)
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.applied])
    #expect(driver.service.versionsMade.values.map(\.count) == [1])
  }

  @Test("a push that is to try an order again, but after one in doubt, waits for that one")
  func noSpinning() throws {
    let driver = try bot()
    driver.service.foreignEdit("Bot", "status", "\"active\"")
    try driver.pull()
    try driver.edit("Bot", "name", "\"Bot\"")
    try driver.edit("Bot", "teamIds", #"["team_2"]"#)
    try driver.order(.pause, "Bot")
    driver.service.fail(.update, .refused(503, message: "busy"))
    driver.service.fail(.pause, .lostBefore)
    driver.clock.tick = { [clock = driver.clock] in
      if clock.waits.count > 100 { clock.isStopped = true }
    }
    let report = try driver.push(nil, .person)
    #expect(report.entries.map(\.outcome) == [.applied, .applied])
    #expect(!driver.clock.waits.contains(0) && driver.clock.waits.count < 10)
    #expect(status(driver) == "paused")
  }

  @Test("activate needs a published version")
  func noVersion() throws {
    let driver = try bot()
    try driver.order(.activate, "Bot")
    let report = try driver.push(nil, .person)
    #expect(report.entries.first?.code == "no-version")
    #expect(driver.service.count(.activate) == 0)
  }

  @Test("a version that somebody published since is not activated")
  func newerVersion() throws {
    let driver = try bot()
    try driver.order(.publish, "Bot")
    try driver.order(.activate, "Bot")
    driver.service.fail(
      .versions, .meanwhile {},
      .meanwhile {
        let id = driver.service.rows[0].id
        driver.service.versionsMade[id, default: []].append(
          ScriptedVersion(
            id: "foreign", flow: id, definition: Array("{}".utf8),
            createdAt: "2026-12-31T00:00:00.000Z"))
      })
    let report = try driver.push(nil, .person)
    #expect(report.entries.map(\.outcome) == [.applied, .blocked])
    #expect(report.entries.last?.code == "newer-version")
    #expect(status(driver) == "draft")
  }

  @Test("what is already so is done without a request")
  func already() throws {
    let driver = try bot()
    driver.service.foreignEdit("Bot", "status", "\"paused\"")
    try driver.order(.pause, "Bot")
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.applied])
    #expect(driver.service.count(.pause) == 0)
  }

  @Test("an order of yesterday needs a person, not a flag")
  func old() throws {
    let driver = try bot()
    try driver.order(.publish, "Bot")
    driver.clock.advance(seconds: 90_000)
    #expect(try driver.push(nil, .flag).entries.first?.code == "confirm")
    #expect(driver.service.versionsMade.isEmpty)
    let plan = try PushPlanner(driver.store.reader, now: driver.clock.now).plan(of: nil)
    #expect(plan.entries.first?.reasons == [.old(hours: 25)])
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.applied])
  }
}
