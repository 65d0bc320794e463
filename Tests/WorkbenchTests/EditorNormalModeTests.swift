import CellGrid
import Testing
import Workbench

/// Normal mode where it is more than vim, or differs from it on purpose.
@Suite struct EditorNormalModeTests {
  @Test(
    "wide and joined characters are one step",
    arguments: [
      ("‸漢字\nabcdef", "lj", "漢字\nab‸cdef"), ("‸👩‍👧x", "l", "👩‍👧‸x"), ("‸👩‍👧x", "x", "‸x"),
      ("‸👩‍👧ab", "vld", "‸b"), ("x‸👩‍👧", "r漢", "x‸漢"), ("‸👩‍👧x", "~l~", "👩‍👧‸X"),
    ])
  func wide(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test(
    "differs from vim on purpose",
    arguments: [
      // A letter stays one letter.
      ("‸größe x", "gUiw", "‸GRÖßE x"),
      // In visual mode Space goes over line breaks as in normal mode; vim counts them.
      ("‸ab\ncd\nef", "v3<Space>d", "‸\nef"),
      // The value of a number grows, not the digits beside its point (vim: 0.8, 0.10, gpt-3).
      ("‸0.7", "<C-a>", "1.‸7"), ("0.‸9", "<C-a>", "1.‸9"), ("‸gpt-4", "<C-a>", "gpt-‸5"),
      ("‸-0.5", "<C-x>", "-1.‸5"), ("‸1e5", "<C-a>", "‸1e5"),
      // Help and $EDITOR are on these keys everywhere; behind an operator they are vim's.
      ("‸a.b c", "E", "‸a.b c"), ("‸a.b c", "dE", "‸ c"), ("‸ab ab", "?l", "a‸b ab"),
      ("ab ‸ab x", "wd?ab<Enter>", "ab ‸x"),
      // Between two strings the next one is meant: there are no three strings in `"a": "b"`.
      (#"{"k"‸: "v"}"#, #"di""#, #"{"k": "‸"}"#),
      // Brackets in strings are text to those outside.
      (#"{"a": "}", "b": ‸1}"#, "di{", #"{‸}"#), (#"["]", ‸1]"#, "ci[x<Esc>", "[‸x]"),
      // Lines that an object holds are marked as lines.
      ("{\n  ‸a\n}", "vi{y", "{\n‸  a\n}"), ("{\n  ‸a\n}", "vi{yp", "{\n  a\n  ‸a\n}"),
      // The next line after a bracket is indented, and a closing bracket goes below its partner.
      ("‸{", "ox<Esc>", "{\n  ‸x"),
      // A search is a pattern in which JSON's brackets are themselves.
      ("‸x {\"a\": [", "/{\"a\": \\[<Enter>", "x ‸{\"a\": ["), ("‸x [", "/[<Enter>", "x ‸["),
      // What was put over marked text is not put again.
      ("‸abc de f", "xwviwp.", "bc ‸ f"),
    ])
  func differing(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test(
    "indents what is typed",
    arguments: [
      ("a ‸b", "i<Enter>x", "a \nx‸b"), ("  {‸}", "i<Enter>x", "  {\n    x‸\n  }"),
      ("  [‸", "a<Enter>x", "  [\n    x‸"), ("{\n  ‸\n", "A}", "{\n}‸\n"),
      ("{\n    ‸", "A<BS>x", "{\n  x‸"), ("‸", "i<Tab>x", "  x‸"), ("  ab‸", "A<C-u>x", "x‸"),
      ("‸{", "o<Esc>", "{\n‸"), ("‸{", "o<Enter>x<Esc>", "{\n\n  ‸x"),
      ("  a‸b", "A<S-Tab>x", "abx‸"),
      ("‸ab", "i{<Esc>", "‸{ab"), ("‸", "i\"<Esc>", "‸\""), ("‸", "i[<Esc>", "‸["),
      ("‸漢", "i<C-t>x<Esc>", "  ‸x漢"), ("‸a", "o<C-t>x<Esc>", "a\n  ‸x"),
      ("‸", "i<C-d><C-d>x<Esc>", "‸x"),
    ])
  func indenting(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test(
    "drops what was begun and means nothing",
    arguments: [
      ("‸ab cd", "dzw", "ab ‸cd"), ("‸ab", "dqx", "‸b"), ("‸ab", "\"!x", "‸b"),
      ("‸ab", "g!x", "‸b"),
    ])
  func dropping(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test("an operator that does not know its second key keeps it from the commands")
  func swallowing() {
    var driver = EditorDriver("‸ab")
    driver.type("dq")
    #expect(driver.answer.isHandled)
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
    "H, M and L go to lines of the screen, not so near that it scrolls",
    arguments: [("H", "1"), ("3H", "3"), ("M", "10"), ("L", "17"), ("5L", "16"), ("<C-f>HH", "21")])
  func screen(keys: String, line: String) {
    let text = "‸" + (1...60).map { "line \($0)" }.joined(separator: "\n")
    #expect(EditorDriver.edited(text, keys).contains("‸line \(line)\n"))
  }

  @Test(
    "what normal mode does not know goes on to the commands",
    arguments: [":", "?", "E", "<F1>", "q", "gE", "gm", "2:", "<C-s>", "<Tab>"])
  func unhandled(keys: String) {
    var driver = EditorDriver("‸ab")
    driver.type(keys)
    #expect(!driver.answer.isHandled)
    #expect(driver.marked == "‸ab")
  }

  @Test("a sequence of the program goes on with its first key")
  func begun() {
    var driver = EditorDriver("‸ab")
    driver.type("gm")
    #expect(driver.answer.begun == [Key("g")])
  }

  @Test("only what goes into \"+ is for the system's clipboard")
  func clipboard() {
    var driver = EditorDriver("‸ab cd")
    driver.type("yw")
    #expect(driver.answer.copied == nil)
    driver.type("\"+yw")
    #expect(driver.answer.copied == Array("ab ".utf8))
    driver.type("ww\"+dd")
    #expect(driver.answer.copied == Array("ab cd\n".utf8))
    driver.type("\"+P")
    #expect(driver.marked == "‸ab cd\n")
  }

  @Test("a : with marked lines opens the command line with them")
  func lineOfMarked() {
    var driver = EditorDriver("‸ab\ncd")
    driver.type("Vj:")
    #expect(driver.answer.commandLine == "'<,'>")
  }
}
