import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

@Suite("Edits in unpushed/") struct UnpushedTests {
  private let before = SampleRecord.chatflow("seen", id: "1", stamp: "s1", prompt: "old")
  private let after = SampleRecord.chatflow("seen", id: "1", stamp: "s1", prompt: "new")

  @Test("come back into a new database with base, record and order, under their local ids")
  func lostDatabase() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    try temporary.pulled(SampleRecord.chatflow("untouched", id: "2"))
    try temporary.save(after, flow)
    let edited = try temporary.state(flow).localID
    let made = SampleRecord.chatbot("mine")
    let created = try temporary.state(temporary.create(made, kind: .chatbot)).localID
    let files = temporary.unpushedNames

    let report = try temporary.losingDatabase()
    #expect(report.taken.count == 2 && report.offered == [] && report.left == [])
    let first = try #require(try temporary.flow(localID: edited))
    #expect(first.record == after && first.base == before)
    #expect(first.summary.state == .dirty && first.summary.remoteID == "1")
    #expect(try temporary.waiting(first.summary.id) == ["update queued"])
    let second = try #require(try temporary.flow(localID: created))
    #expect(second.record == made && second.base == nil)
    #expect(second.summary.state == .pendingCreate && second.summary.kind == .chatbot)
    #expect(try temporary.waiting(second.summary.id) == ["create queued"])
    #expect(temporary.unpushedNames == files)
    let stamp = try temporary.reader.tracked(first.summary.id)?.baseStamp
    #expect(stamp == "s1")
  }

  @Test("a create whose request may have left is looked for before it is sent again")
  func doubtfulCreate() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.create(SampleRecord.chatflow("mine"))
    let localID = try temporary.state(flow).localID
    let order = try #require(try temporary.reader.openChanges(of: flow).first)
    _ = try temporary.writer.journal(
      FlowWriter.Intent(method: "POST", target: "/chatflows"), for: order.id)
    try temporary.losingDatabase()
    let again = try #require(try temporary.flow(localID: localID))
    #expect(again.summary.state == .inDoubt)
    let change = try #require(try temporary.reader.openChanges(of: again.summary.id).first)
    let attempt = try #require(try temporary.reader.lastAttempt(of: change.id))
    #expect(attempt.fenceRun != nil && attempt.quietSince == temporary.clock.now)
    #expect(try attempt.sent.map { try temporary.reader.bytes(of: $0) } == again.record)
  }

  @Test("an edit that a push would be refused for waits as blocked again")
  func blocked() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    let broken = Array(#"{"id":"1","name":"seen","flowData":"{\"nodes\":7}"}"#.utf8)
    try temporary.save(broken, flow, problem: "nodes")
    let localID = try temporary.state(flow).localID
    try temporary.losingDatabase()
    let again = try #require(try temporary.flow(localID: localID))
    #expect(try temporary.waiting(again.summary.id) == ["update blocked invalid"])
  }

  @Test("a kill at any write of taking them in leaves them to the next opening")
  func killedTakingIn() throws {
    for write in 1...60 {
      let temporary = try TemporaryStore()
      for number in 0..<3 { _ = try temporary.create(SampleRecord.chatflow("\(number)")) }
      let files = temporary.unpushedNames
      try temporary.losingDatabase(settling: false)
      temporary.store.database.failingWrite = write
      let result = Result { try temporary.store.settleUnpushed() }
      #expect(temporary.unpushedNames == files)
      if case .success(let report) = result {
        #expect(report.taken.count == 3)
        // Every write of the transaction has failed once.
        #expect(write > 10)
        return
      }
      try temporary.reopen()
      #expect(try temporary.store.settleUnpushed().taken.count == 3)
      #expect(try temporary.reader.counts().outbox == 3)
    }
    Issue.record("taking in never succeeded")
  }

  @Test("one that an older database does not hold is offered, and no save and no pull removes it")
  func olderDatabase() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    let older = StoreImage(temporary.location)
    try temporary.save(after, flow)
    temporary.store.close()
    try older.restoreDatabase()
    try temporary.reopen()
    let localID = try temporary.state(flow).localID
    let offered = try temporary.store.settleUnpushed().offered
    #expect(offered.map(\.standing) == [.edit] && offered.map(\.localID) == [localID])

    try temporary.save(SampleRecord.chatflow("other", id: "1", stamp: "s1"), flow)
    #expect(temporary.unpushedNames.count == 2)
    let kept = try #require(temporary.unpushedNames.first { $0.contains("-found-") })
    #expect(try temporary.store.unpushedEdits().map(\.standing) == [.held, .version])
    let taken = try temporary.store.takeIn([kept])
    #expect(taken.count == 1)
    #expect(temporary.unpushedNames == [localID + ".json"])
    let versions = try temporary.reader.history(of: flow)
    let found = try #require(versions.first { $0.note == FlowWriter.foundNote })
    #expect(try temporary.reader.versionBytes(found.id)?.bytes == after)
    #expect(try temporary.state(flow).name == "other")
  }

  @Test("of two files of one flow its own is the edit, and what was set aside a version")
  func twoFiles() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    let older = StoreImage(temporary.location)
    try temporary.save(after, flow)
    temporary.store.close()
    try older.restoreDatabase()
    try temporary.reopen()
    let newest = SampleRecord.chatflow("newest", id: "1", stamp: "s1")
    try temporary.save(newest, flow)
    #expect(temporary.unpushedNames.count == 2)
    let localID = try temporary.state(flow).localID
    #expect(try temporary.losingDatabase().taken.map(\.standing) == [.flow, .version])
    let again = try #require(try temporary.flow(localID: localID))
    #expect(again.record == newest && again.summary.state == .dirty)
    let versions = try temporary.reader.history(of: again.summary.id)
    let contents = try versions.map { try temporary.reader.versionBytes($0.id)?.bytes }
    #expect(contents.contains(after))
    #expect(temporary.unpushedNames == [localID + ".json"])
    let file = try #require(try temporary.writer.unpushed.bytes(localID + ".json"))
    #expect(String(decoding: file, as: UTF8.self).contains("newest"))
  }

  @Test("one of a flow that nobody edited here becomes its edit, on the base it was made on")
  func movedBase() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    try temporary.save(after, flow)
    let file = try #require(temporary.unpushedNames.first)
    let bytes = try #require(try temporary.writer.unpushed.bytes(file))
    // A new copy was pulled meanwhile: another local id, and somebody else's newer content.
    let other = try TemporaryStore()
    let theirs = SampleRecord.chatflow("seen", id: "1", stamp: "s2", prompt: "theirs")
    let pulled = try other.pulled(theirs)
    try other.put(bytes, file)
    #expect(try other.store.settleUnpushed().offered.map(\.standing) == [.edit])
    #expect(try other.store.takeIn([file]).count == 1)
    let again = try #require(try other.reader.flow(pulled))
    #expect(again.record == after && again.base == before && again.summary.state == .dirty)
    #expect(try other.reader.tracked(pulled)?.baseStamp == "s1")
    #expect(try other.reader.listTag(of: other.server()) == nil)
    #expect(other.unpushedNames == [again.summary.localID + ".json"])
    let versions = try other.reader.history(of: pulled)
    let contents = try versions.map { try other.reader.versionBytes($0.id)?.bytes }
    #expect(contents.contains(theirs), "what stood there is kept")
  }

  @Test("a file whose content was pushed, or is older than what is known, is no edit and goes")
  func leftovers() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    try temporary.save(SampleRecord.chatflow("first", id: "1"), flow)
    let file = try #require(temporary.unpushedNames.first)
    let first = try #require(try temporary.writer.unpushed.bytes(file))
    try temporary.save(after, flow)
    // Older, under another name: known from the history.
    try temporary.put(first, "copy.json")
    var report = try temporary.store.settleUnpushed()
    #expect(report == UnpushedReport())
    #expect(temporary.unpushedNames == [file])
    // Settled, and the removal of the file was lost. The server's layout is its own.
    let pushed = try #require(try temporary.writer.unpushed.bytes(file))
    let other = try TemporaryStore()
    try other.pulled(Array(String(decoding: after, as: UTF8.self).replacing(":", with: ": ").utf8))
    try other.put(pushed, file)
    report = try other.store.settleUnpushed()
    #expect(report == UnpushedReport() && other.unpushedNames == [])
  }

  @Test("one of another server stays a file")
  func otherServer() throws {
    let temporary = try TemporaryStore()
    _ = try temporary.create(SampleRecord.chatflow("mine"))
    let file = try #require(temporary.unpushedNames.first)
    let bytes = try #require(try temporary.writer.unpushed.bytes(file))
    let other = try TemporaryStore()
    _ = try other.writer.server(.flowise, origin: "https://elsewhere.example")
    try other.put(bytes, file)
    let report = try other.store.settleUnpushed()
    #expect(report.left.map(\.standing) == [.otherServer(origin: "https://flowise.example")])
    #expect(report.taken == [] && other.unpushedNames == [file])
  }

  @Test("a flow whose file is gone gets it again")
  func missingFile() throws {
    let temporary = try TemporaryStore()
    _ = try temporary.create(SampleRecord.chatflow("mine"))
    let files = temporary.unpushedNames
    for file in files { unlink("\(temporary.location.unpushedFolder)/\(file)") }
    _ = try temporary.store.settleUnpushed()
    #expect(temporary.unpushedNames == files)
  }

  @Test("a save that is refused at any step leaves the file as it was")
  func refusedSave() throws {
    for write in 1...40 {
      let temporary = try TemporaryStore()
      let flow = try temporary.pulled(before)
      try temporary.save(after, flow)
      let file = try #require(temporary.unpushedNames.first)
      let bytes = try temporary.writer.unpushed.bytes(file)
      temporary.store.database.failingWrite = write
      let next = SampleRecord.chatflow("next", id: "1", stamp: "s1")
      let isSaved = (try? temporary.save(next, flow)) != nil
      temporary.store.database.failingWrite = nil
      if isSaved { return #expect(write > 5) }
      #expect(try temporary.writer.unpushed.bytes(file) == bytes)
      #expect(temporary.unpushedNames == [file])
      // A new flow that came to nothing leaves none.
      temporary.store.database.failingWrite = write
      if (try? temporary.create(SampleRecord.chatflow("mine"))) == nil {
        #expect(temporary.unpushedNames == [file])
      }
    }
    Issue.record("the save never succeeded")
  }

  @Test(
    "a file that cannot be used stays, is told once in the audit trail, and blocks nothing",
    arguments: [
      "text", "empty", "cut", "number", "link", "hard link", "pipe", "folder", "no weir",
      "path as id", "no base",
    ])
  func unusable(kind: String) throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    try temporary.save(after, flow)
    let file = try #require(temporary.unpushedNames.first)
    let text = String(
      decoding: try #require(try temporary.writer.unpushed.bytes(file)), as: UTF8.self)
    try temporary.losingDatabase(settling: false)
    let path = "\(temporary.location.unpushedFolder)/\(file)"
    let outside = temporary.folder.path + "/outside"
    switch kind {
    case "text": try temporary.put(Array("my notes".utf8), file)
    case "empty": try temporary.put([], file)
    case "cut": try temporary.put(Array(text.utf8.prefix(200)), file)
    case "number": try temporary.put(Array("7".utf8), file)
    case "link":
      rename(path, outside)
      symlink(outside, path)
    case "hard link": link(path, outside)
    case "pipe":
      unlink(path)
      mkfifo(path, 0o600)
    case "folder":
      unlink(path)
      mkdir(path, 0o700)
    case "no weir":
      try temporary.put(Array(text.replacing("\"weir\":1", with: "\"x\":1").utf8), file)
    case "path as id":
      let localID = String(file.dropLast(5))
      try temporary.put(Array(text.replacing(localID, with: "../../weir.db").utf8), file)
    default:
      try temporary.put(
        Array(text.replacing("\"id\":\"1\",\"localId\"", with: "\"localId\"").utf8), file)
    }
    for _ in 0..<2 {
      let report = try temporary.store.settleUnpushed()
      #expect(report.taken == [] && report.left.map(\.fileName) == [file])
      #expect(report.left.allSatisfy { if case .unreadable = $0.standing { true } else { false } })
    }
    let events = try temporary.store.database.all(
      "SELECT detail FROM event WHERE code = 'unpushed-unreadable'"
    ) { $0.text(0) }
    #expect(events == [file])

    // The flow of this very file can be edited and pushed: the file makes way.
    let again = try temporary.pulled(before, localID: String(file.dropLast(5)))
    try temporary.save(after, again)
    #expect(temporary.unpushedNames.count == 2)
    #expect(try temporary.store.unpushedEdits().contains { $0.standing == .held })
    let found = try #require(temporary.unpushedNames.first { $0 != file })
    #expect(try temporary.store.takeIn([found]) == [])
    #expect(try temporary.store.thoroughCheck() == nil)
  }
}
