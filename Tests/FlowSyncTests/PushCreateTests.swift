import FlowModel
import FlowStore
import FlowSync
import JSONText
import Testing

@Suite("making a flow on the server")
struct PushCreateTests {
  private func made() throws -> SyncDriver {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.make("New")
    return driver
  }

  @Test("it takes the server's id and is clean")
  func plain() throws {
    let driver = try made()
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.applied])
    #expect(report.entries.first?.remoteID != nil)
    #expect(try driver.state("New") == .clean)
    #expect(driver.service.rows.count == 2)
    try driver.pull()
    #expect(driver.service.rows.count == 2)
    #expect(try driver.store.reader.counts().chatflows == 2)
  }

  @Test("create and edits are one request with the latest content")
  func coalesced() throws {
    let driver = try made()
    for value in ["1", "2", "3"] {
      try driver.edit("New", "flowData.nodes[0].data.inputs.temperature", value)
    }
    try driver.push()
    #expect(driver.service.count(.create) == 1)
    #expect(driver.service.count(.update) == 0)
    let body = try #require(driver.service.requests(.create).first?.body)
    #expect(String(decoding: body, as: UTF8.self).contains(#"\"temperature\":3"#))
  }

  @Test("create and delete before sending is no request")
  func discarded() throws {
    let driver = try made()
    try driver.order(.delete, "New")
    try driver.push()
    #expect(driver.service.count(.create) == 0)
    #expect(driver.service.rows.count == 1)
  }

  @Test("a lost answer is found in the list: one object, one request")
  func lostAnswer() throws {
    let driver = try made()
    driver.service.fail(.create, .lostAfter)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == 2)
    #expect(driver.service.count(.create) == 1)
    #expect(try driver.state("New") == .clean)
  }

  @Test("a lost request is sent again only after two lists missed it")
  func lostRequest() throws {
    let driver = try made()
    driver.service.fail(.create, .lostBefore)
    let lists = driver.service.count(.list)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == 2)
    #expect(driver.service.count(.create) == 2)
    #expect(driver.clock.waits.reduce(0, +) >= 130)
    #expect(driver.service.count(.list) - lists >= 4)
  }

  @Test("a request that arrives late makes one object", arguments: [1.0, 60, 110])
  func late(seconds: Double) throws {
    let driver = try made()
    driver.service.fail(.create, .late(seconds))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == 2)
    #expect(driver.service.count(.create) == 1)
  }

  @Test("a refusal that stored it makes one object", arguments: [400, 500, 503])
  func storedRefusal(status: Int) throws {
    let driver = try made()
    driver.service.fail(.create, .refused(status, message: "schedule", stores: true))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == 2)
    #expect(driver.service.count(.create) == 1)
  }

  @Test("a refusal fails; a plan limit blocks creates and lets updates go on")
  func refused() throws {
    let driver = try made()
    try driver.make("Second")
    try driver.edit("A", "category", "\"c\"")
    driver.service.fail(
      .create, .refused(400, message: "bad"), .refused(402, message: "Limit exceeded: flows"))
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.failed, .blocked, .applied])
    #expect(driver.service.rows.count == 1)
  }

  @Test("a list without an end never lets a create go out twice")
  func incompleteList() throws {
    let driver = try made()
    driver.service.fail(.create, .lostBefore)
    driver.service.fail(.list, .meanwhile {})
    driver.service.extraRows = []
    // After the fence every list holds a row nobody can read.
    driver.service.fail(.create, .lostBefore)
    driver.service.fail(.list, .meanwhile { driver.service.extraRows = [Array("[1]".utf8)] })
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.inDoubt])
    #expect(driver.service.count(.create) == 1)
  }

  @Test("without a complete list nothing is created")
  func noFence() throws {
    let driver = try made()
    driver.service.extraRows = [Array("[1]".utf8)]
    #expect(try driver.push().entries.map(\.outcome) == [.queued])
    #expect(driver.service.count(.create) == 0)
  }

  @Test("a pull leaves the row of a create in doubt to the push")
  func pullMeanwhile() throws {
    let driver = try made()
    driver.service.fail(.create, .lostAfter)
    driver.service.fail(.list, .meanwhile {}, .refused(500, message: "later"))
    driver.service.failAlways(.list, .refused(500, message: "later"))
    _ = try driver.push(wait: false)
    driver.service.failAlways(.list, nil)
    #expect(try driver.state("New") == .inDoubt)
    try driver.pull()
    #expect(try driver.store.reader.counts().chatflows == 2)
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(try driver.store.reader.counts().chatflows == 2)
    #expect(driver.service.rows.count == 2)
  }

  @Test("another program pulled the new row first: it becomes one row")
  func pulledElsewhere() throws {
    let driver = try made()
    driver.service.fail(.create, .lostAfter)
    _ = try driver.push(wait: false)
    let id = try #require(driver.service.rows.last?.id)
    #expect(try driver.flow("New").remoteID == id)
    #expect(try driver.state("New") == .clean)
  }

  @Test("a half-made row of a flow with files is adopted and completed")
  func stubRow() throws {
    let driver = try SyncDriver()
    try driver.make(
      "Files",
      body:
        #""{\"nodes\":[{\"id\":\"n\",\"data\":{\"category\":\"Document Loaders\",\"inputs\":{\"f\":\"data:text/plain;base64,QQ==\"}}}],\"edges\":[]}""#
    )
    // The server stops between its two saves.
    driver.service.fail(
      .create,
      .does {
        driver.service.add([
          ("name", "\"Files\""), ("type", "\"CHATFLOW\""), ("flowData", "\"{}\""),
        ])
      })
    #expect(try driver.push().entries.map(\.outcome) == [.applied, .applied])
    #expect(driver.service.rows.count == 1)
    #expect(driver.service.rows[0].text("flowData")?.contains("base64") == true)
    #expect(driver.service.count(.create) == 1)
    #expect(driver.service.count(.update) == 1)
  }

  @Test(
    "a half-made row that somebody edited meanwhile is asked about, and the edit stays",
    arguments: [("type", "\"MULTIAGENT\""), ("name", "\"Renamed\"")])
  func editedStub(field: String, value: String) throws {
    let driver = try SyncDriver()
    try driver.make("Files")
    driver.service.fail(
      .create,
      .does {
        driver.service.add([
          ("name", "\"Files\""), ("type", "\"CHATFLOW\""), ("flowData", "\"{}\""),
        ])
        driver.service.foreignEdit("Files", field, value)
      })
    let report = try driver.push()
    #expect(report.entries.map(\.outcome) == [.blocked])
    #expect(report.entries.first?.code == "alike")
    #expect(driver.service.rows.map { $0.text(field).map { "\"\($0)\"" } } == [value])
    #expect(driver.service.count(.create) == 1 && driver.service.count(.update) == 0)
  }

  @Test("an id is never sent, and nothing the server owns")
  func protectedFields() throws {
    let driver = try made()
    try driver.push()
    let body = try #require(driver.service.requests(.create).first?.body)
    let keys = Set(try JSONDocument(parsing: body).root.members.map(\.key))
    #expect(keys == ["name", "type", "flowData"])
  }

  @Test("nothing is created where none of the known flows stands")
  func emptyWorkspace() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.pull()
    try driver.make("New")
    driver.service.rows = []
    #expect(try driver.push().entries.map(\.outcome) == [.queued])
    #expect(driver.service.count(.create) == 0)
  }

  @Test(
    "a list that is falsely empty, before and after a refusal that stored it, makes no second one")
  func falselyEmpty() throws {
    let driver = try SyncDriver()
    driver.seed("A")
    try driver.make("New")
    let (hide, show) = ({ driver.service.hideAll() }, { driver.service.hiddenIDs = [] })
    driver.service.fail(
      .list, .meanwhile(hide), .meanwhile(show), .meanwhile(hide), .meanwhile(show))
    driver.service.fail(.create, .refused(400, message: "schedule", stores: true))
    #expect(try driver.push().entries.map(\.outcome) == [.applied])
    #expect(driver.service.rows.count == 2)
    #expect(driver.service.count(.create) == 1)
  }

  @Test("an empty server's refusal fails after two looks at its list")
  func refusedByEmptyServer() throws {
    let driver = try SyncDriver()
    try driver.make("New")
    driver.service.fail(.create, .refused(400, message: "bad"))
    #expect(try driver.push().entries.map(\.outcome) == [.failed])
    #expect(driver.clock.waits.reduce(0, +) >= 10)
    #expect(driver.service.count(.create) == 1)
  }

  @Test("ten creates share one list")
  func oneFence() throws {
    let driver = try made()
    for index in 0..<9 { try driver.make("N\(index)") }
    let lists = driver.service.count(.list)
    try driver.push()
    #expect(driver.service.count(.list) - lists == 1)
    #expect(driver.service.rows.count == 11)
  }
}
