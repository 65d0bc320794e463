import Dispatch
import Glibc

/// Tells when files of a folder are written, by this or another program. Nothing is polled: an
/// idle folder costs nothing.
package final class FolderWatch {
  private let source: any DispatchSourceRead

  /// - Parameters:
  ///   - changed: called on a queue of its own, at most ten times a second.
  /// - Returns: nil when the system has no watches left; then changes are seen at the next action.
  package init?(path: String, changed: @escaping @Sendable () -> Void) {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let mask = UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)
    guard inotify_add_watch(descriptor, path, mask) >= 0 else {
      close(descriptor)
      return nil
    }
    let queue = DispatchQueue(label: "weir.watch")
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler {
      FolderWatch.empty(descriptor)
      changed()
      // A writer touches its files many times for one change: gather them.
      usleep(100_000)
    }
    source.setCancelHandler { close(descriptor) }
    source.resume()
  }

  deinit { source.cancel() }

  private static func empty(_ descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
