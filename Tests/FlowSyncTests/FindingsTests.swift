import FlowModel
import FlowStore
import FlowSync
import JSONText
import Testing

/// What the simulator found, each in its shortest form.
@Suite("what random runs have found")
struct FindingsTests {
  @Test("a flow whose deletion is refused takes no edit that the deletion would take along")
  func editUnderDeletion() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try driver.order(.delete, "A")
    driver.service.failAlways(.delete, .refused(403, message: "Forbidden"))
    try driver.push(nil, .person)
    #expect(try driver.state("A") == .blocked)
    #expect(throws: StoreError.notAllowed(.pendingDelete)) {
      try driver.edit("A", "category", "\"mine\"")
    }
    #expect(throws: StoreError.notAllowed(.pendingDelete)) { try driver.order(.publish, "A") }
  }

  @Test("a stub that is missing takes no edit and no order")
  func missingStub() throws {
    let driver = try SyncDriver(.chatbot)
    driver.seed("A", "B")
    driver.service.failAlways(.fetch, .refused(400, message: "no"))
    try driver.pull()
    driver.service.failAlways(.fetch, nil)
    driver.service.rows.removeFirst()
    try driver.pull()
    #expect(try driver.state("A") == .missing)
    #expect(throws: StoreError.notAllowed(.stub)) { try driver.edit("A", "name", "\"mine\"") }
    #expect(throws: StoreError.notAllowed(.stub)) { try driver.order(.delete, "A") }
  }

  @Test("a flow that seemed gone answers again, also in a list that shows no bodies")
  func notGone() throws {
    let driver = try SyncDriver(.chatbot)
    driver.seed("A", "B")
    try driver.pull()
    try driver.edit("A", "name", "\"mine\"")
    driver.service.fail(.fetch, .refused(404, message: "not found"))
    try driver.push()
    #expect(try driver.state("mine") == .conflict)
    try driver.pull()
    #expect(try driver.state("mine") == .dirty)
  }

  @Test("a flow that was given up and comes back stands as the server has it")
  func backFromGone() throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    let row = driver.service.rows.removeFirst()
    try driver.push()
    try driver.resolve("A", .theirs)
    #expect(driver.store.writer.unpushed.names().isEmpty)
    driver.service.rows.append(row)
    try driver.pull()
    #expect(try driver.state("A") == .clean)
    try driver.checkInvariants()
  }

  @Test("a new flow that was renamed while its creation was in doubt is made once")
  func renamedInDoubt() throws {
    let driver = try SyncDriver()
    try driver.make("New")
    driver.service.fail(.create, .lostAfter)
    driver.service.accompany(.create, .after { driver.service.failAlways(.list, .lostBefore) })
    try driver.push(wait: false)
    #expect(try driver.state("New") == .inDoubt)
    driver.service.failAlways(.list, nil)
    try driver.edit("New", "name", "\"Other\"")
    try driver.pull()
    try driver.push()
    #expect(driver.service.rows.map { $0.text("name") } == ["Other"])
    #expect(driver.service.count(.create) == 1)
  }

  @Test(
    "a new flow that somebody edited before it was read back is asked about, not made twice",
    arguments: ["flowData", "name"], [true, false])
  func editedInDoubt(field: String, isOurs: Bool) throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.make("New")
    driver.service.fail(.create, .lostAfter)
    driver.service.accompany(
      .create,
      .after {
        let body = driver.service.row(named: "New")?.text("flowData") ?? ""
        let edited = body.replacing("}],\"edges", with: "},{\"id\":\"z\"}],\"edges")
        let value = field == "name" ? Array("\"Renamed\"".utf8) : JSONString.literal(edited)
        driver.service.foreignEdit("New", field, String(decoding: value, as: UTF8.self))
      })
    #expect(try driver.push().entries.map(\.code) == ["alike"])
    #expect(driver.service.count(.create) == 1)
    try driver.pull()
    #expect(driver.service.rows.count == 2)
    let order = try #require(try driver.store.reader.outbox().first)
    #expect(order.status == .blocked)
    if isOurs {
      try driver.store.writer.cancelChange(order.id)
    } else {
      try driver.store.writer.retryChange(order.id)
    }
    try driver.push()
    try driver.pull()
    #expect(driver.service.count(.create) == (isOurs ? 1 : 2))
    #expect(driver.service.rows.count == (isOurs ? 2 : 3))
    #expect(try driver.store.reader.outbox().isEmpty)
    try driver.checkInvariants()
  }

  @Test("a list with a round number of rows costs two small answers when nothing has changed")
  func roundList() throws {
    let driver = try SyncDriver()
    for index in 0..<10 { driver.seed("F\(index)") }
    driver.service.listTag = "\"t1\""
    driver.service.shape = .silentlyPaged(cap: 10)
    try driver.pull()
    let before = driver.service.count(.list)
    try driver.pull()
    #expect(driver.service.count(.list) == before + 2)
    // A cap that was just reached: the first ten rows stay the same.
    driver.seed("F10")
    try driver.pull()
    #expect(try driver.store.reader.counts().chatflows == 11)
  }

  @Test("an answer that is no flow says nothing about what our creation made")
  func garbageCandidate() throws {
    let driver = try SyncDriver()
    driver.service.listsBodies = false
    driver.seed("A")
    try driver.pull()
    try driver.make("New")
    driver.service.fail(.create, .lostAfter)
    driver.service.garble(.fetch)
    try driver.push()
    let flow = try #require(try driver.store.reader.flow(try driver.flow("New").id))
    #expect(String(decoding: flow.base ?? [], as: UTF8.self).contains("flowData"))
    #expect(driver.service.count(.create) == 1)
    #expect(try driver.state("New") == .clean)
  }

  @Test("two writes in one second are told apart in a list that shows no bodies")
  func sameSecond() throws {
    let driver = try SyncDriver()
    driver.service.listsBodies = false
    driver.seed("A")
    // The stamp of the clock, which stands still, is 14:13:20.
    driver.service.shownDate = "Mon, 21 Sep 2026 14:13:20 GMT"
    driver.service.listTag = "\"t1\""
    try driver.pull()
    driver.service.foreignEdit("A", "flowData", SyncDriver.body.replacing("Chat", with: "Chit"))
    try driver.pull()
    let flow = try #require(try driver.store.reader.flow(try driver.flow("A").id))
    #expect(String(decoding: flow.base ?? [], as: UTF8.self).contains("Chit"))
    driver.service.shownDate = "Mon, 21 Sep 2026 14:13:40 GMT"
    try driver.pull()
    let lists = driver.service.count(.fetch)
    try driver.pull()
    #expect(driver.service.count(.fetch) == lists)
    #expect(try driver.store.reader.listTag(of: try driver.server().id) == "\"t1\"")
  }

  @Test("a row of our name that does not answer proves nothing about our creation")
  func unansweredCandidate() throws {
    let driver = try SyncDriver(.chatbot)
    try driver.make("New")
    driver.service.fail(.create, .refused(500, message: "telemetry failed", stores: true))
    driver.service.fail(.fetch, .refused(404, message: "Not Found"))
    try driver.push()
    #expect(driver.service.rows.count == 1)
    #expect(driver.service.count(.create) == 1)
    #expect(try driver.state("New") == .clean)
  }

  @Test("what somebody else wrote during a write of ours is not covered by the next edit")
  func foreignFieldMeanwhile() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.edit("A", "category", "\"mine\"")
    let path = "flowData.nodes[0].data.inputs.temperature"
    driver.service.accompany(
      .update,
      .after {
        // Here the person goes on editing; there somebody saves the same field.
        try? driver.edit("A", path, "1")
        let theirs =
          #""{\"nodes\":[{\"id\":\"n0\",\"data\":{\"label\":\"theirs\"}}],\"edges\":[]}""#
        driver.service.foreignEdit("A", "flowData", theirs)
      })
    driver.service.fail(.update, .lostAfter)
    try driver.push()
    #expect(try driver.state("A") == .conflict)
    try driver.push()
    #expect(driver.service.row(named: "A")?.text("flowData")?.contains("theirs") == true)
    #expect(driver.service.row(named: "A")?.text("category") == "mine")
  }

  @Test(
    "an empty list proves nothing about a creation when flows were there before",
    arguments: [true, false])
  func emptyListInDoubt(isPulled: Bool) throws {
    let driver = try SyncDriver()
    driver.seed("A")
    if isPulled { try driver.pull() }
    try driver.make("New")
    let service = driver.service
    service.fail(.create, .refused(500, message: "telemetry failed", stores: true))
    service.accompany(.create, .after { service.hiddenIDs = Set(service.rows.map(\.id)) })
    // The list before the creation, the empty one after it, and one that is whole again.
    service.accompany(.list, .after {})
    service.accompany(.list, .after {})
    service.accompany(.list, .before { service.hiddenIDs = [] })
    try driver.push()
    #expect(service.count(.create) == 1)
    #expect(try driver.state("New") == .clean)
  }

  @Test("a question about a twin does not hide what becomes of the flow itself")
  func changedWhileTwin() throws {
    let driver = try SyncDriver()
    try driver.make("New")
    driver.service.fail(.create, .lostAfter)
    driver.service.accompany(
      .create,
      .after {
        guard let row = driver.service.rows.first else { return }
        driver.service.add(
          row.members.filter { $0.key != "id" }.map {
            ($0.key, String(decoding: $0.value, as: UTF8.self))
          })
      })
    try driver.push()
    #expect(try driver.state("New") == .conflict)
    driver.service.foreignEdit("New", "category", "\"theirs\"")
    try driver.pull()
    let conflict = try #require(try driver.store.reader.conflicts().first)
    try ConflictResolver(driver.store).resolve(conflict.flow, .mine, date: "2026-11-29")
    let flow = try #require(try driver.store.reader.flow(conflict.flow))
    #expect(flow.summary.state == .clean)
    #expect(String(decoding: flow.record, as: UTF8.self).contains("theirs"))
  }

  @Test("a clock that was set back does not keep a flow missing")
  func clockSetBack() throws {
    let driver = try SyncDriver()
    for index in 0..<10 { driver.seed("F\(index)") }
    try driver.pull()
    driver.service.rows.removeFirst()
    #expect(try driver.pull().missing == 1)
    driver.clock.jump(milliseconds: -31_536_000_000)
    driver.clock.advance(seconds: 61)
    try driver.pull()
    driver.clock.advance(seconds: 61)
    #expect(try driver.pull().gone == 1)
  }

  @Test(
    "an order in doubt that is asked about in another workspace stays in doubt",
    arguments: [Change.Verb.update, .delete])
  func doubtElsewhere(verb: Change.Verb) throws {
    let driver = try SyncDriver()
    driver.seed("A", "B")
    try driver.pull()
    if verb == .delete {
      try driver.order(.delete, "A")
      driver.service.fail(.delete, .lostBefore)
    } else {
      try driver.edit("A", "category", "\"mine\"")
      driver.service.fail(.update, .lostBefore)
    }
    // Not applied, but nobody can know that before the wait is over.
    #expect(try driver.push(nil, .person, wait: false).entries.map(\.outcome) == [.inDoubt])
    let rows = driver.service.rows
    driver.service.rows = []
    driver.service.add([
      ("name", "\"X\""), ("flowData", SyncDriver.body), ("workspaceId", "\"ws-2\""),
    ])
    let report = try driver.push(nil, .person)
    #expect(report.errors[.flowise] == .serverChanged(expected: "ws-1", found: "ws-2"))
    #expect(report.entries.map(\.outcome) == [.inDoubt])
    driver.service.rows = rows
    #expect(try driver.push(nil, .person).entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == (verb == .delete ? 1 : 2))
  }

  /// Seed 4060951: the twin's record stood as theirs in the question about the edit.
  @Test("a twin never becomes a side of another question")
  func twinBesideEdit() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.make("New")
    let members = [("name", "\"New\""), ("type", "\"CHATFLOW\""), ("flowData", SyncDriver.body)]
    driver.service.fail(
      .create,
      .does {
        driver.service.add(members + [("category", "\"theirs\"")])
        driver.service.add(members)
      })
    driver.service.fail(.list, .meanwhile {})
    driver.service.failAlways(.list, .refused(500, message: "later"))
    try driver.push(wait: false)
    driver.service.failAlways(.list, nil)
    try driver.edit("New", "category", "\"mine\"")
    #expect(try driver.push().entries.map(\.outcome) == [.applied, .conflict])
    let id = driver.service.rows[1].id
    #expect(try driver.tracked("New").remoteID == id)
    try driver.resolve("New", .theirs)
    try driver.pull()
    let known = try driver.store.reader.find("New").map(\.remoteID)
    #expect(known.compactMap(\.self).sorted() == driver.service.rows.dropFirst().map(\.id).sorted())
    #expect(try driver.store.reader.tracked(remoteID: id, server: driver.server().id) != nil)
  }
}
