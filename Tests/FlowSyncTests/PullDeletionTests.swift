import FlowModel
import FlowStore
import FlowSync
import Testing

@Suite("deletions are never guessed, and found")
struct PullDeletionTests {
  private func pulled(_ count: Int, _ kind: FlowKind = .chatflow) throws -> SyncDriver {
    let driver = try SyncDriver(kind)
    for index in 0..<count { driver.seed("F\(index)") }
    try driver.pull()
    return driver
  }

  @Test("gone after two complete runs a minute apart")
  func twoRuns() throws {
    let driver = try pulled(10)
    driver.service.rows.removeFirst()
    #expect(try driver.pull().missing == 1)
    #expect(try driver.state("F0") == .missing)
    driver.clock.advance(seconds: 30)
    #expect(try driver.pull().gone == 0)
    driver.clock.advance(seconds: 31)
    #expect(try driver.pull().gone == 1)
    #expect(try driver.store.reader.counts().chatflows == 9)
  }

  @Test("a 404 that passes changes nothing")
  func burst() throws {
    let driver = try pulled(10)
    let lost = driver.service.rows.removeFirst()
    try driver.pull()
    driver.service.rows.append(lost)
    driver.clock.advance(seconds: 100)
    #expect(try driver.pull().gone == 0)
    #expect(try driver.state("F0") == .clean)
    driver.service.rows.removeLast()
    #expect(try driver.pull().missing == 1)
  }

  @Test("an empty list deletes nothing")
  func empty() throws {
    let driver = try pulled(3)
    driver.service.rows = []
    let report = try driver.pull()
    #expect(report.held == 3)
    #expect(report.missing == 0)
    #expect(try driver.state("F0") == .clean)
  }

  @Test("a list that is empty once is asked for again", arguments: [FlowKind.chatflow, .chatbot])
  func emptyOnce(kind: FlowKind) throws {
    let driver = try pulled(3, kind)
    let fetches = driver.service.count(.fetch)
    driver.service.fail(
      .list, .meanwhile { driver.service.hideAll() },
      .meanwhile { driver.service.hiddenIDs = [] })
    let report = try driver.pull(accept: true)
    #expect(report.missing == 0 && report.held == 0)
    #expect(report.isComplete)
    #expect(driver.service.count(.fetch) == fetches)
  }

  @Test("HTML, a cut list and refusals delete nothing", arguments: 0..<4)
  func broken(kind: Int) throws {
    let driver = try pulled(3)
    driver.service.rows.removeFirst()
    let faults: [ScriptedService.Fault] = [
      .html, .lostAfter, .refused(500, message: "x"), .refused(403, message: "x"),
    ]
    driver.service.failAlways(.list, faults[kind])
    let report = try driver.pull()
    #expect(report.error != nil)
    #expect(report.missing == 0)
    #expect(try driver.state("F0") == .clean)
  }

  @Test("more than a fifth at once asks first")
  func brake() throws {
    let driver = try pulled(50)
    driver.service.rows.removeFirst(11)
    #expect(try driver.pull().held == 11)
    #expect(try driver.pull().held == 11)
    #expect(driver.service.count(.fetch) == 0)
    #expect(try driver.state("F0") == .clean)
    #expect(try driver.pull(accept: true).missing == 11)
    driver.clock.advance(seconds: 61)
    #expect(try driver.pull(accept: true).gone == 11)
  }

  @Test("a hidden flow that still answers is not deleted")
  func hidden() throws {
    let driver = try pulled(4)
    let id = driver.service.rows[0].id
    driver.service.hiddenIDs = [id]
    for _ in 0..<3 {
      driver.clock.advance(seconds: 100)
      let report = try driver.pull()
      #expect((report.gone, report.missing) == (0, 0))
    }
    #expect(try driver.state("F0") == .clean)
  }

  @Test("a hidden cap is noticed", arguments: [10, 100])
  func cap(limit: Int) throws {
    let driver = try pulled(limit + 3)
    driver.service.shape = .paged(cap: limit)
    driver.clock.advance(seconds: 100)
    let report = try driver.pull()
    #expect((report.gone, report.missing, report.held) == (0, 0, 0))
    #expect(report.isComplete)
  }

  @Test("a cap that also holds for pages, in a list that tells no total")
  func silentCap() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M")
    driver.service.shape = .silentlyPaged(cap: 10)
    for _ in 0..<2 {
      let report = try driver.pull()
      #expect((report.gone, report.missing, report.held) == (0, 0, 0))
      #expect(report.new + report.unchanged == 13)
      #expect(report.isComplete)
    }
    #expect(try driver.store.reader.counts().chatflows == 13)
  }

  @Test("a flow edited here that is gone there asks")
  func editGone() throws {
    let driver = try pulled(10)
    try driver.edit("F0", "category", "\"mine\"")
    driver.service.rows.removeFirst()
    try driver.pull()
    driver.clock.advance(seconds: 100)
    #expect(try driver.pull().conflicts == 1)
    #expect(try driver.state("F0") == .conflict)
    #expect(try driver.record("F0").contains("mine"))
  }

  @Test("a flow that comes back is there again")
  func comesBack() throws {
    let driver = try pulled(10)
    let lost = driver.service.rows.removeFirst()
    for _ in 0..<2 {
      try driver.pull()
      driver.clock.advance(seconds: 100)
    }
    #expect(try driver.store.reader.counts().chatflows == 9)
    driver.service.rows.append(lost)
    try driver.pull()
    #expect(try driver.state("F0") == .clean)
  }

  @Test("an edited flow that comes back is sent as if nothing had been", arguments: [false, true])
  func editedComesBack(isChanged: Bool) throws {
    let driver = try pulled(10)
    try driver.edit("F0", "category", "\"mine\"")
    let lost = driver.service.rows.removeFirst()
    _ = try driver.push()
    #expect(try driver.state("F0") == .conflict)
    driver.service.rows.append(lost)
    if isChanged { driver.service.foreignEdit("F0", "category", "\"theirs\"") }
    try driver.pull()
    #expect(try driver.state("F0") == (isChanged ? .conflict : .dirty))
    #expect(try driver.push().entries.map(\.outcome) == [isChanged ? .conflict : .applied])
    #expect(driver.service.rows.count == 10)
  }
}
