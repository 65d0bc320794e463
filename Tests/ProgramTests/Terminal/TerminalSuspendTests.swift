import Glibc
import TerminalKit
import TestKit
import Testing

/// Ctrl-z goes to the shell and takes nothing that was typed along (the terminal contract, "Suspend").
@Suite("Going to the shell and back", .serialized)
struct TerminalSuspendTests {
  private func stop(_ shell: TerminalShell) throws {
    shell.session.type("\u{1A}")
    try shell.session.wait(for: "Stopped")
    try shell.expectClean("Ctrl-z")
    shell.enter("clear")
    try shell.session.wait("a clear screen") { $0.lines.filter { $0 != "" }.count == 1 }
  }

  private func goOn(_ shell: TerminalShell, _ sign: String) throws {
    shell.enter("fg")
    try shell.session.wait(sign) { $0.contains(sign) && $0.modes.on.contains(2004) }
  }

  @Test("a filter, a command line and the palette stay open with what was typed, and go on")
  func prompts() throws {
    let shell = try TerminalShell()
    let terminal = shell.session
    try shell.start()
    terminal.type("/or")
    try terminal.wait(for: "filter: or")
    try stop(shell)
    try goOn(shell, "filter: or")
    terminal.type("d")
    try terminal.wait("the filter goes on") {
      $0.contains("filter: ord") && $0.contains("Order desk") && !$0.contains("Refunds")
    }
    terminal.type("\u{1B}:flows st")
    try terminal.wait(for: ":flows st")
    try stop(shell)
    try goOn(shell, ":flows st")
    terminal.type("\u{1B}\u{10}redr")
    try terminal.wait(for: "> redr")
    try stop(shell)
    try goOn(shell, "> redr")
    terminal.type("\u{1B}")
    try terminal.wait("the palette is gone") { !$0.contains("> redr") }
    terminal.type("q")
    try shell.expectClean("the end")
  }

  @Test("typed text stays in the editor, and is on disk should weir be killed while it sleeps")
  func editor() throws {
    let shell = try TerminalShell()
    let terminal = shell.session
    try shell.start()
    terminal.type("e")
    try terminal.wait(for: "OUTLINE")
    terminal.type("\t")
    try terminal.wait(for: "NORMAL")
    terminal.type("ggOtyped-before")
    try terminal.wait(for: "typed-before")
    try stop(shell)
    try goOn(shell, "typed-before")
    // Still in the insert mode: what is typed next stands behind.
    terminal.type("-and-after")
    try terminal.wait(for: "typed-before-and-after")
    try stop(shell)
    #expect(kill(try shell.process, SIGKILL) == 0)
    _ = try shell.status(of: "wait")
    try shell.start()
    terminal.type("e")
    try terminal.wait(for: "continue with that text")
    terminal.type("t")
    try terminal.wait(for: "typed-before-and-after")
    kill(try shell.process, SIGTERM)
    try shell.expectClean("the end")
  }
}
