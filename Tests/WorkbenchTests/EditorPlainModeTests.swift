import Testing
import Workbench

/// `editor.mode: "plain"`: every key types.
@Suite struct EditorPlainModeTests {
  @Test(
    "types like any other editor",
    arguments: [
      ("a‸b", "xy", "axy‸b"), ("a‸b", "<Esc>", "a‸b"), ("‸ab", "<Right>x", "ax‸b"),
      ("a\n‸b", "<Left>x", "ax‸\nb"), ("ab‸\nc", "<Down>x", "ab\ncx‸"),
      ("a‸b\ncd", "<Down>x", "ab\ncx‸d"),
      ("ab‸", "<BS>", "a‸"), ("a\n‸b", "<BS>", "a‸b"), ("‸ab", "<Del>", "‸b"),
      ("a‸\nb", "<Del>", "a‸b"),
      ("{‸}", "<Enter>", "{\n  ‸\n}"), ("‸ab cd", "<C-Right>x", "ab x‸cd"),
      ("ab ‸cd", "<C-Left>x", "x‸ab cd"),
      ("a‸b", "<Home>x", "x‸ab"), ("a‸b", "<End>x", "abx‸"), ("a\n‸b", "<C-Home>x", "x‸a\nb"),
      ("‸a\nb", "<C-End>x", "a\nbx‸"), ("‸abc", "<S-Right><S-Right>x", "x‸c"),
      ("‸abc", "<S-End><BS>", "‸"),
      ("‸a\nb", "<S-Down><Del>", "‸b"), ("a‸b", "xy<C-z>", "a‸b"), ("a‸b", "xy<C-z><C-y>", "axy‸b"),
      ("a‸b", "x<Left>y<C-z>", "a‸xb"), ("a‸b", "x<Enter>y<C-z>", "ax\n‸b"),
      ("‸ab ab", "<C-f>b<Enter>x", "ax‸b ab"),
      ("‸ab ab", "<C-f>b<Enter><F3>x", "ab ax‸b"), ("    ‸a", "<BS>", "  ‸a"),
      ("‸a", "<Tab>", "  ‸a"),
    ])
  func typing(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys, isModal: false) == to)
  }

  @Test("Esc closes and keeps the text")
  func escape() {
    var driver = EditorDriver("a‸b", isModal: false)
    driver.type("x<Esc>")
    #expect(driver.answer.closes)
  }

  @Test("a pause ends what one undo takes back")
  func pause() {
    var driver = EditorDriver("‸", isModal: false)
    driver.type("ab")
    _ = driver.pane.timePassed(now: 5000)
    driver.type("cd<C-z>")
    #expect(driver.marked == "ab‸")
    driver.type("<C-z>")
    #expect(driver.marked == "‸")
  }
}
