import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

/// Promise 8.
@Suite("A migration") struct MigrationTests {
  /// What this program knows, and two steps more.
  private let newer =
    Schema.migrations + [
      "CREATE TABLE added (id INTEGER PRIMARY KEY, text TEXT) STRICT;"
        + "INSERT INTO added SELECT rid, name FROM resource;",
      "ALTER TABLE added ADD COLUMN more TEXT; UPDATE added SET more = text || '!';",
    ]

  private func migrate(_ temporary: TemporaryStore) throws(StoreError) -> Store {
    try Store(
      location: temporary.location, access: .writing, now: { 1_750_000_000_000 },
      random: { 7 }, migrations: newer)
  }

  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    _ = try temporary.create(SampleRecord.chatflow("c"))
    return temporary
  }

  /// Every row of the tables that a person would miss.
  private func content(_ database: Database) throws -> [String] {
    try ["resource", "doc", "op", "history", "server"].flatMap { table in
      try database.all("SELECT * FROM \(table) ORDER BY 1") { row in
        (0..<6).map { row.text($0) }.joined(separator: "|")
      }
    }
  }

  @Test("runs all its steps, with a copy from before beside it; an older copy goes")
  func wholeMigration() throws {
    let temporary = try filled()
    let before = try content(temporary.store.database)
    temporary.store.close()
    try PrivateFiles.makeFolder(temporary.location.backupFolder)
    let older = temporary.location.backupFolder + "/weir-v0-20000101-000000.db"
    try PrivateFiles.replaceFile(older, with: [[1]])
    let store = try migrate(temporary)
    #expect(store.opening.migratedFrom == Schema.version)
    #expect(try content(store.database) == before)
    #expect(try store.database.first("SELECT more FROM added") { $0.text(0) } == "b!")
    store.close()
    let names = PrivateFiles.names(in: temporary.location.backupFolder)
    #expect(names == ["weir-v\(Schema.version)-20250615-150640.db"])
    let backup = try Database(
      path: "\(temporary.location.backupFolder)/\(names[0])", mode: .reading(isAlone: true))
    #expect(try content(backup) == before)
    backup.close()
  }

  @Test("of a newer program is refused by an older one, untouched")
  func olderProgram() throws {
    let temporary = try filled()
    temporary.store.close()
    try migrate(temporary).close()
    let image = StoreImage(temporary.location)
    #expect(throws: StoreError.newerSchema(found: newer.count, known: Schema.version)) {
      try temporary.reopen()
    }
    #expect(StoreImage(temporary.location).content == image.content)
    let store = try migrate(temporary)
    #expect(!store.opening.wasLeftOpen)
    #expect(try store.reader.counts().outbox == 2)
  }

  @Test("that ends in the middle is as if it had not begun, and then succeeds", arguments: 0..<5)
  func cutOff(after count: Int) throws {
    let temporary = try filled()
    let before = try content(temporary.store.database)
    temporary.store.close()
    let statements = newer.suffix(2).joined(separator: ";").split(separator: ";")
    let steps = statements.prefix(count).joined(separator: ";")
    #expect(throws: StoreError.self) {
      try Store(
        location: temporary.location, access: .writing, now: { 1_750_000_000_000 },
        random: { 7 }, migrations: Schema.migrations + [steps + "; INSERT INTO nowhere VALUES (1)"])
    }
    // A copy that a kill left half made is in nobody's way.
    let partial = temporary.location.backupFolder + "/weir-v1-20250615-150640.db.1.partial"
    try PrivateFiles.replaceFile(partial, with: [[1, 2, 3]])
    try temporary.reopen()
    #expect(temporary.store.opening.setAside == nil)
    #expect(try content(temporary.store.database) == before)
    #expect(try temporary.store.thoroughCheck() == nil)
    temporary.store.close()
    let store = try migrate(temporary)
    #expect(store.opening.migratedFrom == Schema.version)
    #expect(try content(store.database) == before)
    #expect(try store.database.first("SELECT count(*) FROM added") { $0.integer(0) } == 2)
  }

  @Test("of a damaged file does not begin: the file is set aside")
  func damagedFile() throws {
    let temporary = try filled()
    try temporary.store.database.run("UPDATE doc SET bytes = x'00' WHERE id = 1")
    temporary.store.close()
    let store = try migrate(temporary)
    #expect(store.opening.setAside != nil && store.opening.isNew)
    #expect(PrivateFiles.names(in: temporary.location.backupFolder) == [])
    #expect(try store.settleUnpushed().taken.count == 2)
  }

  @Test("brings every released file to this version, with all that was in it")
  func releasedFiles() throws {
    let names = PrivateFiles.names(in: folder)
    #expect(names == (1...Schema.version).map { "weir-v\($0).db" })
    for name in names {
      let temporary = try TemporaryStore()
      temporary.store.close()
      try Restoring.restore(
        from: "\(folder)/\(name)", to: temporary.location, origins: [:], now: 0, random: { 0 })
      try temporary.reopen()
      #expect(temporary.store.opening == StoreOpening())
      let reader = temporary.reader
      #expect(try reader.counts().chatflows == 3 && reader.counts().chatbots == 1)
      let edited = try #require(try reader.find("released edit").first)
      let flow = try #require(try reader.flow(edited.id))
      #expect(flow.record == SampleRecord.chatflow("released edit", id: "one", stamp: "s"))
      #expect(flow.base == SampleRecord.chatflow("released", id: "one", stamp: "s"))
      #expect(try reader.history(of: edited.id).map(\.source) == ["edit", "pull"])
      #expect(try reader.conflicts().map(\.flow) == [try reader.find("clash")[0].id])
      #expect(try reader.unsaved(of: edited.id).map(\.text) == [Array("half typed".utf8)])
    }
  }

  @Test("to version 3 folds names without their accents, so that plain letters find them")
  func plainNames() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("Réclamation Øl", id: "1"))
    try temporary.pulled(SampleRecord.chatflow("Plain", id: "2"))
    let database = temporary.store.database
    try database.run("UPDATE resource SET name_key = 'réclamation øl' WHERE rid = ?", [flow.row])
    try database.run("PRAGMA user_version = 2")
    try temporary.reopen()
    #expect(temporary.store.opening.migratedFrom == 2)
    let query = FlowQuery(conditions: FlowFilter("recl ol").conditions)
    let window = try temporary.reader.window(of: query, anchor: .start, limit: 9)
    #expect(window.rows.map(\.name) == ["Réclamation Øl"])
    #expect(try temporary.reader.find("Réclamation Øl").map(\.id) == [flow])
    #expect(try temporary.reader.find("Plain").count == 1)
  }

  private var folder: String {
    let file = #filePath
    return file.split(separator: "/").dropLast().map { "/" + $0 }.joined()
      + "/Released"
  }

  @Test(
    "writes the file of this version, for a release: WEIR_RELEASE=1",
    .enabled(if: getenv("WEIR_RELEASE") != nil))
  func writeRelease() throws {
    let temporary = try TemporaryStore()
    let first = try temporary.pulled(SampleRecord.chatflow("released", id: "one", stamp: "s"))
    try temporary.save(SampleRecord.chatflow("released edit", id: "one", stamp: "s"), first)
    try temporary.writer.keepUnsaved(
      UnsavedText(
        flow: first, owner: "screen-1", fromVersion: 1, field: "flowData",
        text: Array("half typed".utf8), at: temporary.clock.now))
    let clash = try temporary.pulled(SampleRecord.chatflow("clash", id: "two"))
    try temporary.save(SampleRecord.chatflow("clash", id: "two", prompt: "mine"), clash)
    let tracked = try #require(try temporary.reader.tracked(clash))
    try temporary.writer.openConflict(
      .editEdit, of: clash, base: tracked.base, local: tracked.work, remote: tracked.base,
      paths: ["flowData"])
    _ = try temporary.create(SampleRecord.chatflow("made here"))
    let bot = try temporary.pulled(SampleRecord.chatbot("bot", id: "three"), kind: .chatbot)
    try temporary.writer.order(.publish, bot)
    try PrivateFiles.makeFolder(folder)
    try temporary.store.backup(to: "\(folder)/weir-v\(Schema.version).db")
  }
}
