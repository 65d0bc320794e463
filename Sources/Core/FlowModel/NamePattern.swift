/// A pattern for names, as `re:` of a filter takes it. Case does not count, and accents only where
/// the pattern has one itself.
///
/// ```
/// .  [abc]  [^a-z]  \d \w \s       one character
/// x*  x+  x?  x{2,5}               how often
/// xy  x|y  (x)  ^  $               one behind the other, either, together, the two ends
/// ```
///
/// All places of the pattern that a name may have reached are followed at once (Thompson, 1968), so
/// that no pattern takes longer than its length times that of the name.
package struct NamePattern: Hashable, Sendable {
  /// As it was written.
  package let text: String
  /// Whether it is to be compared with ``FlowName/key(of:)``, and not with
  /// ``FlowName/spelling(of:)``.
  package let isPlain: Bool
  private let program: [Instruction]

  enum Instruction: Hashable, Sendable {
    case one(CharacterClass)
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    case start, end
    case match
  }

  /// - Throws: what is wrong with it, in words.
  package init(_ text: String) throws(NamePatternError) {
    self.text = text
    isPlain = PlainLetters.isPlain(text)
    var reader = PatternReader(text)
    program = try reader.program()
  }

  /// Whether the pattern fits somewhere in the folded name (see ``isPlain``).
  package func matches(_ key: String) -> Bool {
    var places = Places(count: program.count)
    var next = Places(count: program.count)
    var isAtStart = true
    for character in key {
      if add(0, to: &places, isAtStart: isAtStart, isAtEnd: false) { return true }
      isAtStart = false
      next.removeAll()
      for place in places.all {
        guard case .one(let set) = program[place], set.contains(character) else { continue }
        if add(place + 1, to: &next, isAtStart: false, isAtEnd: false) { return true }
      }
      swap(&places, &next)
    }
    // What waits at the end of the name: the instructions behind `$` are reached only now.
    if add(0, to: &places, isAtStart: isAtStart, isAtEnd: true) { return true }
    var last = Places(count: program.count)
    for place in places.all where add(place, to: &last, isAtStart: isAtStart, isAtEnd: true) {
      return true
    }
    return false
  }

  /// Adds a place and all that are reached from it without a character.
  ///
  /// - Returns: whether the match is among them.
  private func add(
    _ first: Int, to places: inout Places, isAtStart: Bool, isAtEnd: Bool
  ) -> Bool {
    var waiting = [first]
    while let place = waiting.popLast() {
      guard places.insert(place) else { continue }
      switch program[place] {
      case .match: return true
      case .jump(let target): waiting.append(target)
      case .split(let one, let other): waiting += [other, one]
      case .start: if isAtStart { waiting.append(place + 1) }
      case .end: if isAtEnd { waiting.append(place + 1) }
      case .one: break
      }
    }
    return false
  }
}

/// Why a text is no pattern.
package struct NamePatternError: Error, Equatable {
  package let message: String

  package init(message: String) { self.message = message }
}

/// Characters that one place of a pattern takes.
struct CharacterClass: Hashable, Sendable {
  var isNegated = false
  var characters: Set<Character> = []
  var ranges: [ClosedRange<Character>] = []
  var classes: Set<Character> = []

  func contains(_ character: Character) -> Bool {
    let isIn =
      characters.contains(character) || ranges.contains { $0.contains(character) }
      || classes.contains { Self.isIn($0, character) }
    return isIn != isNegated
  }

  /// - Parameter name: the letter behind the backslash: `d`, `w`, `s`, or a capital for its opposite.
  private static func isIn(_ name: Character, _ character: Character) -> Bool {
    switch name {
    case "d": character.isWholeNumber
    case "w": character.isLetter || character.isNumber || character == "_"
    case "s": character.isWhitespace
    case "D": !isIn("d", character)
    case "W": !isIn("w", character)
    default: !isIn("s", character)
    }
  }
}

/// Numbers of instructions, each once, in the order in which they came.
private struct Places {
  private(set) var all: [Int] = []
  private var isIn: [Bool]

  init(count: Int) { isIn = Array(repeating: false, count: count) }

  mutating func insert(_ place: Int) -> Bool {
    if isIn[place] { return false }
    isIn[place] = true
    all.append(place)
    return true
  }

  mutating func removeAll() {
    for place in all { isIn[place] = false }
    all.removeAll(keepingCapacity: true)
  }
}
