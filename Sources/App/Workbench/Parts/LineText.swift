import CellGrid

/// One line that is being typed: prompt, filter, palette.
package struct LineText: Hashable, Sendable {
  private var characters: [Character]
  /// How many characters stand before the caret.
  private(set) var caret: Int

  package init(_ text: String = "") {
    characters = Array(text)
    caret = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }
  var beforeCaret: String { String(characters[..<caret]) }

  /// - Returns: whether the key belongs to a line that is typed.
  mutating func press(_ key: Key) -> Bool {
    switch key {
    case .backspace, .control("h"): delete(backTo: caret - 1)
    case .control("u"): delete(backTo: 0)
    case .control("w"): delete(backTo: wordStart)
    case Key(.delete): if caret < characters.count { characters.remove(at: caret) }
    case Key(.left): caret = max(caret - 1, 0)
    case Key(.right): caret = min(caret + 1, characters.count)
    case Key(.home), .control("a"): caret = 0
    case Key(.end), .control("e"): caret = characters.count
    default:
      guard let character = key.typed, !character.isNewline else { return false }
      insert([character])
    }
    return true
  }

  /// Takes the first line of what was pasted, without control characters.
  mutating func paste(_ bytes: [UInt8]) {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let text = String(decoding: line, as: UTF8.self)
    insert(
      text.filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } })
  }

  private mutating func insert(_ new: some Collection<Character>) {
    characters.insert(contentsOf: new, at: caret)
    caret += new.count
  }

  private mutating func delete(backTo start: Int) {
    let start = max(start, 0)
    characters.removeSubrange(start..<max(caret, start))
    caret = start
  }

  private var wordStart: Int {
    var place = caret
    while place > 0, characters[place - 1] == " " { place -= 1 }
    while place > 0, characters[place - 1] != " " { place -= 1 }
    return place
  }

  /// Draws the text with the caret kept in view, and places the terminal's cursor.
  func draw(on canvas: inout Canvas, row: Int, column: Int, columns: Int, style: Style) {
    let before = CharacterWidth.of(beforeCaret)
    let shift = max(before - columns + 1, 0)
    canvas.inside(Region(row: row, column: column, rows: 1, columns: columns)) { canvas in
      canvas.text(text, row: 0, column: -shift, columns: columns + shift, style: style)
      let mark = canvas.glyphs.ellipsis
      if shift > 0, columns > 8 { canvas.text(mark, row: 0, columns: 2, style: style) }
      canvas.placeCursor(row: 0, column: before - shift, shape: .bar)
    }
  }
}
