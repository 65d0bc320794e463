import SoakKit
import Testing
import TextEditing

@Suite struct TextCharacterTests {
  @Test(
    "cuts text into what people take for characters",
    arguments: [
      ("abc", ["a", "b", "c"]), ("e\u{301}x", ["e\u{301}", "x"]), ("漢字", ["漢", "字"]),
      ("👩‍👧🇨🇭", ["👩‍👧", "🇨🇭"]), ("a\r\nb", ["a", "\r", "\n", "b"]), ("é\r\n", ["é", "\r", "\n"]),
    ])
  func cutting(text: String, characters: [String]) {
    let buffer = TextBuffer(text)
    let found = buffer.characters(in: 0..<buffer.count)
    #expect(
      found.map { $0.value.map { Array(String($0).utf8) } } == characters.map { Array($0.utf8) })
  }

  @Test("a byte that is no UTF-8 is a character of its own")
  func invalidBytes() {
    let buffer = TextBuffer([0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x82])
    let found = buffer.characters(in: 0..<6)
    #expect(found.map(\.range) == [0..<1, 1..<2, 2..<3, 3..<4, 4..<5, 5..<6])
    #expect(found.map(\.value) == ["a", nil, nil, "b", nil, nil])
  }

  @Test("forward and back agree with the whole", arguments: [11, 12, 13, 14] as [UInt64])
  func boundsAgree(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let buffer = TextBuffer((0..<300).flatMap { _ in random.bytes() })
    let found = buffer.characters(in: 0..<buffer.count)
    for character in found {
      let (start, end) = (character.range.lowerBound, character.range.upperBound)
      guard buffer.characterEnd(after: start) == end, buffer.characterStart(before: end) == start,
        buffer.characterStart(at: end - 1) == start
      else {
        Issue.record("seed \(seed): bounds of \(character) differ")
        return
      }
    }
    #expect(found.last?.range.upperBound == buffer.count)
  }

  @Test("a joined character over two chunks stays whole")
  func overChunks() {
    let family = Array("👩‍👧‍👦".utf8)
    for lead in 2020...2048 {
      let bytes =
        [UInt8](repeating: 0x61, count: lead) + family + [0x62]
        + [UInt8](repeating: 0x63, count: 3000)
      let buffer = TextBuffer(bytes)
      #expect(buffer.characterEnd(after: lead) == lead + family.count)
      #expect(buffer.characterStart(before: lead + family.count) == lead)
    }
  }
}
