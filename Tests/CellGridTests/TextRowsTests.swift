import CellGrid
import SoakKit
import Testing

@Suite("TextRows")
struct TextRowsTests {
  private func rows(_ text: String, _ columns: Int) -> [String] {
    TextRows.wrapped(text, columns: columns).map(\.text)
  }

  @Test(
    "breaks between words, and inside those that are too long",
    arguments: [
      ("", 10, [""]), ("one two", 10, ["one two"]), ("one two", 7, ["one two"]),
      ("one two", 6, ["one", "two"]), ("one  two", 4, ["one", "two"]),
      ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]), ("a\nb\n", 5, ["a", "b", ""]),
      ("漢字漢", 5, ["漢字", "漢"]), ("  ab cd", 5, ["  ab", "cd"]),
    ])
  func breaking(text: String, columns: Int, expected: [String]) {
    #expect(rows(text, columns) == expected)
  }

  @Test("keeps marks with their rows")
  func marks() {
    let rows = TextRows.wrapped("ab \u{1B}c\r", columns: 4)
    #expect(rows.map(\.text) == ["ab", "^[c^", "M"])
    #expect(rows.map(\.marks) == [[], [0..<2, 3..<4], [0..<1]])
  }

  @Test("a word that moves down and is still too wide for its row is broken again")
  func movedWord() {
    for row in TextRows.wrapped(" aa漢", columns: 3) { #expect(CharacterWidth.of(row) <= 3) }
    for row in TextRows.wrapped("a aaaa漢", columns: 5) { #expect(CharacterWidth.of(row) <= 5) }
  }

  @Test("never makes a row that is too wide", arguments: Soak.numbers(100))
  func random(seed: Int) {
    var random = Pseudorandom(state: UInt64(seed))
    let pieces = ["a", " ", "漢", "long-word", "\u{1B}", "e\u{301}", "👩\u{200D}👧"]
    let text = (0..<40).map { _ in pieces[random.below(pieces.count)] }.joined()
    let columns = 2 + random.below(12)
    for row in TextRows.wrapped(text, columns: columns) {
      #expect(CharacterWidth.of(row) <= columns)
    }
  }

  @Test("does no more work than its limit asks")
  func limit() {
    let text = String(repeating: "word ", count: 400_000)
    #expect(
      TextRows.wrapped(text, columns: 10, limit: 3).map(\.text) == [
        "word word", "word word", "word word",
      ])
  }
}
