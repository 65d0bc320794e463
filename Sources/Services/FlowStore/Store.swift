import CSQLite
package import FlowModel
import Glibc

/// An open local copy: one connection, one reader, one writer. Synchronous and not `Sendable`:
/// each thread opens its own.
///
/// Opening makes missing folders and files, runs missing migrations (after a backup), sets a
/// damaged file aside, and falls back to reading where nothing can be written.
package final class Store {
  package enum Access: Sendable { case reading, writing }

  package let location: StoreLocation
  /// What opening found and did.
  package let opening: StoreOpening
  package let reader: FlowReader
  /// Its methods throw `readOnly` where the store only reads.
  package let writer: FlowWriter
  /// For tests and for the extensions of this module.
  package let database: Database
  private let mark: OpenMark?
  private let lock: WriterLock?

  /// Opens the copy at `location`.
  ///
  /// - Parameters:
  ///   - now: the clock; for ages and order on screen only.
  ///   - random: random bits for local ids.
  ///   - canWrite: whether a folder or file may be written; a test says otherwise than the disk.
  ///   - migrations: all that the program knows; a test knows more.
  ///   - setsAside: whether a damaged file makes way for a new one. False throws `damaged`: for a
  ///     program that has the file open already, and shows what is in it.
  /// - Throws: `newerSchema`, `notOurs`, `unsafePlace`, `busy`, or what the disk says. A damaged
  ///   file is no error: see ``StoreOpening/setAside``.
  package init(
    location: StoreLocation, access: Access, now: @escaping () -> Milliseconds,
    random: @escaping () -> UInt64,
    canWrite: @escaping (String) -> Bool = PrivateFiles.canWrite,
    migrations: [String] = Schema.migrations, setsAside: Bool = true
  ) throws(StoreError) {
    var opener = StoreOpener(
      location: location, access: access, now: now, canWrite: canWrite, migrations: migrations,
      setsAside: setsAside)
    do {
      try opener.open()
    } catch {
      opener.database?.close()
      // The file was not used: whether the last program closed it in order is as true as before.
      opener.mark?.end(isSound: !opener.opening.wasLeftOpen)
      throw error
    }
    guard let database = opener.database else { throw .notFound }
    self.location = location
    self.database = database
    opening = opener.opening
    mark = opener.mark
    lock = opener.lock
    reader = FlowReader(database: database)
    writer = FlowWriter(
      database: database, lock: opening.isReadOnly ? nil : opener.lock,
      unpushed: UnpushedFolder(path: location.unpushedFolder), now: now, random: random)
  }

  deinit { close() }

  /// Finalises everything. The last store to close moves the log into the database file.
  package func close() {
    guard !database.isClosed else { return }
    if database.isDamaged || database.isUnsound { mark?.noteDamage() }
    let isSound = !database.isDamaged && !database.isUnsound && database.isInPlace
    let isAlone = mark?.end(isSound: isSound) ?? false
    if isAlone, isSound, !opening.isReadOnly, let lock, (try? lock.tryTake()) == true {
      database.checkpoint(isFinal: true)
      lock.release()
    }
    database.close()
    mark?.release()
  }

  /// Whether a flush failed: this store says nothing more; close it and open another.
  package var isUnsound: Bool { database.isUnsound }

  /// At idle: moves the write-ahead log into the database file and shortens it to nothing.
  package func checkpoint() throws(StoreError) {
    guard let lock, !opening.isReadOnly else { return }
    try lock.take()
    defer { lock.release() }
    database.checkpoint(isFinal: true)
  }

  /// Removes what a kill in the middle of a replacement left in `unpushed/`. Under the lock, so that
  /// no other program is in the middle of one; what cannot go now goes at the next start.
  func removeHalfFiles() {
    let names = writer.unpushed.halfNames()
    guard !names.isEmpty, let lock, !opening.isReadOnly, (try? lock.take()) != nil else { return }
    defer { lock.release() }
    for name in names { unlink("\(writer.unpushed.path)/\(name)") }
  }

  /// What `PRAGMA quick_check` finds wrong; nil when the file is sound. Reads the whole file.
  package func quickCheck() throws(StoreError) -> String? { try database.quickCheck() }

  /// The same with every index, every reference, and every stored record against its digest.
  package func thoroughCheck() throws(StoreError) -> String? { try database.thoroughCheck() }
}

/// What opening a store found and did.
package struct StoreOpening: Hashable, Sendable {
  /// The folder, or the caller, allows no writing.
  package var isReadOnly = false
  /// It only reads because the disk had no room for what an open database needs.
  package var isFull = false
  /// There was no database before.
  package var isNew = false
  /// The folder into which a damaged database was moved. `unpushed/` still has the edits that no
  /// server has seen.
  package var setAside: String?
  /// Why it was set aside.
  package var damage: String?
  /// The folder lies on a file system of another computer: slower, and safe only while one
  /// computer uses it.
  package var isOnNetwork = false
  /// The last program that had it open did not close it; the file was checked.
  package var wasLeftOpen = false
  /// A backup took the place of the database just now, because `weir restore-backup` was cut off
  /// after it had decided to.
  package var isRestored = false
  /// The schema version before this opening migrated it.
  package var migratedFrom: Int?

  package init() {}
}
