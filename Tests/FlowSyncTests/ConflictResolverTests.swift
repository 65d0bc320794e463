import FlowModel
import FlowStore
import FlowSync
import Testing

@Suite("resolving a conflict")
struct ConflictResolverTests {
  private func held() throws -> SyncDriver {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    driver.service.foreignEdit("A", "category", "\"theirs\"")
    _ = try driver.push()
    return driver
  }

  @Test("mine is sent again and stands on the server")
  func mine() throws {
    let driver = try held()
    try driver.resolve("A", .mine)
    #expect(try driver.state("A") == .dirty)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.row(named: "A")?.text("category") == "mine")
    #expect(try driver.state("A") == .clean)
  }

  @Test("mine sends what was edited here, and leaves what only somebody else edited")
  func mineApart() throws {
    let driver = try held()
    driver.service.foreignEdit("A", "apiConfig", "\"{}\"")
    try driver.pull()
    try driver.resolve("A", .mine)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    let body = try #require(driver.service.requests(.update).last?.body)
    #expect(String(decoding: body, as: UTF8.self) == #"{"category":"mine"}"#)
    #expect(driver.service.row(named: "A")?.text("apiConfig") == "{}")
    #expect(driver.service.row(named: "A")?.text("category") == "mine")
  }

  @Test("mine against a server that moved again holds again")
  func movedAgain() throws {
    let driver = try held()
    try driver.resolve("A", .mine)
    driver.service.foreignEdit("A", "category", "\"third\"")
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    #expect(driver.service.row(named: "A")?.text("category") == "third")
  }

  @Test("theirs takes the server's and keeps mine in the history")
  func theirs() throws {
    let driver = try held()
    try driver.resolve("A", .theirs)
    #expect(try driver.state("A") == .clean)
    #expect(try driver.record("A").contains("theirs"))
    #expect(try driver.store.reader.outbox().isEmpty)
    let versions = try driver.store.reader.history(of: try driver.flow("A").id)
    let kept = try versions.compactMap { try driver.store.reader.versionBytes($0.id)?.bytes }
    #expect(kept.contains { String(decoding: $0, as: UTF8.self).contains("mine") })
    #expect(driver.store.writer.unpushed.names().isEmpty)
  }

  @Test("both keeps two flows")
  func both() throws {
    let driver = try held()
    try driver.resolve("A", .both)
    #expect(try driver.record("A").contains("theirs"))
    #expect(try driver.state("A (conflict 2026-11-20)") == .pendingCreate)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == 2)
    #expect(driver.service.row(named: "A (conflict 2026-11-20)")?.text("category") == "mine")
    #expect(driver.service.row(named: "A")?.text("category") == "theirs")
  }

  @Test(
    "an edit of a flow that is gone: mine makes it anew, theirs lets it go",
    arguments: Resolution.allCases)
  func gone(resolution: Resolution) throws {
    let driver = try held()
    try driver.resolve("A", .theirs)
    try driver.edit("A", "category", "\"again\"")
    driver.service.rows = []
    _ = try driver.push()
    #expect(try driver.state("A") == .conflict)
    try driver.resolve("A", resolution)
    _ = try driver.push()
    #expect(driver.service.rows.count == (resolution == .theirs ? 0 : 1))
    #expect(try driver.store.reader.outbox().isEmpty)
  }
}
