import FlowModel
import FlowStore
import FlowSync
import Testing

/// Who wrote first × same path or not × what fails when.
@Suite("an edit here, one there, and a fault")
struct PushMatrixTests {
  enum Foreign: CaseIterable { case nobody, beforeCheck, insideWindow, afterWrite }
  enum Field: CaseIterable { case same, other }
  enum Failure: CaseIterable {
    case nothing, lostBefore, lostAfter, late, storedRefusal, refusal, crashBefore, crashAfter
  }

  @Test(
    "nothing is lost and nothing unseen is overwritten",
    arguments: Foreign.allCases, Failure.allCases)
  func matrix(foreign: Foreign, failure: Failure) throws {
    for field in Field.allCases { try run(foreign, field, failure) }
  }

  private func run(_ foreign: Foreign, _ field: Field, _ failure: Failure) throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    let theirs = field == .same ? "category" : "analytic"
    let write = { driver.service.foreignEdit("A", theirs, "\"theirs\"") }
    if foreign == .beforeCheck { write() }
    if foreign == .insideWindow { driver.service.accompany(.update, .before(write)) }
    if foreign == .afterWrite { driver.service.accompany(.update, .after(write)) }
    arm(failure, driver)
    _ = try driver.push()
    try driver.reopen()
    _ = try driver.push()
    if try driver.state("A") == .failed { return try checkRefused(driver, foreign, failure) }
    try check(driver, foreign, field, failure)
  }

  private func arm(_ failure: Failure, _ driver: SyncDriver) {
    switch failure {
    case .nothing: break
    case .lostBefore: driver.service.fail(.update, .lostBefore)
    case .lostAfter: driver.service.fail(.update, .lostAfter)
    case .late: driver.service.fail(.update, .late(40))
    case .storedRefusal: driver.service.fail(.update, .refused(500, message: "x", stores: true))
    case .refusal: driver.service.fail(.update, .refused(400, message: "x"))
    case .crashBefore: driver.crash = (.pushAfterCheck, 0)
    case .crashAfter: driver.crash = (.pushAfterAnswer, 0)
    }
  }

  /// Refused for good: the edit stands here, the server has what it had.
  private func checkRefused(
    _ driver: SyncDriver, _ foreign: Foreign, _ failure: Failure
  ) throws {
    #expect(failure == .refusal)
    #expect(try driver.record("A").contains("mine"))
    #expect(driver.service.rows[0].text("category") != "mine")
  }

  private func check(
    _ driver: SyncDriver, _ foreign: Foreign, _ field: Field, _ failure: Failure
  ) throws {
    let row = driver.service.rows[0]
    let said = "\(foreign) \(field) \(failure)"
    // Ours is on the server, in an open conflict, or in the history.
    let flow = try driver.flow("A")
    let conflict = try driver.store.reader.conflict(of: flow.id)
    let isHere = try driver.record("A").contains("mine")
    #expect(row.text("category") == "mine" || isHere || conflict != nil, "ours is lost: \(said)")
    // Theirs was never overwritten by a write that could have seen it.
    switch foreign {
    case .nobody: #expect(flow.state == .clean, "\(said)")
    case .beforeCheck:
      #expect(row.text(field == .same ? "category" : "analytic") == "theirs", "\(said)")
      #expect(flow.state == .conflict, "\(said)")
      #expect(driver.service.count(.update) == 0, "\(said)")
    case .insideWindow where field == .other, .afterWrite where field == .other:
      #expect(row.text("analytic") == "theirs", "\(said)")
    case .insideWindow: break  // One round trip wide, and nothing the protocol offers closes it.
    case .afterWrite: #expect(row.text("category") == "theirs", "\(said)")
    }
    #expect([SyncState.clean, .conflict].contains(flow.state), "\(said): \(flow.state)")
    // What the copy calls clean is what the server holds.
    if flow.state == .clean {
      try driver.pull()
      #expect(try driver.record("A").contains(row.text("category") ?? ""), "\(said)")
    }
  }
}
