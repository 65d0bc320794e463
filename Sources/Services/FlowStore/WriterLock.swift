import Glibc

/// The kernel's lock on a file of its own: one writer at a time (sync.md 2.3.2).
///
/// It is never taken on the database file: closing any other descriptor of a database file drops
/// SQLite's own locks. The kernel frees it when the process ends, so nothing goes stale.
package final class WriterLock {
  private let descriptor: Int32
  private let path: String

  /// Opens, and makes when missing, the lock file. Its folder must exist.
  package init(path: String) throws(StoreError) {
    self.path = path
    descriptor = try PrivateFiles.openFile(path)
  }

  deinit { close(descriptor) }

  /// Takes the lock for this holder alone, waiting up to `patience` milliseconds.
  ///
  /// - Throws: `busy` when somebody else kept it all the time.
  package func take(patience: Int = 5_000) throws(StoreError) {
    try wait(for: LOCK_EX, patience: patience)
  }

  /// Shares the lock with others that share it, waiting as ``take(patience:)`` does.
  func share(patience: Int = 5_000) throws(StoreError) {
    try wait(for: LOCK_SH, patience: patience)
  }

  private func wait(for operation: Int32, patience: Int) throws(StoreError) {
    if try attempt(operation) { return }
    // flock cannot wait with a limit. Short naps first: most transactions end within 50 ms.
    var waited = 0.0
    var nap = 0.5
    while waited < Double(patience) {
      var request = timespec(tv_sec: 0, tv_nsec: Int(nap * 1_000_000))
      nanosleep(&request, nil)
      waited += nap
      if try attempt(operation) { return }
      nap = min(nap * 2, 8)
    }
    throw .busy
  }

  /// Takes the lock for this holder alone, when it is free at once.
  package func tryTake() throws(StoreError) -> Bool { try attempt(LOCK_EX) }

  package func release() { _ = flock(descriptor, LOCK_UN) }

  /// The few bytes the file holds: who has the lock, or a mark.
  package func note() -> String {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
  }

  /// Replaces what the file holds. Only its holder calls this.
  package func write(note: String) {
    var note = note
    _ = ftruncate(descriptor, 0)
    note.withUTF8 { _ = pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private func attempt(_ operation: Int32) throws(StoreError) -> Bool {
    while true {
      if flock(descriptor, operation | LOCK_NB) == 0 { return true }
      switch errno {
      case EWOULDBLOCK: return false
      case EINTR: continue
      default: throw PrivateFiles.failure("flock", path)
      }
    }
  }
}
