import CSQLite
import FlowModel
import Glibc

/// The steps of opening a store, in order. A value: what was reached is kept for ``Store``.
struct StoreOpener {
  let location: StoreLocation
  let access: Store.Access
  let now: () -> Milliseconds
  let canWrite: (String) -> Bool

  var opening = StoreOpening()
  var database: Database?
  var lock: WriterLock?
  var mark: OpenMark?

  init(
    location: StoreLocation, access: Store.Access, now: @escaping () -> Milliseconds,
    canWrite: @escaping (String) -> Bool
  ) {
    self.location = location
    self.access = access
    self.now = now
    self.canWrite = canWrite
  }

  mutating func open() throws(StoreError) {
    opening.isReadOnly = access == .reading
    guard try prepareFolders() else { return try openForReadingOnly() }
    mark = try OpenMark(path: location.openMarkPath)
    lock = try WriterLock(path: location.writerLockPath)
    opening.wasLeftOpen = mark?.wasLeftOpen ?? false
    opening.isOnNetwork = NetworkFileSystem.holds(location.dataFolder)
    do {
      try openSound()
    } catch {
      guard case .damaged(let reason) = error else { throw error }
      try setAside(because: reason)
      try openSound()
    }
    // In KiB. A transaction of 2 MiB and the index pages it touches stay in memory: with SQLite's
    // own 2 MiB a pull writes many pages twice. A reader keeps the index of 100,000 names.
    try database?.run("PRAGMA cache_size = -\(access == .writing ? 16_384 : 8_192)")
    if access == .reading { try database?.run("PRAGMA query_only = ON") }
  }

  /// Makes what is missing. False when the data folder cannot be written.
  private func prepareFolders() throws(StoreError) -> Bool {
    do {
      try PrivateFiles.makeFolder(location.dataFolder)
      try PrivateFiles.makeFolder(location.lockFolder)
    } catch {
      switch error {
      case .readOnly, .system(_, _, EACCES), .system(_, _, EPERM): return false
      default: throw error
      }
    }
    let files = [location.databasePath, location.openMarkPath, location.writerLockPath]
    return canWrite(location.dataFolder) && canWrite(location.lockFolder)
      && files.allSatisfy { !PrivateFiles.exists($0) || canWrite($0) }
  }

  /// Opens, checks and migrates; throws `damaged` when the file is no sound database.
  private mutating func openSound() throws(StoreError) {
    let path = try realPath()
    // SQLite would make it with the umask of the moment; log and shared memory copy its mode.
    let isPresent = try PrivateFiles.isUsableFile(path)
    if !isPresent { close(try PrivateFiles.openFile(path)) }
    let opened = try Database(path: path, mode: .writing)
    opened.waitForLocks(milliseconds: 5_000)
    database = opened
    var found = try Schema.find(in: opened, path: path)
    // The ordinary opening takes no lock: a writer elsewhere never delays the first picture.
    if found == .ours(version: Schema.version), !opening.wasLeftOpen {
      return try opened.configure(isShared: opening.isOnNetwork)
    }
    try lock?.take()
    defer { lock?.release() }
    found = try Schema.find(in: opened, path: path)
    try opened.configure(isShared: opening.isOnNetwork)
    if opening.wasLeftOpen, let finding = try opened.quickCheck() { throw .damaged(finding) }
    try migrate(opened, found)
  }

  private mutating func migrate(
    _ database: Database, _ found: Schema.Finding
  ) throws(StoreError) {
    switch found {
    case .empty:
      opening.isNew = true
      try Schema.migrate(database, from: 0)
    case .ours(let old) where old < Schema.version:
      try Backup.make(of: database, version: old, in: location.backupFolder, at: now())
      try Schema.migrate(database, from: old)
      opening.migratedFrom = old
    case .ours: break
    }
  }

  /// Moves the whole set of files away, under the writer lock; nothing is deleted.
  private mutating func setAside(because reason: String) throws(StoreError) {
    database?.close()
    database = nil
    try lock?.take()
    defer { lock?.release() }
    let folder = try PrivateFiles.makeNewFolder(
      "\(location.dataFolder)/damaged-\(TimeStamp.text(now()))")
    for suffix in ["", "-wal", "-shm", "-journal"] {
      let path = location.databasePath + suffix
      let target = "\(folder)/\(StoreLocation.databaseName)\(suffix)"
      guard rename(path, target) == 0 || errno == ENOENT else {
        throw PrivateFiles.failure("rename", path)
      }
    }
    try PrivateFiles.syncFolder(folder)
    try PrivateFiles.syncFolder(location.dataFolder)
    opening.setAside = folder
    opening.damage = reason
  }

  /// A folder that cannot be written: no lock, no log, nothing made.
  private mutating func openForReadingOnly() throws(StoreError) {
    opening.isReadOnly = true
    let path = location.databasePath
    guard PrivateFiles.exists(path), try PrivateFiles.isUsableFile(path) else {
      // Nothing to show: an empty copy that is gone at the end.
      let empty = try Database(path: "", mode: .memory)
      try Schema.migrate(empty, from: 0)
      try empty.run("PRAGMA query_only = ON")
      opening.isNew = true
      database = empty
      return
    }
    var facts = stat()
    let hasLog = stat(path + "-wal", &facts) == 0 && facts.st_size > 0
    let opened = try Database(path: try realPath(), mode: .reading(isAlone: !hasLog))
    opened.waitForLocks(milliseconds: 5_000)
    guard case .ours = try Schema.find(in: opened, path: path) else { throw .readOnly }
    try opened.hardenReading()
    try opened.run("PRAGMA query_only = ON")
    database = opened
  }

  /// SQLite refuses a link anywhere in the path; only our own folder's last step may not be one.
  private func realPath() throws(StoreError) -> String {
    guard let resolved = realpath(location.dataFolder, nil) else {
      throw PrivateFiles.failure("realpath", location.dataFolder)
    }
    defer { free(resolved) }
    return "\(String(cString: resolved))/\(StoreLocation.databaseName)"
  }
}
