extension JSONScanner {
  // MARK: Strings

  /// Reads a string or key from its quote on.
  mutating func scanString(quote: UInt8) throws(JSONDiagnostic) {
    let start = position
    var mark = JSONToken.Mark.string
    position += 1
    while true {
      skipPlainText()
      guard position < source.count else {
        try reportOpenString(from: start)
        break
      }
      let byte = source[position]
      if byte == quote {
        position += 1
        break
      } else if byte == UInt8(ascii: "\\") {
        mark = .escapedString
        try scanEscape()
      } else if byte >= 0x80 {
        try scanMultibyte()
      } else if byte < 0x20 {
        guard try toleratesControl(byte, inStringFrom: start) else { break }
      } else {
        position += 1  // the other kind of quote
      }
    }
    tokens.append(JSONToken(mark, at: start, position - start))
  }

  /// Skips bytes that mean themselves, eight at a time.
  @inline(__always)
  private mutating func skipPlainText() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawBufferPointer(source)
    while position + 8 <= source.count {
      let word = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      // A byte of `special` has its high bit set if the byte is a control, a quote, a backslash or
      // not ASCII. Borrows can set bits too much, but only above the first true one.
      let quotes = word ^ (ones &* 0x22)
      let singles = word ^ (ones &* 0x27)
      let slashes = word ^ (ones &* 0x5C)
      var special = (word &- (ones &* 0x20)) & ~word
      special |= (quotes &- ones) & ~quotes
      special |= (slashes &- ones) & ~slashes
      if isJSON5 { special |= (singles &- ones) & ~singles }
      special = (special | word) & highs
      if special != 0 {
        position += special.trailingZeroBitCount / 8
        return
      }
      position += 8
    }
    while position < source.count {
      let byte = source[position]
      if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x27 || byte == 0x5C { return }
      position += 1
    }
  }

  private mutating func scanEscape() throws(JSONDiagnostic) {
    let start = position
    guard start + 1 < source.count else {
      position += 1
      return
    }
    switch source[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    case UInt8(ascii: "u"):
      let digits = hexDigits(from: start + 2, atMost: 4)
      position += 2 + digits
      if digits < 4 {
        try report(
          "'\(excerpt(start..<position))' is half an escape", at: start..<position,
          hint: "\\u takes four hexadecimal digits")
      }
    default:
      if isJSON5, try scanJSON5Escape() { return }
      position += 1
      if source[position] >= 0x20, source[position] < 0x80 { position += 1 }
      let escape = excerpt(start..<position)
      try report(
        "'\(escape)' is not an escape", at: start..<position,
        hint: JSONScannerHint.forEscape(isJSON5 ? "" : escape))
    }
  }

  /// How many hexadecimal digits stand at `start`.
  func hexDigits(from start: Int, atMost limit: Int) -> Int {
    let end = min(start + limit, source.count)
    var index = start
    while index < end, JSONString.hexValue(source[index]) != nil { index += 1 }
    return max(0, index - start)
  }

  private mutating func scanMultibyte() throws(JSONDiagnostic) {
    repeat {
      let length = JSONString.scalarLength(in: source, at: position)
      if length == 0 { try reportInvalidUTF8() }
      position += max(1, length)
    } while position < source.count && source[position] >= 0x80
  }

  // MARK: Numbers

  /// `-? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)?`
  mutating func scanNumber() throws(JSONDiagnostic) {
    let start = position
    if isJSON5 { return try scanJSON5Number() }
    if source[position] == UInt8(ascii: "-") { position += 1 }
    let whole = position
    skipDigits()
    var isNumber = position > whole
    if position - whole > 1, source[whole] == UInt8(ascii: "0") { isNumber = false }
    if byte(is: ".") {
      position += 1
      let digits = position
      skipDigits()
      if position == digits { isNumber = false }
    }
    if byte(is: "e") || byte(is: "E") {
      position += 1
      if byte(is: "+") || byte(is: "-") { position += 1 }
      let digits = position
      skipDigits()
      if position == digits { isNumber = false }
    }
    if !isNumber || !isAtDelimiter { return try reportWord(from: start) }
    tokens.append(JSONToken(.number, at: start, position - start))
  }

  func byte(is character: Unicode.Scalar) -> Bool {
    position < source.count && source[position] == UInt8(ascii: character)
  }

  mutating func skipDigits() {
    while position < source.count, source[position] &- 0x30 < 10 { position += 1 }
  }

  // MARK: Words

  mutating func scanWord(_ word: StaticString, _ mark: JSONToken.Mark) throws(JSONDiagnostic) {
    let start = position
    let length = word.utf8CodeUnitCount
    let isWord =
      start + length <= source.count
      && (0..<length).allSatisfy { source[start + $0] == word.utf8Start[$0] }
    if isWord { position += length }
    if !isWord || !isAtDelimiter { return try reportWord(from: start) }
    tokens.append(JSONToken(mark, at: start, length))
  }

  /// Whether a number or word may end here: nothing that would be part of it follows.
  var isAtDelimiter: Bool {
    guard position < source.count else { return true }
    return Self.isDelimiter(source[position]) || isForeign(at: position)
      || (isJSON5 && isAtJSON5Blank)
  }

  static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"),
      UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "]"):
      true
    default: false
    }
  }
}
