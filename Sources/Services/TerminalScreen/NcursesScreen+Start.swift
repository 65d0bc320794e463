import CNcurses
import CPosix
import CellGrid
import Glibc

extension NcursesScreen {
  /// ncurses at work on a terminal.
  struct Start {
    let terminal: OpaquePointer
    let file: UnsafeMutablePointer<FILE>
    let notice: String?
  }

  /// Starts ncurses on a terminal. A type that this host does not know (many are newer than its
  /// database) is taken for the one that nearly all imitate.
  static func start(
    _ type: String, on device: TerminalDevice
  ) throws(TerminalFailure) -> Start {
    guard let file = cposix_terminal_file(device.descriptor) else {
      throw TerminalFailure(code: errno)
    }
    if let terminal = newterm(type, on: file) {
      return Start(terminal: terminal, file: file, notice: nil)
    }
    let common = "xterm-256color"
    guard let terminal = newterm(common, on: file) else {
      fclose(file)
      throw TerminalFailure(code: ENOTTY)
    }
    let name = VisibleText.line(type)
    return Start(
      terminal: terminal, file: file,
      notice: "TERM=\(name) is not known on this host; drawing as \(common).")
  }

  private static func newterm(
    _ type: String, on file: UnsafeMutablePointer<FILE>
  ) -> OpaquePointer? {
    guard let terminal = CNcurses.newterm(type, file, file) else { return nil }
    // Without cursor addressing there is nothing to draw with.
    guard capability("cup") != nil else {
      endwin()
      delscreen(terminal)
      return nil
    }
    return terminal
  }

  /// Keys arrive as they are pressed, all of them, and as single bytes.
  static func startModes() {
    raw()
    noecho()
    nonl()
    keypad(cncurses_stdscr(), true)
    intrflush(cncurses_stdscr(), false)
    // Or a key that arrives while a frame is drawn leaves half of it undrawn.
    typeahead(-1)
  }

  /// The level that the terminal and the person allow; palette entries are never redefined.
  static func startColors(_ options: TerminalOptions) -> ScreenAbilities.Colors {
    guard has_colors(), start_color() == OK, use_default_colors() == OK else { return .none }
    return options.level(available: Int(cncurses_colors()))
  }

  static func sequences() -> TerminalSequences {
    TerminalSequences(
      string: { name in capability(name).map { String(decoding: $0, as: UTF8.self) } },
      hasTitle: cncurses_flag("XT") != 0,
      bottom: cncurses_move_to(cncurses_rows() - 1, 0).map { String(cString: $0) })
  }

  /// The value of a string of terminfo.
  static func capability(_ name: String) -> [UInt8]? {
    guard let value = cncurses_string(name) else { return nil }
    return Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
  }
}
