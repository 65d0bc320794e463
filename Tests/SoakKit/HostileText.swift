/// Texts that try to do something to a terminal, or to who reads it.
package enum HostileText {
  /// One for each thing that terminals or readers fall for.
  package static let samples = [
    "\u{1B}]0;owned\u{7}", "\u{1B}]2;owned\u{1B}\\", "\u{1B}]8;;http://evil\u{7}x\u{1B}]8;;\u{7}",
    "\u{1B}]52;c;b3duZWQ=\u{7}", "\u{1B}]52;c;?\u{7}", "\u{1B}P+q544e\u{1B}\\",
    "\u{1B}_Gi=1;AAAA\u{1B}\\", "\u{1B}^x\u{1B}\\", "\u{1B}[21t", "\u{1B}[6n", "\u{1B}[c",
    "\u{1B}[2J\u{1B}[H", "\u{1B}[?1049l", "\u{1B}c", "\u{1B}(0", "\u{9B}2J", "\u{9D}0;owned\u{9C}",
    "\u{90}q\u{9C}", "a\rb", "a\u{8}\u{8}\u{8}b", "a\nb\r\nc", "\t\u{B}\u{C}",
    "\u{0}\u{5}\u{7}\u{7F}",
    "\u{E}x\u{F}", "a\u{202E}b\u{202C}", "\u{2066}a\u{2069}", "\u{200F}\u{61C}",
    "a\u{200B}b\u{2060}",
    "a\u{E0041}\u{E007F}", "a\u{FE0F}\u{FE00}", "\u{FEFF}a\u{AD}b",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "\u{301}", "漢字👩\u{200D}👧🇩🇪", "\u{2028}\u{2029}",
    "\u{E000}\u{FFFE}\u{378}", "<202E>^[",
  ]

  private static let pieces: [[UInt8]] = [
    [0x1B, 0x5B], [0x1B, 0x5D], [0x1B, 0x50], [0x1B, 0x5F], [0x1B, 0x5C], [0x07], [0x0D], [0x08],
    [0x0A], [0x09], [0x9B], [0x9D], [0x90], [0x9C], [0xC2, 0x9B], [0xC2, 0x9D], [0xC2, 0x90],
    [0xC2, 0x9C], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0x8D], [0xE2, 0x80, 0x8B], [0xEF, 0xB8, 0x8F],
    [0xEF, 0xBB, 0xBF], [0xCC, 0x81], [0xF0, 0x9F, 0x91, 0xA9], [0xF0, 0x9F, 0x8F, 0xBD],
    [0xF3, 0xA0, 0x81, 0x81], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF], [0xFF],
    [0xE6, 0xBC, 0xA2], Array("0;x".utf8), Array("52;c;QQ==".utf8), Array("8;;h".utf8),
    Array("?1049h".utf8), Array("6n".utf8), Array("21t".utf8), Array("2J".utf8), Array("m".utf8),
  ]

  /// Pieces of control functions and of bad UTF-8 in any order, with any bytes between.
  package static func bytes(using random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...20, using: &random) {
      if Bool.random(using: &random) {
        bytes += pieces[Int.random(in: pieces.indices, using: &random)]
      } else {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      }
    }
    return bytes
  }

  /// Any scalars side by side, of those that fewer bytes spell more often.
  package static func scalars(_ count: Int, using random: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    while text.count < count {
      let limit: UInt32 = [0xFF, 0x2FFF, 0xFFFF, 0x10FFFF].randomElement(using: &random) ?? 0xFF
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &random)) {
        text.append(scalar)
      }
    }
    return String(text)
  }
}
