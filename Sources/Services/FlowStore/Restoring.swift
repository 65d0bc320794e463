package import FlowModel
import Glibc

/// Puts a backup in the place of the database (`weir restore-backup`).
///
/// ```
/// backup ─copy─▶ weir.db.restoring ─check, migrate, mark orders─▶ weir.db.restore-TIME
///                                                                        │ decided
/// weir.db, its log, unpushed/ ──────▶ replaced-TIME/                     ▼
///                                     weir.db ◀─────────────────── weir.db.restore-TIME
/// ```
/// Before the decision nothing has changed; after it the next opening goes on where a kill left off.
package enum Restoring {
  /// - Parameters:
  ///   - path: of the backup; any file that its owner may read.
  ///   - origins: of the profile's servers. Flows of another one would be pushed to the wrong place.
  /// - Returns: the folder into which the former database was moved; nil when there was none.
  /// - Throws: `inUse` while another program has the database open; `notOurs`, `newerSchema`,
  ///   `damaged` for a file that is no sound backup. Then nothing has changed.
  @discardableResult
  package static func restore(
    from path: String, to location: StoreLocation, origins: [Service: String],
    now: Milliseconds, random: @escaping () -> UInt64
  ) throws(StoreError) -> String? {
    try PrivateFiles.makeFolder(location.dataFolder)
    try PrivateFiles.makeFolder(location.lockFolder)
    let mark = try WriterLock(path: location.openMarkPath)
    guard try mark.tryTake() else { throw .inUse }
    defer { mark.release() }
    let lock = try WriterLock(path: location.writerLockPath)
    try lock.take()
    defer { lock.release() }
    _ = try finish(in: location)
    let copy = location.databasePath + undecided
    do throws(StoreError) {
      removeUndecided(in: location)
      try copyFile(path, to: copy)
      try prepare(copy, named: path, origins, lock: lock, location, now: now, random: random)
    } catch {
      removeUndecided(in: location)
      throw error
    }
    let hadDatabase = PrivateFiles.exists(location.databasePath)
    let time = freeTime(in: location, now)
    try StoreLocation.move(copy, to: location.databasePath + decided + time)
    try PrivateFiles.syncFolder(location.dataFolder)
    _ = try finish(in: location)
    return hadDatabase ? replacedFolder(location, time) : nil
  }

  /// Removes the half copy of a restore that ended before it had decided. Whoever shares the mark
  /// of the open database knows that none is under way.
  static func removeUndecided(in location: StoreLocation) {
    for suffix in sideFiles { unlink(location.databasePath + undecided + suffix) }
  }

  /// Whether a restore was decided and not finished.
  static func isDecided(in location: StoreLocation) -> Bool { decision(in: location) != nil }

  private static func decision(in location: StoreLocation) -> String? {
    PrivateFiles.names(in: location.dataFolder).last {
      $0.hasPrefix(StoreLocation.databaseName + decided)
    }
  }

  /// Goes on with a restore that was decided and not finished. Holders of the writer lock only.
  ///
  /// - Returns: whether there was one.
  static func finish(in location: StoreLocation) throws(StoreError) -> Bool {
    guard let name = decision(in: location) else { return false }
    let prefix = StoreLocation.databaseName + decided
    let folder = replacedFolder(location, String(name.dropFirst(prefix.count)))
    try PrivateFiles.makeFolder(folder)
    try StoreLocation.move(location.unpushedFolder, to: folder + "/unpushed")
    try location.moveDatabase(to: folder)
    try StoreLocation.move("\(location.dataFolder)/\(name)", to: location.databasePath)
    try PrivateFiles.syncFolder(location.dataFolder)
    return true
  }

  private static let undecided = ".restoring"
  private static let decided = ".restore-"
  private static let sideFiles = ["", "-journal", "-wal", "-shm"]

  private static func replacedFolder(_ location: StoreLocation, _ time: String) -> String {
    "\(location.dataFolder)/replaced-\(time)"
  }

  /// A time for the name of the folder that no earlier restore has taken.
  private static func freeTime(in location: StoreLocation, _ now: Milliseconds) -> String {
    let time = TimeStamp.text(now)
    var name = time
    var number = 1
    while PrivateFiles.exists(replacedFolder(location, name)) {
      number += 1
      name = "\(time)-\(number)"
    }
    return name
  }

  /// Checks the copy as a whole and makes it what this program opens.
  private static func prepare(
    _ copy: String, named path: String, _ origins: [Service: String], lock: WriterLock,
    _ location: StoreLocation,
    now: Milliseconds, random: @escaping () -> UInt64
  ) throws(StoreError) {
    let database = try Database(path: try PrivateFiles.resolved(copy), mode: .writing)
    defer { database.close() }
    guard case .ours(let version) = try Schema.find(in: database, path: path), version > 0 else {
      throw .notOurs(path: path)
    }
    if let finding = try database.thoroughCheck() { throw .damaged(finding) }
    for server in try FlowReader(database: database).servers() {
      if let origin = origins[server.service], origin != server.origin {
        throw .otherServer(origin: server.origin)
      }
    }
    // One file, without a log beside it.
    try database.run("PRAGMA journal_mode = DELETE")
    try database.run("PRAGMA synchronous = EXTRA")
    try Schema.migrate(database, from: version)
    let writer = FlowWriter(
      database: database, lock: lock, unpushed: UnpushedFolder(path: location.unpushedFolder),
      now: { now }, random: random)
    try database.transaction { () throws(StoreError) in
      try writer.doubtOrdersOfBackup()
      try writer.event("restored")
    }
  }

  private static func copyFile(_ path: String, to copy: String) throws(StoreError) {
    let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard source >= 0 else { throw PrivateFiles.failure("open", path) }
    defer { close(source) }
    var facts = stat()
    guard fstat(source, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw .unsafePlace(path: path, reason: "it is not a plain file")
    }
    let target = try PrivateFiles.openFile(copy)
    defer { close(target) }
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(source, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw PrivateFiles.failure("read", path) }
      if count == 0 { break }
      try PrivateFiles.write(Array(chunk[..<count]), to: target, copy)
    }
    guard fsync(target) == 0 else { throw PrivateFiles.failure("fsync", copy) }
  }
}
