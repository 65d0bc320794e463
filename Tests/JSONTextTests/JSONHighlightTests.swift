import JSONText
import SoakKit
import Testing

@Suite struct JSONHighlightTests {
  /// One letter a byte: k key, s string, n number, b boolean, 0 null, p punctuation, e escape, ! invalid.
  private func picture(_ line: String) -> String {
    var letters = [Character](repeating: ".", count: line.utf8.count)
    for token in JSONHighlight.tokens(inLine: line.utf8) {
      let letter: Character =
        switch token.kind {
        case .key: "k"
        case .string: "s"
        case .number: "n"
        case .boolean: "b"
        case .null: "0"
        case .punctuation: "p"
        case .escape: "e"
        case .invalid: "!"
        }
      for index in token.range { letters[index] = letter }
    }
    return String(letters)
  }

  @Test(
    "gives every byte its class",
    arguments: [
      (#"  "a": "b","#, "..kkkp.sssp"),
      (#""a" : {"b":-1e3}"#, "kkk.p.pkkkpnnnnp"),
      (#"[true, false,null]"#, "pbbbbp.bbbbbp0000p"),
      (#""a\n\u00e9\"""#, "sseeeeeeeeees"),
      (#""a\qx\u12": 1"#, "kk!!k!!!!kp.n"),
      (#""open"#, "!!!!!"), (#""a\"#, "!!!"), (#"tru 01 'a' //"#, "!!!.!!.!!!.!!"),
      ("", ""), ("   ", "..."), ("}", "p"), ("\"é\"", "ssss"), ("é:", "!!p"), ("1}", "np"),
    ])
  func classes(_ line: String, _ expected: String) {
    #expect(picture(line) == expected)
  }

  @Test("takes any bytes, in order and without overlap")
  func anyBytes() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let line = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        Array("\"\\u12:{},e-t\u{0}".utf8 + [0xFF, 0xC3]).randomElement(using: &generator) ?? 0
      }
      var end = 0
      for token in JSONHighlight.tokens(inLine: line) {
        #expect(token.range.lowerBound >= end && !token.range.isEmpty)
        end = token.range.upperBound
      }
      #expect(end <= line.count)
    }
  }
}
