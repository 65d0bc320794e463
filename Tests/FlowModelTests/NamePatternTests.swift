import FlowModel
import Testing

@Suite("A pattern for names") struct NamePatternTests {
  @Test(
    "fits what it says",
    arguments: [
      ("sup", "support", true), ("^port", "support", false), ("port$", "support", true),
      ("^support$", "support", true), ("^$", "", true), ("^$", "a", false), ("a.c", "xabcx", true),
      ("a.c", "ac", false), ("ab*c", "ac", true), ("ab+c", "ac", false), ("ab?c", "abc", true),
      ("ab?c", "abbc", false), ("a|b", "xb", true), ("^(ab|cd)+$", "abcdab", true),
      ("^(ab|cd)+$", "abc", false), ("[a-c]x", "bx", true), ("[^a-c]x", "bx", false),
      ("[]x]", "]", true), ("\\d{2,3}", "a12", true), ("^\\d{2}$", "123", false),
      ("^\\d{2,}$", "12345", true), ("^a{0,2}b", "aab", true), ("^a{0,2}b", "aaab", false),
      ("\\.", "a.b", true), ("\\.", "ab", false), ("\\w\\s\\w", "a b", true), ("\\D", "12", false),
      ("[\\d-]+$", "a-1", true), ("A", "banana", true), ("[A-C]$", "b", true), ("é$", "café", true),
      ("^(a*)*$", "aaa", true), ("(^|x)a", "xa", true), ("a($|b)", "ca", true),
      ("a{x", "a{x", true),
    ])
  func fits(pattern: String, name: String, isFit: Bool) throws {
    #expect(try NamePattern(pattern).matches(name) == isFit)
  }

  @Test("is compared with plain letters unless it has an accent itself")
  func accents() throws {
    #expect(try NamePattern("^re.*a$").isPlain)
    #expect(try !NamePattern("^ré.*").isPlain)
  }

  @Test(
    "is refused with what is wrong",
    arguments: [
      ("", "it is empty"), ("(a", "\"(\" is not closed"), ("a)", "\")\" closes nothing"),
      ("[a", "\"[\" is not closed"), ("*a", "\"*\" has nothing to repeat"),
      ("a\\", "it ends in a backslash"), ("\\q", "\"\\q\" means nothing here"),
      ("[z-a]", "[z-a] is backwards"), ("a{3,2}", "it repeats more than 200 times, or backwards"),
      ("(((a{99}){99}){99})", "it is too long"),
      (String(repeating: "(", count: 99), "its parentheses are too deep"),
    ])
  func refused(pattern: String, message: String) {
    #expect(throws: NamePatternError(message: message)) { try NamePattern(pattern) }
  }

  @Test("never takes long, whatever it is")
  func isLinear() throws {
    let pattern = try NamePattern("^(a|aa|a?a)*(a*)*b$")
    #expect(!pattern.matches(String(repeating: "a", count: 2_000)))
  }
}
