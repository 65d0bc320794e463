import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

@Suite("An edit") struct EditTests {
  @Test("waits as one update, however often it is saved")
  func coalescing() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    for number in 1...20 {
      #expect(try temporary.save(SampleRecord.chatflow("name \(number)", id: "1"), flow) == number)
    }
    #expect(try temporary.waiting(flow) == ["update queued"])
    #expect(try temporary.state(flow).state == .dirty)
    #expect(try temporary.state(flow).name == "name 20")
    #expect(try temporary.reader.flow(flow)?.base == SampleRecord.chatflow("a", id: "1"))
    // The pulled version and twenty edits.
    #expect(try temporary.reader.history(of: flow).count == 21)
  }

  @Test("from an older version is refused and changes nothing")
  func compareAndSwap() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    let mine = SampleRecord.chatflow("mine", id: "1")
    try temporary.save(SampleRecord.chatflow("theirs", id: "1"), flow)
    #expect(throws: StoreError.versionMoved(found: 1)) {
      _ = try temporary.writer.saveEdit(
        mine, try FlowProjection(reading: mine, kind: .chatflow), of: flow, expecting: 0)
    }
    #expect(try temporary.state(flow).name == "theirs")
    #expect(try temporary.reader.history(of: flow).count == 2)
  }

  @Test("of the same bytes is none")
  func unchanged() throws {
    let temporary = try TemporaryStore()
    let record = SampleRecord.chatflow("a", id: "1")
    let flow = try temporary.pulled(record)
    #expect(try temporary.save(record, flow) == 0)
    #expect(try temporary.waiting(flow).isEmpty)
    #expect(try temporary.reader.history(of: flow).isEmpty)
  }

  @Test("back to the server's bytes takes the update back")
  func backToBase() throws {
    let temporary = try TemporaryStore()
    let record = SampleRecord.chatflow("a", id: "1")
    let flow = try temporary.pulled(record)
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    #expect(try temporary.save(record, flow) == 2)
    #expect(try temporary.state(flow).state == .clean)
    #expect(try temporary.waiting(flow).isEmpty)
    #expect(try temporary.state(flow).name == "a")
  }

  @Test("back to the server's content in another layout takes the server's bytes")
  func otherLayout() throws {
    let temporary = try TemporaryStore()
    let base = Array(#"{"id":"1","name":"a","n":2.0,"flowData":"{\"nodes\":[]}"}"#.utf8)
    let flow = try temporary.pulled(base)
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    let other = Array(#"{ "name": "a", "id": "1", "flowData": "{ \"nodes\": [] }", "n": 2 }"#.utf8)
    try temporary.save(other, flow)
    #expect(try temporary.state(flow).state == .clean)
    #expect(try temporary.waiting(flow).isEmpty)
    #expect(try temporary.reader.flow(flow)?.record == base)
  }

  @Test(
    "is refused by state, with the state named",
    arguments: [
      SyncState.stub, .pendingDelete, .goneOnServer, .quarantined, .conflict, .discarded,
    ])
  func refusedStates(state: SyncState) throws {
    let temporary = try TemporaryStore()
    let flow = try flow(in: state, temporary)
    #expect(try temporary.state(flow).state == state)
    let record = SampleRecord.chatflow("edited", id: "1")
    #expect(throws: StoreError.notAllowed(state)) {
      let version = try temporary.store.database.first(
        "SELECT work_version FROM resource WHERE rid = ?", [flow.row]
      ) { $0.integer(0) }
      _ = try temporary.writer.saveEdit(
        record, try FlowProjection(reading: record, kind: .chatflow), of: flow,
        expecting: version ?? -1)
    }
  }

  @Test("while a request is under way changes only the local copy")
  func duringPush() throws {
    for status in ["sending", "unknown"] {
      let temporary = try TemporaryStore()
      let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
      try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
      try temporary.setStatus(status, of: flow, verb: "update")
      try temporary.save(SampleRecord.chatflow("c", id: "1"), flow)
      #expect(try temporary.waiting(flow) == ["update \(status)"])
      #expect(try temporary.state(flow).name == "c")
    }
  }

  @Test("with a problem waits blocked until a later edit mends it")
  func problem() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow, problem: "nodes is no array")
    #expect(try temporary.waiting(flow) == ["update blocked invalid"])
    try temporary.save(SampleRecord.chatflow("c", id: "1"), flow)
    #expect(try temporary.waiting(flow) == ["update queued"])
  }

  @Test("after an order to publish holds the publish; going back frees it")
  func publishPin() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatbot("a", id: "1"), kind: .chatbot)
    try temporary.save(SampleRecord.chatbot("b", id: "1"), flow)
    try temporary.writer.order(.publish, flow)
    try temporary.save(SampleRecord.chatbot("c", id: "1"), flow)
    #expect(try temporary.waiting(flow) == ["update queued", "publish blocked newer-edit"])
    try temporary.save(SampleRecord.chatbot("b", id: "1"), flow)
    #expect(try temporary.waiting(flow) == ["update queued", "publish queued"])
  }

  @Test("of a new flow keeps its create, and its local id is a UUID of version 7")
  func newFlow() throws {
    let temporary = try TemporaryStore()
    temporary.clock.now = 0x0196_F3A2_B1C0
    let flow = try temporary.create(SampleRecord.chatflow("new"))
    let other = try temporary.create(SampleRecord.chatflow("other"))
    try temporary.save(SampleRecord.chatflow("newer"), flow)
    #expect(try temporary.waiting(flow) == ["create queued"])
    #expect(try temporary.state(flow).state == .pendingCreate)
    let localID = try temporary.state(flow).localID
    #expect(
      localID.wholeMatch(of: /0196f3a2-b1c0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    #expect(try temporary.state(other).localID != localID)
  }

  @Test("stands as a plain file before it is acknowledged, and goes with the last edit")
  func plainFile() throws {
    let temporary = try TemporaryStore()
    let base = SampleRecord.chatflow("a \\\"quoted\\\"", id: "1", stamp: "2025-01-01T00:00:00.000Z")
    let edited = SampleRecord.chatflow("b", id: "1")
    let flow = try temporary.pulled(base)
    #expect(temporary.writer.unpushed.names().isEmpty)
    try temporary.save(edited, flow)
    let localID = try temporary.state(flow).localID
    let expected = """
      {"weir":1,"service":"flowise","origin":"https://flowise.example","id":"1",\
      "localId":"\(localID)","name":"b","baseStamp":"2025-01-01T00:00:00.000Z",\
      "base":\(String(decoding: base, as: UTF8.self)),\
      "record":\(String(decoding: edited, as: UTF8.self))}

      """
    let bytes = try #require(try temporary.writer.unpushed.bytes(localID + ".json"))
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    try temporary.save(base, flow)
    #expect(temporary.writer.unpushed.names().isEmpty)
  }

  @Test("that cannot be written as a plain file is not saved")
  func plainFileFails() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    // A file where the folder must be.
    try PrivateFiles.replaceFile(temporary.location.unpushedFolder, with: [])
    #expect(throws: StoreError.self) {
      try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    }
    #expect(try temporary.state(flow).state == .clean)
    unlink(temporary.location.unpushedFolder)
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    #expect(try temporary.state(flow).state == .dirty)
  }

  private func flow(in state: SyncState, _ temporary: TemporaryStore) throws -> FlowID {
    let record = SampleRecord.chatflow("a", id: "1")
    switch state {
    case .stub: return try temporary.pulled(record, isPartial: true)
    case .goneOnServer: return try temporary.pulled(record, presence: "gone")
    case .discarded:
      let flow = try temporary.create(SampleRecord.chatflow("a"))
      try temporary.writer.order(.delete, flow)
      return flow
    case .quarantined:
      let flow = try temporary.pulled(record)
      try temporary.store.database.run("UPDATE resource SET quarantine = 'odd'")
      return flow
    case .conflict:
      let flow = try temporary.pulled(record)
      try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
      try temporary.writer.openConflict(.editEdit, of: flow, base: nil, local: nil, remote: nil)
      return flow
    default:
      let flow = try temporary.pulled(record)
      try temporary.writer.order(.delete, flow)
      return flow
    }
  }
}
