extension TextBuffer {
  /// The bracket that belongs to the one at `offset`, as JSON has them: `{}` and `[]`, those in
  /// strings apart.
  ///
  /// A string ends at its line's end at the latest, so one missing quote spoils one line only.
  ///
  /// - Parameter reach: how many bytes to search at most; for drawing, what a frame can spare.
  /// - Returns: nil if there is no bracket at `offset`, it stands in a string, or its partner is
  ///   out of reach.
  package func matchingBracket(at offset: Int, within reach: Int = .max) -> Int? {
    guard offset < count, let bracket = Bracket(self[offset]) else { return nil }
    guard !isInString(offset, within: reach) else { return nil }
    return bracket.opens
      ? closingBracket(for: offset, within: reach) : openingBracket(for: offset, within: reach)
  }

  /// The same for the first bracket at or behind `offset` in its line that stands in no string.
  func matchingBracket(nearest offset: Int) -> Int? {
    let end = lineEnd(at: offset)
    var cursor = TextCursor(in: self, at: offset)
    while cursor.offset < end, let byte = cursor.next() {
      if Bracket(byte) != nil, !isInString(cursor.offset - 1, within: .max) {
        return matchingBracket(at: cursor.offset - 1)
      }
    }
    return nil
  }

  private func closingBracket(for offset: Int, within reach: Int) -> Int? {
    var cursor = TextCursor(in: self, at: offset)
    var depth = 0
    var inString = false
    while let byte = cursor.next(), cursor.offset - offset <= reach {
      if inString {
        switch byte {
        case .backslash: if cursor.next() == .lineBreak { inString = false }
        case .quote, .lineBreak: inString = false
        default: break
        }
      } else if byte == .quote {
        inString = true
      } else if let bracket = Bracket(byte) {
        depth += bracket.opens ? 1 : -1
        if depth == 0 { return cursor.offset - 1 }
      }
    }
    return nil
  }

  private func openingBracket(for offset: Int, within reach: Int) -> Int? {
    var cursor = TextCursor(in: self, at: offset + 1)
    var depth = 0
    var inString = false
    while let byte = cursor.previous(), offset - cursor.offset <= reach {
      if byte == .lineBreak {
        inString = false
      } else if byte == .quote {
        if !isEscaped(cursor) { inString.toggle() }
      } else if !inString, let bracket = Bracket(byte) {
        depth += bracket.opens ? -1 : 1
        if depth == 0 { return cursor.offset }
      }
    }
    return nil
  }

  /// Whether an odd number of backslashes stands before the cursor.
  private func isEscaped(_ cursor: TextCursor) -> Bool {
    var cursor = cursor
    var isEscaped = false
    while cursor.previous() == .backslash { isEscaped.toggle() }
    return isEscaped
  }

  /// Whether the byte at `offset` stands in a string, seen from the start of its line; no if that
  /// is out of reach.
  private func isInString(_ offset: Int, within reach: Int) -> Bool {
    let start = lineStart(at: offset)
    guard offset - start <= reach else { return false }
    var cursor = TextCursor(in: self, at: start)
    var inString = false
    while cursor.offset < offset, let byte = cursor.next() {
      if byte == .quote {
        inString.toggle()
      } else if byte == .backslash && inString {
        if cursor.next() == nil { break }
      }
    }
    return inString
  }
}

private struct Bracket {
  var opens: Bool

  init?(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): opens = true
    case UInt8(ascii: "}"), UInt8(ascii: "]"): opens = false
    default: return nil
    }
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
}
