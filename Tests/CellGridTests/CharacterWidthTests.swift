import Testing

@testable import CellGrid

@Suite("CharacterWidth")
struct CharacterWidthTests {
  @Test(
    "counts cells, not characters",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("👩\u{200D}👧", 2), ("👍🏽", 2), ("🇩🇪", 2),
      ("1\u{FE0F}\u{20E3}", 1), ("☃\u{FE0F}", 1), ("ｱ", 1), ("Ａ", 2), ("한", 2),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("कि", 2), ("நி", 2), ("", 0), ("\u{1B}", 2),
      ("\u{202E}", 6),
      ("\u{301}", 5), ("✓⇡⇣✗►▸▾", 7), ("━─│╭…■•█", 8),
    ])
  func width(of text: String, is cells: Int) {
    #expect(CharacterWidth.of(text) == cells)
  }

  @Test("is the sum of the widths of the characters")
  func sum() {
    let text = "a👩\u{200D}👧 \u{200D}漢\t\u{301}कि🇩🇪🇩\r\ne\u{301}\u{302}\u{303}\u{304}\u{305}"
    // A tab is as wide as its place asks; alone it goes to the first stop.
    let withoutTab = text.filter { $0 != "\t" }
    #expect(CharacterWidth.of(withoutTab) == withoutTab.reduce(0) { $0 + CharacterWidth.of($1) })
  }

  @Test("covers all of Unicode with runs in order")
  func table() {
    #expect(CharacterClass.of("\u{0}") == .unshowable)
    #expect(CharacterClass.of("\u{10FFFF}") == .unshowable)
    #expect(CharacterClass.of("\u{301}") == .zeroWidth)
    #expect(CharacterClass.of("\u{2603}") == .narrow)
    #expect(CharacterClass.of("\u{1F600}") == .wide)
    #expect(CharacterWidth.unicodeVersion == "14.0")
  }

  @Test("knows the common blocks as the table does")
  func shortcuts() {
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(CharacterClass.of(scalar) == CharacterClass.searched(value), "\(value)")
    }
  }

  @Test("and scalars of the common blocks never join each other")
  func commonCharacters() {
    let scalars = (UInt32(0)...0xFFFF).compactMap { Unicode.Scalar($0) }
      .filter { CharacterClass.common($0) != nil }
    #expect(scalars.count > 30_000)
    // Each beside itself, its neighbours, and one of each block.
    let others: [Unicode.Scalar] = [" ", "a", "é", "ế", "ж", "א", "ل", "…", "─", "カ", "漢", "한"]
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      text.append(scalar)
      text.append(scalar)
      text.append(others[Int(scalar.value) % others.count])
    }
    #expect(String(text).count == text.count)
    #expect(VisibleText(String(text)).marks.isEmpty)
  }
}
