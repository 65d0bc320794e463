import CPosix
import CellGrid
import FlowModel
import FlowWorkspace
import Glibc
import Subcommands
import Synchronization

/// Standard input, output and error of the program.
final class TerminalConsole: Console {
  let isOutputTerminal = isatty(1) == 1
  let isErrorTerminal = isatty(2) == 1
  /// A question needs a terminal to be read from and one to be shown on.
  let isInputTerminal = isatty(0) == 1 && isatty(2) == 1
  private let hasProgress = Mutex(false)

  var width: Int {
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  func write(_ bytes: [UInt8]) { put(bytes, to: 1) }

  func say(_ line: String) {
    clearProgress()
    put(Array((VisibleText.line(line) + "\n").utf8), to: 2)
  }

  func progress(_ line: String) {
    guard isErrorTerminal else { return }
    hasProgress.withLock { $0 = !line.isEmpty }
    put(Array(("\r\u{1B}[K" + VisibleText.line(line)).utf8), to: 2)
  }

  func ask(_ question: String) -> String? {
    guard isInputTerminal else { return nil }
    clearProgress()
    put(Array(VisibleText.line(question).utf8), to: 2)
    return readLine(strippingNewline: true)
  }

  func input(limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(0, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw Problem(
          .failed, "Standard input could not be read.", detail: SystemError.sentence(errno))
      }
      bytes += chunk[..<count]
      if bytes.count > limit {
        throw Problem(.usage, "Standard input is larger than \(ByteLimit.words(limit)).")
      }
    }
  }

  func runForeground(
    _ arguments: [String], environment: [String: String]
  ) throws(Problem) -> Int32 {
    var status: Int32 = 0
    let code = CStringArray.lend(arguments) { argumentPointers in
      CStringArray.lend(environment.map { "\($0.key)=\($0.value)" }) { environmentPointers in
        cposix_spawn_foreground(argumentPointers, environmentPointers, nil, &status)
      }
    }
    guard code == 0 else {
      throw Problem(
        .failed, "\(arguments.first ?? "The program") could not be started.",
        detail: SystemError.sentence(code), advice: "Set WEIR_EDITOR to an editor that is there.")
    }
    let signal = cposix_wait_signal(status)
    return signal > 0 ? -signal : cposix_wait_exit(status)
  }

  private func clearProgress() {
    let hadProgress = hasProgress.withLock { value in
      defer { value = false }
      return value
    }
    if hadProgress { put(Array("\r\u{1B}[K".utf8), to: 2) }
  }

  private func put(_ bytes: [UInt8], to descriptor: Int32) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        done += count
      } else if errno == EPIPE {
        // Whoever read us is gone: end as a program without our handler would.
        exit(128 + SIGPIPE)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// Lends Swift strings to C.
enum CStringArray {
  static func lend<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: strings.count + 1)
    for (index, text) in strings.enumerated() { (pointers + index).initialize(to: strdup(text)) }
    (pointers + strings.count).initialize(to: nil)
    defer {
      for index in strings.indices { free(pointers[index]) }
      pointers.deallocate()
    }
    return body(pointers)
  }
}
