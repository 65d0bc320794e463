import CPosix
import Glibc

/// A pipe that ends the wait of the screen's thread. Any thread may write to it, and so may a
/// signal handler; only the screen's thread reads.
final class WakeUpPipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  /// nil when the process has no descriptors left.
  init?() {
    var ends: (Int32, Int32) = (-1, -1)
    guard cposix_wake_up_pipe(&ends.0, &ends.1) == 0 else { return nil }
    (readEnd, writeEnd) = ends
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// A full pipe is left alone: the reader has not come yet, and will.
  func wakeUp() {
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)
  }

  /// Takes what was written so far.
  func drain() -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(readEnd, &chunk, chunk.count)
      if count > 0 { bytes += chunk[..<count] }
      if count < chunk.count, !(count < 0 && errno == EINTR) { return bytes }
    }
  }
}
