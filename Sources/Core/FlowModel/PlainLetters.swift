/// Lower case without marks, so that plain letters find what is written with accents: `recl` finds
/// `Réclamation`, `wysylka` finds `Wysyłka`, `strasse` finds `Straße`.
///
/// Of Latin, Greek and Cyrillic letters only the base of their decomposition is left (UAX #15). The
/// letters that have none follow Latin-ASCII of CLDR: `ł ø đ ħ ı` lose the stroke or the dot,
/// `ß æ œ þ` become two letters. Full-width letters and the ligatures of `fi` and the like count as
/// what they stand for. Signs of other scripts stay: there they are no accents.
package enum PlainLetters {
  /// - Complexity: O(*n*); ASCII takes a short way.
  package static func of(_ text: String) -> String {
    if isASCII(text) { return text.lowercased() }
    var plain = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if let letters = ligature(scalar) {
        plain.append(contentsOf: letters.unicodeScalars)
      } else if !isMark(scalar) {
        plain.append(base(of: scalar))
      }
    }
    return String(plain)
  }

  /// Whether a text has nothing that ``of(_:)`` would take away but its capitals: it means every
  /// spelling. A text with an accent means only what is written with it, as fzf has it.
  package static func isPlain(_ text: String) -> Bool {
    isASCII(text) || of(text) == text.lowercased()
  }

  static func isASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// The blocks of marks for letters; the vowel signs of other scripts are not among them.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    default: false
    }
  }

  private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    let value = scalar.value
    if value < 0x80 { return scalar }
    // The full-width forms stand in the order of ASCII.
    if (0xFF01...0xFF5E).contains(value) { return Unicode.Scalar(UInt8(value - 0xFEE0)) }
    for block in blocks where block.range.contains(value) {
      return block.letters[Int(value - block.range.lowerBound)] ?? scalar
    }
    return scalar
  }

  /// One sign that stands for several letters.
  private static func ligature(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "ß": "ss"
    case "æ", "ǣ", "ǽ": "ae"
    case "œ": "oe"
    case "þ": "th"
    case "ĳ": "ij"
    case "ǆ", "ǳ": "dz"
    case "ǉ": "lj"
    case "ǌ": "nj"
    case "ﬀ": "ff"
    case "ﬁ": "fi"
    case "ﬂ": "fl"
    case "ﬃ": "ffi"
    case "ﬄ": "ffl"
    case "ﬅ", "ﬆ": "st"
    default: nil
    }
  }

  private struct Block {
    let range: Range<UInt32>
    let letters: [Unicode.Scalar?]
  }

  private static let blocks: [Block] = PlainLetterTable.blocks.map { first, letters in
    let letters = letters.unicodeScalars.map { $0 == "." ? nil : $0 }
    return Block(range: first..<first + UInt32(letters.count), letters: letters)
  }
}
