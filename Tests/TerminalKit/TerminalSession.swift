import CPosix
import Dispatch
import Glibc
import Synchronization

/// A program with a terminal of its own, and what that terminal shows. Every wait has an end; the
/// program and all in its terminal end with the value.
package final class TerminalSession: Sendable {
  package let child: Int32
  private let master: Int32
  private let state: Mutex<State>

  private struct State {
    var parser = TerminalParser()
    var model: TerminalModel
    var output: [UInt8] = []
    var isOver = false
    /// The terminal takes nothing, as one behind a dead line.
    var isStuck = false

    mutating func take(_ bytes: ArraySlice<UInt8>) {
      output += bytes
      for token in parser.tokens(in: bytes) { model.take(token) }
    }
  }

  /// The terminal did not become what was waited for.
  package struct Late: Error, CustomStringConvertible {
    let what: String
    let model: TerminalModel
    package var description: String {
      "waited for \(what); foreign: \(model.foreign); modes: \(model.modes); the screen is:\n"
        + model.text
    }
  }

  package init(
    _ arguments: [String], environment: [String: String], rows: Int = 24, columns: Int = 80
  ) throws {
    var child: pid_t = 0
    var master: Int32 = -1
    let code = Self.lend(arguments) { arguments in
      Self.lend(environment.map { "\($0.key)=\($0.value)" }) { environment in
        cposix_pseudo_terminal_spawn(
          arguments, environment, Int32(rows), Int32(columns), &child, &master)
      }
    }
    guard code == 0 else { throw PseudoTerminal.NoTerminal() }
    (self.child, self.master) = (child, master)
    state = Mutex(State(model: TerminalModel(rows: rows, columns: columns)))
    read()
  }

  deinit {
    state.withLock { $0.isOver = true }
    close(master)
    kill(-child, SIGKILL)
    _ = cposix_end_service(child, SIGKILL, 1_000)
  }

  /// A thread reads all the time, as an emulator does, from a descriptor of its own.
  private func read() {
    let copy = fcntl(master, F_DUPFD_CLOEXEC, 3)
    DispatchQueue(label: "terminal").async { [weak self] in
      var chunk = [UInt8](repeating: 0, count: 65536)
      var file = pollfd(fd: copy, events: Int16(POLLIN), revents: 0)
      while true {
        let isReady = poll(&file, 1, 20) > 0
        guard let self, !self.state.withLock(\.isOver) else { break }
        if self.state.withLock(\.isStuck) {
          usleep(5_000)
          continue
        }
        guard isReady else { continue }
        let count = Glibc.read(copy, &chunk, chunk.count)
        guard count > 0 else { break }
        self.state.withLock { $0.take(chunk[..<count]) }
      }
      close(copy)
    }
  }

  /// What the terminal shows now.
  package var model: TerminalModel { state.withLock(\.model) }
  /// How many bytes it was sent so far.
  package var byteCount: Int { state.withLock(\.output.count) }
  /// All of them.
  package var output: [UInt8] { state.withLock(\.output) }

  package func setStuck(_ isStuck: Bool) { state.withLock { $0.isStuck = isStuck } }

  package func type(_ text: String) { type(Array(text.utf8)) }

  package func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  package func resize(rows: Int, columns: Int) {
    state.withLock { $0.model.resize(rows: rows, columns: columns) }
    _ = cposix_pseudo_terminal_resize(master, Int32(rows), Int32(columns))
  }

  /// Flags and characters that raw modes change.
  package var driverModes: [UInt32] {
    var modes = [UInt32](repeating: 0, count: 6)
    _ = cposix_terminal_modes(master, &modes)
    return modes
  }

  @discardableResult
  package func wait(
    _ what: String, seconds: Int = 10, until isThere: (TerminalModel) -> Bool
  ) throws -> TerminalModel {
    var last = model
    for _ in 0..<seconds * 200 {
      last = model
      if isThere(last) { return last }
      usleep(5_000)
    }
    throw Late(what: what, model: last)
  }

  @discardableResult
  package func wait(for text: String, seconds: Int = 10) throws -> TerminalModel {
    try wait("\"\(text)\"", seconds: seconds) { $0.contains(text) }
  }

  /// The bytes that the terminal is sent because of what `act` does, once nothing more comes.
  package func bytes(quiet milliseconds: UInt32 = 60, after act: () throws -> Void) rethrows -> Int
  {
    settle(milliseconds)
    let before = byteCount
    try act()
    for _ in 0..<400 where byteCount == before { usleep(5_000) }
    settle(milliseconds)
    return byteCount - before
  }

  /// Waits until nothing comes for a while.
  package func settle(_ milliseconds: UInt32 = 60) {
    var before = -1
    while before != byteCount {
      before = byteCount
      usleep(milliseconds * 1_000)
    }
  }

  private static func lend(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
  ) -> Int32 {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
