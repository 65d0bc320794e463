import FlowWorkspace
import Glibc
import TerminalKit
import TestKit
import Testing

/// The whole program on terminals of different kinds: one launch each, in which much is done.
@Suite("The screen on terminals of all kinds", .serialized)
struct TerminalTypeTests {
  @Test(
    "starts, moves, asks, follows the window, stops, lends itself to an editor, and leaves no trace",
    arguments: [
      ("xterm-256color", "C.UTF-8"), ("xterm-256color", "C"), ("tmux-256color", "C.UTF-8"),
      ("screen", "C.UTF-8"), ("linux", "C.UTF-8"), ("vt100", "C"),
    ])
  func everything(type: String, locale: String) throws {
    let shell = try TerminalShell(
      type, environment: ["LANG": locale, "LC_ALL": locale, "EDITOR": "sh -c 'exit 3'"])
    let terminal = shell.session
    let modes = try shell.printed(by: "stty -g")
    try shell.start()

    terminal.type("j")
    try terminal.wait("the cursor below") { $0.cursorRow?.contains("Refunds") == true }
    terminal.type("\r")
    try terminal.wait(for: "Same as on the server")
    terminal.type("h?")
    try terminal.wait(for: "Help: list")
    terminal.type("\u{1B}")
    try terminal.wait("the list again") { !$0.contains("Help: list") && $0.contains("Order") }

    try resizeInPrompt(shell)
    try toggleMouse(terminal)
    try suspend(shell)

    terminal.type("E")
    // The modes follow the frame, maybe in another piece.
    try terminal.wait("the screen again") {
      $0.contains("The editor ended with status 3.") && $0.modes.on.contains(2004)
    }
    terminal.type("q")
    try shell.expectClean("the end")
    #expect(try shell.status() == 0)
    #expect(try shell.printed(by: "stty -g") == modes)
  }

  /// Fifty sizes while a filter is typed: its text, and the row under the cursor, stay.
  private func resizeInPrompt(_ shell: TerminalShell) throws {
    let terminal = shell.session
    terminal.type("/or")
    try terminal.wait("the filter") { $0.contains("filter: or") && !$0.contains("Refunds") }
    for step in 0..<50 {
      terminal.resize(rows: 5 + (step * 7) % 40, columns: 20 + (step * 37) % 140)
      usleep(2_000)
    }
    terminal.type("d")
    terminal.resize(rows: 24, columns: 80)
    try terminal.wait("the filter in the last size") { model in
      model.contains("filter: ord") && model.contains("Order desk") && model.isOnline
    }
    terminal.type("\u{1B}")
    try terminal.wait("the whole list") { $0.contains("Refunds") && !$0.contains("filter:") }
  }

  private func toggleMouse(_ terminal: TerminalSession) throws {
    #expect(terminal.model.modes.on.isSuperset(of: [1000, 1002, 1006]))
    terminal.type("gm")
    try terminal.wait("no mouse") { $0.modes.on.isDisjoint(with: [1000, 1002, 1006]) }
    terminal.type("gm")
    try terminal.wait("the mouse") { $0.modes.on.isSuperset(of: [1000, 1002, 1006]) }
  }

  private func suspend(_ shell: TerminalShell) throws {
    shell.session.type("\u{1A}")
    try shell.session.wait(for: "Stopped")
    try shell.expectClean("Ctrl-z")
    shell.enter("fg")
    try shell.waitForList()
  }

  @Test(
    "where no screen can be, the sentence names what else there is, and the status is 2",
    arguments: ["TERM=dumb", "env -u TERM", "TERM="])
  func noScreen(_ prefix: String) throws {
    let shell = try TerminalShell()
    #expect(try shell.status(of: "\(prefix) \(Programs.weir())") == 2)
    let model = shell.session.model
    #expect(model.contains("The screen cannot be opened."))
    #expect(model.contains("weir help") && model.foreign == [])
    #expect(model.modes == TerminalModel.Modes())
  }

  @Test(
    "SIGUSR1 has the files read again; a megabyte that is pasted arrives whole; focus says nothing")
  func reloadAndPaste() throws {
    let shell = try TerminalShell()
    let terminal = shell.session
    try shell.start()
    let config = shell.folder + "/config/config.json5"
    let text = try #require(try PrivateFile.read(config))
    try PrivateFile.write(Array("{ glyphs: \"ascii\",".utf8) + text.dropFirst(), to: config)
    kill(try shell.process, SIGUSR1)
    try terminal.wait("ASCII") { $0.contains("Read again") && !$0.contains("━") }
    terminal.type("\u{1B}[O\u{1B}[I\u{1B}[?62;22c\u{1B}]11;rgb:0/0/0\u{7}")
    terminal.type("/order\re")
    try terminal.wait(for: "OUTLINE")
    terminal.type("\t")
    try terminal.wait(for: "NORMAL")
    terminal.type("ggdGi")
    let body = #"{"nodes":[],"edges":[],"x":""# + String(repeating: "y", count: 1 << 20) + "\"}"
    terminal.type("\u{1B}[200~" + body + "\u{1B}[201~")
    try terminal.wait("the text", seconds: 20) { $0.contains("yyyyyyyyyy") }
    terminal.type("\u{1B}\u{13}")
    try terminal.wait(for: "Saved here", seconds: 20)
    #expect(kill(try shell.process, SIGTERM) == 0)
    try shell.expectClean("a paste")
    let weir = try Programs.weir()
    let count = try shell.printed(by: "\(weir) show 'Order desk' --field flowData.x | wc -c")
    #expect(count.trimmed.hasPrefix("\(1 << 20)"))
    let log = try #require(try PrivateFile.read(shell.folder + "/state/log"))
    #expect(String(decoding: log, as: UTF8.self).contains("unknown input ^[[?62;22c"))
  }

  @Test("an unknown terminal is taken for a common one, with a notice")
  func unknown() throws {
    let shell = try TerminalShell("xterm-of-tomorrow")
    shell.enter(try Programs.weir())
    try shell.session.wait(for: "TERM=xterm-of-tomorrow is not known")
    try shell.waitForList()
    shell.session.type("q")
    try shell.expectClean("an unknown terminal")
  }
}
