/// What JSON5 (spec.json5.org) allows beyond JSON. Unicode escapes in unquoted keys are not read.
extension JSONScanner {
  // MARK: Blanks and comments

  /// - Returns: whether a comment or one of the wider blanks was skipped.
  mutating func skipJSON5Blank() throws(JSONDiagnostic) -> Bool {
    if byte(is: "/") { return try skipComment() }
    let length = json5BlankLength
    position += length
    return length > 0
  }

  private mutating func skipComment() throws(JSONDiagnostic) -> Bool {
    guard position + 1 < source.count else { return false }
    switch source[position + 1] {
    case UInt8(ascii: "/"):
      while position < source.count, source[position] != 0x0A { position += 1 }
      return true
    case UInt8(ascii: "*"):
      let start = position
      position += 2
      while position + 1 < source.count {
        if source[position] == UInt8(ascii: "*"), source[position + 1] == UInt8(ascii: "/") {
          position += 2
          return true
        }
        position += 1
      }
      position = source.count
      try report("this comment is not closed", at: start..<start + 2, hint: "close it with */")
      return true
    default:
      return false
    }
  }

  /// Length of the blank at `position` that JSON does not know; 0 if there is none.
  private var json5BlankLength: Int {
    switch source[position] {
    case 0x0B, 0x0C: return 1
    case 0x00..<0x80: return 0
    default: break
    }
    let length = JSONString.scalarLength(in: source, at: position)
    guard length > 0, let scalar = scalar(at: position, length: length) else { return 0 }
    let isBlank =
      scalar.value == 0xFEFF || scalar.value == 0x2028 || scalar.value == 0x2029
      || scalar.properties.generalCategory == .spaceSeparator
    return isBlank ? length : 0
  }

  var isAtJSON5Blank: Bool { byte(is: "/") || json5BlankLength > 0 }

  func scalar(at start: Int, length: Int) -> Unicode.Scalar? {
    String(decoding: source[start..<start + length], as: UTF8.self).unicodeScalars.first
  }

  // MARK: Keys

  /// - Returns: whether an unquoted key stood here; if so it is read.
  mutating func scanIdentifier() throws(JSONDiagnostic) -> Bool {
    let start = position
    while position < source.count {
      let length = identifierPartLength(isFirst: position == start)
      if length == 0 { break }
      position += length
    }
    guard position > start else { return false }
    tokens.append(JSONToken(.bareKey, at: start, position - start))
    return true
  }

  private func identifierPartLength(isFirst: Bool) -> Int {
    switch source[position] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: "$"):
      return 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return isFirst ? 0 : 1
    case 0x00..<0x80: return 0
    default: break
    }
    let length = JSONString.scalarLength(in: source, at: position)
    guard length > 0, let scalar = scalar(at: position, length: length) else { return 0 }
    let belongs = isFirst ? scalar.properties.isIDStart : scalar.properties.isIDContinue
    return belongs ? length : 0
  }

  // MARK: Values

  /// - Returns: whether one of the values that only JSON5 knows stood here; if so it is read.
  mutating func scanJSON5Value(_ byte: UInt8) throws(JSONDiagnostic) -> Bool {
    switch byte {
    case UInt8(ascii: "'"):
      try scanString(quote: byte)
    case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "I"), UInt8(ascii: "N"):
      try scanJSON5Number()
    default:
      return false
    }
    return true
  }

  mutating func scanJSON5Number() throws(JSONDiagnostic) {
    let start = position
    if byte(is: "+") || byte(is: "-") { position += 1 }
    let isNumber = skipName("Infinity") || skipName("NaN") || skipHexadecimal() || skipDecimal()
    if !isNumber || !isAtDelimiter { return try reportWord(from: start) }
    tokens.append(JSONToken(.number, at: start, position - start))
  }

  private mutating func skipName(_ name: StaticString) -> Bool {
    let length = name.utf8CodeUnitCount
    guard position + length <= source.count,
      (0..<length).allSatisfy({ source[position + $0] == name.utf8Start[$0] })
    else { return false }
    position += length
    return true
  }

  private mutating func skipHexadecimal() -> Bool {
    guard position + 1 < source.count, source[position] == UInt8(ascii: "0"),
      source[position + 1] | 0x20 == UInt8(ascii: "x")
    else { return false }
    let digits = hexDigits(from: position + 2, atMost: source.count)
    position += 2 + digits
    return digits > 0
  }

  private mutating func skipDecimal() -> Bool {
    let whole = position
    skipDigits()
    var digits = position - whole
    if digits > 1, source[whole] == UInt8(ascii: "0") { return false }
    if byte(is: ".") {
      position += 1
      let fraction = position
      skipDigits()
      digits += position - fraction
    }
    guard digits > 0 else { return false }
    guard byte(is: "e") || byte(is: "E") else { return true }
    position += 1
    if byte(is: "+") || byte(is: "-") { position += 1 }
    let exponent = position
    skipDigits()
    return position > exponent
  }

  // MARK: Strings

  /// - Returns: whether the escape at `position` is one that only JSON5 knows; if so it is read.
  mutating func scanJSON5Escape() throws(JSONDiagnostic) -> Bool {
    let next = source[position + 1]
    switch next {
    case UInt8(ascii: "x"):
      guard hexDigits(from: position + 2, atMost: 2) == 2 else { return false }
      position += 4
    case UInt8(ascii: "1")...UInt8(ascii: "9"), 0x00..<0x0A, 0x0B..<0x0D, 0x0E..<0x20:
      return false
    case UInt8(ascii: "0"):
      guard position + 2 >= source.count || source[position + 2] &- 0x30 >= 10 else { return false }
      position += 2
    case 0x0D:
      position += 2
      if byte(is: "\n") { position += 1 }
    default:
      let length = JSONString.scalarLength(in: source, at: position + 1)
      if length == 0 { return false }
      position += 1 + length
    }
    return true
  }
}
