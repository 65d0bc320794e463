/// Ends that come too early or too late: of strings, of brackets, of the text.
extension JSONScanner {
  // MARK: Strings

  mutating func reportOpenString(from start: Int) throws(JSONDiagnostic) {
    try report("this string is not closed", at: start..<position, hint: "write the closing quote")
  }

  /// - Returns: whether the string goes on behind the control character at `position`.
  mutating func toleratesControl(
    _ byte: UInt8, inStringFrom start: Int
  ) throws(JSONDiagnostic) -> Bool {
    if byte == 0x0A || byte == 0x0D {
      let isReturn = byte == 0x0D && position + 1 < source.count && source[position + 1] != 0x0A
      try report(
        "this string is not closed on its line", at: start..<position,
        hint: "write the closing quote, or a line break as \(isReturn ? "\\r" : "\\n")")
      return false
    }
    let escape = byte == 0x09 ? "\\t" : JSONString.escape(of: Unicode.Scalar(byte))
    try report(
      "a control character stands inside this string", at: position..<position + 1,
      hint: "write it as \(escape)")
    position += 1
    return true
  }

  mutating func reportInvalidUTF8() throws(JSONDiagnostic) {
    let digits = String(source[position], radix: 16, uppercase: true)
    try report(
      "the byte 0x\(digits) is not valid UTF-8 here", at: position..<position + 1,
      hint: "save the text as UTF-8")
  }

  // MARK: Brackets

  /// A closing bracket that does not fit the innermost container: closes everything up to the
  /// innermost one that it fits, or is skipped if there is none.
  mutating func closeAround(_ byte: UInt8) throws(JSONDiagnostic) {
    let closesObject = byte == UInt8(ascii: "}")
    let fitting = open.lastIndex { $0.isObject == closesObject }
    guard let fitting else {
      position += 1
      return
    }
    while open.count > fitting + 1 { close() }
    position += 1
    close()
  }

  /// Where the innermost open container began.
  func openerHint() -> String? {
    guard let container = open.last else { return nil }
    var place = JSONLineCounter()
    place.move(to: Int(tokens[container.token].offset), in: source)
    let bracket = container.isObject ? "{" : "["
    return "the '\(bracket)' of line \(place.line), column \(place.column) is still open"
  }

  mutating func stopAtDepthLimit() throws(JSONDiagnostic) {
    try report(
      "more than \(depthLimit) objects and arrays inside each other",
      at: position..<position + 1)
    tokens.append(JSONToken(.missing, at: position, 0))
    valueEnded()
    position = source.count
    while !open.isEmpty { close() }
  }

  // MARK: The text

  mutating func reportTextAfterEnd() throws(JSONDiagnostic) {
    if try skipsForeign() { return }
    if try reportsSplitNumber() { return }
    if try reportsQuoteInside() { return }
    let hint: String
    switch source[position] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"): hint = "remove it; it closes nothing"
    case UInt8(ascii: ";"): hint = "remove it"
    case UInt8(ascii: ":"): hint = "put { } around key and value"
    case UInt8(ascii: "`"): hint = "remove it; it is Markdown"
    default: hint = "a document is one value; put several in [ ] with ',' between"
    }
    let end = wordEnd(from: position)
    try report(
      "'\(excerpt(position..<end))' stands after the end of the document", at: position..<end,
      hint: hint)
  }

  /// The end of the text: supplies what is missing.
  mutating func finish() throws(JSONDiagnostic) {
    let end = source.count..<source.count
    switch expects {
    case .end: return
    case .root:
      try report("a value is expected; the text is empty", at: end)
      tokens.append(JSONToken(.missing, at: source.count, 0))
      return
    case .colon, .memberValue:
      let missing = expects == .colon ? "':' and a value are" : "a value is"
      try report("\(missing) expected; the text ends here", at: end, hint: openerHint())
      tokens.append(JSONToken(.missing, at: source.count, 0))
      valueEnded()
    case .key, .element:
      let missing = expects == .key ? "a key" : "a value"
      try report("\(missing) is expected; the text ends here", at: end, hint: openerHint())
    case .separator, .firstKey, .firstElement:
      let bracket = (open.last?.isObject ?? true) ? "}" : "]"
      try report("'\(bracket)' expected; the text ends here", at: end, hint: openerHint())
    }
    while !open.isEmpty { close() }
  }
}
