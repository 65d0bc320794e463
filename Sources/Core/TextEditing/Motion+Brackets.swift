/// Brackets as JSON has them: those in strings are text.
///
/// A string ends at its line's end at the latest, so one missing quote spoils one line only.
extension TextBuffer {
  /// How far a key looks for a bracket: every document that a server takes, and a tenth of a
  /// second at most.
  static let bracketReach = 32 << 20

  /// The bracket that belongs to the one at `offset`.
  ///
  /// - Parameter reach: how many bytes to search at most; for drawing, what a frame can spare.
  /// - Returns: nil if there is no bracket at `offset`, it stands in a string, or its partner is
  ///   out of reach.
  package func matchingBracket(at offset: Int, within reach: Int = bracketReach) -> Int? {
    guard offset < count, let bracket = Bracket(self[offset]),
      offset - lineStart(at: offset) <= reach, string(around: offset) == nil
    else { return nil }
    return bracket.opens
      ? closingBracket(of: bracket.kind, from: offset, within: reach)
      : openingBracket(of: bracket.kind, from: offset + 1, within: reach)
  }

  /// The same for the first bracket at or behind `offset` in its line that stands in no string; of
  /// one in a string, which is under the cursor, the partner there.
  func matchingBracket(nearest offset: Int) -> Int? {
    guard offset < count else { return nil }
    if let bracket = Bracket(self[offset]), let string = string(around: offset) {
      let pair = pair(of: bracket.kind, around: offset, inText: string)
      return pair.map { $0.lowerBound == offset ? $0.upperBound - 1 : $0.lowerBound }
    }
    var scan = StringScan(in: self, at: lineStart(at: offset))
    while let byte = scan.next(), byte != .lineBreak {
      if scan.offset > offset, !scan.isInString, Bracket(byte) != nil {
        return matchingBracket(at: scan.offset - 1)
      }
    }
    return nil
  }

  /// The pair of brackets around an offset, both of them in the range.
  ///
  /// In a string, a pair around the offset in the same string comes first: `"Dear {na‸me}"`.
  ///
  /// - Parameters:
  ///   - kind: the opening bracket.
  ///   - level: 1 for the innermost pair.
  func pair(of kind: UInt8, around offset: Int, level: Int) -> Range<Int>? {
    guard offset < count else { return nil }
    var from = offset
    if let string = string(around: offset) {
      if let pair = pair(of: kind, around: offset, inText: string), level == 1 { return pair }
      from = string.lowerBound - 1
    }
    // A closing bracket under the cursor ends its own pair.
    let isOpening = self[from] == kind && from == offset
    var start = isOpening ? from : openingBracket(of: kind, from: from)
    for _ in 1..<max(1, level) {
      guard let place = start else { return nil }
      start = openingBracket(of: kind, from: place)
    }
    guard let start, let end = closingBracket(of: kind, from: start, within: Self.bracketReach)
    else { return nil }
    return start..<end + 1
  }

  /// What stands between the quotes around an offset; nil if it is outside, or on a quote.
  func string(around offset: Int) -> Range<Int>? {
    var scan = StringScan(in: self, at: lineStart(at: offset))
    var start: Int?
    while scan.offset <= offset, let byte = scan.next(), byte != .lineBreak {
      if byte == .quote && !scan.isEscaped { start = scan.isInString ? scan.offset : nil }
    }
    guard let start, start <= offset else { return nil }
    while let byte = scan.next() {
      if byte == .lineBreak || byte == .quote && !scan.isEscaped {
        return start..<scan.offset - 1
      }
    }
    return start..<count
  }

  private func closingBracket(of kind: UInt8, from offset: Int, within reach: Int) -> Int? {
    let partner = Bracket.partner(of: kind)
    var scan = StringScan(in: self, at: offset)
    var depth = 0
    while let byte = scan.next(), scan.offset - offset <= reach {
      guard byte == kind || byte == partner, !scan.isInString else { continue }
      depth += byte == kind ? 1 : -1
      if depth == 0 { return scan.offset - 1 }
    }
    return nil
  }

  /// The opening bracket that is not closed before `offset`, which stands in no string; of the
  /// closing bracket before `offset` its partner.
  private func openingBracket(
    of kind: UInt8, from offset: Int, within reach: Int = bracketReach
  ) -> Int? {
    let partner = Bracket.partner(of: kind)
    let isOnClosing = offset > 0 && self[offset - 1] == partner
    var cursor = TextCursor(in: self, at: offset)
    var depth = isOnClosing ? 0 : 1
    var inString = false
    while let byte = cursor.previous(), offset - cursor.offset <= reach {
      if byte == .lineBreak {
        inString = false
      } else if byte == .quote {
        if !isEscaped(cursor) { inString.toggle() }
      } else if !inString, byte == kind || byte == partner {
        depth += byte == kind ? -1 : 1
        if depth == 0 { return cursor.offset }
      }
    }
    return nil
  }

  /// A pair in the text of one string, in which quotes mean nothing.
  private func pair(of kind: UInt8, around offset: Int, inText text: Range<Int>) -> Range<Int>? {
    let partner = Bracket.partner(of: kind)
    var cursor = TextCursor(in: self, at: offset)
    var (start, depth) = (offset, self[offset] == kind ? 0 : 1)
    while depth > 0 {
      guard cursor.offset > text.lowerBound, let byte = cursor.previous() else { return nil }
      if byte == kind { depth -= 1 } else if byte == partner { depth += 1 }
      start = cursor.offset
    }
    cursor = TextCursor(in: self, at: start)
    repeat {
      guard cursor.offset < text.upperBound, let byte = cursor.next() else { return nil }
      if byte == kind { depth += 1 } else if byte == partner { depth -= 1 }
    } while depth > 0
    return start..<cursor.offset
  }

  /// Whether an odd number of backslashes stands before the cursor.
  private func isEscaped(_ cursor: TextCursor) -> Bool {
    var cursor = cursor
    var isEscaped = false
    while cursor.previous() == .backslash { isEscaped.toggle() }
    return isEscaped
  }
}

/// Walks forward and knows whether it is in a string.
struct StringScan {
  private var cursor: TextCursor
  /// Whether the last byte stands in a string; its opening quote does, its closing one does not.
  private(set) var isInString = false
  /// Whether the last byte stands behind a backslash in a string.
  private(set) var isEscaped = false
  private var escapesNext = false

  /// - Parameter offset: outside of strings, such as the start of a line.
  init(in buffer: TextBuffer, at offset: Int) { cursor = TextCursor(in: buffer, at: offset) }

  var offset: Int { cursor.offset }

  mutating func next() -> UInt8? {
    guard let byte = cursor.next() else { return nil }
    isEscaped = escapesNext
    escapesNext = false
    if byte == .lineBreak {
      isInString = false
    } else if byte == .quote {
      if !isEscaped { isInString.toggle() }
    } else if byte == .backslash {
      escapesNext = isInString && !isEscaped
    }
    return byte
  }
}

struct Bracket {
  /// The opening bracket of its kind.
  let kind: UInt8
  let opens: Bool

  init?(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): (kind, opens) = (byte, true)
    case UInt8(ascii: "}"): (kind, opens) = (UInt8(ascii: "{"), false)
    case UInt8(ascii: "]"): (kind, opens) = (UInt8(ascii: "["), false)
    case UInt8(ascii: ")"): (kind, opens) = (UInt8(ascii: "("), false)
    default: return nil
    }
  }

  /// The closing bracket of a kind.
  static func partner(of kind: UInt8) -> UInt8 {
    kind == UInt8(ascii: "(") ? UInt8(ascii: ")") : kind + 2
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
}
