import Testing
import TextEditing

@Suite struct TextNumberTests {
  @Test(
    "adds to the number under the cursor or behind it",
    arguments: [
      (1, "‸1", "2"), (1, "a: ‸1", "a: 2"), (1, "‸a: 1", "a: 2"), (10, "‸9", "19"),
      (-1, "‸0", "-1"),
      (1, "‸-1", "0"), (1, "-‸1", "0"), (-5, "1‸0", "5"), (1, "‸0.7", "1.7"), (1, "0.‸7", "1.7"),
      (1, "0‸.7", "1.7"), (-1, "‸0.7", "-0.3"), (1, "‸-0.30", "0.70"), (1, "‸0.9", "1.9"),
      (1, "‸007", "008"), (1, "‸099", "100"), (1, "gpt-‸4", "gpt-5"), (1, "‸gpt-4o", "gpt-5o"),
      (1, "‸agent_0", "agent_1"), (1, "1.‸2.3", "1.3.3"), (1, "‸1.2.3", "2.2.3"),
      (1, "1.2.‸3", "1.2.4"),
      (1, "[1, ‸-2]", "[1, -1]"), (1, "‸x", "none"), (1, "1 ‸x", "none"), (1, "‸1e5", "none"),
      (1, "1\n‸x\n2", "none"), (1, "‸1234567890123456789", "none"),
      (1, "‸999999999999999999", "1000000000000000000"),
      (1, "2024-‸09-14", "2024-10-14"), (1, "‸1 2", "2 2"), (1, "1‸ 2", "1 3"),
    ])
  func adding(difference: Int, text: String, expected: String) {
    let marked = MarkedText(text)
    guard let found = marked.buffer.adding(difference, at: marked.cursor) else {
      #expect(expected == "none")
      return
    }
    var buffer = marked.buffer
    buffer.replace(found.range, with: found.bytes)
    #expect(buffer.string(in: 0..<buffer.count) == expected)
  }

  @Test(
    "changes case scalar by scalar, and nothing that is no letter",
    arguments: [
      (TextCase.toggled, "aB1é ß", "Ab1É ß"), (.upper, "größe", "GRÖßE"), (.lower, "ÀB", "àb"),
    ])
  func cases(change: TextCase, text: String, expected: String) {
    #expect(change.applied(to: Array(text.utf8) + [0xFF]) == Array(expected.utf8) + [0xFF])
  }
}
