/// How many cells a text takes on the screen, by UAX #11 as libc's `wcwidth` reads it.
///
/// ncurses positions by `wcwidth`, so a character must never be drawn wider or narrower than
/// that says. Sequences where a terminal may disagree with the sum of their parts (joined emoji,
/// skin tones, emoji selectors, keycaps) are drawn as their base alone: see ``CellText``.
///
/// Foreign text is measured as it is shown: what the sanitiser makes visible counts with the
/// cells of its mark. The width of a text is the sum of the widths of its characters.
package enum CharacterWidth {
  /// The version of Unicode that the widths follow.
  package static let unicodeVersion = CharacterTable.unicodeVersion
  /// The glibc whose widths these are.
  package static let libraryVersion = CharacterTable.libraryVersion

  /// - Returns: cells, at least 1.
  package static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) { return 1 }
    return of(VisibleText(String(character)))
  }

  /// - Complexity: O(*n*) in UTF-8 bytes.
  package static func of(_ text: String) -> Int {
    VisibleText.isPlain(text) ? text.utf8.count : of(VisibleText(text))
  }

  /// - Complexity: O(*n*) in UTF-8 bytes.
  package static func of(_ text: Substring) -> Int { of(String(text)) }

  /// Line breaks of a multi-line text count nothing.
  package static func of(_ visible: VisibleText) -> Int {
    var cells = 0
    CellText.forEachCell(of: visible.text, style: .plain) { cell, _ in cells += Int(cell.width) }
    return cells
  }
}
