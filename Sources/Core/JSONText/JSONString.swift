/// Text ↔ string literal. Flowise keeps JSON inside JSON strings, so this runs often and deep.
///
/// Text is UTF-8, extended by WTF-8: a lone surrogate, which JavaScript strings may hold and UTF-8
/// may not, is kept as the three bytes `ED A0…BF xx`, and is written as `\udXXX`.
package enum JSONString {
  /// A literal with quotes; escapes what `JSON.stringify` escapes, and nothing else.
  package static func literal(_ text: String) -> [UInt8] {
    literal(bytes: Array(text.utf8))
  }

  /// A literal with quotes, of UTF-8 or WTF-8. What is neither becomes U+FFFD.
  package static func literal(bytes text: [UInt8]) -> [UInt8] {
    var literal: [UInt8] = []
    literal.reserveCapacity(text.count + text.count / 16 + 2)
    literal.append(UInt8(ascii: "\""))
    appendEscaped(text[...], to: &literal)
    literal.append(UInt8(ascii: "\""))
    return literal
  }

  /// What stands between the quotes of the literal of `text`.
  static func appendEscaped(_ text: ArraySlice<UInt8>, to literal: inout [UInt8]) {
    text.withUnsafeBufferPointer { text in
      var plain = 0
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C {
          index += 1
          continue
        }
        let length = scalarLength(in: text, at: index)
        if byte >= 0x80, length > 0 {
          index += length
          continue
        }
        literal.append(contentsOf: text[plain..<index])
        index += appendSpecial(at: index, of: text, to: &literal)
        plain = index
      }
      literal.append(contentsOf: text[plain...])
    }
  }

  /// - Returns: how many bytes of `text` were written.
  private static func appendSpecial(
    at index: Int, of text: UnsafeBufferPointer<UInt8>, to literal: inout [UInt8]
  ) -> Int {
    let byte = text[index]
    switch byte {
    case 0x22, 0x5C: literal += [0x5C, byte]
    case 0x08: literal += Array("\\b".utf8)
    case 0x09: literal += Array("\\t".utf8)
    case 0x0A: literal += Array("\\n".utf8)
    case 0x0C: literal += Array("\\f".utf8)
    case 0x0D: literal += Array("\\r".utf8)
    case 0..<0x20: appendUnicodeEscape(UInt16(byte), to: &literal)
    default:
      if let surrogate = surrogate(in: text, at: index) {
        appendUnicodeEscape(surrogate, to: &literal)
        return 3
      }
      literal += [0xEF, 0xBF, 0xBD]
    }
    return 1
  }

  /// `\u` and four lower-case digits.
  static func appendUnicodeEscape(_ unit: UInt16, to literal: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    literal += [0x5C, UInt8(ascii: "u")]
    for shift in [12, 8, 4, 0] { literal.append(digits[Int(unit >> shift) & 15]) }
  }

  /// `\u001b`, for a scalar below U+10000.
  static func escape(of scalar: Unicode.Scalar) -> String {
    var literal: [UInt8] = []
    appendUnicodeEscape(UInt16(truncatingIfNeeded: scalar.value), to: &literal)
    return String(decoding: literal, as: UTF8.self)
  }

  // MARK: UTF-8

  /// Length of the well-formed scalar (Unicode table 3-7) at `index`; 0 if there is none.
  @inline(__always)
  static func scalarLength(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = text[index]
    if first < 0x80 { return 1 }
    let rest = text.count - index
    func follows(_ distance: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
      let byte = text[index + distance]
      return byte >= low && byte <= high
    }
    switch first {
    case 0xC2...0xDF:
      return rest >= 2 && follows(1) ? 2 : 0
    case 0xE0...0xEF:
      let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = first == 0xED ? 0x9F : 0xBF
      return rest >= 3 && follows(1, low, high) && follows(2) ? 3 : 0
    case 0xF0...0xF4:
      let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
      return rest >= 4 && follows(1, low, high) && follows(2) && follows(3) ? 4 : 0
    default:
      return 0
    }
  }

  /// The lone surrogate that stands at `index` as WTF-8.
  static func surrogate(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt16? {
    guard index + 2 < text.count, text[index] == 0xED, text[index + 1] & 0xE0 == 0xA0,
      text[index + 2] & 0xC0 == 0x80
    else { return nil }
    return 0xD000 | UInt16(text[index + 1] & 0x3F) << 6 | UInt16(text[index + 2] & 0x3F)
  }

  /// Whether WTF-8 text holds lone surrogates.
  static func holdsSurrogates(_ text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { text in
      text.indices.contains { text[$0] == 0xED && surrogate(in: text, at: $0) != nil }
    }
  }

  /// WTF-8 → UTF-8: lone surrogates become U+FFFD, which is as long.
  static func replacingSurrogates(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result = Array(text)
    guard holdsSurrogates(text) else { return result }
    let places = result.withUnsafeBufferPointer { text in
      text.indices.filter { surrogate(in: text, at: $0) != nil }
    }
    for place in places { result.replaceSubrange(place..<place + 3, with: [0xEF, 0xBF, 0xBD]) }
    return result
  }

  /// WTF-8 → a string; lone surrogates read as U+FFFD.
  static func text(of bytes: ArraySlice<UInt8>) -> String {
    guard holdsSurrogates(bytes) else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: replacingSurrogates(bytes), as: UTF8.self)
  }

  /// The value of a hexadecimal digit.
  @inline(__always)
  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
    default: nil
    }
  }
}
