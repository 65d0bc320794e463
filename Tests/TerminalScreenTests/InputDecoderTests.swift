import CellGrid
import Testing

@testable import TerminalScreen

@Suite("InputDecoder")
struct InputDecoderTests {
  private static let xterm: [[UInt8]: Key] = TerminfoKeys.table { name in
    let strings = [
      "kcuu1": "\u{1B}OA", "khome": "\u{1B}OH", "kf1": "\u{1B}OP", "kf13": "\u{1B}[1;2P",
      "kRIT5": "\u{1B}[1;5C", "kcbt": "\u{1B}[Z", "kbs": "\u{7F}", "kf20": "\u{1B}[34~",
      "kri": "\u{1B}[1;2A",
    ]
    return strings[name].map { Array($0.utf8) }
  }

  private func keys(_ text: String) -> [String] {
    var decoder = InputDecoder(keys: Self.xterm)
    return names(decoder.decode(Array(text.utf8)) + decoder.timeOver())
  }

  private func names(_ events: [ScreenEvent]) -> [String] {
    events.map { event in
      if case .key(let key) = event { key.name } else { "\(event)" }
    }
  }

  @Test(
    "knows keys by their bytes",
    arguments: [
      ("a", "a"), ("A", "A"), ("é", "é"), ("漢", "漢"), (" ", "Space"), ("\r", "Enter"),
      ("\n", "Enter"), ("\t", "Tab"), ("\u{7F}", "Backspace"), ("\u{08}", "Backspace"),
      ("\u{0}", "C-Space"), ("\u{1}", "C-a"), ("\u{13}", "C-s"), ("\u{1A}", "C-z"),
      ("\u{1C}", "C-\\"), ("\u{1D}", "C-]"), ("\u{1F}", "C-_"), ("\u{1B}", "Esc"),
      ("\u{1B}OA", "Up"), ("\u{1B}[A", "Up"), ("\u{1B}[H", "Home"), ("\u{1B}OP", "F1"),
      ("\u{1B}[[A", "F1"), ("\u{1B}[15~", "F5"), ("\u{1B}[24;5~", "C-F12"), ("\u{1B}[34~", "F20"),
      ("\u{1B}[1;2P", "S-F1"), ("\u{1B}[1;5C", "C-Right"), ("\u{1B}[1;2A", "S-Up"),
      ("\u{1B}[1;8D", "C-A-S-Left"), ("\u{1B}[3~", "Del"), ("\u{1B}[3;3~", "A-Del"),
      ("\u{1B}[5~", "PgUp"), ("\u{1B}[Z", "BackTab"), ("\u{1B}x", "A-x"), ("\u{1B}é", "A-é"),
      ("\u{1B}\r", "A-Enter"), ("\u{1B}[", "A-["), ("\u{1B}O", "A-O"), ("\u{1B}\u{1B}[A", "A-Up"),
      ("\u{1B}[97;5u", "C-a"), ("\u{1B}[27;2;13~", "S-Enter"), ("\u{1B}[13;5u", "C-Enter"),
      ("\u{1B}Ob", "C-Down"), ("\u{1B}[b", "S-Down"), ("\u{1B}[7^", "C-Home"),
    ])
  func key(bytes: String, name: String) {
    #expect(keys(bytes) == [name])
  }

  @Test("tells keys apart that arrive together")
  func together() {
    #expect(keys("a\u{1B}OAé\u{1B}[1;5Cj") == ["a", "Up", "é", "C-Right", "j"])
    #expect(keys("\u{1B}\u{1B}") == ["Esc", "Esc"])
  }

  @Test("gives the same events however the bytes are cut")
  func anyCut() {
    let bytes = Array(
      "x\u{1B}OA漢\u{1B}[200~p\u{1B}[20é\u{1B}[201~\u{1B}[<0;3;4M\u{1B}[1;5Cq\u{1B}[I".utf8)
    var whole = InputDecoder(keys: Self.xterm)
    let expected = whole.decode(bytes)
    #expect(expected.count == 8)
    for first in 0..<bytes.count {
      for second in first..<bytes.count {
        var decoder = InputDecoder(keys: Self.xterm)
        let events =
          decoder.decode(bytes[..<first]) + decoder.decode(bytes[first..<second])
          + decoder.decode(bytes[second...])
        #expect(events == expected, "cut at \(first) and \(second)")
      }
    }
  }

  @Test("waits with an ESC until it is clear what it is")
  func escape() {
    var decoder = InputDecoder()
    #expect(decoder.decode([0x1B]).isEmpty)
    #expect(decoder.isWaiting)
    #expect(decoder.timeOver() == [.key(.escape)])
    #expect(!decoder.isWaiting)
    #expect(decoder.decode([0x1B]).isEmpty)
    #expect(names(decoder.decode(Array("[D".utf8))) == ["Left"])
  }

  @Test("takes a paste as one event, whatever is in it")
  func paste() {
    var decoder = InputDecoder()
    let text = "a\u{1B}[A\r\u{3}\u{1B}[200~é"
    let events = decoder.decode(Array("\u{1B}[200~\(text)\u{1B}[201~z".utf8))
    #expect(events == [.paste(Array(text.utf8)), .key(Key("z"))])
  }

  @Test("gives what there is of a paste that never ends")
  func endlessPaste() {
    var decoder = InputDecoder()
    #expect(decoder.decode(Array("\u{1B}[200~abc\u{1B}[2".utf8)).isEmpty)
    #expect(decoder.isInPaste)
    #expect(decoder.endPaste() == [.paste(Array("abc\u{1B}[2".utf8))])
    #expect(names(decoder.decode(Array("x".utf8))) == ["x"])
  }

  @Test(
    "drops what nobody knows as a whole",
    arguments: [
      "\u{1B}[?1;2c", "\u{1B}[12;40R", "\u{1B}]11;rgb:00/00/00\u{07}", "\u{1B}]11;rgb:0\u{1B}\\",
      "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[99~", "\u{1B}[>0;10;1c", "\u{1B}[<0;3M", "\u{1B}OX",
    ])
  func unknown(sequence: String) {
    var decoder = InputDecoder(keys: Self.xterm)
    #expect(names(decoder.decode(Array("\(sequence)q".utf8))) == ["q"])
    #expect(decoder.unknown == [Array(sequence.utf8)])
  }

  @Test("drops bytes that are not UTF-8 and C1 controls")
  func invalid() {
    var decoder = InputDecoder()
    #expect(names(decoder.decode([0xFF, 0x61, 0xC2, 0x9B, 0xC3, 0x62, 0xE2, 0x82])) == ["a", "b"])
    #expect(decoder.isWaiting)
    #expect(decoder.timeOver().isEmpty)
    #expect(!decoder.isWaiting)
  }

  @Test("reads the mouse in both forms")
  func mouse() {
    var decoder = InputDecoder()
    let events = decoder.decode(
      Array("\u{1B}[<0;7;3M\u{1B}[<0;7;3m\u{1B}[<64;1;1M\u{1B}[<50;2;2M\u{1B}[M !!".utf8))
    #expect(
      events == [
        .mouse(MouseEvent(.press, at: GridPoint(row: 2, column: 6))),
        .mouse(MouseEvent(.release, at: GridPoint(row: 2, column: 6))),
        .mouse(MouseEvent(.wheelUp, button: .none, at: GridPoint(row: 0, column: 0))),
        .mouse(
          MouseEvent(
            .drag, button: .right, at: GridPoint(row: 1, column: 1), modifiers: .control)),
        .mouse(MouseEvent(.press, at: GridPoint(row: 0, column: 0))),
      ])
  }

  @Test("never types what random bytes hold beyond characters, and always comes to an end")
  func randomBytes() {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    var state = seed
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let byte = UInt8(truncatingIfNeeded: state >> 33)
      return byte & 0x80 != 0
        ? byte : [0x1B, 0x5B, 0x4F, 0x3B, 0x31, 0x7E, 0x4D, 0x3C, 0x50][Int(byte) % 9]
    }
    for _ in 0..<500 {
      var decoder = InputDecoder(keys: Self.xterm)
      let bytes = (0..<200).map { _ in next() }
      let events =
        decoder.decode(bytes) + decoder.timeOver() + decoder.endPaste() + decoder.timeOver()
      for case .key(let key) in events {
        guard let typed = key.typed else { continue }
        let isControl = typed.unicodeScalars.contains { $0.properties.generalCategory == .control }
        #expect(!isControl, "seed \(seed)")
      }
      #expect(!decoder.isWaiting, "seed \(seed)")
    }
  }
}
