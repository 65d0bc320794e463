import CellGrid
import Glibc
import TerminalKit
import Testing

@testable import TerminalScreen

/// Programs that end badly; each is a process of its own on a terminal that outlives it.
@Suite("TerminalRestore", .serialized, .timeLimit(.minutes(1)))
struct TerminalRestoreTests {
  private let terminal: PseudoTerminal
  private let before: [UInt32]

  init() throws {
    terminal = try PseudoTerminal()
    before = terminal.modes
  }

  private static func show(on path: String) throws -> NcursesScreen {
    var options = TerminalOptions(environment: ["TERM": "xterm-256color"])
    options.path = path
    let screen = try NcursesScreen(options)
    screen.present(Frame(size: screen.size) { $0.text("shown", row: 0) })
    return screen
  }

  private func checkRestored() {
    let bytes = terminal.read()
    #expect(bytes.contains("shown"))
    for part in ["\u{1B}[?2004l\u{1B}[?1004l", "\u{1B}[?1006l", "\u{1B}[?1049l", "\u{1B}[?25h"] {
      #expect(bytes.contains(part), "\(part.debugDescription)")
    }
    #expect(bytes.components(of: "\u{1B}[?1049l") == 1)
    #expect(terminal.modes == before)
  }

  @Test("restores the terminal after a crash of memory")
  func segmentationFault() async {
    await #expect(processExitsWith: .signal(SIGSEGV)) { [path = terminal.path as String] in
      let screen = try TerminalRestoreTests.show(on: path)
      kill(getpid(), SIGSEGV)
      _ = screen.waitForEvents(timeout: .seconds(5))
    }
    checkRestored()
  }

  @Test("restores the terminal after abort")
  func aborting() async {
    await #expect(processExitsWith: .signal(SIGABRT)) { [path = terminal.path as String] in
      let screen = try TerminalRestoreTests.show(on: path)
      defer { screen.end() }
      abort()
    }
    checkRestored()
  }

  @Test("restores the terminal after a failed precondition")
  func trap() async {
    await #expect(processExitsWith: .failure) { [path = terminal.path as String] in
      let screen = try TerminalRestoreTests.show(on: path)
      defer { screen.end() }
      precondition(path.isEmpty, "boom")
    }
    checkRestored()
  }

  @Test("restores the terminal when somebody calls exit")
  func exiting() async {
    await #expect(processExitsWith: .exitCode(7)) { [path = terminal.path as String] in
      let screen = try TerminalRestoreTests.show(on: path)
      defer { screen.end() }
      exit(7)
    }
    checkRestored()
  }

  @Test("ends in order on SIGTERM, which comes as an event")
  func terminated() async {
    await #expect(processExitsWith: .exitCode(143)) { [path = terminal.path as String] in
      let screen = try TerminalRestoreTests.show(on: path)
      kill(getpid(), SIGTERM)
      let events = screen.waitForEvents(timeout: .seconds(5))
      guard case .signal(let signal)? = events.first, let status = signal.exitStatus else {
        exit(1)
      }
      screen.end()
      exit(status)
    }
    checkRestored()
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
