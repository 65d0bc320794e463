package import FlowModel
import Glibc
import Synchronization

/// A file of what the program did, for finding out later what went wrong. Never standard output.
///
/// Lines hold kinds of problems, counts and times: no names, no bodies, no tokens.
package final class SessionLog: Sendable {
  private let descriptor: Mutex<Int32>
  private let now: @Sendable () -> Milliseconds
  private static let limit = 1 << 20

  /// A log that cannot be opened is no reason to fail: nothing is written then.
  ///
  /// - Parameter path: its folder exists. A file over 1 MiB is begun anew; the old one is kept
  ///   as `.old`.
  package init(path: String, now: @escaping @Sendable () -> Milliseconds) {
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_size > Self.limit { rename(path, path + ".old") }
    descriptor = Mutex(
      open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600))
    self.now = now
  }

  deinit { descriptor.withLock { if $0 >= 0 { close($0) } } }

  package func write(_ line: String) {
    let bytes = Array("\(now()) \(line)\n".utf8)
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      // A log that cannot be written is not worth a message.
      _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
  }
}
