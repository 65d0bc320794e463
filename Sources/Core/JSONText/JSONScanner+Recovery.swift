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

  /// What to write instead of a string or key without its double quotes.
  private func hintQuoting(_ text: Range<Int>) -> String {
    let needsEscapes = source[text].contains { $0 == 0x22 || $0 == 0x5C }
    return "write \"\(text.count > 24 || needsEscapes ? "…" : excerpt(text))\""
  }

  /// A word or number goes on to the next delimiter.
  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < source.count, !Self.isDelimiter(source[end]), !isForeign(at: end) {
      end += JSONString.scalarLength(in: source, at: end)
    }
    return max(end, min(start + 1, source.count))
  }

  // MARK: Values

  /// A word or number that is none.
  mutating func reportWord(from start: Int) throws(JSONDiagnostic) {
    position = max(position, wordEnd(from: start))
    var hint = JSONScannerHint.forWord(
      excerpt(start..<position), isWhole: position - start <= 24)
    if hint.text == nil {
      if !hint.isNumber { position = phraseEnd(from: position) }
      hint.text = "put it in double quotes if it is text"
    }
    try report(
      "'\(excerpt(start..<position))' is not a \(hint.isNumber ? "number" : "value")",
      at: start..<position, hint: hint.text)
    tokens.append(JSONToken(.missing, at: start, position - start))
  }

  /// Words in a row are a text without quotes, unless the last one is a key.
  private func phraseEnd(from end: Int) -> Int {
    var end = end
    while true {
      let next = blanksEnd(from: end)
      guard next < source.count, source[next] >= 0x80 || (source[next] | 0x20) &- 0x61 < 26,
        !isForeign(at: next)
      else { return end }
      let wordEnd = wordEnd(from: next)
      let behind = blanksEnd(from: wordEnd)
      if behind < source.count, source[behind] == UInt8(ascii: ":") { return end }
      end = wordEnd
    }
  }

  private func blanksEnd(from start: Int) -> Int {
    var end = start
    while end < source.count, source[end] == 0x20 { end += 1 }
    return end
  }

  mutating func recoverFromMissingValue(_ byte: UInt8) throws(JSONDiagnostic) {
    if try skipsForeign() { return }
    let place = position..<position + 1
    switch byte {
    case UInt8(ascii: ":") where expects == .memberValue:
      try report("a value is expected before ':'", at: place, hint: "remove the second ':'")
      position += 1
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"):
      let hint =
        expects == .element
        ? "remove the ',' before it" : expects == .memberValue ? "write null for none" : "remove it"
      try report("a value is expected before '\(excerpt(place))'", at: place, hint: hint)
      if expects == .root {
        position += 1
        return
      }
      tokens.append(JSONToken(.missing, at: position, 0))
      valueEnded()
      if byte == UInt8(ascii: ":") { position += 1 }
    default:
      if let quoted = quoted(from: position) {
        try report(
          "a string needs straight double quotes", at: quoted.whole,
          hint: hintQuoting(quoted.text))
        position = quoted.whole.upperBound
        tokens.append(JSONToken(.missing, at: quoted.whole.lowerBound, quoted.whole.count))
      } else {
        try reportWord(from: position)
      }
      valueEnded()
    }
  }

  // MARK: Keys

  mutating func recoverFromMissingKey(_ byte: UInt8) throws(JSONDiagnostic) {
    if try skipsForeign() { return }
    let place = position..<position + 1
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"):
      try report(
        "a key is expected before '\(excerpt(place))'", at: place,
        hint: expects == .key ? "remove the ',' before it" : "remove it")
      if byte == UInt8(ascii: ",") { position += 1 } else { try closeAround(byte) }
      return
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"):
      let isTemplate =
        byte == UInt8(ascii: "{") && position > 0 && source[position - 1] == byte
      try report(
        "a key is expected before '\(excerpt(place))'", at: place,
        hint: isTemplate
          ? "put a template like {{x}} in double quotes" : "write \"key\": before it")
      tokens.append(JSONToken(.missing, at: position, 0))
    default:
      if try reportsSplitNumber() { return }
      let end = wordEnd(from: position)
      if source[position..<end].allSatisfy({ $0 == UInt8(ascii: ".") }) {
        try report(
          "'\(excerpt(position..<end))' is not a key", at: position..<end,
          hint: JSONScannerHint.forEllipsis)
        position = end
        return
      }
      let quoted = quoted(from: position)
      let key = quoted?.text ?? position..<end
      try report(
        "the key '\(excerpt(key))' needs double quotes", at: quoted?.whole ?? key,
        hint: hintQuoting(key))
      position = quoted?.whole.upperBound ?? end
      tokens.append(JSONToken(.bareKey, at: key.lowerBound, key.count))
    }
    expects = .colon
  }

  mutating func recoverFromMissingColon(_ byte: UInt8) throws(JSONDiagnostic) {
    if try skipsForeign() { return }
    if try reportsQuoteInside() { return }
    let place = position..<position + 1
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ";"):
      try report(
        "':' expected after this key", at: place,
        hint: "write ':' instead of '\(excerpt(place))'")
      position += 1
      if self.byte(is: ">") { position += 1 }
    case UInt8(ascii: ","), UInt8(ascii: "}"):
      try report(
        "':' expected after this key", at: place,
        hint: "write \"key\": value; a list stands in [ ]")
    default:
      try report("':' expected after this key", at: place, hint: "write \"key\": value")
    }
    expects = .memberValue
  }

  // MARK: Commas

  mutating func recoverFromMissingSeparator(_ byte: UInt8) throws(JSONDiagnostic) {
    if try skipsForeign() { return }
    if try reportsSplitNumber() { return }
    if try reportsQuoteInside() { return }
    let isObject = open[open.count - 1].isObject
    let place = position..<position + 1
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      try report(
        "'\(isObject ? "}" : "]")' expected, not '\(excerpt(place))'", at: place,
        hint: openerHint())
      return try closeAround(byte)
    case UInt8(ascii: ":") where !isObject:
      try report(
        "',' expected, not ':'", at: place, hint: "keys stand in { }, not in [ ]")
      position += 1
    case UInt8(ascii: ":"), UInt8(ascii: ";"):
      try report("',' expected, not '\(excerpt(place))'", at: place, hint: "write ',' instead")
      position += 1
    case UInt8(ascii: "+"):
      try report(
        "',' expected, not '+'", at: place, hint: "JSON does not calculate; write the result")
      position += 1
    default:
      try report(
        "',' expected before this \(isObject ? "key" : "value")",
        at: position..<tokenEnd(from: position))
    }
    expects = isObject ? .key : .element
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
