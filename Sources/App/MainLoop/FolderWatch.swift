import FlowWorkspace
import Glibc

/// Tells when files of a folder are written, by this or another program. Nothing is polled: an
/// idle folder costs nothing.
package final class FolderWatch {
  /// The end of a pipe; the thread waits until it is closed.
  private let end: Int32

  /// - Parameters:
  ///   - changed: called on a thread of its own, at most ten times a second.
  /// - Returns: nil when the system has no watches left; then changes are seen at the next action.
  package init?(path: String, changed: @escaping @Sendable () -> Void) {
    let events = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard events >= 0 else { return nil }
    let mask = UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)
    var pipe: [Int32] = [-1, -1]
    guard Glibc.pipe(&pipe) == 0, inotify_add_watch(events, path, mask) >= 0 else {
      for descriptor in [events] + pipe where descriptor >= 0 { close(descriptor) }
      return nil
    }
    for descriptor in pipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let ending = pipe[0]
    end = pipe[1]
    ThreadPool().add {
      while Self.waits(for: events, until: ending) {
        Self.empty(events)
        changed()
        // A writer touches its files many times for one change: gather them.
        usleep(100_000)
      }
      close(events)
      close(ending)
    }
  }

  deinit { close(end) }

  /// - Returns: false when the watch has ended.
  private static func waits(for events: Int32, until ending: Int32) -> Bool {
    var waited = [
      pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ending, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&waited, 2, -1) < 0 { guard errno == EINTR else { return false } }
    return waited[1].revents == 0
  }

  private static func empty(_ descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
