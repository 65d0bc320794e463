/// What a Unicode scalar is to a terminal.
enum CharacterClass: UInt8 {
  /// Must not reach a terminal as it is: control, format, invisible, private, unassigned.
  case unshowable
  /// Combines with the character before; no cell of its own.
  case zeroWidth
  case narrow
  case wide
}

extension CharacterClass {
  /// Runs of one class: bits 31…2 hold the first scalar, bits 1…0 the class.
  private static let runs: [UInt32] = decoded(CharacterTable.runs)

  /// The class of a scalar, by a binary search; the common blocks are known without.
  static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
    common(scalar) ?? searched(scalar.value)
  }

  /// The class of a scalar of the common blocks: letters of the West, Greek, Cyrillic, Hebrew,
  /// Arabic, quotes and dashes, lines, kana, Han, Hangul. Among themselves they never join or
  /// combine, so each is a character.
  ///
  /// - Returns: nil for all others.
  static func common(_ scalar: Unicode.Scalar) -> CharacterClass? {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x1E00...0x1EFF, 0x2010...0x2027,
      0x2500...0x259F, 0x391...0x3A1, 0x3A3...0x482, 0x48A...0x52F, 0x5D0...0x5EA, 0x620...0x64A:
      .narrow
    case 0x3041...0x3096, 0x30A0...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: .wide
    default: nil
    }
  }

  static func searched(_ value: UInt32) -> CharacterClass {
    let runs = runs
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle] >> 2 <= value { low = middle } else { high = middle }
    }
    return CharacterClass(rawValue: UInt8(runs[low] & 3)) ?? .unshowable
  }

  private static func decoded(_ text: StaticString) -> [UInt32] {
    var runs: [UInt32] = []
    var start: UInt32 = 0
    var length: UInt32 = 0
    text.withUTF8Buffer { bytes in
      for byte in bytes {
        if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
          length = length * 10 + UInt32(byte - UInt8(ascii: "0"))
        } else {
          if !runs.isEmpty { start += max(length, 1) }
          length = 0
          runs.append(start << 2 | UInt32(letter(byte).rawValue))
        }
      }
    }
    return runs
  }

  private static func letter(_ byte: UInt8) -> CharacterClass {
    switch byte {
    case UInt8(ascii: "z"): .zeroWidth
    case UInt8(ascii: "n"): .narrow
    case UInt8(ascii: "w"): .wide
    default: .unshowable
    }
  }
}

extension Unicode.Scalar {
  /// May stand on either side of a joiner in an emoji sequence. A part of what UTS #51 calls
  /// Extended_Pictographic, which the standard library does not show.
  var isPictographic: Bool {
    value > 0x7F && properties.isEmoji && !properties.isEmojiModifier
      && !(0x1F1E6...0x1F1FF).contains(value)
  }

  /// U+200D, which makes one emoji of two.
  var isJoiner: Bool { value == 0x200D }

  /// U+FE0E and U+FE0F, which choose between the plain and the colourful form of an emoji.
  var isEmojiSelector: Bool { value == 0xFE0E || value == 0xFE0F }
}
