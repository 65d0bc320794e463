import CSQLite
import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

@Suite("A file that is not what it was") struct SoundnessTests {
  private let before = SampleRecord.chatflow("seen", id: "1")
  private let after = SampleRecord.chatflow("seen", id: "1", prompt: "new")

  @Test("a flipped bit in a record is not shown, not sent, and found at the next start")
  func flippedRecord() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    try temporary.save(after, flow)
    let localID = try temporary.state(flow).localID
    try temporary.store.database.run(
      "UPDATE doc SET bytes = CAST(replace(bytes, 'new', 'nev') AS BLOB) WHERE id = (SELECT max(id) FROM doc)"
    )
    #expect(performing: { try temporary.reader.flow(flow) }, throws: isDamage)
    let work = try #require(try temporary.reader.tracked(flow)?.work)
    #expect(performing: { try temporary.reader.bytes(of: work) }, throws: isDamage)
    // Nor does it go into the plain file.
    #expect(performing: { try temporary.writer.refreshUnpushed(flow) }, throws: isDamage)
    try temporary.reopen()
    #expect(temporary.store.opening.setAside != nil)
    _ = try temporary.store.settleUnpushed()
    #expect(try temporary.flow(localID: localID)?.record == after)
  }

  @Test("damage that a second program met is looked for although the first still has the file open")
  func damageMetElsewhere() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    let second = try temporary.another()
    try second.database.run("UPDATE doc SET bytes = x'00'")
    #expect(performing: { try second.reader.flow(flow) }, throws: isDamage)
    second.close()
    let third = try temporary.another()
    #expect(third.opening.setAside != nil)
    // What the first saves now would be saved into a file that nobody opens again.
    let version = try #require(try temporary.reader.tracked(flow)?.version)
    #expect(throws: StoreError.replaced) {
      try temporary.writer.saveEdit(
        after, try FlowProjection(reading: after, kind: .chatflow), of: flow, expecting: version)
    }
    #expect(third.writer.unpushed.names() == [])
    third.close()
    try temporary.reopen()
    #expect(temporary.store.opening.setAside == nil)
  }

  @Test("a program that has the file open does not set it aside")
  func keepsItsFile() throws {
    let temporary = try TemporaryStore()
    try temporary.store.database.run("UPDATE doc SET bytes = x'00'")
    let flow = try temporary.pulled(before)
    try temporary.store.database.run("UPDATE doc SET bytes = x'00'")
    #expect(performing: { try temporary.reader.flow(flow) }, throws: isDamage)
    temporary.store.close()
    #expect(
      performing: {
        try Store(
          location: temporary.location, access: .writing, now: { 0 }, random: { 0 },
          setsAside: false)
      }, throws: isDamage)
    #expect(!PrivateFiles.names(in: temporary.location.dataFolder).contains { $0.hasPrefix("dam") })
    try temporary.reopen()
    #expect(temporary.store.opening.setAside != nil)
  }

  @Test("a database that is deleted or moved while it is open takes no save any more")
  func deletedWhileOpen() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    unlink(temporary.location.databasePath)
    #expect(throws: StoreError.replaced) { try temporary.writer.event("x") }
    #expect(throws: StoreError.replaced) { try temporary.writer.order(.delete, flow) }
  }

  @Test("a log without its database is kept, not deleted by SQLite", arguments: [true, false])
  func logAlone(isEmpty: Bool) throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    try temporary.save(after, flow)
    let image = StoreImage(temporary.location)
    let copy = try TemporaryStore()
    copy.store.close()
    try image.restore(to: copy.location)
    // As a kill leaves it in the middle of setting a damaged file aside.
    unlink(copy.location.databasePath)
    if isEmpty { try PrivateFiles.replaceFile(copy.location.databasePath, with: [[]]) }
    try copy.reopen()
    let folder = try #require(copy.store.opening.setAside)
    let log = try PrivateFiles.readFile(folder + "/weir.db-wal", limit: 1 << 26)
    #expect(log == image.files[temporary.location.databasePath + "-wal"])
    #expect(try copy.store.settleUnpushed().taken.count == 1)
  }

  @Test("is checked weekly, and when the clock was set back")
  func weekly() throws {
    let temporary = try TemporaryStore()
    let day: Milliseconds = 24 * 3_600 * 1_000
    try temporary.pulled(before)
    func isChecked() throws -> Bool {
      try temporary.reopen()
      let note = try PrivateFiles.readFile(temporary.location.checkTimePath, limit: 32)
      return note == Array(String(temporary.clock.now).utf8)
    }
    temporary.clock.now += 6 * day
    #expect(try !isChecked())
    temporary.clock.now += day
    #expect(try isChecked())
    temporary.clock.now += 1
    #expect(try !isChecked())
    temporary.clock.now -= 400 * day
    #expect(try isChecked())
    #expect(temporary.store.opening == StoreOpening())
  }

  @Test("a flush that fails: nothing is said any more, and the next opening checks everything")
  func failedFlush() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    temporary.store.database.failingWrite = 2
    temporary.store.database.failingCode = SQLITE_IOERR | 4 << 8
    #expect(performing: { try temporary.save(after, flow) }, throws: isUnsound)
    #expect(temporary.store.isUnsound)
    #expect(performing: { try temporary.reader.counts() }, throws: isUnsound)
    #expect(performing: { try temporary.writer.event("x") }, throws: isUnsound)
    temporary.store.close()
    let mark = try PrivateFiles.readFile(temporary.location.openMarkPath, limit: 99)
    #expect(mark == Array("damaged\n".utf8))
    try temporary.reopen()
    #expect(temporary.store.opening.setAside == nil)
    #expect(try temporary.reader.flow(flow)?.record == before)
    try temporary.save(after, flow)
  }

  @Test("a table whose text was changed is damage, a statement that is wrong is not")
  func changedSchema() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    let wrong = "SELECT nothing FROM resource"
    #expect(performing: { try temporary.store.database.run(wrong) }, throws: { !isDamage($0) })
    try temporary.store.database.run("ALTER TABLE resource RENAME COLUMN name_key TO nbme_key")
    #expect(performing: { try temporary.reader.find("seen") }, throws: isDamage)
    try temporary.reopen()
    #expect(temporary.store.opening.setAside != nil)
    #expect(try temporary.reader.summary(flow) == nil)
  }

  @Test("a header that forbids writing is damage where the disk allows it")
  func forbiddingHeader() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    try temporary.save(after, flow)
    temporary.store.close()
    let path = temporary.location.databasePath
    var bytes = try #require(try PrivateFiles.readFile(path, limit: 1 << 26))
    // The write version (the SQLite file format, 1.3.3): 3 and more are of a newer SQLite.
    bytes[18] = 9
    try PrivateFiles.replaceFile(path, with: [bytes])
    try temporary.reopen()
    #expect(temporary.store.opening.setAside != nil)
    #expect(try temporary.store.settleUnpushed().taken.count == 1)
  }

  @Test("a file that is replaced while it is being opened is opened anew")
  func replacedWhileOpening() throws {
    let temporary = try TemporaryStore()
    temporary.store.close()
    let other = try TemporaryStore()
    try other.pulled(before)
    other.store.close()
    unlink(temporary.location.checkTimePath)
    // The time is asked for when the file is open and not locked yet.
    var isReplaced = false
    let store = try Store(
      location: temporary.location, access: .writing,
      now: {
        if !isReplaced {
          isReplaced = true
          rename(other.location.databasePath, temporary.location.databasePath)
        }
        return temporary.clock.now
      }, random: { 3 })
    #expect(try store.reader.counts().chatflows == 1)
    #expect(store.opening.setAside == nil)
    _ = try store.writer.server(.flownally, origin: "https://x.example")
    #expect(try store.thoroughCheck() == nil)
  }

  @Test("two programs that meet the same damage set one file aside, not the new one too")
  func twoFinders() throws {
    let temporary = try TemporaryStore()
    temporary.store.close()
    let path = temporary.location.databasePath
    var bytes = try #require(try PrivateFiles.readFile(path, limit: 1 << 26))
    bytes[18] = 9
    try PrivateFiles.replaceFile(path, with: [bytes])
    // Asked of the database once it is open and looks damaged: the other program is faster here.
    var questions = 0
    var other: Store?
    let store = try Store(
      location: temporary.location, access: .writing, now: { temporary.clock.now },
      random: { 3 },
      canWrite: { asked in
        if asked.hasSuffix("/weir.db") { questions += 1 }
        guard questions == 2, other == nil else { return true }
        other = try? temporary.another()
        _ = try? other?.writer.server(.flowise, origin: "https://new.example")
        return true
      })
    #expect(other?.opening.setAside != nil)
    #expect(store.opening.setAside == nil)
    #expect(try store.reader.servers().map(\.origin) == ["https://new.example"])
    let folders = PrivateFiles.names(in: temporary.location.dataFolder)
    #expect(folders.count { $0.hasPrefix("damaged-") } == 1)
  }

  @Test("marks that no program of ours wrote are damage", arguments: [0, -5])
  func oddVersion(version: Int) throws {
    let temporary = try TemporaryStore()
    try temporary.store.database.run("PRAGMA user_version = \(version)")
    try temporary.reopen()
    #expect(temporary.store.opening.setAside != nil)
  }
}

private func isDamage(_ error: any Error) -> Bool {
  if case .damaged? = error as? StoreError { true } else { false }
}

private func isUnsound(_ error: any Error) -> Bool {
  if case .unsound? = error as? StoreError { true } else { false }
}
