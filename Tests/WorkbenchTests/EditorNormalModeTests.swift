import Testing
import Workbench

/// Normal mode as vim's documentation describes it: text with cursor, keys, text with cursor.
@Suite struct EditorNormalModeTests {
  @Test(
    "moves like vim",
    arguments: [
      ("a‸bc", "h", "‸abc"), ("‸abc", "h", "‸abc"), ("‸abc", "l", "a‸bc"), ("ab‸c", "l", "ab‸c"),
      ("‸abc\n", "9l", "ab‸c\n"), ("a‸b\ncd", "j", "ab\nc‸d"), ("ab\nc‸d", "k", "a‸b\ncd"),
      ("abcd‸e\nab\nabcde", "jj", "abcde\nab\nabcd‸e"), ("abcd‸e\nab", "j", "abcde\na‸b"),
      ("‸a\nb\nc", "2j", "a\nb\n‸c"), ("‸a\nb", "9j", "a\n‸b"), ("‸ab\nabcd", "$j", "ab\nabc‸d"),
      ("‸ab\n\nab", "l2j", "ab\n\na‸b"), ("‸漢字\nabcdef", "lj", "漢字\nab‸cdef"),
      ("‸a b c d", "3w", "a b c ‸d"), ("a b ‸c", "2b", "‸a b c"), ("‸abc", "e", "ab‸c"),
      ("‸a.b c", "W", "a.b ‸c"), ("a.b ‸c", "B", "‸a.b c"), ("  ab‸c", "0", "‸  abc"),
      ("  ab‸c", "^", "  ‸abc"), ("‸abc\nd", "$", "ab‸c\nd"), ("a\n‸b\nc", "gg", "‸a\nb\nc"),
      ("‸a\nb\nc", "G", "a\nb\n‸c"), ("‸a\nb\nc", "2G", "a\n‸b\nc"),
      ("a\nb\n‸c", "2gg", "a\n‸b\nc"),
      ("‸{\"a\": [1]}", "%", "{\"a\": [1]‸}"), ("‸abcabc", "fc", "ab‸cabc"),
      ("‸abcabc", "2fc", "abcab‸c"), ("‸abc", "tc", "a‸bc"), ("abca‸b", "Fa", "abc‸ab"),
      ("abca‸b", "Tb", "ab‸cab"), ("‸abc", "fx", "‸abc"), ("a‸b", "<Esc>h", "‸ab"),
      ("‸a\nb", "<CR>", "a\n‸b"), ("‸a\nb", "<Down>", "a\n‸b"), ("‸ab", "<End>", "a‸b"),
      ("‸👩‍👧x", "l", "👩‍👧‸x"), ("‸a\n\nb", "}", "a\n‸\nb"), ("a\n‸b", "<Backspace>", "‸a\nb"),
    ])
  func moving(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys.replacing("<CR>", with: "<Enter>")) == to)
  }

  @Test(
    "deletes and changes like vim",
    arguments: [
      ("a‸bc", "x", "a‸c"), ("ab‸c", "x", "a‸b"), ("‸abcd", "3x", "‸d"), ("‸ab\nc", "9x", "‸\nc"),
      ("ab‸c", "X", "a‸c"), ("a\n‸b\nc", "dd", "a\n‸c"), ("a\n‸b", "dd", "‸a"), ("‸a", "dd", "‸"),
      ("‸a\nb\nc", "2dd", "‸c"), ("‸a\n  b", "dd", "  ‸b"), ("‸a\nb\nc", "dj", "‸c"),
      ("a\nb\n‸c", "dk", "‸a"), ("a\n‸b\nc", "dG", "‸a"), ("a\n‸b\nc", "dgg", "‸c"),
      ("a‸bc\nd", "D", "‸a\nd"), ("‸ab cd", "dw", "‸cd"), ("ab ‸cd\nef", "dw", "ab‸ \nef"),
      ("‸a b c d", "d2w", "‸c d"), ("‸a b c d", "2dw", "‸c d"), ("‸ab cd", "de", "‸ cd"),
      ("ab c‸d", "db", "ab ‸d"), ("ab‸c", "d0", "‸c"), ("‸abc", "d$", "‸"), ("‸abcd", "dfc", "‸d"),
      ("‸abcd", "dtc", "‸cd"), ("‸{[1]} x", "d%", "‸ x"), ("‸ab cd", "cwx<Esc>", "‸x cd"),
      ("‸ab cd", "c2wx<Esc>", "‸x"), ("  ‸a\nb", "ccx<Esc>", "  ‸x\nb"), ("a‸bc", "Cx<Esc>", "a‸x"),
      ("‸abc", "sx<Esc>", "‸xbc"), ("‸abc", "rx", "‸xbc"), ("‸abc", "2rx", "x‸xc"),
      ("‸ab", "9rx", "‸ab"),
      ("‸a\nb", "J", "a‸ b"), ("‸a\n  b\nc", "3J", "a b‸ c"), ("‸a\n\nb", "J", "‸a\nb"),
      ("‸a", "J", "‸a"), ("‸ab", "d<Esc>x", "‸b"), ("‸ab cd", "dzw", "ab ‸cd"),
    ])
  func deleting(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test(
    "inserts like vim",
    arguments: [
      ("a‸b", "ix<Esc>", "a‸xb"), ("a‸b", "ax<Esc>", "ab‸x"), ("  a‸b", "Ix<Esc>", "  ‸xab"),
      ("‸ab", "Ax<Esc>", "ab‸x"), ("‸", "ax<Esc>", "‸x"), ("  ‸a", "ox<Esc>", "  a\n  ‸x"),
      ("  ‸a", "Ox<Esc>", "  ‸x\n  a"), ("‸{", "ox<Esc>", "{\n  ‸x"), ("a‸b", "i<Esc>", "‸ab"),
      ("‸ab", "i漢<Esc>", "‸漢ab"), ("‸a\nb", "A<BS>c<Esc>", "‸c\nb"),
      ("a\n‸b", "i<BS>x<Esc>", "a‸xb"),
      ("a ‸b", "i<Enter>x", "a \nx‸b"), ("  {‸}", "i<Enter>x", "  {\n    x‸\n  }"),
      ("  [‸", "a<Enter>x", "  [\n    x‸"), ("{\n  ‸\n", "A}", "{\n}‸\n"),
      ("{\n    ‸", "A<BS>x", "{\n  x‸"),
      ("‸", "i<Tab>x", "  x‸"), ("‸abc", "A<Left><Left>x", "ax‸bc"), ("‸ab cd", "A<C-w>x", "ab x‸"),
      ("  ab‸", "A<C-u>x", "x‸"), ("‸abc", "i<Del>", "‸bc"),
    ])
  func inserting(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test(
    "copies and puts back like vim",
    arguments: [
      ("‸a\nb", "yyp", "a\n‸a\nb"), ("a\n‸b", "yyp", "a\nb\n‸b"), ("a\n‸b", "yyP", "a\n‸b\nb"),
      ("‸a\nb\nc", "2yyGp", "a\nb\nc\n‸a\nb"), ("‸ab", "xp", "b‸a"), ("a‸b", "xP", "‸ba"),
      ("‸a\nb", "ddp", "b\n‸a"), ("‸ab cd", "yw$p", "ab cdab‸ "), ("‸a", "yl3p", "aaa‸a"),
      ("‸a\n  b", "jyyggP", "  ‸b\na\n  b"),
      ("‸abc", "p", "‸abc"), ("‸a\nb", "Yjp", "a\nb\n‸a"), ("a‸b\nc", "ykp", "a‸b\nc"),
    ])
  func puttingBack(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test(
    "undoes and redoes like vim",
    arguments: [
      ("a‸bc", "xu", "a‸bc"), ("a‸bc", "xu<C-r>", "a‸c"), ("‸ab", "iabc<Esc>u", "‸ab"),
      ("‸a\nb\nc", "jddu", "a\n‸b\nc"), ("a\n‸b", "ddu", "a\n‸b"), ("‸a", "ob<Esc>u", "‸a"),
      ("‸abc", "xxxu", "‸c"), ("‸abc", "xxx2u", "‸bc"), ("‸abc", "xxxuuu", "‸abc"),
      ("‸ab", "u", "‸ab"),
      ("‸ab", "x<C-r>", "‸b"), ("‸abc", "xuX<C-r>", "‸bc"), ("‸a\nb", "Jux", "‸\nb"),
    ])
  func undoing(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test(
    "searches like vim",
    arguments: [
      ("‸ab ab ab", "/b<Enter>", "a‸b ab ab"), ("‸ab ab ab", "/ab<Enter>n", "ab ab ‸ab"),
      ("‸ab ab", "/ab<Enter>n", "‸ab ab"), ("‸ab ab ab", "/ab<Enter>N", "‸ab ab ab"),
      ("‸Ab aB", "/ab<Enter>", "Ab ‸aB"), ("‸ab Ab", "/Ab<Enter>", "ab ‸Ab"),
      ("‸ab cd", "/cd<Esc>", "‸ab cd"),
      ("‸ab cd", "/x<Enter>", "‸ab cd"), ("‸ab ab", "/ax<BS>b<Enter>", "ab ‸ab"),
      ("‸ab x ab", "*", "ab x ‸ab"),
      ("‸ab x ab", "/x<Enter>gg/<Enter>", "ab ‸x ab"),
    ])
  func searching(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test("half pages and pages keep the column")
  func pages() {
    let text = "‸" + (1...60).map { "line \($0)" }.joined(separator: "\n")
    var driver = EditorDriver(text)
    driver.type("ll<C-d>")
    #expect(driver.marked.contains("\nli‸ne 11\n"))
    driver.type("<C-f>")
    #expect(driver.marked.contains("\nli‸ne 31\n"))
    driver.type("<C-b><C-u>")
    #expect(driver.marked.hasPrefix("li‸ne 1\n"))
  }

  @Test(
    "what normal mode does not know goes on to the commands",
    arguments: [":", "?", "q", "E", "<C-s>", "<Tab>"])
  func unhandled(keys: String) {
    var driver = EditorDriver("‸ab")
    driver.type(keys)
    #expect(!driver.answer.isHandled)
    #expect(driver.marked == "‸ab")
  }
}
