/// Text that was deleted or copied.
struct Register: Equatable, Sendable {
  var bytes: [UInt8] = []
  /// Whole lines, which come back as lines.
  var isLines = false
}

/// What was cut and copied, under names: `"a` to `"z`, `"0` (the last copy), `"+` (the system's
/// clipboard; put back is what was copied here, for it is never read).
struct EditorRegisters: Equatable, Sendable {
  private var unnamed = Register()
  private var named: [Character: Register] = [:]

  static func isName(_ name: Character) -> Bool {
    ("a"..."z").contains(name) || ("A"..."Z").contains(name) || "+*_0\"".contains(name)
  }

  static func isClipboard(_ name: Character?) -> Bool { name == "+" || name == "*" }

  /// What stands under a name; under none what was kept last.
  func content(of name: Character?) -> Register {
    switch name {
    case nil, "\"": unnamed
    case "_": Register()
    case "*": named["+"] ?? Register()
    case let name?: named[Character(name.lowercased())] ?? Register()
    }
  }

  /// Keeps text under a name; a capital adds to what is there, `_` keeps nothing.
  mutating func keep(_ text: Register, as name: Character?, isCopy: Bool) {
    switch name {
    case "_": return
    case nil, "\"", "0": if isCopy { named["0"] = text }
    case "+", "*": named["+"] = text
    case let name? where name.isUppercase: return add(text, to: Character(name.lowercased()))
    case let name?: named[name] = text
    }
    unnamed = text
  }

  private mutating func add(_ text: Register, to name: Character) {
    var sum = named[name] ?? Register()
    if text.isLines && !sum.isLines && !sum.bytes.isEmpty { sum.bytes.append(0x0A) }
    let endsLine = sum.isLines && !text.isLines
    sum.bytes += text.bytes + (endsLine ? [0x0A] : [])
    sum.isLines = sum.isLines || text.isLines
    named[name] = sum
    unnamed = sum
  }
}
