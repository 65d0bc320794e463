import Testing

@testable import CellGrid

@Suite("VisibleText")
struct VisibleTextTests {
  @Test(
    "spells what must not reach a terminal",
    arguments: [
      ("plain", "plain"), ("é漢👩", "é漢👩"),
      ("a\u{1B}[2Jb", "a^[[2Jb"), ("\r", "^M"), ("\u{0}\u{7F}", "^@^?"), ("\u{08}", "^H"),
      ("\u{9B}31m", "<9B>31m"), ("\u{85}", "<85>"),
      ("a\nb", "a␊b"), ("a\r\nb", "a^M␊b"), ("a\u{2028}b\u{2029}", "a␣b␣"),
      ("x\u{202E}y", "x<202E>y"), ("\u{2066}x\u{2069}", "<2066>x<2069>"), ("\u{61C}", "<61C>"),
      ("a\u{200B}b", "a<200B>b"), ("a\u{200D}b", "a<200D>b"), ("a\u{200C}", "a<200C>"),
      ("\u{FEFF}a\u{AD}b", "<FEFF>a<AD>b"), ("a\u{E0041}", "a<E0041>"),
      ("\u{E000}", "<E000>"), ("\u{FFFE}", "<FFFE>"), ("\u{10FFFF}", "<10FFFF>"),
      ("\u{378}", "<378>"), ("\u{3164}", "<3164>"), ("\u{2060}", "<2060>"),
      ("a\u{FE0F}", "a<FE0F>"), ("❤\u{FE0F}", "❤\u{FE0F}"),
      ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"),
      ("👩\u{200D}👧", "👩\u{200D}👧"), ("👩\u{200D}", "👩<200D>"), ("👩\u{200D}a", "👩<200D>a"),
      ("👍🏽", "👍🏽"), ("🇩🇪", "🇩🇪"),
      ("e\u{301}\u{302}\u{303}\u{304}", "e\u{301}\u{302}\u{303}\u{304}"),
      ("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x", "e\u{301}\u{302}\u{303}\u{304}<+2>x"),
      ("\u{301}a", "<301>a"), ("\n\u{301}", "␊<301>"), ("a\u{200B}\u{301}", "a<200B><301>"),
      ("a\u{FFFD}", "a\u{FFFD}"),
    ])
  func spelling(foreign: String, shown: String) {
    #expect(VisibleText(foreign).text.unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test("keeps line feeds where there are several lines, nothing else")
  func severalLines() {
    #expect(VisibleText("a\nb\r\n\tc", lines: .multiple).text == "a\nb^M\n    c")
    #expect(VisibleText.paragraph("a\n\u{7}") == "a\n^G")
  }

  @Test("turns tabs into blanks up to the next stop")
  func tabs() {
    #expect(VisibleText("a\tb\t\tc").text == "a   b       c")
    #expect(VisibleText("漢\tb", tabWidth: 8).text == "漢      b")
    #expect(VisibleText("ab\n\tb", lines: .multiple, tabWidth: 3).text == "ab\n   b")
  }

  @Test(
    "replaces each maximal bad sequence of UTF-8 by one sign",
    arguments: [
      ([0x61, 0xFF, 0x62] as [UInt8], "a\u{FFFD}b"), ([0xE2, 0x82], "\u{FFFD}"),
      ([0xE2, 0x82, 0x41], "\u{FFFD}A"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x98, 0x80], "😀"),
      ([0x9B, 0x41], "\u{FFFD}A"),
    ])
  func badBytes(bytes: [UInt8], shown: String) {
    #expect(VisibleText(bytes: bytes).text == shown)
  }

  @Test("says which parts were made visible")
  func marks() {
    let visible = VisibleText("é\u{1B}\u{7}x<202E>\u{202E}")
    #expect(visible.text == "é^[^Gx<202E><202E>")
    let marked = visible.marks.map { range in
      String(decoding: Array(visible.text.utf8)[range], as: UTF8.self)
    }
    #expect(marked == ["^[^G", "<202E>"])
    #expect(visible.marks.map(\.lowerBound) == [2, 13])
  }

  @Test("leaves nothing that is not safe, whichever scalar comes alone")
  func everyScalar() {
    var wrong: [String] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let visible = VisibleText(String(Character(scalar)))
      let isSafe = visible.text.unicodeScalars.allSatisfy { CharacterClass.of($0) != .unshowable }
      let isMarked = !visible.marks.isEmpty || value == 0x09
      let needsMark =
        CharacterClass.of(scalar) == .unshowable || CharacterClass.of(scalar) == .zeroWidth
      if !isSafe || (needsMark && !isMarked) { wrong.append(String(value, radix: 16)) }
    }
    #expect(wrong == [])
  }

  @Test("never passes a control or a hidden character of random bytes, and is stable")
  func randomBytes() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Pseudorandom(state: seed)
    let spice: [[UInt8]] = [
      [0x1B, 0x5B], [0x1B, 0x5D, 0x35, 0x32], [0xC2, 0x9B], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0x8D],
      [0xEF, 0xB8, 0x8F], [0xCC, 0x81], [0xF0, 0x9F, 0x91, 0xA9], [0xF0, 0x9F, 0x8F, 0xBD], [0x0D],
    ]
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(40) {
        if random.below(2) == 0 {
          bytes += spice[random.below(spice.count)]
        } else {
          bytes.append(UInt8(random.below(256)))
        }
      }
      let visible = VisibleText(bytes: bytes)
      let allowed: (Unicode.Scalar) -> Bool = {
        CharacterClass.of($0) != .unshowable || $0.isJoiner || $0.isEmojiSelector
      }
      #expect(visible.text.unicodeScalars.allSatisfy(allowed), "seed \(seed) \(bytes)")
      #expect(VisibleText(visible.text).text == visible.text, "seed \(seed) \(bytes)")
      let cells = visible.text.reduce(0) { $0 + CharacterWidth.of($1) }
      #expect(cells == CharacterWidth.of(visible), "seed \(seed) \(bytes)")
    }
  }

  @Test("takes time in proportion to the text, also for tabs and marks")
  func longTexts() {
    for text in ["\t", "e\u{301}", "\u{301}", "\u{202E}", "👩\u{200D}"] {
      let visible = VisibleText(String(repeating: text, count: 30_000))
      #expect(!visible.text.isEmpty)
    }
  }
}

/// A small generator, so that a printed seed repeats a run.
struct Pseudorandom {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
