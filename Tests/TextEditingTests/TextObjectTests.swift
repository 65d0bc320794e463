import SoakKit
import Testing
import TextEditing

@Suite struct TextObjectTests {
  private static let quote = UInt8(ascii: "\"")
  private static let brace = UInt8(ascii: "{")
  private static let bracket = UInt8(ascii: "[")

  /// The object drawn in: `a «bc» d`; lines with `≪ ≫`.
  private func drawn(_ object: TextObject, _ text: String, count: Int = 1) -> String {
    let marked = MarkedText(text)
    guard let span = object.span(at: marked.cursor, in: marked.buffer, count: count) else {
      return "none"
    }
    let buffer = marked.buffer
    return buffer.string(in: 0..<span.range.lowerBound) + (span.lines != nil ? "≪" : "«")
      + buffer.string(in: span.range) + (span.lines != nil ? "≫" : "»")
      + buffer.string(in: span.range.upperBound..<buffer.count)
  }

  @Test(
    "words, with the blanks beside them or not",
    arguments: [
      (false, 1, "a‸b cd", "«ab» cd"), (true, 1, "a‸b  cd", "«ab  »cd"),
      (true, 1, "ab  c‸d", "ab«  cd»"), (false, 1, "ab ‸ cd", "ab«  »cd"),
      (true, 1, "ab‸  cd ef", "ab«  cd» ef"), (false, 3, "‸ab cd ef", "«ab cd» ef"),
      (true, 2, "‸ab cd ef", "«ab cd »ef"), (false, 1, "\"‸k\": 1", "\"«k»\": 1"),
      (true, 1, "a‸b\ncd", "«ab»\ncd"), (false, 1, "ab‸\ncd", "none"),
      (false, 1, "grö‸ße x", "«größe» x"),
    ])
  func words(around: Bool, count: Int, text: String, expected: String) {
    #expect(drawn(.word(around: around, isLong: false), text, count: count) == expected)
  }

  @Test("long words lie between blanks")
  func longWords() {
    #expect(drawn(.word(around: false, isLong: true), "x \"a‸b\": y") == "x «\"ab\":» y")
  }

  @Test(
    "strings of the line, with what is escaped in them",
    arguments: [
      (false, #"{"a": "b‸c"}"#, #"{"a": "«bc»"}"#), (true, #"{"a": "b‸c" }"#, #"{"a": «"bc" »}"#),
      (true, #"{"a": "b‸c"}"#, #"{"a":« "bc"»}"#), (false, #"‸  "k": 1"#, #"  "«k»": 1"#),
      (false, #""k"‸: "v""#, #""k": "«v»""#),
      (false, #""a \"b‸\" c", "d""#, #""«a \"b\" c»", "d""#),
      (false, #""\\‸", "d""#, #""«\\»", "d""#), (false, #"‸"""#, #""«»""#), (false, "‸ab", "none"),
      (false, "\"a‸b\n\"", "none"), (false, #"x "a" ‸y"#, "none"),
    ])
  func strings(around: Bool, text: String, expected: String) {
    #expect(drawn(.quotes(Self.quote, around: around), text) == expected)
  }

  @Test(
    "brackets, those in strings apart",
    arguments: [
      (brace, false, 1, #"{"a": ‸1}"#, #"{«"a": 1»}"#),
      (brace, true, 1, #"[{"a": ‸1}]"#, #"[«{"a": 1}»]"#),
      (brace, false, 1, #"{"}": ‸1}"#, #"{«"}": 1»}"#),
      (brace, false, 1, #"{"{": "‸x"}"#, #"{«"{": "x"»}"#),
      (brace, false, 1, #"{"a": {}, ‸1}"#, #"{«"a": {}, 1»}"#), (brace, false, 1, "‸{1}", "{«1»}"),
      (brace, false, 1, "{1‸}", "{«1»}"), (brace, false, 2, "{{‸1}}", "{«{1}»}"),
      (brace, false, 1, "{1} ‸x", "none"), (brace, false, 1, "‸{}", "{«»}"),
      (brace, false, 1, "{\n  a‸\n}", "{\n≪  a\n≫}"), (brace, false, 1, "{‸\n}", "{«»\n}"),
      (brace, false, 1, "{ ‸a\n}", "{« a»\n}"), (brace, false, 1, "{\n‸a }", "{\n«a »}"),
      (bracket, false, 1, #"{"a": [1, ‸2]}"#, #"{"a": [«1, 2»]}"#),
      (bracket, false, 1, #"[{"b": ‸2}]"#, #"[«{"b": 2}»]"#),
      (bracket, false, 1, "[1, {‸]}", "[«1, {»]}"),
      // In a string its own brackets come first.
      (brace, false, 1, #"{"a": "Dear {na‸me}!"}"#, #"{"a": "Dear {«name»}!"}"#),
      (brace, false, 2, #"{"a": "Dear {na‸me}!"}"#, "none"),
      (brace, false, 1, #"{"a": "Dear } ‸name"}"#, #"{«"a": "Dear } name"»}"#),
      (UInt8(ascii: "("), true, 1, #""f(a,‸ (b))""#, #""f«(a, (b))»""#),
    ])
  func brackets(kind: UInt8, around: Bool, count: Int, text: String, expected: String) {
    #expect(drawn(.brackets(kind, around: around), text, count: count) == expected)
  }

  @Test(
    "paragraphs lie between empty lines",
    arguments: [
      (false, 1, "a\n‸b\n\nc", "≪a\nb\n≫\nc"), (true, 1, "a\n‸b\n\nc", "≪a\nb\n\n≫c"),
      (true, 1, "a\n\n‸c", "a\n≪\nc≫"), (false, 1, "a\n‸\n\nc", "a\n≪\n\n≫c"),
      (false, 2, "‸a\n\nc", "≪a\n\n≫c"), (true, 1, "a\n‸\nc\nd", "a\n≪\nc\nd≫"),
    ])
  func paragraphs(around: Bool, count: Int, text: String, expected: String) {
    #expect(drawn(.paragraph(around: around), text, count: count) == expected)
  }

  @Test("lies in the text and starts and ends where characters do", arguments: Soak.seeds(6))
  func bounds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = ["{", "}", "[", "]", "\"", "\\", " ", "\n", "a", "é", "👩‍👧", "(", ")", "\n\n"]
    let text = (0..<120).map { _ in pieces[random.below(pieces.count)] }.joined()
    let buffer = TextBuffer(Array(text.utf8) + [0xFF])
    let bounds = Set(buffer.characters(in: 0..<buffer.count).map(\.range.lowerBound)).union([
      buffer.count
    ])
    for start in bounds {
      for around in [false, true] {
        let objects: [TextObject] = [
          .word(around: around, isLong: false), .word(around: around, isLong: true),
          .quotes(Self.quote, around: around), .brackets(Self.brace, around: around),
          .brackets(Self.bracket, around: around), .paragraph(around: around),
        ]
        for object in objects {
          let range = object.span(at: start, in: buffer, count: 1 + random.below(3))?.range ?? 0..<0
          let isBounded = bounds.contains(range.lowerBound) && bounds.contains(range.upperBound)
          #expect(isBounded, "seed \(seed): \(object) at \(start) is \(range)")
        }
      }
    }
  }
}
