import SoakKit
import TerminalKit
import Testing

@testable import CellGrid

/// The sanitiser against all of Unicode and against bytes that are none (promises 38 and 39).
@Suite("VisibleText, whatever comes")
struct VisibleTextLawTests {
  /// A terminal would take it for text and nothing else.
  private func isText(_ text: String) -> Bool {
    var parser = TerminalParser()
    let tokens = parser.tokens(in: text.utf8)
    let isPlain = tokens.allSatisfy { if case .text = $0 { true } else { false } }
    return isPlain && parser.isAtRest
  }

  /// What nobody sees, by the properties of Unicode and not by our table.
  private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator:
      return true
    default: break
    }
    return properties.isDefaultIgnorableCodePoint || properties.isVariationSelector
      || properties.isNoncharacterCodePoint || properties.isBidiControl
  }

  @Test("every scalar between others leaves nothing hidden, and its neighbours where they are")
  func everyScalar() {
    var wrong: [String] = []
    for start in stride(from: UInt32(0), through: 0x10FFFF, by: 256) {
      var text = String.UnicodeScalarView()
      for value in start..<start + 256 {
        guard let scalar = Unicode.Scalar(value) else { continue }
        text += ["x", scalar, "|"]
      }
      let visible = VisibleText(String(text)).text
      let hidden = visible.unicodeScalars.filter(isHidden)
      let bars = visible.utf8.count { $0 == UInt8(ascii: "|") }
      let given = text.count { $0 == "|" }
      if !hidden.isEmpty || bars != given || !isText(visible) {
        wrong.append("from \(String(start, radix: 16)): \(hidden)")
      }
    }
    #expect(wrong == [])
  }

  @Test("every surrogate, and every beginning of bytes that is none, is a sign for each bad part")
  func badBytes() {
    var wrong: [String] = []
    func check(_ bytes: [UInt8], signs: Int) {
      let visible = VisibleText(bytes: [0x61] + bytes + [0x62])
      let expected = "a" + String(repeating: "\u{FFFD}", count: signs) + "b"
      if visible.text != expected || visible.marks.isEmpty { wrong.append("\(bytes)") }
    }
    for surrogate in UInt32(0xD800)...0xDFFF {
      check(
        [0xED, UInt8(0x80 | surrogate >> 6 & 0x3F), UInt8(0x80 | surrogate & 0x3F)], signs: 3)
    }
    for byte in UInt8(0x80)...0xFF { check([byte], signs: 1) }
    for byte in UInt8(0x80)...0xBF {
      check([0xC0, byte], signs: 2)
      check([0xF4, max(byte, 0x90), 0x80, 0x80], signs: 4)
    }
    #expect(wrong == [])
  }

  @Test(
    "random control functions and bad UTF-8 are text on one line, also across the cut of a field")
  func randomBytes() {
    // `make soak` with its twenty seeds makes a million.
    let perSeed = Soak.factor == 1 ? 10_000 : 50_000
    for seed in Soak.seeds(1) {
      var random = SeededGenerator(seed: seed)
      for number in 0..<perSeed {
        let bytes = HostileText.bytes(using: &random)
        let visible = VisibleText(bytes: bytes)
        guard isText(visible.text), visible.text.unicodeScalars.allSatisfy(isFitting) else {
          Issue.record("seed \(seed), \(number): \(bytes)")
          return
        }
      }
    }
  }

  /// Not hidden, or a part of an emoji.
  private func isFitting(_ scalar: Unicode.Scalar) -> Bool {
    !isHidden(scalar) || scalar.isJoiner || scalar.isEmojiSelector
  }

  @Test(
    "hidden text is marked: it looks different from the same letters typed",
    arguments: HostileText.samples)
  func marked(sample: String) {
    let visible = VisibleText(sample)
    let isPlain = ["漢", "<202E>"].contains { sample.hasPrefix($0) }
    #expect(visible.marks.isEmpty == isPlain)
    #expect(isText(visible.text))
  }

  @Test("no field spills into its neighbours, whatever is in it")
  func fields() {
    var random = SeededGenerator(seed: 7)
    let size = GridSize(rows: 3, columns: 40)
    for number in 0..<2_000 {
      let text =
        number < HostileText.samples.count
        ? HostileText.samples[number]
        : String(decoding: HostileText.bytes(using: &random), as: UTF8.self)
      let frame = Frame(size: size, title: text) { canvas in
        canvas.text("left|", row: 1, columns: 5)
        canvas.text(text, row: 1, column: 5, columns: 20)
        canvas.text("|right", row: 1, column: 25)
      }
      let row = frame.grid.row(1)
      let cells = row.map(\.text)
      let isWhole = cells[0..<5].joined() == "left|" && cells[25..<31].joined() == "|right"
      let isClosed = row.reduce(0) { $0 + Int($1.width) } == 40
      let others = frame.text(ofRow: 0) + frame.text(ofRow: 2)
      guard isWhole, isClosed, others == "", isText(frame.title) else {
        Issue.record("\(number): \(text.unicodeScalars.map { $0.value })")
        return
      }
    }
  }

  @Test("a name of a megabyte costs a field no more than one of a hundred letters")
  func longNames() {
    for piece in ["x", "漢", "e\u{301}", "\u{301}", "\u{1B}[2J", "👩\u{200D}"] {
      let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
      let frame = Frame(size: GridSize(rows: 1, columns: 80), title: text) {
        $0.text(text, row: 0, columns: 60)
        $0.text("|", row: 0, column: 60)
      }
      #expect(frame.grid.row(0).map(\.text)[60] == "|")
      #expect(frame.title.utf8.count < 4_000)
    }
  }
}
