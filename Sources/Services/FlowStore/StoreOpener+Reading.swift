import FlowModel
import Glibc

extension StoreOpener {
  /// A folder that cannot be written, or a disk without room: no lock, no log, nothing made.
  mutating func openForReadingOnly() throws(StoreError) {
    opening.isReadOnly = true
    let path = location.databasePath
    guard PrivateFiles.exists(path), try PrivateFiles.isUsableFile(path),
      let opened = try soundReading(path)
    else {
      database = try emptyCopy()
      opening.isNew = true
      return
    }
    database = opened
  }

  /// A damaged file stays where it is.
  private func soundReading(_ path: String) throws(StoreError) -> Database? {
    do throws(StoreError) {
      guard let opened = try reading(path) else { return nil }
      try opened.hardenReading()
      try opened.run("PRAGMA query_only = ON")
      return opened
    } catch {
      throw error.inPlace
    }
  }

  /// Nothing to show: a copy in memory, gone at the end.
  private func emptyCopy() throws(StoreError) -> Database {
    let empty = try Database(path: "", mode: .memory)
    try Schema.migrate(empty, from: 0)
    try empty.run("PRAGMA query_only = ON")
    return empty
  }

  /// Nil when no table was ever made in the file.
  private func reading(_ path: String) throws(StoreError) -> Database? {
    let hasLog = PrivateFiles.size(of: path + "-wal") > 0
    do {
      let opened = try Database(path: try realPath(), mode: .reading(isAlone: !hasLog))
      opened.waitForLocks(milliseconds: 5_000)
      return try Schema.find(in: opened, path: path) == .empty ? nil : opened
    } catch {
      // The index of the log is a file that cannot be made.
      guard hasLog, error == .full || error == .readOnly else { throw error }
      let copy = try Database.memoryCopy(of: try realPath())
      return try Schema.find(in: copy, path: path) == .empty ? nil : copy
    }
  }
}
