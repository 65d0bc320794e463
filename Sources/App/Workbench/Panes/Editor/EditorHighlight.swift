import JSONText
import TextEditing

/// The roles of the bytes of a line, or of the part of a long line that is visible.
enum EditorHighlight {
  /// How much before the visible part of a long line is read, so that the colours are right.
  private static let lead = 4096

  /// - Parameters:
  ///   - part: what is visible of the line.
  ///   - line: the line without its break.
  /// - Returns: a role for each byte of `part`.
  static func roles(of part: Range<Int>, in line: Range<Int>, of buffer: TextBuffer) -> [StyleRole]
  {
    var roles = [StyleRole](repeating: .text, count: part.count)
    let start = max(line.lowerBound, part.lowerBound - lead)
    // Behind the part one may see whether a string is a key.
    var bytes = buffer.bytes(in: start..<min(part.upperBound + lead, line.upperBound))
    var origin = start
    if start > line.lowerBound, startsInString(bytes) {
      bytes.insert(UInt8(ascii: "\""), at: 0)
      origin -= 1
    }
    for token in JSONHighlight.tokens(inLine: bytes) {
      let range = (origin + token.range.lowerBound..<origin + token.range.upperBound)
        .clamped(to: part)
      for offset in range { roles[offset - part.lowerBound] = role(of: token.kind) }
    }
    return roles
  }

  /// Whether bytes from the middle of a line begin inside a string.
  ///
  /// An unescaped quote before a colon ends a key: count the quotes up to there.
  private static func startsInString(_ bytes: [UInt8]) -> Bool {
    var quotes = 0
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\""), !isEscaped {
        quotes += 1
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ":") {
          return !quotes.isMultiple(of: 2)
        }
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    if quotes == 0 {
      // Without a quote far and wide: JSON outside of strings has few letters.
      return !bytes.allSatisfy { outside.contains($0) }
    }
    return !quotes.isMultiple(of: 2)
  }

  /// What stands outside of strings: brackets, numbers, the letters of true, false and null.
  private static let outside = Set("{}[],: \t\r0123456789+-.eEtrufalsn".utf8)

  private static func role(of kind: JSONLineToken.Kind) -> StyleRole {
    switch kind {
    case .key: .jsonKey
    case .string: .jsonString
    case .number: .jsonNumber
    case .boolean: .jsonBoolean
    case .null: .jsonNull
    case .punctuation: .jsonPunctuation
    case .escape: .jsonEscape
    case .invalid: .problemError
    }
  }
}
