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
  /// The first frame goes as it is: it finds the terminal as somebody else left it.
  private var hasGathered = false

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
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
      count = max(pread(memory, bytes.baseAddress, size, 0), 0)
    }
    defer { hasGathered = true }
    return hasGathered ? Self.withoutIdleLooks(bytes) : bytes
  }

  /// Leaves out what changes nothing, half of a change of colour: a look that the next sequence
  /// resets at once, and the way back from a set of line characters. ncurses writes both at each
  /// reset, and those characters are never drawn.
  private static func withoutIdleLooks(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x1B, let end = endOfIdle(in: bytes, from: index) {
        index = end
      } else {
        kept.append(bytes[index])
        index += 1
      }
    }
    return kept
  }

  private static let ownLetters = Array("\u{1B}(B".utf8)
  /// What begins with everything off.
  private static let reset = ["\u{1B}[m", "\u{1B}[0m", "\u{1B}[0;"].map { Array($0.utf8) }

  /// Behind a sequence that changes nothing; nil where another one starts.
  private static func endOfIdle(in bytes: [UInt8], from start: Int) -> Int? {
    if bytes[start...].starts(with: ownLetters) { return start + ownLetters.count }
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "["),
      let last = bytes[(start + 2)...].firstIndex(where: { !(0x30...0x3B).contains($0) }),
      bytes[last] == UInt8(ascii: "m")
    else { return nil }
    let next = bytes[(last + 1)...]
    let letters = next.starts(with: ownLetters) ? ownLetters.count : 0
    let isReset = reset.contains { next.dropFirst(letters).starts(with: $0) }
    return isReset ? last + 1 : nil
  }
}
