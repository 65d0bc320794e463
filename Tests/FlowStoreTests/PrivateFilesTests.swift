import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

/// Promise 50, for every file and folder of a store. The umask is tested with ``OpeningTests``.
@Suite("Private files of a store") struct PrivateFilesTests {
  private func mode(of path: String) throws -> mode_t {
    var facts = stat()
    try #require(lstat(path, &facts) == 0, "\(path)")
    return facts.st_mode & 0o7777
  }

  /// A store that was killed: all its files are there.
  private func killed() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    let image = StoreImage(temporary.location)
    let copy = try TemporaryStore()
    copy.store.close()
    try image.restore(to: copy.location)
    return copy
  }

  private func files(of location: StoreLocation) -> [String] {
    let unpushed = PrivateFiles.names(in: location.unpushedFolder).map {
      "\(location.unpushedFolder)/\($0)"
    }
    return unpushed + [
      location.databasePath, location.databasePath + "-wal", location.openMarkPath,
      location.writerLockPath, location.checkTimePath,
    ]
  }

  @Test("that others could read or enter are closed at the next opening")
  func wrongModes() throws {
    let temporary = try killed()
    let files = files(of: temporary.location)
    #expect(files.count == 6)
    for file in files { try #require(chmod(file, 0o666) == 0, "\(file)") }
    let folders = [
      temporary.location.dataFolder, temporary.location.lockFolder,
      temporary.location.unpushedFolder,
    ]
    for folder in folders { try #require(chmod(folder, 0o777) == 0) }
    try temporary.reopen()
    _ = try temporary.store.settleUnpushed()
    _ = try temporary.create(SampleRecord.chatflow("mine"))
    for file in files { #expect(try mode(of: file) == 0o600, "\(file)") }
    for folder in folders { #expect(try mode(of: folder) == 0o700, "\(folder)") }
  }

  @Test(
    "that are links, have a second name, or are pipes or folders are refused, never used",
    arguments: ["link", "dangling link", "hard link", "pipe", "folder"])
  func oddFiles(kind: String) throws {
    for name in ["database", "log", "mark", "lock"] {
      let temporary = try killed()
      let location = temporary.location
      let path =
        switch name {
        case "database": location.databasePath
        case "log": location.databasePath + "-wal"
        case "mark": location.openMarkPath
        default: location.writerLockPath
        }
      let outside = temporary.folder.path + "/outside"
      let before = try PrivateFiles.readFile(path, limit: 1 << 26) ?? []
      switch kind {
      case "link":
        rename(path, outside)
        symlink(outside, path)
      case "dangling link":
        unlink(path)
        symlink(outside, path)
      case "hard link": link(path, outside)
      case "pipe":
        unlink(path)
        mkfifo(path, 0o600)
      default:
        unlink(path)
        mkdir(path, 0o700)
      }
      #expect("\(name)", performing: { try temporary.reopen() }, throws: { isRefusal($0) })
      if kind == "link" || kind == "hard link" {
        unlink(path)
        #expect(try PrivateFiles.readFile(outside, limit: 1 << 26) == before, "\(name)")
      } else {
        #expect(access(outside, F_OK) != 0, "\(name)")
      }
    }
  }

  @Test("whose folder for unpushed work is a link, a file or a pipe: nothing is saved there")
  func oddFolder() throws {
    for kind in ["link", "file", "pipe"] {
      let temporary = try TemporaryStore()
      let path = temporary.location.unpushedFolder
      let outside = temporary.folder.path + "/outside"
      mkdir(outside, 0o700)
      switch kind {
      case "link": symlink(outside, path)
      case "file": try PrivateFiles.replaceFile(path, with: [[1]])
      default: mkfifo(path, 0o600)
      }
      #expect(
        "\(kind)", performing: { try temporary.create(SampleRecord.chatflow("mine")) },
        throws: { isRefusal($0) })
      #expect(try temporary.reader.counts().chatflows == 0)
      #expect(PrivateFiles.names(in: outside) == [])
    }
  }

  @Test(
    "that belong to somebody else are refused",
    .enabled(if: geteuid() == 0, "only root gives files away"))
  func otherOwner() throws {
    for name in ["folder", "database", "log", "mark", "lock", "locks"] {
      let temporary = try killed()
      let location = temporary.location
      let path =
        switch name {
        case "folder": location.dataFolder
        case "database": location.databasePath
        case "log": location.databasePath + "-wal"
        case "mark": location.openMarkPath
        case "lock": location.writerLockPath
        default: location.lockFolder
        }
      try #require(chown(path, 12_345, 12_345) == 0)
      #expect("\(name)", performing: { try temporary.reopen() }, throws: { isRefusal($0) })
      chown(path, 0, 0)
    }
  }

  @Test("a database that was set aside, its folder and a backup are as private as it was")
  func setAside() throws {
    let before = umask(0)
    defer { umask(before) }
    let temporary = try killed()
    let backup = temporary.folder.path + "/copy"
    try temporary.reopen()
    try temporary.store.backup(to: backup)
    #expect(try mode(of: backup) == 0o600)
    temporary.store.close()
    try PrivateFiles.replaceFile(temporary.location.databasePath, with: [[1, 2, 3]])
    try temporary.reopen()
    let damaged = try #require(temporary.store.opening.setAside)
    temporary.store.close()
    let former = try Restoring.restore(
      from: backup, to: temporary.location, origins: [:], now: 0, random: { 0 })
    for folder in [damaged, try #require(former)] {
      #expect(try mode(of: folder) == 0o700)
      #expect(try mode(of: folder + "/weir.db") == 0o600)
    }
    #expect(try mode(of: temporary.location.databasePath) == 0o600)
  }

  private func isRefusal(_ error: any Error) -> Bool {
    if case .unsafePlace? = error as? StoreError { true } else { false }
  }
}
