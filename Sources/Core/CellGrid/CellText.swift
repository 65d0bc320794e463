/// Turns text that the sanitiser has passed into cells.
enum CellText {
  /// Calls `body` with each cell and the UTF-8 offset of its character; line feeds are left out.
  ///
  /// A character whose scalars ask for several cells (a flag, an Indic vowel sign with a width
  /// of its own) gives one cell for each, as libc counts them. A sequence that terminals draw
  /// in fewer cells than libc counts gives its base alone.
  static func forEachCell(of text: String, style: Style, _ body: (Cell, Int) -> Void) {
    if VisibleText.isCommon(text) { return forEachCell(common: text, style: style, body) }
    var offset = 0
    for character in text {
      let utf8 = character.utf8.count
      defer { offset += utf8 }
      if let ascii = character.asciiValue {
        if ascii >= 0x20 { body(Cell(ascii: ascii, style: style), offset) }
      } else {
        forEachCell(of: character, style: style) { body($0, offset) }
      }
    }
  }

  /// The same for text of the common blocks, without looking for the ends of its characters.
  static func forEachCell(common text: String, style: Style, _ body: (Cell, Int) -> Void) {
    var offset = 0
    for scalar in text.unicodeScalars {
      let width: UInt8 = CharacterClass.common(scalar) == .wide ? 2 : 1
      body(Cell(base: scalar, width: width, style: style), offset)
      offset += UTF8.width(scalar)
    }
  }

  private static func forEachCell(
    of character: Character, style: Style, _ body: (Cell) -> Void
  ) {
    var open: Cell?
    var base: Unicode.Scalar?
    for scalar in character.unicodeScalars {
      // The rest belongs to one picture with the base; without it, width and libc agree.
      if scalar.isJoiner { break }
      if scalar.isEmojiSelector || scalar.value == 0x20E3 { continue }
      let isTone = scalar.properties.isEmojiModifier
      if isTone, base?.properties.isEmojiModifierBase == true { continue }
      switch CharacterClass.of(scalar) {
      case .zeroWidth: open?.combine(scalar)
      case .unshowable: continue
      case .narrow, .wide:
        if let open { body(open) }
        base = scalar
        open = Cell(
          base: scalar, width: CharacterClass.of(scalar) == .wide ? 2 : 1, style: style)
      }
    }
    if let open { body(open) }
  }
}
