import CSQLite
import FlowModel
import Glibc

/// The steps of opening a store, in order. A value: what was reached is kept for ``Store``.
struct StoreOpener {
  let location: StoreLocation
  let access: Store.Access
  let now: () -> Milliseconds
  let canWrite: (String) -> Bool
  let migrations: [String]
  /// Whether a damaged file is set aside. Not by a program that has it open already: what it shows
  /// would be of another file.
  let setsAside: Bool

  var opening = StoreOpening()
  var database: Database?
  var lock: WriterLock?
  var mark: OpenMark?

  init(
    location: StoreLocation, access: Store.Access, now: @escaping () -> Milliseconds,
    canWrite: @escaping (String) -> Bool, migrations: [String], setsAside: Bool
  ) {
    self.location = location
    self.access = access
    self.now = now
    self.canWrite = canWrite
    self.migrations = migrations
    self.setsAside = setsAside
  }

  mutating func open() throws(StoreError) {
    do {
      try openForUse()
    } catch {
      // A disk without room, or that became read-only: what is there can still be shown.
      guard error == .full || error == .readOnly, PrivateFiles.size(of: location.databasePath) > 0
      else { throw error }
      database?.close()
      mark?.end(isSound: !opening.wasLeftOpen)
      (mark, lock) = (nil, nil)
      opening.isFull = error == .full
      try openForReadingOnly()
    }
  }

  private mutating func openForUse() throws(StoreError) {
    opening.isReadOnly = access == .reading
    guard try prepareFolders() else { return try openForReadingOnly() }
    mark = try OpenMark(path: location.openMarkPath)
    lock = try WriterLock(path: location.writerLockPath)
    opening.wasLeftOpen = mark?.wasLeftOpen ?? false
    opening.isOnNetwork = NetworkFileSystem.holds(location.dataFolder)
    try finishRestoring()
    Restoring.removeUndecided(in: location)
    do {
      do {
        try openSound()
      } catch .replaced {
        // Somebody was faster; what SQLite made here would stand beside another file.
        database?.close()
        try openSound()
      }
    } catch {
      guard case .damaged(let reason) = error else { throw error }
      mark?.noteDamage()
      guard setsAside else { throw error }
      try setAside(because: reason)
      try openSound()
      mark?.noteChecked()
    }
    // In KiB. A transaction of 2 MiB and the index pages it touches stay in memory: with SQLite's
    // own 2 MiB a pull writes many pages twice. What a reader asks for again is in the page cache of
    // the system, and a window touches some hundred pages once.
    try database?.run("PRAGMA cache_size = -\(access == .writing ? 16_384 : 512)")
    if access == .reading { try database?.run("PRAGMA query_only = ON") }
  }

  /// Goes on with a restore that was cut off, under the lock: of two programs one does it.
  private mutating func finishRestoring() throws(StoreError) {
    guard Restoring.isDecided(in: location) else { return }
    try lock?.take()
    defer { lock?.release() }
    opening.isRestored = try Restoring.finish(in: location)
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
    if !isPresent || PrivateFiles.size(of: path) == 0 {
      // SQLite deletes a log that stands beside a file without a page.
      guard PrivateFiles.size(of: path + "-wal") == 0 else {
        throw .damaged("the file is gone, and its log is there")
      }
      close(try PrivateFiles.openFile(path))
    }
    // What SQLite makes beside it has its mode; what it finds there keeps another one.
    for suffix in ["-wal", "-shm", "-journal"] { _ = try PrivateFiles.isUsableFile(path + suffix) }
    let opened = try Database(path: path, mode: .writing)
    opened.pin(path)
    opened.waitForLocks(milliseconds: 5_000)
    database = opened
    let newest = migrations.count
    var found = try Schema.find(in: opened, path: path, newest: newest)
    if opened.isReadOnly, canWrite(path) { throw .damaged("its header forbids writing") }
    let check = neededCheck
    // The ordinary opening takes no lock: a writer elsewhere never delays the first picture.
    if found == .ours(version: newest), check == nil {
      return try opened.configure(isShared: opening.isOnNetwork)
    }
    try lock?.take()
    defer { lock?.release() }
    guard opened.isInPlace else { throw .replaced }
    found = try Schema.find(in: opened, path: path, newest: newest)
    try opened.configure(isShared: opening.isOnNetwork)
    if let check, found != .empty { try run(check, on: opened) }
    try migrate(opened, found)
    if check != nil || found == .empty {
      CheckTime.note(now(), at: location.checkTimePath)
      mark?.noteChecked()
    }
  }

  private enum Check { case quick, thorough }

  /// What must be looked at before the file is trusted (sync.md 2.3.3); nil on ordinary days.
  private var neededCheck: Check? {
    if mark?.wasDamaged == true { return .thorough }
    if opening.wasLeftOpen { return .quick }
    guard access == .writing else { return nil }
    return CheckTime.isDue(at: location.checkTimePath, now: now()) ? .quick : nil
  }

  private func run(_ check: Check, on database: Database) throws(StoreError) {
    let finding =
      switch check {
      case .quick: try database.quickCheck()
      case .thorough: try database.thoroughCheck()
      }
    if let finding { throw .damaged(finding) }
  }

  private mutating func migrate(
    _ database: Database, _ found: Schema.Finding
  ) throws(StoreError) {
    switch found {
    case .empty:
      opening.isNew = true
      try Schema.migrate(database, from: 0, through: migrations)
    case .ours(let old) where old < migrations.count:
      // A damaged file is not built upon.
      if let finding = try database.thoroughCheck() { throw .damaged(finding) }
      try Backup.make(of: database, version: old, in: location.backupFolder, at: now())
      try Schema.migrate(database, from: old, through: migrations)
      opening.migratedFrom = old
    case .ours: break
    }
  }

  /// Moves the whole set of files away, under the writer lock; nothing is deleted. After a kill in
  /// the middle, what is left of the set is found without its first file, and follows.
  private mutating func setAside(because reason: String) throws(StoreError) {
    try lock?.take()
    defer { lock?.release() }
    let isStillThere = database?.isInPlace ?? (PrivateFiles.size(of: location.databasePath) == 0)
    database?.close()
    database = nil
    // Another program met the same damage first: what stands there now is the new one.
    guard isStillThere else { return }
    let folder = try PrivateFiles.makeNewFolder(
      "\(location.dataFolder)/damaged-\(TimeStamp.text(now()))")
    try location.moveDatabase(to: folder)
    opening.setAside = folder
    opening.damage = reason
  }

  /// SQLite refuses a link anywhere in the path; only our own folder's last step may not be one.
  func realPath() throws(StoreError) -> String {
    try PrivateFiles.resolved(location.databasePath)
  }
}
