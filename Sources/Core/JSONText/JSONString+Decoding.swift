/// One piece of a literal: what is written, and what it means.
struct JSONStringPiece {
  /// Offsets in the literal.
  var written: Range<Int>
  /// The scalar or lone surrogate an escape stands for; `nil` for plain text, and for the escaped
  /// line break of JSON5, which means nothing.
  var value: UInt32?
  var isPlain: Bool
}

/// The pieces of a literal: runs of plain text, and escapes (a surrogate pair is one).
struct JSONStringPieces: Sequence, IteratorProtocol {
  let literal: UnsafeBufferPointer<UInt8>
  private var position = 1
  private let quote: UInt8

  /// - Parameter literal: with its opening quote; may lack the closing one.
  init(_ literal: UnsafeBufferPointer<UInt8>) {
    self.literal = literal
    quote = literal.first ?? 0
  }

  mutating func next() -> JSONStringPiece? {
    guard position < literal.count, literal[position] != quote else { return nil }
    let start = position
    if literal[start] == UInt8(ascii: "\\"), start + 1 < literal.count {
      let value = escape()
      return JSONStringPiece(written: start..<position, value: value, isPlain: false)
    }
    position += 1
    while position < literal.count, literal[position] != quote,
      literal[position] != UInt8(ascii: "\\")
    { position += 1 }
    return JSONStringPiece(written: start..<position, value: nil, isPlain: true)
  }

  private mutating func escape() -> UInt32? {
    let letter = literal[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "v"): return 0x0B
    case UInt8(ascii: "0"): return 0
    case UInt8(ascii: "u"): return unit()
    case UInt8(ascii: "x"): return hexadecimal(2)
    case 0x0A: return nil
    case 0x0D:
      if position < literal.count, literal[position] == 0x0A { position += 1 }
      return nil
    case 0x00..<0x80: return UInt32(letter)
    default: return wideEscape()
    }
  }

  /// A backslash before a character that is not ASCII means the character (JSON5).
  private mutating func wideEscape() -> UInt32? {
    let length = Swift.max(1, JSONString.scalarLength(in: literal, at: position - 1))
    let bytes = literal[position - 1..<position - 1 + length]
    position += length - 1
    let value = String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value ?? 0xFFFD
    return value == 0x2028 || value == 0x2029 ? nil : value
  }

  /// The four digits after `\u`, joined with a low half that follows.
  private mutating func unit() -> UInt32 {
    let high = hexadecimal(4)
    guard high & 0xFC00 == 0xD800, position + 5 < literal.count,
      literal[position] == UInt8(ascii: "\\"), literal[position + 1] == UInt8(ascii: "u")
    else { return high }
    let start = position
    position += 2
    let low = hexadecimal(4)
    if position == start + 6, low & 0xFC00 == 0xDC00 {
      return 0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF)
    }
    position = start
    return high
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard position < literal.count, let digit = JSONString.hexValue(literal[position]) else {
        return 0xFFFD
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}

extension JSONString {
  /// The text of a literal: escapes decoded, lone surrogates as WTF-8.
  ///
  /// - Parameter literal: with its quotes, as a parsed document holds it. Understands the escapes
  ///   of JSON5 as well.
  package static func decoded(_ literal: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(literal.count)
    literal.withUnsafeBufferPointer { literal in
      for piece in JSONStringPieces(literal) {
        if piece.isPlain {
          text.append(contentsOf: literal[piece.written])
        } else if let value = piece.value {
          appendScalar(value, to: &text)
        }
      }
    }
    return text
  }

  /// UTF-8, or WTF-8 for a surrogate.
  static func appendScalar(_ value: UInt32, to text: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: value >> shift & 0x3F) }
    switch value {
    case 0..<0x80: text.append(UInt8(value))
    case 0x80..<0x800: text += [0xC0 | UInt8(value >> 6), tail(0)]
    case 0x800..<0x10000: text += [0xE0 | UInt8(value >> 12), tail(6), tail(0)]
    default:
      text += [0xF0 | UInt8(truncatingIfNeeded: value >> 18 & 7), tail(12), tail(6), tail(0)]
    }
  }
}
