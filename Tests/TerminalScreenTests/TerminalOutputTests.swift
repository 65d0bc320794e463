import CPosix
import CellGrid
import Glibc
import TerminalKit
import Testing

@testable import TerminalScreen

extension NcursesScreenTests {
  @Suite("Output", .serialized)
  struct Output {
    private let terminal: PseudoTerminal
    private let screen: NcursesScreen

    init() throws {
      terminal = try PseudoTerminal(rows: 60, columns: 200)
      var options = TerminalOptions(environment: ["TERM": "xterm-256color"])
      options.path = terminal.path
      screen = try NcursesScreen(options)
    }

    @Test("sends no control function that foreign text asks for")
    func foreignText() {
      defer { screen.end() }
      let seed = UInt64.random(in: 0...UInt64.max)
      var state = seed
      func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
      }
      let spice = [
        "\u{1B}]52;c;QQ==\u{07}", "\u{1B}[6n", "\u{9B}c", "\u{1B}P+q544e\u{1B}\\",
        "\u{1B}]0;x\u{07}",
        "\r", "\u{8}", "\u{202E}", "漢", "👩\u{200D}👧", "e\u{301}", "🇩🇪", "\u{90}q", "\u{E}",
      ]
      for _ in 0..<20 {
        screen.present(
          Frame(size: screen.size, title: spice[next(spice.count)]) { canvas in
            for row in 0..<canvas.rows {
              let bytes = (0..<next(60)).map { _ in UInt8(next(256)) }
              let text = String(decoding: bytes, as: UTF8.self) + spice[next(spice.count)]
              canvas.text(text, row: row, column: next(9) - 4)
            }
          })
        terminal.read(quiet: 5)
        _ = screen.waitForEvents(timeout: .zero)
      }
      // The rest of a frame goes out when the terminal takes more.
      while screen.hasOutput { _ = screen.waitForEvents(timeout: .milliseconds(20)) }
      terminal.read()
      #expect(
        TerminalModel(showing: terminal.output, rows: 60, columns: 200).foreign == [],
        "seed \(seed)")
    }

    @Test("draws what it cannot show as signs of the same width")
    func unshowable() {
      defer { screen.end() }
      setlocale(LC_CTYPE, "C")
      defer { setlocale(LC_CTYPE, "C.UTF-8") }
      screen.present(Frame(size: screen.size) { $0.text("é漢a", row: 0) })
      #expect(terminal.read().contains("???a"))
    }

    @Test(
      "runs a program on the terminal and hands nothing else on",
      arguments: [
        ("exit 3", ProgramEnd.exited(3)), ("kill -9 $$", .signaled(9)),
      ])
    func program(script: String, end: ProgramEnd) throws {
      defer { screen.end() }
      screen.present(Frame(size: screen.size) { $0.text("before", row: 0) })
      terminal.read()
      let open = "for f in 0 1 2 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$f ] && printf fd$f; done; "
      let program = ForegroundProgram(
        arguments: ["sh", "-c", "printf %s \"$HELLO\"; pwd; \(open)\(script)"],
        environment: ["HELLO=world"], folder: "/")
      #expect(try screen.run(program) == end)
      let shown = terminal.read()
      #expect(shown.contains("world/"))
      #expect(shown.contains("fd0fd1fd2") && !shown.contains("fd3"))
      #expect(shown.contains("\u{1B}[?1049l"))
      screen.present(Frame(size: screen.size) { $0.text("after", row: 0) })
      let again = terminal.read(until: "\u{1B}[?1004h")
      #expect(
        again.contains("\u{1B}[?1049h") && again.contains("after")
          && again.contains("\u{1B}[?2004h"))
    }

    @Test("says when a program cannot be started, and goes on")
    func missingProgram() {
      defer { screen.end() }
      #expect(throws: ScreenError.programNotStarted(name: "/no/such", code: ENOENT)) {
        try screen.run(ForegroundProgram(arguments: ["/no/such"]))
      }
      screen.present(Frame(size: screen.size) { $0.text("still here", row: 0) })
      #expect(terminal.read().contains("still here"))
    }

    @Test("puts text into the clipboard by a sequence, up to what terminals take")
    func clipboard() {
      defer { screen.end() }
      #expect(screen.copyToClipboard(Array("hello".utf8)))
      #expect(terminal.read().contains("\u{1B}]52;c;aGVsbG8=\u{1B}\\"))
      #expect(!screen.copyToClipboard([UInt8](repeating: 65, count: 60_000)))
      #expect(TerminalSequences.base64([]) == "" && TerminalSequences.base64([0xFF]) == "/w==")
      #expect(TerminalSequences.base64([1, 2, 3, 4]) == "AQIDBA==")
    }

    @Test(
      "a terminal that takes nothing holds nobody: frames are left out, and the last one is shown")
    func stuck() {
      defer { screen.end() }
      screen.present(Frame(size: screen.size) { $0.text("first", row: 0) })
      terminal.read()
      terminal.setStuck(true)
      let clock = ContinuousClock()
      let start = clock.now
      for number in 0..<40 {
        screen.redraw()
        screen.present(
          Frame(size: screen.size) { canvas in
            for row in 0..<canvas.rows {
              canvas.text(String(repeating: "frame \(number) ", count: 16), row: row)
            }
          })
        _ = screen.waitForEvents(timeout: .zero)
      }
      #expect(clock.now - start < .seconds(5), "a write that blocks would never come back")
      terminal.setStuck(false)
      for _ in 0..<50 { _ = screen.waitForEvents(timeout: .milliseconds(20)) }
      let shown = terminal.read(until: "frame 39")
      #expect(shown.contains("frame 39") && !shown.contains("frame 38"))
      #expect(TerminalModel(showing: terminal.output, rows: 60, columns: 200).foreign == [])
    }

    @Test("agrees with libc about every character's width")
    func widths() {
      defer { screen.end() }
      var wrong: [String] = []
      for value in UInt32(0x20)...0x10FFFF {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let text = String(Character(scalar))
        guard VisibleText(text).marks.isEmpty, !VisibleText(text).text.contains("<") else {
          continue
        }
        let counted = cposix_cell_width(wchar_t(bitPattern: value))
        // Another libc may know more; then the painter draws a sign instead.
        if counted != CharacterWidth.of(text) { wrong.append(String(value, radix: 16)) }
      }
      let isSameLibrary = String(cString: cposix_library_version()) == CharacterWidth.libraryVersion
      #expect(isSameLibrary ? wrong == [] : wrong.count < 500, "\(wrong.prefix(20))")
    }
  }
}
