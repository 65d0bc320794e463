import FlowModel
import FlowStore
import FlowSync
import Testing

/// Which versions the engine leaves in the history (sync.md 2.3.4, `source`).
@Suite("The engine keeps as a version") struct VersionSourceTests {
  private static let temperature = "flowData.nodes[0].data.inputs.temperature"

  private func pulled() throws -> SyncDriver {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    driver.clock.advance(seconds: 10)
    return driver
  }

  /// The reasons of a flow's versions, newest first. What stands here is the newest of them.
  private func sources(_ name: String, _ driver: SyncDriver) throws -> [String] {
    let flow = try driver.flow(name)
    let versions = try driver.store.reader.history(of: flow.id)
    let newest = try #require(versions.first)
    #expect(
      try driver.store.reader.versionBytes(newest.id)?.bytes == Array(driver.record(name).utf8))
    return versions.map(\.source)
  }

  @Test("what a pull brings, first and later")
  func pull() throws {
    let driver = try pulled()
    #expect(try sources("A", driver) == ["pull"])
    driver.service.foreignEdit("A", "flowData", SyncDriver.body.replacing("0.7", with: "0.1"))
    try driver.pull()
    #expect(try sources("A", driver) == ["pull", "pull"])
  }

  @Test("what the server made of a push, of an edit and of a new flow")
  func push() throws {
    let driver = try pulled()
    try driver.edit("A", Self.temperature, "0.2")
    try driver.make("N")
    try driver.push()
    #expect(try sources("A", driver) == ["ack", "edit", "pull"])
    #expect(try sources("N", driver) == ["ack", "create"])
  }

  @Test("both sides of a conflict, whoever wins", arguments: [Resolution.mine, .theirs, .both])
  func conflict(_ resolution: Resolution) throws {
    let driver = try pulled()
    try driver.edit("A", Self.temperature, "0.2")
    driver.service.foreignEdit("A", "flowData", SyncDriver.body.replacing("0.7", with: "0.3"))
    try driver.pull()
    #expect(try driver.state("A") == .conflict)
    try driver.resolve("A", resolution)
    let texts = try driver.store.reader.history(of: try driver.flow("A").id).map { version in
      String(decoding: try driver.store.reader.versionBytes(version.id)?.bytes ?? [], as: UTF8.self)
    }
    #expect(texts.contains { $0.contains("0.2") } && texts.contains { $0.contains("0.3") })
    let expected =
      resolution == .mine
      ? ["resolve", "pull", "edit", "pull"] : ["resolve", "discard", "edit", "pull"]
    #expect(try sources("A", driver) == expected)
    if resolution == .both {
      #expect(try sources("A (conflict 2026-11-20)", driver) == ["resolve"])
    }
  }

  @Test("the last copy of what is gone")
  func gone() throws {
    let driver = try pulled()
    let flow = try driver.flow("A").id
    driver.service.rows.removeAll { $0.id == (try? driver.flow("A").remoteID) }
    for _ in 1...2 {
      driver.clock.advance(seconds: 61)
      try driver.pull()
    }
    #expect(try driver.store.reader.summary(flow)?.state == .goneOnServer)
    #expect(try driver.store.reader.history(of: flow).map(\.source) == ["gone", "pull"])
  }

  @Test("what was edited and then deleted here")
  func deleted() throws {
    let driver = try pulled()
    try driver.edit("A", Self.temperature, "0.2")
    let flow = try driver.flow("A").id
    try driver.order(.delete, "A")
    try driver.push(nil, .person)
    #expect(try driver.store.reader.history(of: flow).map(\.source) == ["gone", "edit", "pull"])
  }
}
