package import FlowModel
import Glibc

/// A copy of the whole database as one plain file, made by SQLite itself.
package enum Backup {
  /// Writes `weir-v<version>-<time>.db` into `folder` and removes older ones of this kind.
  ///
  /// - Returns: its path.
  @discardableResult
  package static func make(
    of database: Database, version: Int, in folder: String, at now: Milliseconds
  ) throws(StoreError) -> String {
    try PrivateFiles.makeFolder(folder)
    let earlier = PrivateFiles.names(in: folder).filter {
      $0.hasPrefix("weir-v") && $0.hasSuffix(".db")
    }
    let path = "\(folder)/weir-v\(version)-\(TimeStamp.text(now)).db"
    // A migration that failed within the same second left one of this name.
    unlink(path)
    try write(database, to: path)
    for name in earlier where "\(folder)/\(name)" != path { unlink("\(folder)/\(name)") }
    return path
  }

  /// Writes everything into one file, 0600, on disk when this returns. The file appears whole or
  /// not at all.
  ///
  /// - Throws: `exists` when something stands at `path`; `full` and others.
  package static func write(_ database: Database, to path: String) throws(StoreError) {
    let path = try PrivateFiles.resolved(path)
    guard !PrivateFiles.isTaken(path) else { throw .exists(path: path) }
    let partial = "\(path).\(getpid()).partial"
    unlink(partial)
    do throws(StoreError) {
      // VACUUM INTO takes an empty file; made by us, it has our mode.
      let descriptor = try PrivateFiles.openFile(partial)
      defer { close(descriptor) }
      try copy(database, to: partial)
      guard fsync(descriptor) == 0 else { throw PrivateFiles.failure("fsync", partial) }
      try place(partial, at: path)
    } catch {
      unlink(partial)
      throw error
    }
    try PrivateFiles.syncFolder(PrivateFiles.parentFolder(of: path))
  }

  private static func copy(_ database: Database, to path: String) throws(StoreError) {
    // A connection that only reads refuses every statement that writes, wherever it writes to.
    let isReading = try database.pragma("query_only") == 1
    if isReading { try database.run("PRAGMA query_only = OFF") }
    do throws(StoreError) {
      try database.run("VACUUM INTO ?", [path])
    } catch {
      if isReading { try database.run("PRAGMA query_only = ON") }
      throw error
    }
    if isReading { try database.run("PRAGMA query_only = ON") }
  }

  /// Gives the finished file its name, unless somebody has taken it meanwhile.
  private static func place(_ partial: String, at path: String) throws(StoreError) {
    if link(partial, path) == 0 {
      unlink(partial)
      return
    }
    guard errno != EEXIST else { throw .exists(path: path) }
    // A file system without second names.
    guard rename(partial, path) == 0 else { throw PrivateFiles.failure("rename", path) }
  }
}

extension Store {
  /// Writes everything of this profile into one new file; see ``Backup/write(_:to:)``.
  package func backup(to path: String) throws(StoreError) { try Backup.write(database, to: path) }
}

/// Times in names of files.
enum TimeStamp {
  /// `20260131-235959`, in UTC.
  static func text(_ milliseconds: Milliseconds) -> String {
    var seconds = time_t(milliseconds / 1_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let numbers = [
      (parts.tm_year + 1_900, 4), (parts.tm_mon + 1, 2), (parts.tm_mday, 2),
      (parts.tm_hour, 2), (parts.tm_min, 2), (parts.tm_sec, 2),
    ].map { number, width in
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return numbers[..<3].joined() + "-" + numbers[3...].joined()
  }
}
