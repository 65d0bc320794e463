import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

@Suite("Opening a store") struct OpeningTests {
  @Test("makes everything private, whatever the umask is")
  func privateModes() throws {
    let before = umask(0)
    defer { umask(before) }
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    try Backup.make(
      of: temporary.store.database, version: 1, in: temporary.location.backupFolder, at: 0)
    var checked = 0
    try everyPath(under: temporary.folder.path + "/data/demo") { path, mode in
      checked += 1
      let expected: mode_t = mode & S_IFMT == S_IFDIR ? 0o700 : 0o600
      #expect(mode & 0o7777 == expected, "\(path)")
    }
    try everyPath(under: temporary.location.lockFolder) { path, mode in
      #expect(mode & 0o077 == 0, "\(path)")
    }
    // weir.db, -wal, -shm, unpushed/ and its file, backup/ and its file.
    #expect(checked == 7)
  }

  @Test("narrows the modes it finds")
  func narrowing() throws {
    let temporary = try TemporaryStore()
    temporary.store.close()
    chmod(temporary.location.dataFolder, 0o755)
    chmod(temporary.location.databasePath, 0o644)
    try temporary.reopen()
    #expect(try mode(of: temporary.location.dataFolder) == 0o700)
    #expect(try mode(of: temporary.location.databasePath) == 0o600)
  }

  @Test("refuses a database that is a link, has a second name, or is a pipe")
  func unsafeFiles() throws {
    for kind in ["link", "hard link", "pipe"] {
      let temporary = try TemporaryStore()
      temporary.store.close()
      let path = temporary.location.databasePath
      let other = temporary.folder.path + "/other"
      switch kind {
      case "link":
        rename(path, other)
        symlink(other, path)
      case "hard link": link(path, other)
      default:
        unlink(path)
        mkfifo(path, 0o600)
      }
      #expect(performing: { try temporary.reopen() }, throws: { isUnsafePlace($0) })
    }
  }

  @Test("refuses a data folder that is a link")
  func linkedFolder() throws {
    let folder = TemporaryFolder()
    mkdir(folder.path + "/data", 0o700)
    mkdir(folder.path + "/elsewhere", 0o700)
    symlink(folder.path + "/elsewhere", folder.path + "/data/demo")
    #expect(performing: { try TemporaryStore(folder: folder) }, throws: { isUnsafePlace($0) })
  }

  @Test("refuses a newer schema and leaves the file as it is")
  func newerSchema() throws {
    let temporary = try TemporaryStore()
    try temporary.store.database.run("PRAGMA user_version = 99")
    temporary.store.close()
    let before = try bytes(temporary.location.databasePath)
    #expect(throws: StoreError.newerSchema(found: 99, known: Schema.version)) {
      try temporary.reopen()
    }
    #expect(try bytes(temporary.location.databasePath) == before)
  }

  @Test("refuses the database of another application")
  func foreignDatabase() throws {
    let temporary = try TemporaryStore()
    try temporary.store.database.run("PRAGMA application_id = 7")
    temporary.store.close()
    let path = temporary.location.databasePath
    #expect(throws: StoreError.notOurs(path: path)) { try temporary.reopen() }
  }

  @Test(
    "sets a damaged file aside, keeps unpushed work, starts anew",
    arguments: [
      Array("this is a text file, not a database, and it is long enough to be read as one".utf8),
      [UInt8](repeating: 0, count: 4_096),
      [UInt8](repeating: 0xAB, count: 100_000),
    ])
  func damagedFile(content: [UInt8]) throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.create(SampleRecord.chatflow("mine"))
    let localID = try temporary.state(flow).localID
    temporary.store.close()
    try PrivateFiles.replaceFile(temporary.location.databasePath, with: [content])
    unlink(temporary.location.databasePath + "-wal")
    try temporary.reopen()
    let folder = try #require(temporary.store.opening.setAside)
    #expect(try bytes(folder + "/weir.db") == content)
    #expect(try temporary.reader.servers().isEmpty)
    #expect(temporary.writer.unpushed.names() == [localID + ".json"])
  }

  @Test("checks the file after an end without closing, and finds damage inside")
  func uncleanEnd() throws {
    let temporary = try TemporaryStore()
    for number in 0..<200 { try temporary.pulled(SampleRecord.chatflow("f", id: "\(number)")) }
    temporary.store.close()
    // A crash leaves the word behind.
    try PrivateFiles.replaceFile(temporary.location.openMarkPath, with: [Array("open\n".utf8)])
    try temporary.reopen()
    #expect(temporary.store.opening.wasLeftOpen)
    #expect(temporary.store.opening.setAside == nil)
    temporary.store.close()

    var content = try bytes(temporary.location.databasePath)
    for offset in stride(from: 3 * 4_096, to: 6 * 4_096, by: 1) { content[offset] = 0x5A }
    try PrivateFiles.replaceFile(temporary.location.databasePath, with: [content])
    try PrivateFiles.replaceFile(temporary.location.openMarkPath, with: [Array("open\n".utf8)])
    try temporary.reopen()
    #expect(temporary.store.opening.setAside != nil)
    #expect(temporary.store.opening.damage != nil)
  }

  @Test("an orderly end leaves no log and no mark")
  func orderlyEnd() throws {
    let temporary = try TemporaryStore()
    let second = try temporary.another()
    try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    temporary.store.close()
    #expect(try bytes(temporary.location.openMarkPath) == Array("open\n".utf8))
    second.close()
    #expect(try bytes(temporary.location.openMarkPath).isEmpty)
    let log = try PrivateFiles.readFile(temporary.location.databasePath + "-wal", limit: 10)
    #expect(log?.isEmpty ?? true)
  }

  @Test("a folder that cannot be written is only read")
  func readOnlyFolder() throws {
    let temporary = try TemporaryStore()
    try temporary.pulled(SampleRecord.chatflow("seen", id: "1"))
    temporary.store.close()
    let before = try bytes(temporary.location.databasePath)
    let store = try Store(
      location: temporary.location, access: .writing, now: { 0 }, random: { 0 },
      canWrite: { _ in false })
    #expect(store.opening.isReadOnly)
    #expect(try store.reader.counts().chatflows == 1)
    #expect(throws: StoreError.readOnly) { try store.writer.event("x") }
    store.close()
    #expect(try bytes(temporary.location.databasePath) == before)
  }

  @Test(
    "a damaged file in a folder that cannot be written is told of, and stays as it is",
    arguments: ["text", "cut", "zeroed", "header", "first page"])
  func damagedInPlace(damage: String) throws {
    let temporary = try TemporaryStore()
    for number in 0..<40 {
      try temporary.pulled(
        SampleRecord.chatflow("\(number)", id: "\(number)", padding: number * 200))
    }
    temporary.store.close()
    let path = temporary.location.databasePath
    var content = try bytes(path)
    switch damage {
    case "text": content = Array("my notes, by mistake\n".utf8)
    case "cut": content = Array(content.prefix(content.count / 2 / 16_384 * 16_384 + 100))
    case "zeroed": content = [UInt8](repeating: 0, count: content.count)
    case "header": for index in 16..<24 { content[index] ^= 0xFF }
    default: for index in 100..<8_000 { content[index] = 0xAA }
    }
    try PrivateFiles.replaceFile(path, with: [content])
    let error = #expect(throws: StoreError.self) {
      let store = try Store(
        location: temporary.location, access: .writing, now: { 0 }, random: { 0 },
        canWrite: { _ in false })
      defer { store.close() }
      // What opening does not meet, reading does.
      do {
        for number in 0..<40 {
          _ = try store.reader.find("\(number)").first.flatMap { try store.reader.flow($0.id) }
        }
      } catch let error as StoreError {
        throw error.inPlace
      }
    }
    guard case .damagedInPlace = error else {
      Issue.record("\(damage) gives \(String(describing: error))")
      return
    }
    #expect(try bytes(path) == content)
    #expect(
      PrivateFiles.names(in: temporary.location.dataFolder).allSatisfy { !$0.hasPrefix("damaged") })
  }

  @Test("files of the locks that cannot be written make it only read")
  func readOnlyLocks() throws {
    let temporary = try TemporaryStore()
    try temporary.pulled(SampleRecord.chatflow("seen", id: "1"))
    temporary.store.close()
    for path in [temporary.location.openMarkPath, temporary.location.writerLockPath] {
      let store = try Store(
        location: temporary.location, access: .writing, now: { 0 }, random: { 0 },
        canWrite: { $0 != path })
      #expect(store.opening.isReadOnly)
      #expect(try store.reader.counts().chatflows == 1)
      store.close()
    }
  }

  @Test("a folder without the right to write does not get it")
  func keepsReadOnly() throws {
    let folder = TemporaryFolder()
    chmod(folder.path, 0o555)
    try PrivateFiles.makeFolder(folder.path)
    var facts = stat()
    #expect(stat(folder.path, &facts) == 0 && facts.st_mode & 0o777 == 0o500)
    chmod(folder.path, 0o700)
  }

  @Test("without a database and without a place for one, it shows an empty copy")
  func nothingToRead() throws {
    let folder = TemporaryFolder()
    let store = try Store(
      location: StoreLocation(
        dataFolder: folder.path + "/a", lockFolder: folder.path + "/b", profile: "p"),
      access: .reading, now: { 0 }, random: { 0 }, canWrite: { _ in false })
    #expect(try store.reader.counts() == FlowCounts())
    #expect(throws: StoreError.readOnly) { try store.writer.event("x") }
  }

  @Test("a store for reading sees the writer's commits and cannot write")
  func readingStore() throws {
    let temporary = try TemporaryStore()
    let reading = try temporary.another(.reading)
    let version = try reading.reader.dataVersion()
    try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    #expect(try reading.reader.dataVersion() != version)
    #expect(try reading.reader.counts().chatflows == 1)
    #expect(throws: StoreError.readOnly) { try reading.writer.event("x") }
  }

  @Test("has the settings that durability rests on")
  func settings() throws {
    let temporary = try TemporaryStore()
    let expected = [
      "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "trusted_schema": "0",
      "cell_size_check": "1", "secure_delete": "1", "temp_store": "2", "wal_autocheckpoint": "0",
      "journal_size_limit": "16777216", "busy_timeout": "5000", "user_version": "3",
    ]
    for (name, value) in expected {
      let found = try temporary.store.database.first("PRAGMA \(name)") { $0.text(0) }
      #expect(found == value, "\(name)")
    }
  }

  private func mode(of path: String) throws -> mode_t {
    var facts = stat()
    try #require(lstat(path, &facts) == 0)
    return facts.st_mode & 0o7777
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    try #require(try PrivateFiles.readFile(path, limit: 1 << 24))
  }

  private func everyPath(under folder: String, _ body: (String, mode_t) -> Void) throws {
    for name in PrivateFiles.names(in: folder) {
      let path = "\(folder)/\(name)"
      var facts = stat()
      try #require(lstat(path, &facts) == 0)
      body(path, facts.st_mode)
      if facts.st_mode & S_IFMT == S_IFDIR { try everyPath(under: path, body) }
    }
  }
}

private func isUnsafePlace(_ error: any Error) -> Bool {
  if case .unsafePlace? = error as? StoreError { true } else { false }
}
