import JSONText

/// Where each byte of the text inside a string literal is written.
///
/// ```
/// literal   " { \ " a \ " : \ u 0 0 e 9 }  "
/// text        { "   a  "  : é é          }       é has two bytes: both are written in the escape
/// offsets     1 2   4  5  7 8 8          14 15
/// ```
enum EmbeddedOffsets {
  /// - Returns: the text as ``JSONEdit/text(of:)`` gives it, and the document's offset of each byte
  ///   of it and of its end.
  static func of(_ literal: JSONNode) -> (text: [UInt8], offsets: [Int]) {
    let text = JSONEdit.text(of: literal)
    let written = literal.bytes
    var offsets: [Int] = []
    offsets.reserveCapacity(text.count + 1)
    var place = written.startIndex + 1
    while offsets.count < text.count {
      let piece = piece(at: place, of: written, showsEscape: text[offsets.count] == backslash)
      for byte in 0..<piece.shown { offsets.append(piece.isVerbatim ? place + byte : place) }
      place += piece.written
    }
    offsets.append(place)
    return (text, offsets)
  }

  private static let backslash = UInt8(ascii: "\\")

  /// Bytes of a piece in the literal and in the text. `isVerbatim`: they are the same.
  private typealias Piece = (written: Int, shown: Int, isVerbatim: Bool)

  private static func piece(
    at place: Int, of written: ArraySlice<UInt8>, showsEscape: Bool
  ) -> Piece {
    guard written[place] == backslash else { return (1, 1, true) }
    guard let unit = unit(at: place, of: written) else { return (2, 1, false) }
    switch unit {
    case 0xD800...0xDBFF where isLowSurrogate(at: place + 6, of: written): return (12, 4, false)
    case 0xD800...0xDFFF:
      // A lone surrogate has no UTF-8: its escape stands in the text, or U+FFFD.
      return showsEscape ? (6, 6, true) : (6, 3, false)
    case 0..<0x80: return (6, 1, false)
    default: return (6, unit < 0x800 ? 2 : 3, false)
    }
  }

  /// The code unit of a `\u` escape.
  private static func unit(at place: Int, of written: ArraySlice<UInt8>) -> UInt32? {
    guard place + 6 < written.endIndex, written[place] == backslash,
      written[place + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: written[(place + 2)..<(place + 6)], as: UTF8.self), radix: 16)
  }

  private static func isLowSurrogate(at place: Int, of written: ArraySlice<UInt8>) -> Bool {
    unit(at: place, of: written).map { 0xDC00...0xDFFF ~= $0 } == true
  }
}
