import FlowServer
import FlowWorkspace
import Glibc
import TestKit
import Testing

/// The program in a terminal, as a person uses it. A server in this process answers it.
@Suite("The screen in tmux", .serialized)
struct ScreenTests {
  private let home: TestHome
  private let terminal: Tmux

  init() throws {
    home = try TestHome()
    for name in ["Order desk", "Refunds", "Support triage"] { try home.add(name) }
    try home.addProfile()
    terminal = try Tmux(Programs.environment(home.environment))
  }

  private func start(_ words: String = "") throws {
    try terminal.enter("\(Programs.weir()) \(words)".trimmed)
    try terminal.wait("the list") { $0.contains("Refunds") && $0.contains("online") }
  }

  /// Opens the editor on `Order desk`, whatever else is in the list.
  private func openEditor() throws {
    try terminal.type("/order")
    try terminal.wait("the filtered list") { $0.contains("Order desk") && !$0.contains("Refunds") }
    try terminal.press("Enter")
    try terminal.type("e")
    try terminal.wait(for: "OUTLINE")
    try terminal.press("Tab")
    try terminal.wait(for: "NORMAL")
  }

  private var remote: String {
    get throws {
      let id = try home.server.flowIDs().first {
        try home.server.storedField("name", of: $0) == Array("\"Order desk\"".utf8)
      }
      return try #require(id)
    }
  }

  @Test("a flow is found, opened, edited, saved, and pushed after its plan was shown")
  func mainJob() throws {
    try start()
    let list = try terminal.screen
    for name in ["Order desk", "Support triage", "Chatflows 3", "Chatbots 6"] {
      #expect(list.contains(name), "\(name)")
    }
    try terminal.type("/order")
    try terminal.wait("the filtered list") { !$0.contains("Refunds") }
    try terminal.press("Enter", "Enter")
    try terminal.wait(for: "Same as on the server")
    try terminal.type("e")
    try terminal.wait(for: "OUTLINE")
    try terminal.press("Tab")
    try terminal.wait(for: "NORMAL")
    try terminal.type("/0.70")
    try terminal.press("Enter")
    try terminal.wait(for: ".nodes[0].data.inputs.temperature")
    // The line ends with a comma: what is inserted there is the last digit.
    try terminal.type("$i5")
    try terminal.press("Escape", "C-s")
    try terminal.wait(for: "Saved here. 1 change waiting to be pushed.")
    #expect(try home.storedBody(of: remote) == SampleBody.text, "a save asks nobody")
    #expect(home.writes == [])

    try terminal.press("Escape", "Escape")
    try terminal.wait(for: "waits to be pushed")
    home.clock.advance(milliseconds: 5_000)
    try terminal.type("P")
    let plan = try terminal.wait(for: "send 1")
    #expect(plan.contains("Push 1 change to test?") && plan.contains("flowData"))
    #expect(home.writes == [], "the plan alone sends nothing")
    try terminal.type("s")
    try terminal.wait(for: "Push: 1 sent.")
    let expected = SampleBody.text.split(separator: "0.70", omittingEmptySubsequences: false)
      .joined(separator: "0.705")
    #expect(try home.storedBody(of: remote) == expected)
    // The flow first, then the program.
    try terminal.type("qq")
    try terminal.waitForPrompt()
  }

  @Test("every size has a screen: it is drawn again, says so when it is too small, and never ends")
  func sizes() throws {
    try start()
    try terminal.type("?")
    try terminal.wait(for: "Help: list")
    for (columns, rows) in [(80, 24), (60, 20), (40, 10)] {
      try terminal.resize(columns: columns, rows: rows)
      try terminal.wait("the help at \(columns)x\(rows)") { screen in
        screen.contains("Help: list") && screen.contains("FLOW")
      }
    }
    try terminal.press("Escape")
    try terminal.wait(for: "Refunds")
    try terminal.resize(columns: 20, rows: 5)
    try terminal.wait(for: "weir needs 40x10")
    try terminal.resize(columns: 100, rows: 30)
    try terminal.wait("the list again") {
      $0.contains("Support triage") && $0.contains("1 Chatflows")
    }
    try terminal.type("q")
    try terminal.waitForPrompt()
  }

  @Test("Ctrl-z gives the shell its terminal back, and fg brings the screen again")
  func suspend() throws {
    try terminal.enter("stty -g > \(home.folder.path)/before")
    try start()
    try terminal.press("C-z")
    try terminal.wait(for: "Stopped")
    #expect(try terminal.fact("#{alternate_on}") == "0")
    try terminal.enter("stty -g > \(home.folder.path)/after; echo told")
    try terminal.wait(for: "\ntold")
    try expectSameModes()
    try terminal.enter("fg")
    try terminal.wait("the list again") { $0.contains("Refunds") && !$0.contains("Stopped") }
    try terminal.type("?")
    try terminal.wait(for: "Help: list")
  }

  @Test(
    "ended by a signal it restores the terminal and its status says which",
    arguments: [SIGTERM, SIGHUP])
  func ended(by signal: Int32) throws {
    try terminal.enter("stty -g > \(home.folder.path)/before")
    try start()
    #expect(try terminal.fact("#{alternate_on}") == "1")
    let process = try #require(Processes.holding(home.folder.path, named: "weir").first)
    #expect(kill(process, signal) == 0)
    try terminal.waitForPrompt()
    try terminal.enter("echo status=$?; stty -g > \(home.folder.path)/after; echo told")
    try terminal.wait(for: "\ntold")
    #expect(try terminal.screen.contains("status=\(128 + signal)"))
    try expectSameModes()
    let facts = "#{alternate_on}#{mouse_any_flag}#{cursor_flag}#{bracket_paste_flag}"
    // An older tmux knows nothing of bracketed paste and gives nothing for it.
    #expect(["001", "0010", "0011"].contains(try terminal.fact(facts)))
  }

  private func expectSameModes() throws {
    let before = try #require(try PrivateFile.read(home.folder.path + "/before"))
    #expect(try PrivateFile.read(home.folder.path + "/after") == before)
  }

  @Test("text that was typed before a kill -9 is offered at the next start, and saved when taken")
  func unsaved() throws {
    try start()
    try openEditor()
    try terminal.type("/0.70")
    try terminal.press("Enter")
    try terminal.wait(for: ".nodes[0].data.inputs.temperature")
    try terminal.type("$i9")
    try terminal.wait(for: "edited")
    // At most two seconds of typing may be lost: what stands in the copy is asked for.
    try waitUntilKept()
    let process = try #require(Processes.holding(home.folder.path, named: "weir").first)
    kill(process, SIGKILL)
    try terminal.wait(for: "Killed")
    try terminal.enter("reset")
    try start()
    try openEditorWithOffer()
    try terminal.type("t")
    try terminal.wait(for: "0.709")
    try terminal.press("C-s")
    try terminal.wait(for: "Saved here")
  }

  /// Another program looks into the copy until the typed text stands in it.
  private func waitUntilKept() throws {
    for _ in 0..<200 {
      let listed = try Ended(
        ["grep", "-c", "0.709", home.places.data(of: "test") + "/weir.db-wal"],
        Programs.environment())
      if listed.status == 0 { return }
      usleep(25_000)
    }
    Issue.record("what was typed never reached the disk")
  }

  private func openEditorWithOffer() throws {
    try terminal.type("/order")
    try terminal.wait("the filtered list") { $0.contains("Order desk") && !$0.contains("Refunds") }
    try terminal.press("Enter")
    try terminal.type("e")
    try terminal.wait(for: "Text that was not saved")
  }

  @Test("E runs the person's editor on the terminal, and what it changed is saved")
  func outsideEditor() throws {
    let script = home.folder.path + "/editor"
    try PrivateFile.write(
      Array("#!/bin/sh\ntest -t 0 && sed -i 's/: 0.70,/: 0.25,/' \"$1\"\n".utf8), to: script)
    #expect(chmod(script, 0o700) == 0)
    try terminal.enter("export EDITOR=\(script)")
    try start()
    try terminal.type("/order")
    try terminal.wait("the filtered list") { !$0.contains("Refunds") }
    try terminal.press("Enter")
    try terminal.type("E")
    try terminal.wait(for: "Saved here: Order desk")
    try terminal.type("q")
    try terminal.waitForPrompt()
    let body = try Ended(
      [Programs.weir(), "show", "Order desk", "--field", "flowData"],
      Programs.environment(home.environment))
    #expect(
      body.output
        == SampleBody.text.split(separator: "0.70", omittingEmptySubsequences: false)
        .joined(separator: "0.25"))
    #expect(FolderTree.names(in: home.places.data(of: "test") + "/edit") == [])
  }

  @Test("without a UTF-8 locale the screen is whole, and a name cannot set the window's title")
  func plainLocale() throws {
    try home.add("na\u{1B}]0;owned\u{7}me")
    try terminal.enter("export LC_ALL=C LANG=C; unset COLORTERM; export NO_COLOR=1")
    try start()
    let screen = try terminal.screen
    #expect(screen.contains("Order desk") && screen.contains("]0;owned"))
    #expect(try !terminal.fact("#{pane_title}").contains("owned"))
    try terminal.type("q")
    try terminal.waitForPrompt()
  }

  @Test("glyphs: \"ascii\" draws lines and marks of ASCII")
  func ascii() throws {
    let file = try #require(try PrivateFile.read(home.places.configFile))
    try PrivateFile.write(
      Array("{ glyphs: \"ascii\",".utf8) + file.dropFirst(), to: home.places.configFile)
    try start()
    try terminal.wait("the detail") { $0.contains("Overview") && $0.contains("nodes") }
    // "é" is the flow's own; "…" stands in names of commands that ask.
    let foreign = try terminal.screen.filter { !$0.isASCII && !"é…".contains($0) }
    #expect(foreign == "")
  }
}

@Suite("The demo in tmux", .serialized)
struct DemoScreenTests {
  @Test("opens the screen on sample flows; ended by a signal it leaves nothing behind")
  func demo() throws {
    let folder = TemporaryFolder()
    let terminal = try Tmux(
      Programs.environment(["HOME": folder.path, "TMPDIR": folder.path]))
    try terminal.enter("\(Programs.weir()) demo")
    try terminal.wait(for: "Order status lookup", seconds: 20)
    #expect(FolderTree.names(in: folder.path).count == 1, "its home")
    let demo = try #require(
      Processes.holding(folder.path, named: "weir").min(), "the first of the two is the demo")
    #expect(kill(demo, SIGTERM) == 0)
    try terminal.waitForPrompt()
    try terminal.enter("echo status=$?")
    try terminal.wait(for: "status=143")
    #expect(FolderTree.names(in: folder.path) == [])
    #expect(Processes.holding(folder.path, named: "weir-server") == [])
  }
}
