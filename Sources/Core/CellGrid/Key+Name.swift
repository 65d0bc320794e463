extension Key {
  /// Names of keys that type no character of their own. The first name of a key is the one
  /// that is printed.
  private static let names: [(name: String, code: Code)] = [
    ("Enter", .enter), ("Return", .enter), ("Esc", .escape), ("Escape", .escape),
    ("Tab", .tab), ("Backspace", .backspace), ("BS", .backspace),
    ("Ins", .insert), ("Insert", .insert), ("Del", .delete), ("Delete", .delete),
    ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PageUp", .pageUp),
    ("PgDn", .pageDown), ("PageDown", .pageDown), ("Space", .character(" ")),
  ]

  /// Names and the modifiers they mean; the first is the one that is printed.
  private static let prefixes: [(name: String, modifier: Modifiers)] = [
    ("C-", .control), ("A-", .alt), ("S-", .shift),
    ("Ctrl-", .control), ("Alt-", .alt), ("Shift-", .shift),
  ]

  /// Reads a name such as `C-x`, `S-Left`, `F1`, `Esc` or `é`. Words may be in any case,
  /// and `ctrl-`, `alt-`, `shift-` may stand for `C-`, `A-`, `S-`.
  ///
  /// - Returns: nil when no key has the name.
  package init?(named name: String) {
    var rest = name[...]
    var modifiers: Modifiers = []
    while rest.count > 1, let prefix = Key.prefixes.first(where: { rest.hasName($0.name) }) {
      modifiers.formUnion(prefix.modifier)
      rest = rest.dropFirst(prefix.name.count)
    }
    guard let key = Key(bare: rest) else { return nil }
    self.init(key.code, key.modifiers.union(modifiers))
    normalize()
  }

  private init?(bare name: Substring) {
    if name.count == 1, let character = name.first {
      guard !character.isWhitespace, VisibleText(String(character)).marks.isEmpty else {
        return nil
      }
      self.init(.character(character))
    } else if let found = Key.names.first(where: { $0.name.lowercased() == name.lowercased() }) {
      self.init(found.code)
    } else if name.lowercased() == "backtab" {
      self.init(.tab, .shift)
    } else if name.first == "F" || name.first == "f", let number = Int(name.dropFirst()),
      (1...63).contains(number)
    {
      self.init(.function(number))
    } else {
      return nil
    }
  }

  /// One spelling for one key: Shift and a letter is the capital, Control knows no case.
  private mutating func normalize() {
    guard case .character(let character) = code, character != " " else { return }
    if modifiers.contains(.control) {
      code = .character(Character(character.lowercased()))
    } else if modifiers.contains(.shift), let capital = character.uppercased().first,
      character.uppercased().count == 1
    {
      code = .character(capital)
      modifiers.remove(.shift)
    }
  }

  /// Reads a sequence of names with blanks between, such as `g p`.
  ///
  /// - Returns: nil when it is empty or one of the names is unknown.
  package static func sequence(named names: String) -> [Key]? {
    let keys = names.split(separator: " ").map { Key(named: String($0)) }
    guard !keys.isEmpty, !keys.contains(nil) else { return nil }
    return keys.compactMap(\.self)
  }

  /// The name that ``init(named:)`` reads.
  package var name: String {
    if self == .backTab { return "BackTab" }
    var name = ""
    for prefix in Key.prefixes.prefix(3) where modifiers.contains(prefix.modifier) {
      name += prefix.name
    }
    switch code {
    case .character(" "): return name + "Space"
    case .character(let character): return name + String(character)
    case .function(let number): return name + "F\(number)"
    default: return name + (Key.names.first { $0.code == code }?.name ?? "?")
    }
  }
}

extension Key: CustomStringConvertible {
  package var description: String { name }
}

extension Substring {
  /// Long prefixes may be in any case; `c-` is not `C-`, because `c - x` may be a sequence.
  fileprivate func hasName(_ prefix: String) -> Bool {
    guard count > prefix.count else { return false }
    return prefix.count == 2
      ? hasPrefix(prefix) : self.prefix(prefix.count).lowercased() == prefix.lowercased()
  }
}
