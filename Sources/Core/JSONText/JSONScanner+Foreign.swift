/// What comes from other languages, keyboards and programs: comments, quotes, blanks, numbers.
extension JSONScanner {
  /// Reports a comment, a lookalike or a byte that is not UTF-8 at `position`, if one is there.
  ///
  /// - Returns: whether one was; if so it is skipped, and a lookalike of the mark that is expected
  ///   is taken for it.
  mutating func skipsForeign() throws(JSONDiagnostic) -> Bool {
    if let end = commentEnd {
      try report(
        isJSON5 ? "a comment begins with //" : "JSON has no comments", at: position..<end,
        hint: isJSON5 ? "write // instead of #" : "remove it")
      position = end
      return true
    }
    guard let lookalike = lookalike(at: position) else {
      guard JSONString.scalarLength(in: source, at: position) == 0 else { return false }
      try reportInvalidUTF8()
      position += 1
      return true
    }
    let place = position..<position + lookalike.length
    if let meant = lookalike.meant {
      try report(
        "'\(excerpt(place))' is not '\(meant)'", at: place, hint: "write '\(meant)'")
    } else {
      let digits = String(lookalike.scalar.value, radix: 16, uppercase: true)
      let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      try report(
        "an invisible character, U+\(code), stands here", at: place, hint: "remove it")
    }
    position = place.upperBound
    if expects == .colon, lookalike.meant == ":" { expects = .memberValue }
    if expects == .separator, lookalike.meant == ",", let container = open.last {
      expects = container.isObject ? .key : .element
    }
    return true
  }

  /// Where the comment ends that starts at `position`; `nil` if none does.
  private var commentEnd: Int? {
    let next = position + 1 < source.count ? source[position + 1] : 0
    switch (source[position], next) {
    case (UInt8(ascii: "#"), _), (UInt8(ascii: "/"), UInt8(ascii: "/")):
      return source[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.count
    case (UInt8(ascii: "/"), UInt8(ascii: "*")):
      var end = position + 2
      while end < source.count {
        if source[end] == UInt8(ascii: "/"), source[end - 1] == UInt8(ascii: "*"),
          end > position + 2
        {
          return end + 1
        }
        end += 1
      }
      return end
    default: return nil
    }
  }

  // MARK: Lookalikes

  /// A character that looks like a mark of JSON, or like nothing.
  struct Lookalike {
    let scalar: Unicode.Scalar
    /// In bytes.
    let length: Int
    /// The mark it looks like; `nil` for an invisible one.
    let meant: String?
  }

  /// Whether a word ends before `place`, because a lookalike or a byte that is not UTF-8 is there.
  func isForeign(at place: Int) -> Bool {
    source[place] >= 0x80
      && (JSONString.scalarLength(in: source, at: place) == 0 || lookalike(at: place) != nil)
  }

  private func lookalike(at place: Int) -> Lookalike? {
    let length = JSONString.scalarLength(in: source, at: place)
    guard length > 0, let scalar = scalar(at: place, length: length) else { return nil }
    switch scalar {
    case " ", "\t", "\n", "\r": return nil
    case "，", "、": return Lookalike(scalar: scalar, length: length, meant: ",")
    case "：": return Lookalike(scalar: scalar, length: length, meant: ":")
    default: break
    }
    let isInvisible =
      JSONValue.isControl(scalar) || scalar.properties.isWhitespace
      || scalar.properties.generalCategory == .format
    return isInvisible ? Lookalike(scalar: scalar, length: length, meant: nil) : nil
  }

  // MARK: Quotes

  /// A text in quotes that are none in JSON, closed on its line.
  func quoted(from start: Int) -> (whole: Range<Int>, text: Range<Int>)? {
    let length = JSONString.scalarLength(in: source, at: start)
    guard let opening = scalar(at: start, length: length),
      let closings = Self.closingQuotes[opening]
    else { return nil }
    var end = start + length
    if end < source.count, source[start] == UInt8(ascii: "`"), source[end] == source[start] {
      return nil  // a fence of Markdown
    }
    while end < source.count, source[end] != 0x0A {
      let length = max(1, JSONString.scalarLength(in: source, at: end))
      if let scalar = scalar(at: end, length: length), closings.contains(scalar) {
        return (start..<end + length, start + opening.utf8.count..<end)
      }
      end += length
    }
    return nil
  }

  static let closingQuotes: [Unicode.Scalar: [Unicode.Scalar]] = [
    "'": ["'"], "`": ["`"], "“": ["”", "“"], "”": ["”"], "„": ["“", "”"], "«": ["»"], "»": ["«"],
    "‘": ["’", "‘"], "’": ["’"], "‚": ["‘", "’"],
  ]

  /// Reports a string that ends at a quote which should belong to it, if text follows at once.
  mutating func reportsQuoteInside() throws(JSONDiagnostic) -> Bool {
    guard let last = tokens.last, last.mark == .string || last.mark == .escapedString,
      Int(last.offset) + last.number == position, source[position - 1] == UInt8(ascii: "\""),
      !Self.isDelimiter(source[position])
    else { return false }
    try report(
      "the string ends at this quote, but text follows", at: position - 1..<position,
      hint: "write \\\" inside a string, or look for a missing quote before it")
    position = wordEnd(from: position)
    return true
  }

  // MARK: Numbers

  /// Reports a number with a decimal comma or with groups of digits, if the last value is its
  /// beginning: `{"temperature": 0,2}`, `{"tokens": 10 000}`.
  ///
  /// In an array `0,2` and `10 000` are two elements.
  mutating func reportsSplitNumber() throws(JSONDiagnostic) -> Bool {
    guard let last = tokens.last, last.mark == .number, open.last?.isObject ?? true else {
      return false
    }
    let start = Int(last.offset)
    let between = source[start + last.number..<position]
    // After the comma of a member a key is expected, at the end of the text the comma is.
    let isAtComma = source[position] == UInt8(ascii: ",") && between.isEmpty && expects == .end
    let digits = isAtComma ? position + 1 : position
    guard digits < source.count, source[digits] &- 0x30 < 10,
      isAtComma || between.elementsEqual([UInt8(ascii: ",")])
        || between.elementsEqual([0x20]) && expects != .key && isGroup(at: position - 1)
    else { return false }
    var end = digits
    while end < source.count, source[end] &- 0x30 < 10 || isGroup(at: end) { end += 1 }
    end = max(end, wordEnd(from: digits))
    let word = excerpt(start..<end)
    try report(
      "'\(word)' is not a number", at: start..<end,
      hint: end - start > 24 ? "write it as one number" : JSONScannerHint.forSplitNumber(word))
    position = end
    expects = open.isEmpty ? .end : .separator
    return true
  }

  /// Whether a comma or blank and then three digits follow.
  private func isGroup(at place: Int) -> Bool {
    guard source[place] == UInt8(ascii: ",") || source[place] == 0x20 else { return false }
    let digits = source[(place + 1)...].prefix { $0 &- 0x30 < 10 }
    return digits.count == 3
  }
}
