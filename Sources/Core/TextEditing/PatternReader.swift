/// Cuts a pattern in vim's spelling into tokens.
///
/// As it stands, `. * [ ] ^ $` are signs and `\+ \? \= \{ \( \) \| \< \>` too; behind `\v` these
/// need no backslash. So brackets and braces of JSON are searched as they are.
struct PatternReader {
  enum Token: Equatable {
    case literal(UnicodeScalar)
    case any, lineStart, lineEnd, wordStart, wordEnd, wordBound
    case star, plus, optional
    case count(least: Int, most: Int?, isLazy: Bool)
    case open(isCounted: Bool)
    case close, or
    case set([ClosedRange<UnicodeScalar>], isInverted: Bool)
    /// `\zs` and `\ze`: what is found starts or ends here.
    case matchStart, matchEnd
  }

  private var rest: Substring.UnicodeScalarView
  private var isVeryMagic = false
  /// What `\c` and `\C` said.
  private(set) var ignoresCase: Bool?
  /// Where `^` and `*` mean something else: at the start of an alternative.
  private var isAtStart = true

  init(_ pattern: String) { rest = pattern[...].unicodeScalars }

  mutating func next() throws(PatternError) -> Token? {
    while let scalar = rest.popFirst() {
      guard let token = try token(scalar) else { continue }
      switch token {
      case .open, .or, .lineStart, .matchStart: isAtStart = true
      default: isAtStart = false
      }
      return token
    }
    return nil
  }

  /// - Returns: nil for what only changes how the rest is read.
  private mutating func token(_ scalar: UnicodeScalar) throws(PatternError) -> Token? {
    switch scalar {
    case "\\": return try escaped()
    case ".": return .any
    case "*": return isAtStart ? .literal(scalar) : .star
    case "^": return isAtStart ? .lineStart : .literal(scalar)
    case "$": return isAtEnd ? .lineEnd : .literal(scalar)
    case "[": return set() ?? .literal(scalar)
    case "%" where isVeryMagic && rest.first == "(":
      rest.removeFirst()
      return .open(isCounted: false)
    default: return try isVeryMagic ? sign(scalar) ?? .literal(scalar) : .literal(scalar)
    }
  }

  /// Whether the rest of the alternative is empty.
  private var isAtEnd: Bool {
    let next = rest.prefix(2)
    if isVeryMagic, let first = next.first, first == ")" || first == "|" { return true }
    return next.isEmpty || next.elementsEqual(["\\", ")"]) || next.elementsEqual(["\\", "|"])
  }

  /// The signs that need a backslash, but for `\v`.
  private mutating func sign(_ scalar: UnicodeScalar) throws(PatternError) -> Token? {
    switch scalar {
    case "+": return .plus
    case "?", "=": return .optional
    case "{": return try count()
    case "(": return .open(isCounted: true)
    case ")": return .close
    case "|": return .or
    case "<": return .wordStart
    case ">": return .wordEnd
    default: return nil
    }
  }

  private mutating func escaped() throws(PatternError) -> Token? {
    // A backslash at the end stands for itself.
    guard let scalar = rest.popFirst() else { return .literal("\\") }
    if !isVeryMagic, let sign = try sign(scalar) { return sign }
    if let ranges = Self.classes[scalar] { return .set(ranges, isInverted: false) }
    let small = UnicodeScalar(scalar.value | 0x20) ?? scalar
    if scalar != small, let ranges = Self.classes[small] { return .set(ranges, isInverted: true) }
    switch scalar {
    case "v": isVeryMagic = true
    case "m": isVeryMagic = false
    case "c": ignoresCase = true
    case "C": ignoresCase = false
    case "t": return .literal("\t")
    case "n": throw .lineBreak
    case "b": return .wordBound
    case "%" where rest.first == "(":
      rest.removeFirst()
      return .open(isCounted: false)
    case "z" where rest.first == "s" || rest.first == "e":
      return rest.removeFirst() == "s" ? .matchStart : .matchEnd
    default:
      if scalar.isWord && scalar != "_" { throw .unknown(Character(scalar)) }
      return .literal(scalar)
    }
    return nil
  }

  /// `\{n,m}`, `\{n}`, `\{,m}`, `\{}`; with `-` in front as few as possible.
  private mutating func count() throws(PatternError) -> Token {
    let isLazy = rest.first == "-"
    if isLazy { rest.removeFirst() }
    let least = number()
    var most = least
    if rest.first == "," {
      rest.removeFirst()
      most = number()
    }
    if rest.first == "\\" { rest.removeFirst() }
    guard rest.popFirst() == "}" else { throw .badCount }
    if let least, let most, most < least { throw .badCount }
    return .count(least: least ?? 0, most: most, isLazy: isLazy)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = rest.first, ("0"..."9").contains(digit) {
      // More than any program has steps.
      value = min((value ?? 0) * 10 + Int(digit.value - 48), 9999)
      rest.removeFirst()
    }
    return value
  }

  /// `[a-z]`, `[^"]`; nil if it is never closed: then the bracket is itself.
  private mutating func set() -> Token? {
    var scan = rest
    let isInverted = scan.first == "^"
    if isInverted { scan.removeFirst() }
    var ranges: [ClosedRange<UnicodeScalar>] = []
    var isFirst = true
    while let scalar = scan.popFirst() {
      if scalar == "]" && !isFirst {
        rest = scan
        return .set(ranges, isInverted: isInverted)
      }
      isFirst = false
      let low = Self.setScalar(scalar, &scan)
      if scan.first == "-", let end = scan.dropFirst().first, end != "]" {
        scan.removeFirst()
        let high = Self.setScalar(scan.removeFirst(), &scan)
        if low <= high { ranges.append(low...high) }
      } else if scalar == "\\", let listed = Self.classes[low] {
        ranges += listed
      } else {
        ranges.append(low...low)
      }
    }
    return nil
  }

  private static func setScalar(
    _ scalar: UnicodeScalar, _ scan: inout Substring.UnicodeScalarView
  ) -> UnicodeScalar {
    guard scalar == "\\", let next = scan.first else { return scalar }
    switch next {
    case "t":
      scan.removeFirst()
      return "\t"
    case "\\", "]", "^", "-", "d", "s", "w":
      return scan.removeFirst()
    default: return scalar
    }
  }

  private static let letters: [ClosedRange<UnicodeScalar>] = ["a"..."z", "A"..."Z"]
  private static let classes: [UnicodeScalar: [ClosedRange<UnicodeScalar>]] = [
    "d": ["0"..."9"], "s": [" "..." ", "\t"..."\t"], "a": letters,
    "w": letters + ["0"..."9", "_"..."_"], "h": letters + ["_"..."_"],
    "x": ["0"..."9", "a"..."f", "A"..."F"], "l": ["a"..."z"], "u": ["A"..."Z"],
  ]
}
