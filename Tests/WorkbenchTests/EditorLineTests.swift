import CellGrid
import FlowModel
import Testing
import Workbench

/// Lines behind `:` and patterns, where they fail.
@Suite struct EditorLineTests {
  @Test(
    "a line that is not the editor's is left to the commands",
    arguments: ["w", "q", "sort", "set theme paper", "", "nosuch", "s\"a\"b\""])
  func foreign(line: String) {
    var driver = EditorDriver("‸ab")
    #expect(driver.pane.runLine(line) == nil)
  }

  @Test(
    "says in a sentence why nothing was done",
    arguments: [
      ("s/x/y/", "\"x\" is not in this line."), ("%s/x/y/", "\"x\" is not in these lines."),
      ("s/\\(/y/", #"The pattern has \( without \)."#),
      ("2,3w", "\"w\" takes no lines; s/a/b/ does, and a number goes to a line."),
      ("'zs/a/b/", "There is no mark z."), ("s", "Nothing was replaced yet: s/a/b/ does it."),
      ("s//b/", "Nothing was searched yet that could be replaced."),
      ("s/a/b/c", "Behind s/a/b/ stand g (all of a line), i or I (case), or nothing."),
    ])
  func mistakes(line: String, sentence: String) {
    var driver = EditorDriver("‸ab\nab")
    let answer = driver.pane.runLine(line)
    #expect(answer?.notice?.text == sentence)
    #expect(driver.marked == "‸ab\nab")
  }

  @Test("w FILE writes the text as it stands into a file, and the text stays unsaved")
  func writing() {
    var driver = EditorDriver("‸ab")
    driver.type("x:w ~/kept flows/a.json<Enter>")
    #expect(driver.takeEffects().contains(.writeText(Array("b".utf8), to: "~/kept flows/a.json")))
    #expect(driver.pane.isEdited)
    #expect(driver.pane.runLine("w ") == nil)
  }

  @Test("a save that failed keeps the text and offers another file")
  func refusedSave() {
    var driver = EditorDriver("‸ab")
    driver.type("x")
    _ = driver.pane.save(andClose: true)
    driver.receive(.saveFailed(Problem(.failed, "NOT saved: the disk is full.")))
    #expect(driver.notices.last?.hasPrefix("NOT saved: the disk is full.") == true)
    #expect(driver.notices.last?.contains(":w FILE") == true)
    #expect(driver.marked == "‸b" && driver.pane.isEdited && !driver.answer.closes)
  }

  @Test("counts what it replaced, and one undo takes it back")
  func counting() {
    var driver = EditorDriver("‸a a\nb\na")
    driver.type(":%s/a/x/g<Enter>")
    #expect(driver.notices.last == "3 places replaced in 2 lines.")
    driver.type("u")
    #expect(driver.marked == "‸a a\nb\na")
  }

  @Test(
    "a search that finds nothing or is broken says so and stays",
    arguments: [
      ("/x<Enter>", "\"x\" is nowhere in this text."),
      ("/\\(<Enter>", #"The pattern has \( without \)."#),
      ("n", "Nothing was searched yet: / searches."), ("'q", "There is no mark q: mq sets it."),
    ])
  func searches(keys: String, sentence: String) {
    var driver = EditorDriver("a‸b ab")
    driver.type(keys)
    #expect(driver.notices.last == sentence)
    #expect(driver.marked == "a‸b ab")
  }

  @Test("Esc in a search goes back, also to what was marked or begun")
  func cancelling() {
    #expect(EditorDriver.edited("‸ab cd", "/cd<Esc>x") == "‸b cd")
    #expect(EditorDriver.edited("‸ab cd", "vl/cd<Esc>d") == "‸ cd")
    #expect(EditorDriver.edited("‸ab cd", "d/cd<Esc>x") == "‸b cd")
    #expect(EditorDriver.edited("‸ab ab", "/ax<BS>b<Enter>x") == "ab ‸b")
  }
}
