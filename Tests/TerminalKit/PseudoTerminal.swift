import CPosix
import Dispatch
import Glibc
import Synchronization

/// The other side of a terminal: what a terminal emulator would hold. Every wait has an end.
///
/// A thread reads all the time, as an emulator does: a program that writes more than the kernel
/// keeps would wait for ever otherwise.
package final class PseudoTerminal: Sendable {
  package let path: String
  private let master: Int32
  /// Kept open, so that what a program wrote stays readable after its end.
  private let slave: Int32
  private let state = Mutex(State())

  private struct State {
    var output: [UInt8] = []
    var taken = 0
    var isOver = false
    /// Nothing is read, as behind a dead line.
    var isStuck = false
  }

  package init(rows: Int32 = 24, columns: Int32 = 80) throws {
    var name = [CChar](repeating: 0, count: 128)
    master = cposix_pseudo_terminal(&name, name.count)
    guard master >= 0 else { throw NoTerminal() }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { throw NoTerminal() }
    resize(rows: rows, columns: columns)
    // The thread has a descriptor of its own and ends by itself after us.
    let copy = dup(master)
    let reader = DispatchQueue(label: "terminal")
    reader.async { [weak self] in
      var chunk = [UInt8](repeating: 0, count: 65536)
      var file = pollfd(fd: copy, events: Int16(POLLIN), revents: 0)
      while true {
        let isReady = poll(&file, 1, 20) > 0
        guard let self, !self.state.withLock(\.isOver) else { break }
        if self.state.withLock(\.isStuck) { usleep(5_000) }
        guard isReady, !self.state.withLock(\.isStuck) else { continue }
        let count = Glibc.read(copy, &chunk, chunk.count)
        guard count > 0 else { break }
        self.state.withLock { $0.output += chunk[..<count] }
      }
      close(copy)
    }
  }

  package struct NoTerminal: Error {
    package init() {}
  }

  deinit {
    close(master)
    close(slave)
  }

  package func resize(rows: Int32, columns: Int32) {
    _ = cposix_pseudo_terminal_resize(master, rows, columns)
  }

  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  package func setStuck(_ isStuck: Bool) { state.withLock { $0.isStuck = isStuck } }

  /// Everything so far.
  package var output: [UInt8] { state.withLock(\.output) }

  /// Takes what was written since the last call, when nothing more comes for a moment.
  @discardableResult
  package func read(quiet milliseconds: Int32 = 30) -> String {
    var before = -1
    while before != state.withLock(\.output.count) {
      before = state.withLock(\.output.count)
      _ = poll(nil, 0, milliseconds)
    }
    return state.withLock { state in
      defer { state.taken = state.output.count }
      return String(decoding: state.output[state.taken...], as: UTF8.self)
    }
  }

  /// The same once a text has come; on a busy machine that may take its time.
  @discardableResult
  package func read(until text: String) -> String {
    var shown = ""
    for _ in 0..<200 {
      shown += read(quiet: 25)
      if shown.contains(text) { break }
    }
    return shown
  }

  /// Flags and characters that raw modes change.
  package var modes: [UInt32] {
    var modes = [UInt32](repeating: 0, count: 6)
    _ = cposix_terminal_modes(slave, &modes)
    return modes
  }
}
