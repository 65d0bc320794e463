import CellGrid
import Glibc
import Synchronization
import TerminalKit
import Testing

@testable import TerminalScreen

/// ncurses and signal handlers are one to a process, so these run one after another.
@Suite("NcursesScreen", .serialized, .timeLimit(.minutes(1)))
struct NcursesScreenTests {
  private let terminal: PseudoTerminal

  init() throws {
    terminal = try PseudoTerminal()
  }

  private func screen(
    _ environment: [String: String] = ["TERM": "xterm-256color"],
    change: (inout TerminalOptions) -> Void = { _ in }
  ) throws -> NcursesScreen {
    var options = TerminalOptions(environment: environment)
    options.path = terminal.path
    change(&options)
    return try NcursesScreen(options)
  }

  private func frame(
    _ screen: NcursesScreen, title: String = "", cursor: Int? = nil, _ lines: String...,
    style: Style = .plain
  ) -> Frame {
    Frame(size: screen.size, title: title) { canvas in
      for (row, line) in lines.enumerated() { canvas.text(line, row: row, style: style) }
      if let cursor { canvas.placeCursor(row: 0, column: cursor, shape: .bar) }
    }
  }

  private func events(_ screen: NcursesScreen, count: Int = 1) -> [ScreenEvent] {
    var events: [ScreenEvent] = []
    for _ in 0..<50 where events.count < count {
      events += screen.waitForEvents(timeout: .milliseconds(100))
    }
    return events
  }

  @Test("takes the terminal over and leaves it as it was")
  func startAndEnd() throws {
    let before = terminal.modes
    let screen = try screen()
    #expect(terminal.modes != before)
    #expect(screen.size == GridSize(rows: 24, columns: 80))
    #expect(screen.notice == nil)
    screen.present(frame(screen, title: "weir", cursor: 3, "héllo 漢"))
    let shown = terminal.read()
    for part in [
      "\u{1B}[?1049h", "héllo 漢", "\u{1B}[?2004h\u{1B}[?1004h", "\u{1B}[?1002h\u{1B}[?1006h",
      "\u{1B}[6 q", "\u{1B}]2;weir\u{07}",
    ] {
      #expect(shown.contains(part), "\(part.debugDescription)")
    }
    screen.end()
    let end = terminal.read()
    for part in [
      "\u{1B}[?2004l\u{1B}[?1004l", "\u{1B}[?1006l", "\u{1B}[?1049l", "\u{1B}[23;2t", "\u{1B}[2 q",
    ] {
      #expect(end.contains(part), "\(part.debugDescription)")
    }
    #expect(terminal.modes == before)
    screen.end()
    #expect(terminal.read() == "")
  }

  @Test("asks nothing before the first frame and enters modes after it")
  func firstFrame() throws {
    let screen = try screen()
    defer { screen.end() }
    screen.present(frame(screen, "hello"))
    let shown = terminal.read()
    let text = try #require(shown.firstRange(of: "hello"))
    let modes = try #require(shown.firstRange(of: "\u{1B}[?2004h"))
    #expect(text.lowerBound < modes.lowerBound)
    // Device attributes, cursor position, colours: a question would be foreign to the model.
    #expect(TerminalModel(showing: terminal.output).foreign == [])
  }

  @Test("writes only what changed")
  func changes() throws {
    let screen = try screen()
    defer { screen.end() }
    screen.present(frame(screen, "one", "two", "three"))
    terminal.read()
    screen.present(frame(screen, "one", "two", "three"))
    #expect(terminal.read() == "")
    screen.present(frame(screen, "one", "tWo", "three"))
    let change = terminal.read()
    #expect(change.contains("W") && change.utf8.count < 16, "\(change.debugDescription)")
    screen.redraw()
    screen.present(frame(screen, "one", "tWo", "three"))
    #expect(terminal.read().contains("three"))
  }

  @Test("marks frames that are longer than a terminal takes at once")
  func synchronized() throws {
    let screen = try screen()
    let long = String(repeating: "wide ", count: 15)
    screen.present(frame(screen, "one", "two", long, long, long, long, long, long, long))
    let shown = terminal.read()
    let begin = try #require(shown.firstRange(of: "\u{1B}[?2026h"))
    let end = try #require(shown.firstRange(of: "\u{1B}[?2026l"))
    #expect(shown[begin.upperBound..<end.lowerBound].contains("two"))
    screen.present(frame(screen, "other", "words", long, long, long, long, long, long, long))
    #expect(!terminal.read().contains("\u{1B}[?2026h"))
    screen.end()
    let plain = try self.screen { $0.isSynchronized = false }
    plain.present(frame(plain, "one", "two", long, long, long, long, long, long, long))
    #expect(!terminal.read().contains("\u{1B}[?2026h"))
    plain.end()
  }

  @Test("decodes keys, a paste, the mouse and the focus")
  func input() throws {
    let screen = try screen()
    defer { screen.end() }
    terminal.type(
      "é\u{1B}OA\u{13}\u{1B}[I\u{1B}[200~a\u{1B}[B\n\u{1B}[201~\u{1B}[<0;2;3M\u{1B}[<0;2;3M")
    let press = MouseEvent(.press, at: GridPoint(row: 2, column: 1))
    #expect(
      events(screen, count: 7) == [
        .key(Key("é")), .key(Key(.up)), .key(.control("s")), .focus(true),
        .paste(Array("a\u{1B}[B\n".utf8)), .mouse(press),
        .mouse(MouseEvent(.doubleClick, at: GridPoint(row: 2, column: 1))),
      ])
    terminal.type("\u{1B}")
    #expect(events(screen) == [.key(.escape)])
  }

  @Test("tells of unknown sequences and types none of them")
  func unknownInput() throws {
    let box = Told()
    let screen = try screen { $0.onUnknownInput = { box.add($0) } }
    defer { screen.end() }
    terminal.type("\u{1B}[?62;22cq")
    #expect(events(screen) == [.key(Key("q"))])
    #expect(box.all == ["^[[?62;22c"])
  }

  @Test("takes a large paste whole")
  func largePaste() throws {
    let screen = try screen()
    defer { screen.end() }
    let text = String(repeating: "漢字 and more\n", count: 200)
    // The line discipline holds 4 KB, so the pieces go in while the other side reads.
    var events: [ScreenEvent] = []
    terminal.type("\u{1B}[200~")
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 1000) {
      terminal.type(String(decoding: bytes[start..<min(start + 1000, bytes.count)], as: UTF8.self))
      events += screen.waitForEvents(timeout: .zero)
    }
    terminal.type("\u{1B}[201~")
    events += self.events(screen)
    guard case .paste(let pasted)? = events.first, events.count == 1 else {
      Issue.record("\(events.count) events")
      return
    }
    #expect(pasted.count > 0)
  }

  @Test("follows the size of the window")
  func resizing() throws {
    let screen = try screen()
    defer { screen.end() }
    screen.present(frame(screen, "hello"))
    terminal.read()
    terminal.resize(rows: 10, columns: 40)
    kill(getpid(), SIGWINCH)
    #expect(events(screen) == [.resize(GridSize(rows: 10, columns: 40))])
    #expect(screen.size == GridSize(rows: 10, columns: 40))
    screen.present(frame(screen, "again"))
    #expect(terminal.read().contains("again"))
    // Back in the same size after others, the terminal has lost what it cut off: all is drawn anew.
    terminal.resize(rows: 4, columns: 20)
    terminal.resize(rows: 10, columns: 40)
    kill(getpid(), SIGWINCH)
    #expect(events(screen) == [.resize(GridSize(rows: 10, columns: 40))])
    screen.present(frame(screen, "again"))
    #expect(terminal.read().contains("again"))
  }

  @Test("is woken by another thread")
  func wakeUp() async throws {
    let screen = try screen()
    defer { screen.end() }
    let wakeUp = screen.wakeUp
    let task = Task.detached { wakeUp() }
    #expect(events(screen) == [.wakeUp])
    await task.value
    // Coalesced: many calls, one event.
    for _ in 0..<100 { wakeUp() }
    #expect(screen.waitForEvents(timeout: .zero) == [.wakeUp])
    #expect(screen.waitForEvents(timeout: .zero) == [])
  }

  @Test(
    "hands on signals as events",
    arguments: [
      (SIGINT, ScreenSignal.interrupt), (SIGTERM, .terminate), (SIGHUP, .hangup), (SIGQUIT, .quit),
      (SIGTSTP, .suspend), (SIGUSR1, .reload),
    ])
  func signals(number: Int32, signal: ScreenSignal) throws {
    let screen = try screen()
    defer { screen.end() }
    kill(getpid(), number)
    #expect(events(screen) == [.signal(signal)])
  }

  @Test(
    "gives up when there is no terminal, or a dumb one",
    arguments: [
      ([:] as [String: String]), ["TERM": "dumb"], ["TERM": ""],
    ])
  func noTerminal(environment: [String: String]) {
    #expect(throws: ScreenError.self) { try screen(environment) }
    #expect(throws: ScreenError.self) { try screen { $0.path = "/dev/null" } }
    #expect(throws: ScreenError.self) { try screen { $0.path = "/nowhere/tty" } }
  }

  @Test("takes an unknown terminal for a common one, and says so")
  func unknownTerminal() throws {
    let screen = try screen(["TERM": "nobody-knows-\u{1B}this"])
    defer { screen.end() }
    #expect(
      screen.notice
        == "TERM=nobody-knows-^[this is not known on this host; drawing as xterm-256color.")
    screen.present(frame(screen, "hello"))
    #expect(terminal.read().contains("hello"))
  }

  @Test(
    "uses as many colours as it is allowed",
    arguments: [
      (["TERM": "xterm-256color"], "\u{1B}[38;5;75m", ScreenAbilities.Colors.indexed),
      (["TERM": "xterm-256color", "NO_COLOR": "1"], "", .none),
      (["TERM": "linux"], "\u{1B}[36m", .sixteen),
      (["TERM": "vt100"], "", .none),
    ])
  func colors(environment: [String: String], sequence: String, level: ScreenAbilities.Colors) throws
  {
    let screen = try screen(environment)
    defer { screen.end() }
    #expect(screen.abilities.colors == level)
    let style = Style(foreground: .indexed(75), attributes: level == .none ? .bold : [])
    screen.present(frame(screen, "hello", style: style))
    let shown = terminal.read()
    #expect(shown.contains("hello"))
    if sequence.isEmpty {
      #expect(!shown.contains("38;5") && !shown.contains("[36"))
      #expect(shown.contains("\u{1B}[1m") || shown.contains("\u{1B}[0;1m"))
    } else {
      #expect(
        shown.contains(sequence) || shown.contains("[1;36m") || shown.contains("[36;1m"),
        "\(shown.debugDescription)")
    }
  }
}

/// Sentences that somebody on another thread may tell.
private final class Told: Sendable {
  private let sentences = Mutex<[String]>([])

  func add(_ sentence: String) { sentences.withLock { $0.append(sentence) } }
  var all: [String] { sentences.withLock(\.self) }
}
