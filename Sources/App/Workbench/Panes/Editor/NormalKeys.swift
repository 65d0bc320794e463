import CellGrid
import TextEditing

/// Reads the keys of normal mode one by one: `[count] [operator [count]] motion`.
///
/// ```
/// 3 d 2 w      count 3 · operator d · count 2 · motion w      deletes six words
/// ```
struct NormalKeys: Hashable, Sendable {
  enum Reading: Hashable {
    case action(EditorAction, count: Int?)
    /// Something has begun.
    case waiting
    /// Means nothing here; whatever was begun is dropped.
    case nothing
  }

  /// The keys since the last action, for the status row.
  private(set) var pending: [Key] = []
  private var countBefore: Int?
  private var count: Int?
  private var pendingOperator: EditorOperator?
  private var prefix: Character?

  var isIdle: Bool { pending.isEmpty }

  mutating func reset() { self = NormalKeys() }

  mutating func read(_ key: Key) -> Reading {
    if key == .escape {
      defer { reset() }
      return isIdle ? .nothing : .waiting
    }
    let reading = meaning(of: key)
    switch reading {
    case .waiting: pending.append(key)
    case .action, .nothing: reset()
    }
    return reading
  }

  private mutating func meaning(of key: Key) -> Reading {
    if let prefix { return meaning(of: key, after: prefix) }
    if let digit = key.typed?.wholeNumberValue, key.typed?.isASCII == true,
      digit > 0 || count != nil
    {
      // More lines than any text has; the product of two still fits.
      count = min((count ?? 0) * 10 + digit, 99_999_999)
      return .waiting
    }
    if let letter = key.typed, Self.prefixes.contains(letter), isAllowed(letter) {
      prefix = letter
      return .waiting
    }
    if let motion = Self.motion(for: key, count: count) { return found(motion) }
    return pendingOperator == nil ? command(for: key) : doubled(key)
  }

  /// The keys that wait for another one.
  private static let prefixes: Set<Character> = ["g", "z", "r", "f", "F", "t", "T"]

  private func isAllowed(_ prefix: Character) -> Bool {
    pendingOperator == nil || (prefix != "z" && prefix != "r")
  }

  private var totalCount: Int? {
    countBefore == nil && count == nil ? nil : (countBefore ?? 1) * (count ?? 1)
  }

  private func found(_ motion: EditorMotion) -> Reading {
    .action(pendingOperator.map { .apply($0, motion) } ?? .move(motion), count: totalCount)
  }

  private func meaning(of key: Key, after prefix: Character) -> Reading {
    guard let letter = key.typed else { return .nothing }
    switch (prefix, letter) {
    case ("g", "g"): return found(.text(totalCount.map { .line($0 - 1) } ?? .documentStart))
    case ("g", "p"): return .action(.goToProblem(forward: true), count: totalCount)
    case ("g", "P"): return .action(.goToProblem(forward: false), count: totalCount)
    case ("z", "t"): return .action(.scroll(.top), count: nil)
    case ("z", "z"): return .action(.scroll(.middle), count: nil)
    case ("z", "b"): return .action(.scroll(.bottom), count: nil)
    case ("z", "u"): return .action(.undo, count: totalCount)
    case ("r", _): return .action(.replaceCharacter(letter), count: totalCount)
    case ("f", _), ("t", _):
      return found(.character(letter, forward: true, beside: prefix == "t"))
    case ("F", _), ("T", _):
      return found(.character(letter, forward: false, beside: prefix == "T"))
    default: return .nothing
    }
  }

  private static func motion(for key: Key, count: Int?) -> EditorMotion? {
    switch key {
    case Key("h"), Key(.left), .backspace: .text(key == .backspace ? .textBack : .characterBack)
    case Key("l"), Key(.right), .space: .text(key == .space ? .textForward : .characterForward)
    case Key("j"), Key(.down): .lines(1)
    case Key("k"), Key(.up): .lines(-1)
    case Key("w"): .text(.wordForward)
    case Key("b"): .text(.wordBack)
    case Key("e"): .text(.wordEnd)
    case Key("W"): .text(.longWordForward)
    case Key("B"): .text(.longWordBack)
    case Key("0"), Key(.home): .text(.lineStart)
    case Key("^"): .text(.firstNonBlank)
    case Key("$"), Key(.end): .text(.lineEnd)
    case Key("G"): .text(count.map { .line($0 - 1) } ?? .documentEnd)
    case Key("{"): .text(.paragraphBack)
    case Key("}"): .text(.paragraphForward)
    case Key("%"): .text(.matchingBracket)
    case Key("n"): .match(forward: true)
    case Key("N"): .match(forward: false)
    default: nil
    }
  }

  /// The second letter of `dd`, `cc`, `yy`.
  private func doubled(_ key: Key) -> Reading {
    guard let pendingOperator, Self.operators[key] == pendingOperator else { return .nothing }
    return .action(.applyToLines(pendingOperator), count: totalCount)
  }

  private static let operators: [Key: EditorOperator] = [
    Key("d"): .delete, Key("c"): .change, Key("y"): .copy,
  ]

  private mutating func command(for key: Key) -> Reading {
    if let found = Self.operators[key] {
      pendingOperator = found
      countBefore = count
      count = nil
      return .waiting
    }
    guard let action = Self.commands[key] else { return .nothing }
    return .action(action, count: totalCount)
  }

  private static let commands: [Key: EditorAction] = [
    Key("i"): .insert(.here), Key("a"): .insert(.after), Key("I"): .insert(.lineStart),
    Key("A"): .insert(.lineEnd), Key("o"): .insert(.lineBelow), Key("O"): .insert(.lineAbove),
    Key(.insert): .insert(.here),
    Key("x"): .apply(.delete, .text(.characterForward)),
    Key(.delete): .apply(.delete, .text(.characterForward)),
    Key("X"): .apply(.delete, .text(.characterBack)),
    Key("s"): .apply(.change, .text(.characterForward)), Key("S"): .applyToLines(.change),
    Key("D"): .apply(.delete, .text(.lineEnd)), Key("C"): .apply(.change, .text(.lineEnd)),
    Key("Y"): .applyToLines(.copy), Key("J"): .joinLines,
    Key("p"): .putBack(before: false), Key("P"): .putBack(before: true),
    Key("u"): .undo, .control("r"): .redo,
    .control("d"): .page(0.5), .control("u"): .page(-0.5),
    .control("f"): .page(1), .control("b"): .page(-1),
    Key(.pageDown): .page(1), Key(.pageUp): .page(-1),
    Key("/"): .openSearch, Key("*"): .findWord, .enter: .move(.lines(1)),
  ]
}
