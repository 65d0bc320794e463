import FlowModel
import FlowStore
import FlowSync
import Testing

@Suite("pushing an update")
struct PushUpdateTests {
  private func edited(_ name: String = "A") throws -> SyncDriver {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try driver.edit(name, "flowData.nodes[0].data.inputs.temperature", "0.9")
    return driver
  }

  @Test("only the changed field travels, and only its bytes differ afterwards")
  func onlyChangedFields() throws {
    let driver = try edited()
    let before = try #require(driver.service.row(named: "A")?.value("flowData"))
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.applied])
    let body = try #require(driver.service.requests(.update).first?.body)
    #expect(String(decoding: body, as: UTF8.self).hasPrefix(#"{"flowData":"{\"nodes"#))
    let after = try #require(driver.service.row(named: "A")?.value("flowData"))
    let expected = String(decoding: before, as: UTF8.self).replacing("0.7", with: "0.9")
    #expect(String(decoding: after, as: UTF8.self) == expected)
    #expect(try driver.state("A") == .clean)
  }

  @Test("many edits are one request")
  func manyEdits() throws {
    let driver = try edited()
    for index in 0..<30 {
      try driver.edit("A", "name", "\"A\(index)\"")
      try driver.edit("A\(index)", "name", "\"A\"")
    }
    try driver.push()
    #expect(driver.service.count(.update) == 1)
  }

  @Test("an edit taken back sends nothing")
  func takenBack() throws {
    let driver = try edited()
    try driver.edit("A", "flowData.nodes[0].data.inputs.temperature", "0.7")
    try driver.push()
    #expect(driver.service.count(.update) == 0)
    #expect(try driver.state("A") == .clean)
  }

  @Test("somebody else's edit of the same value holds, and the server stays as it is")
  func sameValue() throws {
    let driver = try edited()
    driver.service.foreignEdit(
      "A", "flowData", SyncDriver.body.replacing("0.7", with: "0.2"))
    let before = driver.service.rows.map(\.bytes)
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.conflict])
    #expect(driver.service.rows.map(\.bytes) == before)
    #expect(driver.service.count(.update) == 0)
    let conflict = try #require(try driver.store.reader.conflict(of: try driver.flow("A").id))
    #expect(conflict.kind == .editEdit)
    #expect(conflict.paths == ["flowData.nodes[0].data.inputs.temperature"])
    #expect(String(decoding: conflict.base ?? [], as: UTF8.self).contains("0.7"))
    #expect(String(decoding: conflict.local ?? [], as: UTF8.self).contains("0.9"))
    #expect(String(decoding: conflict.remote ?? [], as: UTF8.self).contains("0.2"))
  }

  @Test("an equal edit by somebody else settles without a request")
  func equalEdit() throws {
    let driver = try edited()
    driver.service.foreignEdit(
      "A", "flowData", SyncDriver.body.replacing("0.7", with: "0.90"))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.count(.update) == 0)
    #expect(try driver.state("A") == .clean)
  }

  @Test("a foreign edit between check and write cannot be seen, but its other fields stay")
  func insideTheWindow() throws {
    let driver = try edited()
    driver.service.fail(
      .update, .meanwhile { driver.service.foreignEdit("A", "category", "\"theirs\"") })
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.row(named: "A")?.text("category") == "theirs")
    #expect(try driver.record("A").contains("theirs"))
  }

  @Test("a lost answer is settled by reading: the edit is applied once")
  func lostAnswer() throws {
    let driver = try edited()
    driver.service.fail(.update, .lostAfter)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.count(.update) == 1)
    #expect(driver.clock.waits.allSatisfy { $0 < 100 })
    #expect(try driver.state("A") == .clean)
  }

  @Test("a lost request is sent again after the time in which it could still arrive")
  func lostRequest() throws {
    let driver = try edited()
    driver.service.fail(.update, .lostBefore)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.count(.update) == 2)
    #expect(driver.clock.waits.contains { $0 >= 119 })
  }

  @Test("a late request counts when it arrives")
  func lateRequest() throws {
    let driver = try edited()
    driver.service.fail(.update, .late(40))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.count(.update) == 1)
  }

  @Test("without waiting it stays in doubt, and the next push settles it")
  func noWait() throws {
    let driver = try edited()
    driver.service.fail(.update, .lostBefore)
    #expect(try driver.push(wait: false).entries.map(\.outcome) == [.inDoubt])
    #expect(try driver.state("A") == .inDoubt)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
  }

  @Test(
    "a refusal that was stored nevertheless counts as applied", arguments: [400, 422, 500, 503])
  func storedRefusal(status: Int) throws {
    let driver = try edited()
    driver.service.fail(.update, .refused(status, message: "schedule", stores: true))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.count(.update) == 1)
    #expect(try driver.state("A") == .clean)
  }

  @Test("a refusal for good fails at once, without waiting", arguments: [400, 412, 413, 422])
  func refusal(status: Int) throws {
    let driver = try edited()
    driver.service.fail(.update, .refused(status, message: "bad flow"))
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.failed])
    #expect(report.entries.first?.status == status)
    #expect(driver.clock.waits.isEmpty)
    #expect(try driver.state("A") == .failed)
  }

  @Test("403 blocks that change and no other")
  func forbidden() throws {
    let driver = try edited()
    try driver.edit("B", "name", "\"B2\"")
    driver.service.fail(.update, .refused(403, message: "Forbidden"))
    #expect(try driver.push().entries.map(\.outcome) == [.blocked, .applied])
    // Another key, another push: nothing has to be edited again.
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(try driver.state("A") == .clean)
  }

  @Test("HTML for an answer blocks without a wait, and the next push goes on")
  func html() throws {
    let driver = try edited()
    driver.service.fail(.update, .html)
    #expect(try driver.push().entries.map(\.outcome) == [.blocked])
    #expect(driver.clock.waits.isEmpty)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
  }

  @Test("a change that was refused is tried again when a push names its flow")
  func named() throws {
    let driver = try edited()
    driver.service.fail(.update, .refused(400, message: "no"))
    #expect(try driver.push().entries.map(\.outcome) == [.failed])
    #expect(try driver.push().entries.map(\.outcome) == [.failed])
    #expect(driver.service.count(.update) == 1)
    #expect(try driver.push([try driver.flow("A").id]).entries.map(\.outcome) == [.applied])
  }

  @Test("a server that fails every time is left to the next push after three tries")
  func failsAlways() throws {
    let driver = try edited()
    driver.service.failAlways(.update, .refused(500, message: "constraint"))
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.queued])
    #expect(driver.service.count(.update) == 3)
    #expect(try driver.push().entries.map(\.outcome) == [.queued])
    #expect(driver.service.count(.update) == 4)
    for _ in 0..<4 { try driver.push() }
    #expect(try driver.state("A") == .failed)
    #expect(driver.service.count(.update) == 8)
  }

  @Test("another workspace's \"not found\" is no deletion", arguments: [false, true])
  func otherWorkspace(isDeletion: Bool) throws {
    let driver = try edited()
    if isDeletion { try driver.order(.delete, "A") }
    let rows = driver.service.rows
    driver.service.rows = []
    driver.service.add([
      ("name", "\"X\""), ("flowData", SyncDriver.body), ("workspaceId", "\"ws-2\""),
    ])
    let report = try driver.push(nil, .person)
    #expect(report.errors[.flowise] == .serverChanged(expected: "ws-1", found: "ws-2"))
    #expect(report.entries.map(\.outcome) == [.queued])
    driver.service.rows = rows
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == (isDeletion ? 1 : 2))
  }

  @Test(
    "neither an empty list once nor strange rows hide another workspace", arguments: [false, true])
  func otherWorkspaceBehindALie(isEmpty: Bool) throws {
    let driver = try edited()
    let rows = driver.service.rows
    driver.service.rows = []
    if isEmpty {
      driver.service.add([
        ("name", "\"X\""), ("flowData", SyncDriver.body), ("workspaceId", "\"ws-2\""),
      ])
      driver.service.fail(.list, .meanwhile { driver.service.hideAll() })
      driver.service.accompany(.list, .after { driver.service.hiddenIDs = [] })
    } else {
      driver.service.extraRows = [Array("[1]".utf8)]
    }
    let report = try driver.push(nil, .person)
    #expect(report.errors[.flowise] != nil)
    #expect(report.entries.map(\.outcome) == [.queued])
    driver.service.rows = rows
    driver.service.extraRows = []
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.applied])
  }

  @Test("a flow that went away with all others is asked about: the list is empty twice")
  func emptiedWorkspace() throws {
    let driver = try edited()
    driver.service.rows = []
    let lists = driver.service.count(.list)
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.conflict])
    #expect(driver.service.count(.list) - lists == 2)
  }

  @Test("401 ends the push with few requests and without loops")
  func unauthorized() throws {
    let driver = try edited()
    try driver.edit("B", "name", "\"B2\"")
    driver.service.failAlways(.fetch, .refused(401, message: "Unauthorized Access"))
    let requests = driver.service.log.count
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.blocked, .queued])
    #expect(driver.service.log.count - requests <= 2)
    #expect(report.errors[.flowise] != nil)
    driver.service.failAlways(.fetch, nil)
    #expect(try driver.push().entries.map(\.outcome) == [.applied, .applied])
  }

  @Test("429 waits as long as it is told")
  func tooMany() throws {
    let driver = try edited()
    driver.service.fail(.update, .refused(429, message: "slow down", retryAfter: 33))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.clock.waits.reduce(0, +) >= 33)
  }

  @Test("an unreachable server leaves the change queued")
  func unreachable() throws {
    let driver = try edited()
    driver.service.failAlways(.update, .neverConnected)
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.queued])
    #expect(driver.service.count(.update) == 0)
    driver.service.failAlways(.update, nil)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
  }

  @Test("one bad flow does not stop the others")
  func oneOfHundred() throws {
    let driver = try SyncDriver()
    for index in 0..<100 { driver.seed("F\(index)") }
    try driver.pull()
    for index in 0..<100 { try driver.edit("F\(index)", "category", "\"c\"") }
    for _ in 0..<41 { driver.service.fail(.update, .meanwhile {}) }
    driver.service.fail(.update, .refused(400, message: "bad"))
    let outcomes = try driver.push().entries.map(\.outcome)
    #expect(outcomes.count { $0 == .applied } == 99)
    #expect(outcomes[41] == .failed)
  }

  @Test("an edit made while the answer is on its way is sent too")
  func editMeanwhile() throws {
    let driver = try edited()
    driver.service.fail(.update, .meanwhile { try? driver.edit("A", "category", "\"late\"") })
    try driver.push()
    #expect(driver.service.count(.update) == 2)
    #expect(driver.service.row(named: "A")?.text("category") == "late")
    #expect(try driver.state("A") == .clean)
  }

  @Test("a flow that is gone on the server asks")
  func gone() throws {
    let driver = try edited()
    driver.service.rows.removeFirst()
    #expect(try driver.push().entries.map(\.outcome) == [.conflict])
    #expect(try driver.state("A") == .conflict)
    try driver.resolve("A", .mine)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == 2)
  }

  @Test("a public flow waits for a yes and is reported")
  func live() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    driver.service.rows[0].set("isPublic", Array("true".utf8))
    try driver.pull()
    try driver.edit("A", "category", "\"c\"")
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.blocked])
    #expect(report.entries.first?.code == "confirm")
    #expect(driver.service.count(.update) == 0)
    #expect(try driver.push(nil, .flag).entries.map(\.outcome) == [.applied])
  }

  @Test("a second pusher to the same server sends nothing and names the first")
  func onePusher() throws {
    let driver = try edited()
    let lock = try WriterLock(path: driver.folder + "/locks/push-flowise-http---scripted.example")
    #expect(try lock.tryTake())
    lock.write(note: "99 1234")
    let requests = driver.service.log.count
    let report = try driver.push()
    #expect(report.errors[.flowise] == .pushedElsewhere(process: 99, since: 1_234))
    #expect(report.entries.map(\.outcome) == [.queued])
    #expect(driver.service.log.count == requests)
    lock.release()
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
  }

  @Test("stopping ends the wait and keeps the doubt")
  func stopped() throws {
    let driver = try edited()
    driver.service.fail(.update, .does { driver.clock.isStopped = true })
    let report = try driver.push()
    #expect(report.errors[.flowise] == .cancelled)
    #expect(report.entries.map(\.outcome) == [.inDoubt])
    driver.clock.isStopped = false
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
  }
}
