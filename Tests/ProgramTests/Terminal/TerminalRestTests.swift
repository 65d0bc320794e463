import Glibc
import TerminalKit
import TestKit
import Testing

/// What a screen costs that nobody touches.
@Suite("A screen at rest")
struct TerminalRestTests {
  @Test("no thread of the program wakes: not for a look at itself, not for a clock")
  func rest() throws {
    let shell = try TerminalShell()
    let terminal = shell.session
    try shell.start()
    // All that keys can begin: reading after a rest, and a program for the clipboard.
    terminal.type("jkyy")
    let process = try #require(Processes.holding(shell.folder, named: "weir").first)
    // What a key began ends; a timer of a second or less would wake a thread in every look. Ages on
    // the screen change once a minute, which may fall into one look.
    var before = Processes.wakes(process)
    for _ in 0..<20 {
      usleep(1_500_000)
      let now = Processes.wakes(process)
      if now == before { break }
      before = now
    }
    usleep(1_500_000)
    #expect(before.values.reduce(0, +) > 0)
    #expect(Processes.wakes(process) == before)
  }
}
