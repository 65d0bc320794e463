import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

@Suite("Restoring a backup") struct RestoringTests {
  private let before = SampleRecord.chatflow("seen", id: "1")
  private let after = SampleRecord.chatflow("seen", id: "1", prompt: "new")

  /// A closed store that went on after its backup was made: the backup has the flow unedited.
  private func prepared() throws -> (TemporaryStore, backup: String, FlowID) {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(before)
    let backup = temporary.folder.path + "/copy"
    try temporary.store.backup(to: backup)
    try temporary.save(after, flow)
    return (temporary, backup, flow)
  }

  private func restore(_ backup: String, _ temporary: TemporaryStore) throws(StoreError) -> String?
  {
    try Restoring.restore(
      from: backup, to: temporary.location, origins: [:], now: temporary.clock.now, random: { 1 })
  }

  @Test("moves the former files aside whole, with their log and unpushed work")
  func setsAside() throws {
    let (temporary, backup, flow) = try prepared()
    let image = StoreImage(temporary.location)
    temporary.store.close()
    // As after a kill: the edit stands in the log.
    try image.restoreDatabase()
    let folder = try #require(try restore(backup, temporary))
    try temporary.reopen()
    _ = try temporary.store.settleUnpushed()
    #expect(try temporary.reader.flow(flow)?.record == before)
    #expect(temporary.unpushedNames == [])
    #expect(temporary.store.opening.setAside == nil)
    let former = try TemporaryStore()
    former.store.close()
    for name in ["weir.db", "weir.db-wal"] {
      unlink("\(former.location.dataFolder)/\(name)")
      rename("\(folder)/\(name)", "\(former.location.dataFolder)/\(name)")
    }
    try former.reopen()
    #expect(try former.reader.flow(flow)?.record == after)
    #expect(PrivateFiles.names(in: folder + "/unpushed").count == 1)
  }

  @Test("goes on at the next opening from wherever a kill left it", arguments: 0...4)
  func killed(after steps: Int) throws {
    let (temporary, backup, flow) = try prepared()
    temporary.store.close()
    let data = temporary.location.dataFolder
    // Makes what a restore has ready when it has decided.
    let other = try TemporaryStore()
    other.store.close()
    _ = try restore(backup, other)
    rename(other.location.databasePath, data + "/weir.db.restore-20250101-000000")
    try PrivateFiles.replaceFile(data + "/weir.db-wal", with: [[1, 2, 3]])
    let folder = data + "/replaced-20250101-000000"
    let moves = ["", "unpushed", "weir.db", "weir.db-wal"]
    for (index, name) in moves.prefix(steps).enumerated() {
      if index == 0 { mkdir(folder, 0o700) } else { rename("\(data)/\(name)", "\(folder)/\(name)") }
    }
    try temporary.reopen()
    #expect(temporary.store.opening.isRestored && temporary.store.opening.setAside == nil)
    _ = try temporary.store.settleUnpushed()
    #expect(try temporary.reader.flow(flow)?.record == before)
    #expect(temporary.unpushedNames == [])
    let names = PrivateFiles.names(in: folder)
    #expect(Set(names).isSuperset(of: ["unpushed", "weir.db", "weir.db-wal"]))
    #expect(!PrivateFiles.names(in: data).contains { $0.hasPrefix("weir.db.") })
  }

  @Test("that did not decide yet changes nothing, and its half copy goes at the next opening")
  func killedBeforeDeciding() throws {
    let (temporary, backup, flow) = try prepared()
    temporary.store.close()
    try PrivateFiles.replaceFile(temporary.location.databasePath + ".restoring", with: [[1, 2]])
    try temporary.reopen()
    #expect(try temporary.reader.flow(flow)?.record == after)
    #expect(!PrivateFiles.names(in: temporary.location.dataFolder).contains { $0.contains("rest") })
    temporary.store.close()
    _ = try restore(backup, temporary)
    try temporary.reopen()
    #expect(try temporary.reader.flow(flow)?.record == before)
  }

  @Test("twice within a second keeps both former copies")
  func twice() throws {
    let (temporary, backup, _) = try prepared()
    temporary.store.close()
    let folders = [try restore(backup, temporary), try restore(backup, temporary)]
    #expect(Set(folders).count == 2)
    for folder in folders {
      #expect(PrivateFiles.names(in: try #require(folder)).contains("weir.db"))
    }
  }

  @Test("puts orders that cannot be compared before a person, and looks for what may be sent")
  func orders() throws {
    let temporary = try TemporaryStore()
    let bot = try temporary.pulled(SampleRecord.chatbot("bot", id: "1"), kind: .chatbot)
    try temporary.writer.order(.publish, bot)
    let made = try temporary.create(SampleRecord.chatflow("made"))
    let edited = try temporary.pulled(before)
    try temporary.save(after, edited)
    let backup = temporary.folder.path + "/copy"
    try temporary.store.backup(to: backup)
    temporary.store.close()
    _ = try restore(backup, temporary)
    try temporary.reopen()
    #expect(try temporary.waiting(bot) == ["publish blocked confirm"])
    #expect(try temporary.waiting(made) == ["create unknown"])
    #expect(try temporary.waiting(edited) == ["update queued"])
  }

  @Test("a backup that fails leaves nothing behind, whatever stands in its place")
  func failedBackup() throws {
    let temporary = try TemporaryStore()
    let path = temporary.folder.path + "/copy"
    #expect(throws: StoreError.self) { try temporary.store.backup(to: path + "/no/folder") }
    symlink(temporary.folder.path + "/nowhere", path)
    #expect(throws: StoreError.exists(path: path)) { try temporary.store.backup(to: path) }
    unlink(path)
    mkdir(path, 0o700)
    #expect(throws: StoreError.exists(path: path)) { try temporary.store.backup(to: path) }
    rmdir(path)
    temporary.store.database.failingWrite = 1
    #expect(throws: StoreError.self) { try temporary.store.backup(to: path) }
    #expect(!PrivateFiles.names(in: temporary.folder.path).contains { $0.hasPrefix("copy") })
  }
}
