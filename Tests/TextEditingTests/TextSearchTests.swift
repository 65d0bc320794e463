import SoakKit
import Testing
import TextEditing

@Suite struct TextSearchTests {
  @Test(
    "ignores case where the pattern has no capitals",
    arguments: [
      ("model", "Model model", [0..<5, 6..<11]), ("Model", "Model model", [0..<5]),
      ("größe", "GRÖSSE Größe GRÖßE", [8..<15, 16..<23]), ("aa", "aaaa", [0..<2, 2..<4]),
      ("\n ", "a\n b", [1..<3]), ("x", "", []),
    ])
  func smartCase(pattern: String, text: String, places: [Range<Int>]) throws {
    let search = try #require(TextSearch(pattern))
    let buffer = TextBuffer(text)
    #expect(search.all(in: buffer, within: 0..<buffer.count) == places)
  }

  @Test("an empty pattern is no search")
  func emptyPattern() {
    #expect(TextSearch("") == nil)
  }

  @Test("goes on at the other end")
  func wraps() throws {
    let search = try #require(TextSearch("ab"))
    let buffer = TextBuffer("ab ab ")
    #expect(search.next(in: buffer, from: 1) == 3..<5)
    #expect(search.next(in: buffer, from: 4) == 0..<2)
    #expect(search.next(in: buffer, from: 4, wraps: false) == nil)
    #expect(search.previous(in: buffer, before: 3) == 0..<2)
    #expect(search.previous(in: buffer, before: 0) == 3..<5)
    #expect(search.previous(in: buffer, before: 0, wraps: false) == nil)
  }

  @Test(
    "finds what lies across the pieces it reads", arguments: [4094, 4096, 69_630, 69_632, 200_000])
  func acrossPieces(place: Int) throws {
    let buffer = TextBuffer(
      String(repeating: "n", count: place) + "needle" + String(repeating: "n", count: 9000))
    let search = try #require(TextSearch("needle"))
    #expect(search.next(in: buffer, from: 0) == place..<place + 6)
    #expect(search.previous(in: buffer, before: buffer.count) == place..<place + 6)
  }

  @Test("the limit and the range hold")
  func limits() throws {
    let search = try #require(TextSearch("a"))
    let buffer = TextBuffer("aaaaa")
    #expect(search.all(in: buffer, within: 1..<4) == [1..<2, 2..<3, 3..<4])
    #expect(search.all(in: buffer, within: 0..<5, limit: 2) == [0..<1, 1..<2])
  }

  @Test("agrees with a plain scan of the bytes", arguments: Soak.seeds(8))
  func randomTexts(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<9000).map { _ in UInt8(ascii: "a") + UInt8(random.below(3)) }
    let search = try #require(TextSearch("abca"))
    let found = bytes.indices.dropLast(3).filter { Array(bytes[$0..<$0 + 4]) == Array("abca".utf8) }
    let buffer = TextBuffer(bytes)
    for start in stride(from: 0, to: 9000, by: 97) {
      let next = found.first { $0 >= start }
      let previous = found.last { $0 < start }
      #expect(
        search.next(in: buffer, from: start, wraps: false)?.lowerBound == next, "seed \(seed)")
      #expect(
        search.previous(in: buffer, before: start, wraps: false)?.lowerBound == previous,
        "seed \(seed)")
    }
  }
}
