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
    // VACUUM INTO takes an empty file; made by us, it has our mode.
    close(try PrivateFiles.openFile(path))
    do {
      try database.run("VACUUM INTO ?", [path])
    } catch {
      unlink(path)
      throw error
    }
    try PrivateFiles.syncFolder(folder)
    for name in earlier where "\(folder)/\(name)" != path { unlink("\(folder)/\(name)") }
    return path
  }
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
