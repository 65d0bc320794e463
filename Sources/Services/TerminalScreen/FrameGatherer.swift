import CNcurses
import CPosix
import Glibc

/// Gathers what ncurses writes for a frame, so that the terminal gets it in one piece.
///
/// ncurses 6.4 writes at every movement of the cursor: sixty small writes for a screen, each a
/// packet of its own over SSH, and each a chance to see half a frame. While it draws, its
/// descriptor stands for a file in memory:
///
/// ```
/// ncurses ── its descriptor ──▶ memory      while it draws
///                          └──▶ terminal    at all other times: modes, start, end
/// ```
final class FrameGatherer {
  private let output: Int32
  private let terminal: Int32
  /// Negative where the system has none; then ncurses writes to the terminal itself.
  private let memory: Int32

  /// - Parameters:
  ///   - file: ncurses' own, whose descriptor it has for itself.
  ///   - terminal: stays open as long as this value.
  init(file: UnsafeMutablePointer<FILE>, terminal: Int32) {
    output = fileno(file)
    self.terminal = terminal
    memory = cposix_memory_file()
  }

  deinit { if memory >= 0 { close(memory) } }

  /// - Returns: the bytes that `draw` made ncurses write; empty when they went to the terminal.
  func gather(_ draw: () -> Void) -> [UInt8] {
    // Its first update after `endwin` also sets the modes of the terminal.
    guard memory >= 0, !isendwin(), cposix_redirect(output, memory) == 0 else {
      draw()
      return []
    }
    draw()
    _ = cposix_redirect(output, terminal)
    let size = Int(lseek(memory, 0, SEEK_CUR))
    guard size > 0 else { return [] }
    lseek(memory, 0, SEEK_SET)
    return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
      count = max(pread(memory, bytes.baseAddress, size, 0), 0)
    }
  }
}
