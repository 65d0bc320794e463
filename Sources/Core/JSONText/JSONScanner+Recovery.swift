/// What is said when the text is not JSON, and how a tolerant scan goes on.
///
/// Each step either moves on in the text or changes what is expected, so a tolerant scan ends.
extension JSONScanner {
  static let diagnosticLimit = 100

  // MARK: Telling

  func diagnostic(
    _ message: String, at range: Range<Int>, hint: String? = nil
  ) -> JSONDiagnostic {
    var counter = self.counter
    counter.move(to: range.lowerBound, in: source)
    return JSONDiagnostic(
      message: message, line: counter.line, column: counter.column, byteRange: range, hint: hint)
  }

  /// Throws, or in tolerant mode notes the first complaint about each place.
  mutating func report(
    _ message: String, at range: Range<Int>, hint: String? = nil
  ) throws(JSONDiagnostic) {
    if tolerates {
      guard diagnostics.count < Self.diagnosticLimit,
        diagnostics.last.map({ $0.byteRange.lowerBound < range.lowerBound }) ?? true
      else { return }
      counter.move(to: range.lowerBound, in: source)
    }
    let told = diagnostic(message, at: range, hint: hint)
    guard tolerates else { throw told }
    diagnostics.append(told)
  }

  /// At most 24 characters of the text, fit to be shown.
  func excerpt(_ range: Range<Int>) -> String {
    let text = String(decoding: source[range].prefix(100), as: UTF8.self)
    var shown = ""
    for scalar in text.unicodeScalars {
      shown += JSONValue.isControl(scalar) ? JSONString.escape(of: scalar) : String(scalar)
    }
    return shown.count > 24 ? shown.prefix(23) + "…" : shown
  }

  /// A word or number goes on to the next delimiter.
  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < source.count, !Self.isDelimiter(source[end]) { end += 1 }
    return max(end, min(start + 1, source.count))
  }

  // MARK: Values

  /// A word or number that is none.
  mutating func reportWord(from start: Int) throws(JSONDiagnostic) {
    position = max(position, wordEnd(from: start))
    let word = excerpt(start..<position)
    let hint = JSONScannerHint.forWord(word, isWhole: position - start <= 24)
    try report(
      "'\(word)' is not a \(hint.isNumber ? "number" : "value")",
      at: start..<position, hint: hint.text)
    tokens.append(JSONToken(.missing, at: start, position - start))
  }

  mutating func recoverFromMissingValue(_ byte: UInt8) throws(JSONDiagnostic) {
    let place = position..<position + 1
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"):
      let hint = expects == .element ? "remove the ',' before it" : nil
      try report("a value is expected before '\(excerpt(place))'", at: place, hint: hint)
      if expects == .root {
        position += 1
        return
      }
      tokens.append(JSONToken(.missing, at: position, 0))
      valueEnded()
      if byte == UInt8(ascii: ":") { position += 1 }
    case UInt8(ascii: "'"):
      try report(
        "a string needs double quotes", at: place, hint: "write \"…\" instead of '…'")
      skipQuoted(byte)
    case UInt8(ascii: "/"):
      try report(
        "a value is expected, not a comment", at: position..<wordEnd(from: position),
        hint: "JSON has no comments; remove it")
      skipLine()
    default:
      try reportWord(from: position)
      valueEnded()
    }
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    let start = position
    position += 1
    while position < source.count, source[position] != quote, source[position] != 0x0A {
      position += 1
    }
    if position < source.count, source[position] == quote { position += 1 }
    tokens.append(JSONToken(.missing, at: start, position - start))
    valueEnded()
  }

  mutating func skipLine() {
    while position < source.count, source[position] != 0x0A { position += 1 }
  }

  // MARK: Keys, colons, commas

  mutating func recoverFromMissingKey(_ byte: UInt8) throws(JSONDiagnostic) {
    let end = wordEnd(from: position)
    let word = position..<end
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"):
      try report(
        "a key is expected before '\(excerpt(position..<position + 1))'",
        at: position..<position + 1, hint: expects == .key ? "remove the ',' before it" : nil)
      if byte == UInt8(ascii: ",") { position += 1 } else { try closeAround(byte) }
      return
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"):
      try report(
        "a key is expected before '\(excerpt(position..<position + 1))'",
        at: position..<position + 1, hint: "write \"key\": before it")
      tokens.append(JSONToken(.missing, at: position, 0))
    case UInt8(ascii: "/"):
      try report(
        "a key is expected, not a comment", at: word,
        hint: "JSON has no comments; remove it")
      return skipLine()
    case UInt8(ascii: "0")...UInt8(ascii: "9") where lastTokenIsNumberBeforeComma:
      try reportDecimalComma(word)
      position = end
      expects = .separator
      return
    default:
      let shown = excerpt(word)
      try report(
        "the key '\(shown)' needs double quotes", at: word,
        hint: JSONScannerHint.forKey(shown))
      position = end
      tokens.append(JSONToken(.bareKey, at: word.lowerBound, word.count))
    }
    expects = .colon
  }

  /// `{"temperature": 0,2}`: the value is a number, and digits follow its comma at once.
  private var lastTokenIsNumberBeforeComma: Bool {
    guard let last = tokens.last, last.mark == .number else { return false }
    return Int(last.offset) + last.number == position - 1
  }

  private mutating func reportDecimalComma(_ fraction: Range<Int>) throws(JSONDiagnostic) {
    let start = tokens.last.map { Int($0.offset) } ?? fraction.lowerBound
    let number = start..<fraction.upperBound
    let shown = excerpt(number)
    try report(
      "'\(shown)' is not a number", at: number,
      hint: "write " + String(shown.map { $0 == "," ? "." : $0 }))
  }

  mutating func recoverFromMissingColon(_ byte: UInt8) throws(JSONDiagnostic) {
    let isEquals = byte == UInt8(ascii: "=")
    try report(
      "':' expected after this key", at: position..<position + 1,
      hint: isEquals ? "write ':' instead of '='" : "write \"key\": value")
    if isEquals { position += 1 }
  }

  mutating func recoverFromMissingSeparator(_ byte: UInt8) throws(JSONDiagnostic) {
    let isObject = open[open.count - 1].isObject
    let place = position..<position + 1
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      try report(
        "'\(isObject ? "}" : "]")' expected, not '\(excerpt(place))'", at: place,
        hint: openerHint())
      try closeAround(byte)
    case UInt8(ascii: ":"), UInt8(ascii: ";"):
      try report("',' expected, not '\(excerpt(place))'", at: place)
      position += 1
      expects = isObject ? .key : .element
    case UInt8(ascii: "/"):
      try report(
        "',' or '\(isObject ? "}" : "]")' expected, not a comment",
        at: position..<wordEnd(from: position), hint: "JSON has no comments; remove it")
      skipLine()
    default:
      try report(
        "',' expected before this \(isObject ? "key" : "value")",
        at: position..<tokenEnd(from: position))
      expects = isObject ? .key : .element
    }
  }

  /// The end of what starts at `start`, as far as it is worth marking.
  private func tokenEnd(from start: Int) -> Int {
    guard source[start] == UInt8(ascii: "\"") else { return wordEnd(from: start) }
    var end = start + 1
    while end < source.count, source[end] != UInt8(ascii: "\""), source[end] != 0x0A {
      end += source[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(end + 1, source.count)
  }

  mutating func reportTrailingComma(_ byte: UInt8) throws(JSONDiagnostic) {
    let isObject = byte == UInt8(ascii: "}")
    try report(
      "a \(isObject ? "key" : "value") is expected after the last ','",
      at: position..<position + 1, hint: "remove the ',' before '\(isObject ? "}" : "]")'")
  }
}
