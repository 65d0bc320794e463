import CellGrid
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

  @Test(
    "marks with Shift, and what is typed takes its place",
    arguments: [
      ("a‸bcd", "<S-Right><S-Right>x", "ax‸d"), ("abc‸d", "<S-Left><S-Left>x", "ax‸d"),
      ("ab‸cd", "<S-Home>x", "x‸cd"), ("ab‸cd", "<S-End>x", "abx‸"),
      ("‸ab cd", "<C-S-Right>x", "x‸cd"),
      ("ab ‸cd", "<C-S-Left>x", "x‸cd"), ("a\n‸b", "<C-S-Home>x", "x‸b"),
      ("a‸\nb", "<C-S-End>x", "ax‸"),
      ("‸ab\ncd", "<S-Down>x", "x‸cd"), ("‸abc", "<S-Right><S-Right><Left>x", "ax‸bc"),
      ("a‸bc", "<C-a>x", "x‸"), ("‸ab", "<S-End><Enter>", "\n‸"),
      ("‸ab", "<S-Right><Esc>x", "ax‸b"),
      ("‸a👩‍👧b", "<S-Right><S-Right><BS>", "‸b"),
    ])
  func marking(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys, isModal: false) == to)
  }

  @Test(
    "copies, cuts and pastes what is marked",
    arguments: [
      ("‸ab cd", "<S-Right><S-Right><C-c><End><C-v>", "ab cdab‸"),
      ("‸ab cd", "<S-Right><S-Right><C-x><End><C-v>", " cdab‸"), ("‸ab", "<C-x>", "‸ab"),
      ("‸ab cd", "<S-Right><C-x><S-Right><C-v>", "a‸ cd"), ("‸ab", "<C-v>", "‸ab"),
      ("‸ab", "<C-a><C-x><C-z>", "ab‸"),
    ])
  func clipboard(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys, isModal: false) == to)
  }

  @Test(
    "Tab and Shift-Tab indent what is marked, which stays marked",
    arguments: [
      ("‸a\nb", "<C-a><Tab>", "  a\n  b‸"), ("‸  a\n  b", "<C-a><S-Tab>", "a\nb‸"),
      ("‸a\nb\nc", "<S-Down><S-Down><Tab>x", "x‸c"), ("  a‸b", "<S-Tab>", "a‸b"),
      ("‸a\n\nb", "<C-a><Tab><Tab>", "    a\n\n    b‸"), ("‸a", "<C-a><Tab><C-z>", "a‸"),
    ])
  func indenting(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys, isModal: false) == to)
  }

  @Test(
    "searches a text as it stands, forward and back",
    arguments: [
      ("‸a.b axb a.b", "<C-f>a.b<Enter>x", "a.b axb x‸a.b"),
      ("‸ab ab ab", "<C-f>ab<Enter><S-F3>x", "x‸ab ab ab"),
      ("‸[1, [2", "<C-f>[<Enter><F3>x", "x‸[1, [2"), ("‸ab", "<C-f>\\(<Enter>x", "x‸ab"),
    ])
  func searching(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys, isModal: false) == to)
  }

  @Test("Ctrl-c copies where text is marked, and is the program's where none is")
  func controlC() {
    var driver = EditorDriver("‸ab", isModal: false)
    #expect(!driver.pane.copiesWithControlC)
    driver.type("<S-Right>")
    #expect(driver.pane.copiesWithControlC)
    #expect(driver.pane.hints?.contains { $0 == ("Ctrl-c", "copy") } == true)
    driver.type("<C-c>")
    #expect(driver.answer.copied == Array("a".utf8))
    #expect(driver.marked == "a‸b")
  }

  @Test(
    "a double click marks a word, dragging marks, in normal mode too", arguments: [false, true])
  func mouse(isModal: Bool) {
    var driver = EditorDriver("‸\"name\": 1", isModal: isModal)
    let region = Region(row: 0, column: 0, rows: 21, columns: 80)
    func mouse(_ action: MouseEvent.Action, _ column: Int) {
      let event = MouseEvent(action, at: GridPoint(row: 1, column: 10 + column))
      _ = driver.pane.receive(event, in: region)
    }
    mouse(.doubleClick, 3)
    driver.type(isModal ? "d" : "<BS>")
    #expect(driver.marked == "\"‸\": 1")
    mouse(.press, 0)
    mouse(.drag, isModal ? 1 : 2)
    driver.type(isModal ? "d" : "<BS>")
    #expect(driver.marked == "‸: 1")
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
