/// A stretch of one line that is drawn alike.
package struct JSONLineToken: Sendable, Equatable {
  /// What the stretch is.
  package enum Kind: Sendable {
    case key, string, number, boolean, null, punctuation
    /// An escape inside a string or key.
    case escape
    /// What JSON does not know, and strings that are not closed.
    case invalid
  }

  /// Bytes from the start of the line.
  package let range: Range<Int>
  /// What the stretch is.
  package let kind: Kind

  /// A stretch of a line.
  package init(range: Range<Int>, kind: Kind) {
    self.range = range
    self.kind = kind
  }
}

/// Token classes of one line, for colours. No token of JSON spans lines, so a line is enough.
package enum JSONHighlight {
  /// What the line is made of, in order; blanks are left out. Takes any text, half-typed or not.
  ///
  /// A string is a key if a colon follows it on the line.
  /// - Complexity: O(*n*).
  package static func tokens(inLine line: some Collection<UInt8>) -> [JSONLineToken] {
    var lexer = JSONLineLexer(Array(line))
    return lexer.read()
  }
}

private struct JSONLineLexer {
  private let line: [UInt8]
  private var position = 0
  private var tokens: [JSONLineToken] = []

  init(_ line: [UInt8]) {
    self.line = line
  }

  mutating func read() -> [JSONLineToken] {
    while position < line.count {
      switch line[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: ","), UInt8(ascii: ":"):
        add(.punctuation, to: position + 1)
      case UInt8(ascii: "\""): string()
      default: word()
      }
    }
    return tokens
  }

  private mutating func add(_ kind: JSONLineToken.Kind, to end: Int) {
    if end > position { tokens.append(JSONLineToken(range: position..<end, kind: kind)) }
    position = end
  }

  private mutating func word() {
    var end = position
    while end < line.count, !JSONScanner.isDelimiter(line[end]) { end += 1 }
    end = max(end, position + 1)
    let word = Array(line[position..<end])
    switch (try? JSONDocument(parsing: word))?.root.kind {
    case .number: add(.number, to: end)
    case .boolean: add(.boolean, to: end)
    case .null: add(.null, to: end)
    default: add(.invalid, to: end)
    }
  }

  private mutating func string() {
    guard let end = stringEnd else { return add(.invalid, to: line.count) }
    let kind = isKey(endingAt: end) ? JSONLineToken.Kind.key : .string
    var index = position + 1
    while index < end {
      guard line[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      add(kind, to: index)
      let digits = line[(index + 2)..<end].prefix(4).prefix { JSONString.hexValue($0) != nil }
      switch line[index + 1] {
      case UInt8(ascii: "u"): add(digits.count == 4 ? .escape : .invalid, to: digits.endIndex)
      case let letter where "\"\\/bfnrt".utf8.contains(letter): add(.escape, to: index + 2)
      default: add(.invalid, to: index + 2)
      }
      index = position
    }
    add(kind, to: end)
  }

  /// Behind the closing quote of the string at `position`; `nil` if it has none.
  private var stringEnd: Int? {
    var index = position + 1
    while index < line.count {
      switch line[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    return nil
  }

  private func isKey(endingAt end: Int) -> Bool {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0D]
    return line[end...].first { !blanks.contains($0) } == UInt8(ascii: ":")
  }
}
