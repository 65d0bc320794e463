import SoakKit
import Testing
import TextEditing

@Suite struct TextPatternTests {
  /// The matches drawn in: `a «bc» d`.
  private func drawn(_ pattern: String, _ text: String) throws -> String {
    let search = try TextSearch(pattern: pattern)
    let buffer = TextBuffer(text)
    var (result, place) = ("", 0)
    for range in search.all(in: buffer, within: 0..<buffer.count) {
      result += buffer.string(in: place..<range.lowerBound) + "«" + buffer.string(in: range) + "»"
      place = range.upperBound
    }
    return result + buffer.string(in: place..<buffer.count)
  }

  @Test(
    "finds what vim finds",
    arguments: [
      ("b.", "abc bd b", "a«bc» «bd» b"), ("ab*", "a abbb", "«a» «abbb»"),
      (#"b\+"#, "abba", "a«bb»a"),
      (#"ab\=c"#, "ac abc abbc", "«ac» «abc» abbc"), (#"a\?b"#, "ab b", "«ab» «b»"),
      ("^a", "aa\nba\na", "«a»a\nba\n«a»"), ("a$", "aa\nab\na", "a«a»\nab\n«a»"),
      ("a^b$c", "a^b$c", "«a^b$c»"), ("[a-c]", "xbz", "x«b»z"),
      ("[^\"]*\":", "\"key\": 1", "\"«key\":» 1"),
      ("[]x]", "a]x", "a«]»«x»"), ("[", "a[b", "a«[»b"), (#"[\]]"#, "a]", "a«]»"),
      (#"\d\+"#, "a12 3", "a«12» «3»"), (#"\D"#, "1a", "1«a»"), (#"\s"#, "a b\t", "a« »b«\t»"),
      (#"\<in"#, "in bin inn", "«in» bin «in»n"), (#"in\>"#, "in bin inn", "«in» b«in» inn"),
      (#"\(ab\)\+"#, "ababa", "«abab»a"), (#"a\|b"#, "xaby", "x«a»«b»y"), (#"a\|ab"#, "ab", "«a»b"),
      (#"a\{2}"#, "aaaaa", "«aa»«aa»a"), (#"a\{2,}"#, "a aaa", "a «aaa»"),
      (#"a\{,2\}b"#, "aaab", "a«aab»"),
      (#"a.\{-}b"#, "axbxb", "«axb»xb"), (#"a.*b"#, "axbxb", "«axbxb»"),
      (#"a.\{-1,}b"#, "abxb", "«abxb»"),
      (#"\va+(b|c){2}"#, "aabc", "«aabc»"), (#"\v<a>"#, "a ba", "«a» ba"),
      (#"\v\(a"#, "(a", "«(a»"),
      (#"\%(a\|b\)c"#, "bc", "«bc»"), (#"a\.b"#, "a.b axb", "«a.b» axb"),
      ("{\"a", "{\"a", "«{\"a»"),
      (#"name\zs.*"#, "name: x", "name«: x»"), (#"na\zeme"#, "name na", "«na»me na"),
      ("größe.", "GRÖSSE Größe!", "GRÖSSE «Größe!»"), ("漢.", "漢字", "«漢字»"),
      (#"\cAB"#, "ab", "«ab»"),
      (#"ab\C"#, "AB ab", "AB «ab»"), (#"\(a*\)*b"#, "aab", "«aab»"),
      (#"\w\+$"#, "ab cd", "ab «cd»"),
      (#"\(^\|,\)a"#, "a,a", "«a»«,a»"), ("*a", "*a", "«*a»"), (#"a\"#, #"a\"#, #"«a\»"#),
      (#"[é-ü]"#, "aö", "a«ö»"),
    ])
  func matching(pattern: String, text: String, expected: String) throws {
    #expect(try drawn(pattern, text) == expected)
  }

  @Test(
    "says what is wrong with a pattern",
    arguments: [
      (#"\(a"#, PatternError.unclosedGroup), (#"a\)"#, .strayClosing), (#"\q"#, .unknown("q")),
      (#"a\{x}"#, .badCount), (#"\{2}"#, .badCount), (#"a\{3,1}"#, .badCount),
      (#"a\nb"#, .lineBreak),
      ("", .empty), (#"\(\(a\{60}\)\{60}\)"#, .tooLong),
      (String(repeating: #"\%("#, count: 100_000), .tooLong),
      (String(repeating: #"\(a\)"#, count: 10), .tooManyGroups),
    ])
  func broken(pattern: String, error: PatternError) {
    #expect(throws: error) { try TextSearch(pattern: pattern) }
    #expect(error.sentence.last == ".")
  }

  @Test(
    "a pattern that takes other engines forever takes time as the line is long",
    arguments: [#"\(a*\)*b"#, ".*.*.*x", #"\(a\|a\)*b"#])
  func catastrophe(pattern: String) throws {
    let search = try TextSearch(pattern: pattern)
    let buffer = TextBuffer(String(repeating: "a", count: 2000))
    var effort = SearchEffort(steps: 50 * 2000)
    #expect(search.next(in: buffer, from: 0, effort: &effort) == nil)
    #expect(!effort.isSpent)
  }

  @Test("an effort that is spent says so, and replaces nothing")
  func effort() throws {
    let search = try TextSearch(pattern: #"a*b\|a"#)
    let buffer = TextBuffer(String(repeating: "a", count: 2000))
    var effort = SearchEffort(steps: 1000)
    #expect(search.next(in: buffer, from: 0, effort: &effort) == nil)
    #expect(effort.isSpent)
    #expect(throws: TextSearch.ReplacingError.effortSpent) {
      try search.replacing(
        in: buffer, lines: 0...0, with: TextReplacement(""), everywhere: true, lengthLimit: .max,
        effort: SearchEffort(steps: 100_000))
    }
  }

  @Test("goes on at the other end, both ways, and finds places of no length")
  func wraps() throws {
    let search = try TextSearch(pattern: "a.")
    let buffer = TextBuffer("ab ac\nad")
    #expect(search.next(in: buffer, from: 1) == 3..<5)
    #expect(search.next(in: buffer, from: 7) == 0..<2)
    #expect(search.next(in: buffer, from: 7, wraps: false) == nil)
    #expect(search.previous(in: buffer, before: 6) == 3..<5)
    #expect(search.previous(in: buffer, before: 0) == 6..<8)
    #expect(search.previous(in: buffer, before: 0, wraps: false) == nil)
    let end = try TextSearch(pattern: "$")
    #expect(end.next(in: buffer, from: 0) == 5..<5)
    #expect(end.previous(in: buffer, before: 0) == 8..<8)
  }

  @Test("bytes that are no UTF-8 are characters too")
  func invalidBytes() throws {
    let buffer = TextBuffer([0x61, 0xFF, 0xC3, 0x62])
    #expect(try TextSearch(pattern: "a.*b").next(in: buffer, from: 0) == 0..<4)
    #expect(try TextSearch(pattern: "[^a]b").next(in: buffer, from: 0) == nil)
  }

  @Test(
    "replaces first or all, in some lines",
    arguments: [
      ("a", "x", false, 0...1, "aa\naa\naa", "xa\nxa\naa"),
      ("a", "x", true, 1...2, "aa\naa\na", "aa\nxx\nx"),
      ("b*", "-", true, 0...0, "abc", "-a-c"),
      (#"\(.\)\(.\)"#, #"\2\1"#, true, 0...0, "abcd", "badc"),
      ("b", "[&]", true, 0...0, "abc", "a[b]c"), ("b", #"[\&\\]"#, true, 0...0, "abc", #"a[&\]c"#),
      (",", #"\n"#, true, 0...0, "a,b", "a\nb"), ("b", #"\0\t\9"#, false, 0...0, "abc", "ab\tc"),
      (#"\(x\)\|\(b\)"#, #"<\1\2>"#, true, 0...0, "abx", "a<b><x>"),
      ("$", ",", true, 0...2, "a\nb\nc", "a,\nb,\nc,"),
      ("^", "  ", true, 0...1, "a\nb", "  a\n  b"), ("a.c", "", true, 0...0, "abcabc", ""),
    ])
  func replacing(
    pattern: String, template: String, everywhere: Bool, lines: ClosedRange<Int>, text: String,
    expected: String
  ) throws {
    let buffer = TextBuffer(text)
    let result = try TextSearch(pattern: pattern).replacing(
      in: buffer, lines: lines, with: TextReplacement(template), everywhere: everywhere,
      lengthLimit: .max)
    let after = buffer.applying(result.change)
    #expect(after.string(in: 0..<after.count) == expected)
  }

  @Test("counts what it replaces, and stops before the text is too long")
  func counting() throws {
    let buffer = TextBuffer("aa\nb\na")
    let search = try TextSearch(pattern: "a")
    let result = try search.replacing(
      in: buffer, lines: 0...2, with: TextReplacement("xx"), everywhere: true, lengthLimit: 9)
    #expect(result.count == 3 && result.lineCount == 2 && result.lastPlace == 5)
    #expect(throws: TextSearch.ReplacingError.tooLong) {
      try search.replacing(
        in: buffer, lines: 0...2, with: TextReplacement("xx"), everywhere: true, lengthLimit: 8)
    }
  }

  @Test("many replacements are as good as one by one", arguments: Soak.seeds(4))
  func manyParts(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<6000).map { _ in UInt8(ascii: "a") + UInt8(random.below(4)) }
    var buffer = TextBuffer(bytes)
    let change = try TextSearch(pattern: "a[bc]").replacing(
      in: buffer, lines: 0...0, with: TextReplacement("<&>"), everywhere: true, lengthLimit: .max
    ).change
    let inverse = change.inverted(in: buffer)
    buffer.apply(change)
    let expected = String(decoding: bytes, as: UTF8.self).replacing("ab", with: "<ab>")
      .replacing("ac", with: "<ac>")
    #expect(buffer.bytes == Array(expected.utf8) && buffer.brokenInvariant == nil, "seed \(seed)")
    buffer.apply(inverse)
    #expect(buffer.bytes == bytes, "seed \(seed)")
  }

  /// The same patterns in the spelling of the standard library.
  private static let twins = [
    (#"a\+b"#, "a+b"), (#"\(a\|b\)*c"#, "(a|b)*c"), ("a.c", "a.c"), ("^b*c", "^b*c"),
    ("[ab]*$", "[ab]*$"),
    (#"a\{2,3}b\="#, "a{2,3}b?"), (#"a.\{-}c"#, "a.*?c"), (#"\(ab\|a\)c*b"#, "(ab|a)c*b"),
    ("bc[^a]*", "bc[^a]*"), (#"\(a\{,2}b\)\+"#, "(a{0,2}b)+"), (#"ab\|ca\+"#, "ab|ca+"),
    ("ca*b", "ca*b"),
  ]

  @Test("finds what the standard library finds", arguments: Soak.seeds(12))
  func twins(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let letters = ["a", "b", "c", "a", "é", "\n"]
    let lines = (0..<400).map { _ in letters[random.below(letters.count)] }.joined()
    let buffer = TextBuffer(lines)
    for (pattern, twin) in Self.twins {
      let search = try TextSearch(pattern: pattern, caseRule: .exact)
      let found = search.all(in: buffer, within: 0..<buffer.count).map { buffer.string(in: $0) }
      let regex = try Regex(twin)
      let expected = lines.split(separator: "\n", omittingEmptySubsequences: false)
        .flatMap { $0.matches(of: regex).map { String(lines[$0.range]) } }
        .filter { !$0.isEmpty }
      #expect(found == expected, "seed \(seed): \(pattern)")
    }
  }

  @Test("from every place the next and the previous match are those of the whole")
  func neighbours() throws {
    let search = try TextSearch(pattern: #"a\+b"#)
    let buffer = TextBuffer(String(repeating: "aab x\n\nab\n", count: 900))
    let places = search.all(in: buffer, within: 0..<buffer.count).map(\.lowerBound)
    for start in stride(from: 0, to: buffer.count, by: 71) {
      let next = search.next(in: buffer, from: start, wraps: false)?.lowerBound
      // Inside a run of `a` a shorter match begins.
      let isInside = start > 0 && buffer[start] == 0x61 && buffer[start - 1] == 0x61
      #expect(next == (isInside ? start : places.first { $0 >= start }))
      let previous = search.previous(in: buffer, before: start, wraps: false)?.lowerBound
      #expect(previous == places.last { $0 < start })
    }
  }
}
