import CSQLite
import Glibc

extension Database {
  /// What the system said when SQLite could not read or write; nil when it was nothing about room
  /// or rights. SQLite's own codes do not tell: the index of the log that finds no room is
  /// `SQLITE_IOERR_SHMSIZE`, on a read-only disk `SQLITE_IOERR_SHMOPEN`.
  func refusalOfDisk(_ code: Int32) -> StoreError? {
    guard [SQLITE_IOERR, SQLITE_CANTOPEN].contains(code & 0xFF) else { return nil }
    return switch sqlite3_system_errno(handle) {
    case ENOSPC, EDQUOT: .full
    case EROFS: .readOnly
    default: nil
    }
  }

  /// A copy in memory of a database whose log holds work, for a disk that has no room for the
  /// index of that log: alone with the file, SQLite keeps the index in memory too.
  ///
  /// - Throws: `busy` while another program has the database open.
  static func memoryCopy(of path: String) throws(StoreError) -> Database {
    let source = try Database(path: path, mode: .writing)
    defer { source.close() }
    source.waitForLocks(milliseconds: 5_000)
    try source.run("PRAGMA locking_mode = EXCLUSIVE")
    csqlite_config_no_checkpoint_on_close(source.handle)
    // The first reading takes the lock; the copying below says less about what is wrong.
    _ = try source.pragma("user_version")
    let copy = try Database(path: "", mode: .memory)
    guard let backup = sqlite3_backup_init(copy.handle, "main", source.handle, "main") else {
      throw .refused(code: sqlite3_errcode(copy.handle), message: "no copy in memory", sql: "")
    }
    let code = sqlite3_backup_step(backup, -1)
    sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else {
      throw .refused(code: code, message: String(cString: sqlite3_errstr(code)), sql: "")
    }
    return copy
  }
}
