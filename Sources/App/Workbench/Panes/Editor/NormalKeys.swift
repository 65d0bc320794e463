import CellGrid
import TextEditing

/// Reads the keys of normal mode one by one: `["register] [count] [operator [count]] motion`.
///
/// ```
/// 3 d 2 w      count 3 · operator d · count 2 · motion w      deletes six words
/// " + y i {    register + · operator y · object i{            copies what the object holds
/// ```
struct NormalKeys: Hashable, Sendable {
  enum Reading: Hashable {
    case task(EditorTask)
    /// Something has begun.
    case waiting
    /// Means nothing behind what was begun, which is dropped.
    case nothing
    /// Not of these keys at all; a prefix was begun, or nothing.
    case foreign(begun: [Key])
  }

  /// The keys since the last action, for the status row.
  private(set) var pending: [Key] = []
  private(set) var pendingOperator: EditorOperator?
  private var countBefore: Int?
  private var count: Int?
  private var register: Character?
  private var prefix: Character?

  var isIdle: Bool { pending.isEmpty }

  mutating func reset() { self = NormalKeys() }

  /// - Parameter isMarking: text is marked: operators take it, `i` and `a` begin objects.
  mutating func read(_ key: Key, isMarking: Bool = false) -> Reading {
    if key == .escape {
      reset()
      return .waiting
    }
    let reading = meaning(of: key, isMarking)
    if reading == .waiting { pending.append(key) } else { reset() }
    return reading
  }

  private mutating func meaning(of key: Key, _ isMarking: Bool) -> Reading {
    if let prefix { return meaning(of: key, after: prefix, isMarking) }
    if let digit = key.typed?.wholeNumberValue, key.typed?.isASCII == true,
      digit > 0 || count != nil
    {
      // More lines than any text has; the product of two still fits.
      count = min((count ?? 0) * 10 + digit, 99_999_999)
      return .waiting
    }
    if let letter = key.typed, isPrefix(letter, isMarking) {
      prefix = letter
      return .waiting
    }
    let isFree = pendingOperator == nil && register == nil && !isMarking
    if isFree, Self.leftToCommands.contains(key) { return .foreign(begun: []) }
    if let motion = Self.motion(for: key, count: count) { return found(motion) }
    if let pendingOperator { return after(pendingOperator, key) }
    if let action = isMarking ? Self.markingCommands[key] : nil { return found(action) }
    if let found = isMarking ? nil : Self.operators[key] { return begin(found) }
    if let action = Self.commands[key] { return found(action) }
    return register == nil ? .foreign(begun: []) : .nothing
  }

  private func isPrefix(_ letter: Character, _ isMarking: Bool) -> Bool {
    switch letter {
    case "g", "f", "F", "t", "T", "'", "`": true
    case "i", "a": isMarking || pendingOperator != nil
    case "z", "r", "m", "\"": pendingOperator == nil
    default: false
    }
  }

  private mutating func begin(_ change: EditorOperator) -> Reading {
    pendingOperator = change
    countBefore = count
    (count, prefix) = (nil, nil)
    return .waiting
  }

  private var totalCount: Int? {
    countBefore == nil && count == nil ? nil : (countBefore ?? 1) * (count ?? 1)
  }

  private func found(_ action: EditorAction) -> Reading {
    .task(EditorTask(action: action, count: totalCount, register: register))
  }

  private func found(_ motion: EditorMotion) -> Reading {
    found(pendingOperator.map { .apply($0, to: .motion(motion)) } ?? .move(motion))
  }

  /// The second letter of `dd`, `>>`, `guu`; or a search that says how far the operator goes.
  private func doubled(_ key: Key, _ change: EditorOperator) -> Reading {
    if key == Key("/") || key == Key("?") {
      return found(.openSearch(forward: key == Key("/"), change))
    }
    let isDoubled = Self.operators[key] == change || Self.caseOperators[key] == change
    return isDoubled ? found(.apply(change, to: .lines)) : .nothing
  }

  private mutating func meaning(
    of key: Key, after prefix: Character, _ isMarking: Bool
  ) -> Reading {
    guard let letter = key.typed else { return .nothing }
    switch prefix {
    case "f", "t": return found(.character(letter, forward: true, beside: prefix == "t"))
    case "F", "T": return found(.character(letter, forward: false, beside: prefix == "T"))
    case "r": return found(.replaceCharacters(letter))
    case "'", "`": return found(.mark(letter, isLines: prefix == "'"))
    case "m": return Self.isMark(letter) ? found(.setMark(letter)) : .nothing
    case "\"": return choose(letter)
    case "i", "a":
      guard let object = TextObject(letter, around: prefix == "a") else { return .nothing }
      return found(pendingOperator.map { .apply($0, to: .object(object)) } ?? .select(object))
    case "z": return Self.scrolls[letter].map(found) ?? foreign
    default: return meaning(afterG: key, isMarking)
    }
  }

  /// `y p` copies a path: no motion is called `p`.
  private func after(_ change: EditorOperator, _ key: Key) -> Reading {
    if change == .copy, key == Key("p"), register == nil { return .foreign(begun: pending) }
    return doubled(key, change)
  }

  /// A sequence may be one of the commands of the program.
  private var foreign: Reading { pendingOperator == nil ? .foreign(begun: pending) : .nothing }

  private mutating func choose(_ letter: Character) -> Reading {
    guard EditorRegisters.isName(letter) else { return .nothing }
    (register, prefix) = (letter, nil)
    return .waiting
  }

  private static func isMark(_ letter: Character) -> Bool { ("a"..."z").contains(letter) }

  private mutating func meaning(afterG key: Key, _ isMarking: Bool) -> Reading {
    if key == Key("g") {
      return found(.text(totalCount.map { .line($0 - 1) } ?? .documentStart))
    }
    if let motion = Self.motionsAfterG[key] { return found(.text(motion)) }
    if let change = Self.caseOperators[key] {
      if let pendingOperator { return doubled(key, pendingOperator) }
      return isMarking ? found(.apply(change, to: .marked(isLines: false))) : begin(change)
    }
    guard pendingOperator == nil, let action = Self.commandsAfterG[key] else { return foreign }
    return found(action)
  }
}
