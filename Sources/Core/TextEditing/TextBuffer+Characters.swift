/// What a person takes for one character, and where it stands.
package struct TextCharacter: Equatable, Sendable {
  /// Its bytes, as offsets in the text.
  package var range: Range<Int>
  /// The character; nil for a byte that is no UTF-8, which is a character of its own.
  package var value: Character?
}

/// Bounds of characters. CR and LF never join, so that every line break is one byte.
///
/// Two ASCII bytes never belong together. All searches for a bound start at such a place, or 256
/// bytes before where there is none; only a longer run of, say, flags without a space could be cut
/// in the wrong place.
extension TextBuffer {
  /// The characters of a range, in order.
  package func characters(in range: Range<Int>) -> [TextCharacter] {
    CharacterScan.characters(in: bytes(in: range), at: range.lowerBound)
  }

  /// Where the character at `offset` ends; the end of the text has none.
  package func characterEnd(after offset: Int) -> Int {
    guard offset + 1 < count else { return count }
    if self[offset].isASCII && self[offset + 1].isASCII { return offset + 1 }
    var length = 64
    while true {
      let end = min(count, offset + length)
      let bound = CharacterScan.characters(in: bytes(in: offset..<end), at: offset)[0].range
        .upperBound
      // The next scalar must be in sight as a whole, or it may still belong to this character.
      if bound + 4 <= end || end == count || length >= TextChunk.capacity { return bound }
      length *= 4
    }
  }

  /// Where the character before `offset` starts; 0 at the start of the text.
  package func characterStart(before offset: Int) -> Int {
    guard offset > 1 else { return 0 }
    if self[offset - 1].isASCII && self[offset - 2].isASCII { return offset - 1 }
    let start = certainBound(before: offset - 1)
    let found = CharacterScan.characters(in: bytes(in: start..<offset), at: start)
    return found[found.count - 1].range.lowerBound
  }

  /// `offset` if a character starts there, else the start of the character around it.
  package func characterStart(at offset: Int) -> Int {
    guard offset > 0, offset < count else { return offset }
    if self[offset - 1].isASCII && self[offset].isASCII { return offset }
    let start = certainBound(before: offset)
    let end = min(count, offset + 64)
    let found = CharacterScan.characters(in: bytes(in: start..<end), at: start)
    return found.last { $0.range.lowerBound <= offset }?.range.lowerBound ?? offset
  }

  /// A place at or before `offset` where a character is sure to start.
  private func certainBound(before offset: Int) -> Int {
    let limit = max(0, offset - 256)
    var position = offset
    while position > limit {
      if self[position].isASCII && self[position - 1].isASCII { return position }
      position -= 1
    }
    while position > 0, self[position] & 0xC0 == 0x80, position > limit - 4 { position -= 1 }
    return max(0, position)
  }
}

/// Cuts bytes into characters.
enum CharacterScan {
  static func characters(in bytes: [UInt8], at base: Int) -> [TextCharacter] {
    var result: [TextCharacter] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index].isASCII && (index + 1 == bytes.count || bytes[index + 1].isASCII) {
        let value = Character(UnicodeScalar(bytes[index]))
        result.append(TextCharacter(range: base + index..<base + index + 1, value: value))
        index += 1
      } else {
        let end = endOfValidRun(in: bytes, from: index)
        appendValid(bytes[index..<end], at: base + index, to: &result)
        index = end
        if end < bytes.count && scalarLength(in: bytes, at: end) == 0 {
          result.append(TextCharacter(range: base + end..<base + end + 1, value: nil))
          index += 1
        }
      }
    }
    return result
  }

  private static func appendValid(
    _ bytes: ArraySlice<UInt8>, at base: Int, to result: inout [TextCharacter]
  ) {
    var position = base
    for character in String(decoding: bytes, as: UTF8.self) {
      if character == "\r\n" {
        result.append(TextCharacter(range: position..<position + 1, value: "\r"))
        result.append(TextCharacter(range: position + 1..<position + 2, value: "\n"))
        position += 2
      } else {
        let end = position + character.utf8.count
        result.append(TextCharacter(range: position..<end, value: character))
        position = end
      }
    }
  }

  /// The end of the UTF-8 that starts at `index`; behind the first ASCII byte that another follows,
  /// for there a character ends whatever comes.
  private static func endOfValidRun(in bytes: [UInt8], from index: Int) -> Int {
    var end = index
    while end < bytes.count {
      let length = scalarLength(in: bytes, at: end)
      if length == 0 { return end }
      end += length
      if length == 1, end < bytes.count, bytes[end].isASCII { return end }
    }
    return end
  }

  /// The length of the UTF-8 scalar at `index`; 0 if there is none (Unicode 16, table 3-7).
  static func scalarLength(in bytes: [UInt8], at index: Int) -> Int {
    func isTail(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + distance < bytes.count && range.contains(bytes[index + distance])
    }
    switch bytes[index] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return isTail(1, 0xA0...0xBF) && isTail(2) ? 3 : 0
    case 0xED: return isTail(1, 0x80...0x9F) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return isTail(1, 0x90...0xBF) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return isTail(1, 0x80...0x8F) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }
}
