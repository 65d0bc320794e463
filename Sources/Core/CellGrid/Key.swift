/// A key as it was pressed, with its modifiers.
///
/// Written as in `keys.json5`: `C-x`, `S-Left`, `A-x`, `F1`, `Enter`, `Esc`, `Space`, `Tab`,
/// `BackTab`, `PgUp`, and single characters as themselves.
package struct Key: Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// A character as typed, Shift included: `A` is not `a` with a modifier.
    case character(Character)
    /// F1 is `function(1)`.
    case function(Int)
    case enter, escape, tab, backspace, insert, delete
    case up, down, left, right, home, end, pageUp, pageDown
  }

  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)
  }

  package var code: Code
  package var modifiers: Modifiers

  package init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// A character without Control or Alt.
  package init(_ character: Character) {
    self.init(.character(character))
  }

  package static let enter = Key(.enter)
  package static let escape = Key(.escape)
  package static let tab = Key(.tab)
  package static let backTab = Key(.tab, .shift)
  package static let space = Key(" ")
  package static let backspace = Key(.backspace)

  /// Control and a letter.
  package static func control(_ letter: Character) -> Key {
    Key(.character(letter), .control)
  }

  /// The character that the key types into a text; nil for keys that type none.
  package var typed: Character? {
    guard case .character(let character) = code,
      modifiers.isDisjoint(with: [.control, .alt])
    else { return nil }
    return character
  }

  /// The key that a terminal sends for this one: some share a byte and cannot be told apart.
  package var asSent: Key {
    guard case .character(let character) = code, modifiers.contains(.control) else { return self }
    let rest = modifiers.subtracting(.control)
    switch character {
    case "i", "I": return Key(.tab, rest)
    case "m", "M", "j", "J": return Key(.enter, rest)
    case "[": return Key(.escape, rest)
    case "h", "H", "?": return Key(.backspace, rest)
    case "@", "`": return Key(.character(" "), modifiers)
    case "-", "/": return Key(.character("_"), modifiers)
    default: return Key(.character(Character(character.lowercased())), modifiers)
    }
  }
}
