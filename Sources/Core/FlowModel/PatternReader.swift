/// Reads the text of a ``NamePattern`` into its instructions.
///
/// ```
/// x|y   split → x, y      x*   split → x, end; x; jump back      x+   x; split back, on
/// ```
struct PatternReader {
  private typealias Instruction = NamePattern.Instruction

  private let characters: [Character]
  private var next = 0
  private var depth = 0

  /// More would only be a mistake, or an attempt to fill the memory.
  private static let mostInstructions = 4_000
  private static let mostRepeats = 200
  private static let deepest = 50

  init(_ text: String) { characters = Array(text) }

  mutating func program() throws(NamePatternError) -> [NamePattern.Instruction] {
    guard !characters.isEmpty else { throw .init(message: "it is empty") }
    let body = try alternatives()
    // What `alternatives` leaves is a parenthesis that nothing opened.
    guard next == characters.count else { throw .init(message: "\")\" closes nothing") }
    return Self.moved(body, by: 0) + [.match]
  }

  /// Targets are counted from the beginning of the piece they stand in.
  private mutating func alternatives() throws(NamePatternError) -> [Instruction] {
    var piece = try sequence()
    while take("|") {
      let other = try sequence()
      piece =
        [.split(1, piece.count + 2)] + Self.moved(piece, by: 1)
        + [.jump(piece.count + 2 + other.count)] + Self.moved(other, by: piece.count + 2)
      try check(piece)
    }
    return piece
  }

  private mutating func sequence() throws(NamePatternError) -> [Instruction] {
    var pieces: [Instruction] = []
    while next < characters.count, characters[next] != "|", characters[next] != ")" {
      let atom = try atom()
      pieces += Self.moved(try repeated(atom), by: pieces.count)
      try check(pieces)
    }
    return pieces
  }

  private mutating func atom() throws(NamePatternError) -> [Instruction] {
    let character = characters[next]
    next += 1
    switch character {
    case ".": return [.one(CharacterClass(isNegated: true))]
    case "^": return [.start]
    case "$": return [.end]
    case "[": return [.one(try set())]
    case "*", "+", "?": throw .init(message: "\"\(character)\" has nothing to repeat")
    case "\\": return [.one(try escaped())]
    case "(":
      depth += 1
      guard depth <= Self.deepest else { throw .init(message: "its parentheses are too deep") }
      let inner = try alternatives()
      depth -= 1
      guard take(")") else { throw .init(message: "\"(\" is not closed") }
      return inner
    default: return [.one(Self.folded(character))]
    }
  }

  private mutating func repeated(_ atom: [Instruction]) throws(NamePatternError) -> [Instruction] {
    let count = atom.count
    if take("*") {
      return [.split(1, count + 2)] + Self.moved(atom, by: 1) + [.jump(0)]
    }
    if take("+") { return atom + [.split(0, count + 1)] }
    if take("?") { return [.split(1, count + 1)] + Self.moved(atom, by: 1) }
    guard next < characters.count, characters[next] == "{",
      let end = characters[next...].firstIndex(of: "}"), let bounds = bounds(to: end)
    else { return atom }
    next = end + 1
    guard bounds.least <= bounds.most ?? bounds.least,
      bounds.most ?? bounds.least <= Self.mostRepeats
    else { throw .init(message: "it repeats more than \(Self.mostRepeats) times, or backwards") }
    var pieces: [Instruction] = []
    for _ in 0..<bounds.least { pieces += Self.moved(atom, by: pieces.count) }
    guard let most = bounds.most else {
      let again: [Instruction] = [.split(1, count + 2)] + Self.moved(atom, by: 1) + [.jump(0)]
      return pieces + Self.moved(again, by: pieces.count)
    }
    for _ in bounds.least..<most {
      let once: [Instruction] = [.split(1, count + 1)] + Self.moved(atom, by: 1)
      pieces += Self.moved(once, by: pieces.count)
      try check(pieces)
    }
    return pieces
  }

  /// `{2}`, `{2,}`, `{2,5}`; nil: the brace stands for itself.
  private func bounds(to end: Int) -> (least: Int, most: Int?)? {
    let parts = characters[(next + 1)..<end].split(
      separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let least = Int(String(first)), least >= 0, least < 1_000
    else { return nil }
    if parts.count == 1 { return (least, least) }
    if parts[1].isEmpty { return (least, nil) }
    return Int(String(parts[1])).map { (least, $0) }
  }

  private mutating func set() throws(NamePatternError) -> CharacterClass {
    var set = CharacterClass()
    set.isNegated = take("^")
    var isFirst = true
    while next < characters.count, characters[next] != "]" || isFirst {
      isFirst = false
      var character = characters[next]
      next += 1
      if character == "\\" {
        let one = try escaped()
        guard one.classes.isEmpty, let literal = one.characters.first else {
          set.classes.formUnion(one.classes)
          continue
        }
        character = literal
      }
      if next + 1 < characters.count, characters[next] == "-", characters[next + 1] != "]" {
        let last = characters[next + 1]
        next += 2
        guard character <= last else { throw .init(message: "[\(character)-\(last)] is backwards") }
        set.ranges.append(character...last)
        let (low, high) = (Self.lower(character), Self.lower(last))
        if low <= high { set.ranges.append(low...high) }
      } else {
        set.characters.insert(Self.lower(character))
      }
    }
    guard take("]") else { throw .init(message: "\"[\" is not closed") }
    return set
  }

  private mutating func escaped() throws(NamePatternError) -> CharacterClass {
    guard next < characters.count else { throw .init(message: "it ends in a backslash") }
    let character = characters[next]
    next += 1
    if "dwsDWS".contains(character) { return CharacterClass(classes: [character]) }
    guard !character.isLetter, !character.isNumber else {
      throw .init(message: "\"\\\(character)\" means nothing here")
    }
    return CharacterClass(characters: [character])
  }

  private mutating func take(_ character: Character) -> Bool {
    guard next < characters.count, characters[next] == character else { return false }
    next += 1
    return true
  }

  private func check(_ pieces: [Instruction]) throws(NamePatternError) {
    guard pieces.count <= Self.mostInstructions else { throw .init(message: "it is too long") }
  }

  private static func folded(_ character: Character) -> CharacterClass {
    CharacterClass(characters: [lower(character)])
  }

  private static func lower(_ character: Character) -> Character {
    character.lowercased().count == 1 ? Character(character.lowercased()) : character
  }

  private static func moved(_ piece: [Instruction], by step: Int) -> [Instruction] {
    guard step > 0 else { return piece }
    return piece.map { instruction in
      switch instruction {
      case .split(let one, let other): .split(one + step, other + step)
      case .jump(let target): .jump(target + step)
      default: instruction
      }
    }
  }
}
