import CPosix
import Dispatch
import Glibc
import Synchronization

/// The other side of a terminal: what a terminal emulator would hold. Every wait has an end.
///
/// A thread reads all the time, as an emulator does: a program that writes more than the kernel
/// keeps would wait for ever otherwise.
final class PseudoTerminal: Sendable {
  let path: String
  private let master: Int32
  /// Kept open, so that what a program wrote stays readable after its end.
  private let slave: Int32
  private let state = Mutex(State())

  private struct State {
    var output: [UInt8] = []
    var taken = 0
    var isOver = false
  }

  init(rows: Int32 = 24, columns: Int32 = 80) throws {
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
        guard isReady else { continue }
        let count = Glibc.read(copy, &chunk, chunk.count)
        guard count > 0 else { break }
        self.state.withLock { $0.output += chunk[..<count] }
      }
      close(copy)
    }
  }

  struct NoTerminal: Error {}

  deinit {
    close(master)
    close(slave)
  }

  func resize(rows: Int32, columns: Int32) {
    _ = cposix_pseudo_terminal_resize(master, rows, columns)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Everything so far.
  var output: [UInt8] { state.withLock(\.output) }

  /// Takes what was written since the last call, when nothing more comes for a moment.
  @discardableResult
  func read(quiet milliseconds: Int32 = 30) -> String {
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

  /// Flags and characters that raw modes change.
  var modes: [UInt32] {
    var modes = [UInt32](repeating: 0, count: 6)
    _ = cposix_terminal_modes(slave, &modes)
    return modes
  }
}

/// The control functions in what a terminal was sent: `CSI ?h`, `CSI m`, `OSC 2`, `ESC (`…
func controlFunctions(in bytes: [UInt8]) -> Set<String> {
  var functions: Set<String> = []
  var index = 0
  func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
  while index < bytes.count {
    guard bytes[index] == 0x1B else {
      if bytes[index] < 0x20 { functions.insert("C0 \(bytes[index])") }
      index += 1
      continue
    }
    var length = 2
    switch byte(1) {
    case UInt8(ascii: "["):
      while (0x20...0x3F).contains(byte(length)) { length += 1 }
      let mark = (0x3C...0x3F).contains(byte(2)) ? String(Unicode.Scalar(byte(2))) : ""
      functions.insert("CSI \(mark)\(Unicode.Scalar(byte(length)))")
      length += 1
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      while byte(length) != 0, byte(length) != 0x07, byte(length) != 0x1B { length += 1 }
      let digits = bytes[(index + 2)..<(index + length)].prefix { (0x30...0x39).contains($0) }
      let kind = byte(1) == UInt8(ascii: "]") ? "OSC" : "string"
      functions.insert("\(kind) \(String(decoding: digits, as: UTF8.self))")
      length += byte(length) == 0x1B ? 2 : 1
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      functions.insert("ESC (")
      length = 3
    default: functions.insert("ESC \(Unicode.Scalar(byte(1)))")
    }
    index += length
  }
  return functions
}
