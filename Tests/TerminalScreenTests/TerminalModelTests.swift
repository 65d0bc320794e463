import TerminalKit
import Testing

/// The judge must see what it is there for.
@Suite struct TerminalModelTests {
  private func foreign(_ text: String) -> [String] {
    TerminalModel(showing: Array(text.utf8)).foreign
  }

  @Test(
    "notices each control function that is not weir's",
    arguments: [
      "\u{1B}[c", "\u{1B}[>c", "\u{1B}[6n", "\u{1B}[?6n", "\u{1B}[21t", "\u{1B}[5i", "\u{1B}c",
      "\u{1B}]0;x\u{7}", "\u{1B}]52;c;?\u{7}", "\u{1B}]8;;x\u{7}", "\u{1B}]11;?\u{7}",
      "\u{1B}P+q\u{1B}\\",
      "\u{1B}_x\u{1B}\\", "\u{1B}^x\u{1B}\\", "\u{1B}Xx\u{1B}\\", "\u{9B}2J", "\u{90}", "\u{85}",
      "\u{1B}[?47h", "\u{1B}[?3h", "\u{1B}[20h", "\u{1B}[1;2\r", "\u{1B}[2J\u{B}", "\u{5}",
      "\u{7F}", "\u{0}",
      "\u{1B}[", "\u{1B}]2;x", "\u{1B}]2;a\u{9C}", "\u{301}", "\u{202E}", "\u{1B}[38;2;1;2;3m",
      "\u{1B}[$p",
    ])
  func notices(text: String) {
    #expect(foreign(text) != [], "\(text.debugDescription)")
  }

  @Test("takes bytes that are no UTF-8 for what they are")
  func bytes() {
    for bytes: [UInt8] in [
      [0x9B], [0xC3], [0xC3, 0x41], [0xE2, 0x82, 0x41], [0xFF], [0xED, 0xA0, 0x80],
    ] {
      let model = TerminalModel(showing: bytes + [0x41])
      #expect(!model.foreign.isEmpty, "\(bytes)")
    }
  }

  @Test("draws, scrolls, erases and goes back as a terminal does")
  func drawing() {
    var model = TerminalModel(
      showing: Array("one\r\ntwo 漢\u{1B}[1;2HX\u{1B}[2;1H\u{1B}[P".utf8), rows: 3, columns: 10)
    #expect(model.lines == ["oXe", "wo 漢", ""])
    model = TerminalModel(
      showing: Array("a\r\nb\r\nc\r\nd\u{1B}[1;1H\u{1B}M0".utf8), rows: 3, columns: 10)
    #expect(model.lines == ["0", "b", "c"])
    model = TerminalModel(showing: Array("kept\u{1B}[?1049h\u{1B}[Hx\u{1B}[5b\u{1B}[?1049l!".utf8))
    #expect(
      model.lines[0] == "kept!" && model.modes == TerminalModel.Modes() && model.foreign == [])
    model = TerminalModel(showing: Array("0123456789".utf8), rows: 2, columns: 10)
    #expect(model.cursor == (0, 9) && model.lines[1] == "")
  }
}
