import FlowWorkspace
import Glibc
import TerminalKit
import TestKit
import Testing

/// Whatever ends the program, the terminal is the shell's again (promise 42).
@Suite("Ends of the screen", .serialized)
struct TerminalEndTests {
  @Test("a signal ends it in order, a crash leaves its note, and the shell has its terminal back")
  func signals() throws {
    let shell = try TerminalShell()
    let modes = try shell.printed(by: "stty -g")
    for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGFPE] {
      try shell.start()
      #expect(kill(try shell.process, signal) == 0)
      try shell.expectClean("signal \(signal)")
      let isCrash = [SIGSEGV, SIGABRT, SIGFPE].contains(signal)
      #expect(shell.session.model.contains("ended by a fault of its own") == isCrash)
      if isCrash { #expect(shell.session.model.contains("log")) }
      #expect(try shell.status() == 128 + Int(signal))
      shell.enter("clear")
      try shell.session.wait("a clear screen") { $0.lines.filter { $0 != "" }.count == 1 }
    }
    #expect(try shell.printed(by: "stty -g") == modes)
  }

  @Test("signals end it in the editor, in a prompt and under a question too; typed text is kept")
  func inTheMidst() throws {
    let shell = try TerminalShell()
    for (keys, sign) in [("e", "OUTLINE"), ("/ord", "filter: ord"), (":", ":"), ("d", "Delete")] {
      try shell.start()
      shell.session.type(keys)
      try shell.session.wait(for: sign)
      #expect(kill(try shell.process, SIGTERM) == 0)
      try shell.expectClean("SIGTERM after \(keys)")
      #expect(try shell.status() == 143)
    }
  }

  @Test("a terminal that is gone, or takes nothing any more, does not hold the program")
  func stuck() throws {
    let shell = try TerminalShell(rows: 60, columns: 200)
    try shell.start()
    let process = try shell.process
    shell.session.setStuck(true)
    // More than the kernel keeps of output that nobody takes.
    for _ in 0..<12 {
      shell.session.type("?\u{1B}\u{0C}")
      usleep(60_000)
    }
    #expect(kill(process, SIGTERM) == 0)
    var isOver = false
    for _ in 0..<100 where !isOver {
      usleep(50_000)
      isOver = Processes.holding(shell.folder, named: "weir").isEmpty
    }
    #expect(isOver, "SIGTERM has no effect while the terminal takes nothing")
    shell.session.setStuck(false)
  }

  @Test("after a kill -9 the next start and end leave the terminal in order")
  func killed() throws {
    let shell = try TerminalShell()
    let modes = try shell.printed(by: "stty -g")
    try shell.start()
    kill(try shell.process, SIGKILL)
    try shell.session.wait("the shell") { $0.contains("shell$") }
    try shell.start()
    shell.session.type("q")
    var left = try shell.waitForPrompt().modes
    // The title that was put aside before the kill is the terminal's own affair.
    left.keptTitles = 0
    #expect(left == TerminalModel.Modes())
    #expect(try shell.printed(by: "stty -g") == modes)
  }
}
