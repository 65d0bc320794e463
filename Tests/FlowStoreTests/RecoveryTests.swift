import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

@Suite("After a crash") struct RecoveryTests {
  @Test("every acknowledged save is there")
  func acknowledgedSaves() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("0", id: "1"))
    for number in 1...12 {
      try temporary.save(SampleRecord.chatflow("\(number)", id: "1", padding: 90_000), flow)
      // What a kill at this moment leaves: the files as they are, without a word of farewell.
      let copy = try crashImage(of: temporary)
      let store = try copy.another()
      #expect(store.opening.wasLeftOpen)
      #expect(store.opening.setAside == nil)
      #expect(try store.reader.summary(flow)?.name == "\(number)")
      #expect(store.writer.unpushed.names().count == 1)
      store.close()
    }
  }

  @Test("a log without its shared memory is read from a folder that cannot be written")
  func readOnlyWithLog() throws {
    let temporary = try TemporaryStore()
    try temporary.pulled(SampleRecord.chatflow("seen", id: "1"))
    let log = try PrivateFiles.readFile(temporary.location.databasePath + "-wal", limit: 1 << 20)
    #expect(log?.isEmpty == false)
    let store = try Store(
      location: temporary.location, access: .reading, now: { 0 }, random: { 0 },
      canWrite: { _ in false })
    #expect(try store.reader.counts().chatflows == 1)
  }

  @Test("a copy made before a migration stays, and an older one goes")
  func migrationBackup() throws {
    let temporary = try TemporaryStore()
    let database = temporary.store.database
    // A file of ours from before the first migration: nothing in it but the mark.
    for name in ["tally_server", "tally_insert", "tally_update", "tally_delete"] {
      try database.run("DROP TRIGGER \(name)")
    }
    try database.run("DROP VIEW item_state")
    try database.run("PRAGMA foreign_keys = OFF")
    let tables = try database.all(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ) { $0.text(0) }
    for name in tables { try database.run("DROP TABLE \(name)") }
    try database.run("PRAGMA user_version = 0")
    try PrivateFiles.makeFolder(temporary.location.backupFolder)
    let older = temporary.location.backupFolder + "/weir-v0-20000101-000000.db"
    try PrivateFiles.replaceFile(older, with: [[1]])
    try temporary.reopen()
    #expect(temporary.store.opening.migratedFrom == 0)
    #expect(
      PrivateFiles.names(in: temporary.location.backupFolder) == ["weir-v0-20250615-150640.db"])
    try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
  }

  /// The files of an open store, copied as a crash would leave them.
  private func crashImage(of temporary: TemporaryStore) throws -> TemporaryStore {
    let image = try TemporaryStore()
    image.store.close()
    for (from, to) in [
      (temporary.location.databasePath, image.location.databasePath),
      (temporary.location.databasePath + "-wal", image.location.databasePath + "-wal"),
      (temporary.location.openMarkPath, image.location.openMarkPath),
    ] {
      let bytes = try #require(try PrivateFiles.readFile(from, limit: 1 << 26))
      try PrivateFiles.replaceFile(to, with: [bytes])
    }
    try PrivateFiles.makeFolder(image.location.unpushedFolder)
    for name in temporary.writer.unpushed.names() {
      let bytes = try #require(try temporary.writer.unpushed.bytes(name))
      try PrivateFiles.replaceFile("\(image.location.unpushedFolder)/\(name)", with: [bytes])
    }
    return image
  }
}
