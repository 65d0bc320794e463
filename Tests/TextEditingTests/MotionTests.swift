import SoakKit
import Testing
import TextEditing

@Suite struct MotionTests {
  @Test(
    "goes where vim goes",
    arguments: [
      // Characters stay in their line.
      (Motion.characterForward, 1, "‸é漢", "é‸漢"), (.characterForward, 9, "‸ab\nc", "ab‸\nc"),
      (.characterForward, 1, "ab‸\nc", "ab‸\nc"), (.characterBack, 1, "a👩‍👧‸b", "a‸👩‍👧b"),
      (.characterBack, 3, "a\nb‸c", "a\n‸bc"), (.textForward, 3, "‸a\nb", "a\nb‸"),
      (.textBack, 2, "a\n‸b", "‸a\nb"),
      // Words.
      (.wordForward, 1, "‸\"name\": 1", "\"‸name\": 1"),
      (.wordForward, 2, "‸\"name\": 1", "\"name‸\": 1"),
      (.wordForward, 1, "na‸me   x", "name   ‸x"), (.wordForward, 1, "a‸b\n  cd", "ab\n  ‸cd"),
      (.wordForward, 1, "‸ab\n\ncd", "ab\n‸\ncd"), (.wordForward, 2, "‸ab\n\ncd", "ab\n\n‸cd"),
      (.wordForward, 1, "‸größe x", "größe ‸x"), (.wordForward, 1, "x ‸last", "x last‸"),
      (.longWordForward, 1, "‸\"name\": 1", "\"name\": ‸1"),
      (.wordBack, 1, "\"name\": ‸1", "\"name‸\": 1"),
      (.wordBack, 1, "ab cd‸", "ab ‸cd"), (.wordBack, 1, "ab ‸cd", "‸ab cd"),
      (.wordBack, 1, "ab\n\n‸cd", "ab\n‸\ncd"), (.wordBack, 9, "ab cd ef‸", "‸ab cd ef"),
      (.longWordBack, 1, "a \"b\":‸ c", "a ‸\"b\": c"), (.wordEnd, 1, "‸ab cd", "a‸b cd"),
      (.wordEnd, 1, "a‸b cd", "ab c‸d"), (.wordEnd, 1, "‸a\n\nbc", "a\n\nb‸c"),
      (.longWordEnd, 1, "‸\"a\": 1", "\"a\"‸: 1"),
      // Lines.
      (.lineStart, 1, "a\n  b‸c", "a\n‸  bc"), (.firstNonBlank, 1, "a\n \t b‸c", "a\n \t ‸bc"),
      (.lineEnd, 1, "a‸b\nc", "ab‸\nc"), (.documentStart, 1, "  a\nb‸", "  ‸a\nb"),
      (.documentEnd, 1, "‸a\n  b", "a\n  ‸b"), (.line(1), 1, "‸a\n b\nc", "a\n ‸b\nc"),
      (.line(99), 1, "‸a\nb", "a\n‸b"),
      // Paragraphs.
      (.paragraphForward, 1, "‸a\nb\n\nc", "a\nb\n‸\nc"),
      (.paragraphForward, 2, "‸a\n\nb", "a\n\nb‸"),
      (.paragraphBack, 1, "a\n\nb\n‸c", "a\n‸\nb\nc"), (.paragraphBack, 2, "a\n\n‸b", "‸a\n\nb"),
      // Brackets.
      (.matchingBracket, 1, "‸{\"}\": [1]}", "{\"}\": [1]‸}"),
      (.matchingBracket, 1, "{\"}\": [1]‸}", "‸{\"}\": [1]}"),
      (.matchingBracket, 1, "‸x [1, [2]]", "x [1, [2]‸]"),
      (.matchingBracket, 1, "{\"a\\\"{\": ‸[\n]}", "{\"a\\\"{\": [\n‸]}"),
      (.matchingBracket, 1, "{\"a\\\\\": 1‸}", "‸{\"a\\\\\": 1}"),
      (.matchingBracket, 1, "‸{\"a\": \"open\n}", "{\"a\": \"open\n‸}"),
      // In a string only under the cursor.
      (.matchingBracket, 1, "\"‸{}\"", "\"{‸}\""), (.matchingBracket, 1, "\"({‸})\"", "\"(‸{})\""),
      (.matchingBracket, 1, "‸\"{}\" x", "‸\"{}\" x"),
      (.matchingBracket, 1, "‸\"{\": [1]", "\"{\": [1‸]"),
      (.matchingBracket, 1, "\"‸{\", \"}\"", "\"‸{\", \"}\""),
      (.matchingBracket, 1, "‸{[}", "{[‸}"),
      (.wordEndBack, 1, "ab c‸d", "a‸b cd"), (.wordEndBack, 2, "ab, c‸d", "a‸b, cd"),
      (.wordEndBack, 1, "ab\n\n‸cd", "ab\n‸\ncd"), (.longWordEndBack, 1, "a.b ‸c", "a.‸b c"),
      (.wordEndBack, 1, "‸ab", "‸ab"), (.wordEndBack, 1, "a‸b", "‸ab"),
      (.matchingBracket, 1, "‸[[1]", "‸[[1]"),
    ])
  func going(motion: Motion, count: Int, from: String, to: String) {
    let start = MarkedText(from)
    let target = motion.target(from: start.cursor, in: start.buffer, count: count)
    #expect("\(MarkedText(start.buffer, cursor: target ?? start.cursor))" == to)
  }

  @Test("says nothing where there is nothing to go to")
  func atTheEdge() {
    let buffer = TextBuffer("ab")
    #expect(Motion.characterBack.target(from: 0, in: buffer) == nil)
    #expect(Motion.wordForward.target(from: 2, in: buffer) == nil)
    #expect(Motion.wordForward.target(from: 0, in: TextBuffer()) == nil)
  }

  @Test("every motion ends where a character starts", arguments: Soak.seeds(6))
  func bounds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let buffer = TextBuffer((0..<80).flatMap { _ in random.bytes() })
    let bounds = Set(buffer.characters(in: 0..<buffer.count).map(\.range.lowerBound)).union([
      buffer.count
    ])
    let motions: [Motion] = [
      .characterBack, .characterForward, .textBack, .textForward, .wordBack, .wordForward, .wordEnd,
      .wordEndBack, .longWordEndBack, .longWordBack, .longWordForward, .longWordEnd, .lineStart,
      .firstNonBlank, .lineEnd,
      .documentStart, .documentEnd, .line(5), .paragraphBack, .paragraphForward, .matchingBracket,
    ]
    for start in bounds.shuffled(using: &random).prefix(60) {
      for motion in motions {
        let target = motion.target(from: start, in: buffer) ?? start
        #expect(bounds.contains(target), "seed \(seed): \(motion) from \(start) to \(target)")
      }
    }
  }
}
