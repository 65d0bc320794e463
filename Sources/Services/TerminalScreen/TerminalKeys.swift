import CNcurses
package import CellGrid

/// Which keys a terminal can send, as terminfo describes it.
package enum TerminalKeys {
  /// The keys with a sequence of their own: F1, Shift-Left. Letters, Control and a letter, Enter, Esc,
  /// Tab and Backspace are bytes that every terminal sends; they are not among them.
  ///
  /// Replaces the description that a running screen works with: for programs without one.
  ///
  /// - Parameter term: a value of TERM.
  /// - Returns: nil when no such terminal is described on this computer.
  package static func sequences(of term: String) -> Set<Key>? {
    var status: Int32 = 0
    guard setupterm(term, 1, &status) == 0 else { return nil }
    let table = TerminfoKeys.table { name in
      cncurses_string(name).map { Array(String(cString: $0).utf8) }
    }
    return Set(table.values)
  }
}
