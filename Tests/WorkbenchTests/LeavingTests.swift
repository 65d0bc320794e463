import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// Going back, closing views, and leaving the program.
@Suite struct LeavingTests {
  @Test("q closes an opened flow, and quits only from the list", arguments: [120, 80, 40])
  func closingView(columns: Int) {
    for way in ["Enter", "Enter ]", "g G"] {
      var app = AppDriver(columns: columns, rows: 24)
      app.type(way + " q")
      #expect(!app.state.isFinished && app.state.focus == .list, "\(way)")
      app.type("q")
      #expect(app.state.isFinished)
    }
  }

  @Test("a profile that is gone at the end asks once when something waits")
  func temporary() {
    var app = AppDriver { $0.isTemporary = true }
    app.type("q")
    #expect(!app.state.isFinished && app.picture.contains("not pushed."))
    app.type("q")
    #expect(!app.state.isFinished && app.state.question == nil)
    app.type("q y")
    #expect(app.state.isFinished && app.effects.contains(.quit))
    var kept = AppDriver()
    kept.type("q")
    #expect(kept.state.isFinished)
    var empty = SampleProfile()
    empty.outbox = []
    var idle = AppDriver(profile: empty) { $0.isTemporary = true }
    idle.type("q")
    #expect(idle.state.isFinished)
  }

  @Test("Esc on a kept filter stays on the flow under the cursor")
  func clearingFilter() {
    var profile = SampleProfile()
    profile.chatflows = SampleFlows.many(500)
    let wanted = profile.chatflows[400]
    var app = AppDriver(columns: 120, rows: 30, profile: profile)
    app.type("/")
    for letter in wanted.name { app.press(Key(letter)) }
    app.type("Enter")
    #expect(app.state.target?.id == wanted.id)
    app.type("Esc")
    #expect(!app.row(1).contains("filter:"))
    #expect(app.state.target?.id == wanted.id)
    #expect(app.picture.contains("401 of 500"))
  }

  @Test("the way out of a graph is told at every width", arguments: [120, 80])
  func wayOutOfGraph(columns: Int) {
    var app = AppDriver(columns: columns, rows: 24)
    app.type("G g G")
    #expect(app.hintRow.contains("Esc back") && app.hintRow.contains("e edit"))
    var tab = AppDriver(columns: columns, rows: 24)
    tab.type("G Enter ] ]")
    #expect(tab.state.focus == .graph)
    #expect(tab.hintRow.contains("Esc back") && tab.hintRow.contains("] tabs"))
  }

  @Test("a leaf of an edited text tells the way out as a branch does")
  func wayOutOfOutline() {
    var driver = OutlineDriver(#"{"a": 1, "b": {"c": 2}}"#, columns: 80)
    for keys in ["j", "<Enter><C-u>3<Enter>", "j"] {
      driver.type(keys)
      #expect(driver.hints.contains("Esc back") && driver.hints.contains("Ctrl-s save"))
    }
  }

  @Test(":q! drops what was typed without asking")
  func forced() {
    var driver = OutlineDriver(#"{"a": 1}"#)
    driver.type("j<Enter><C-u>3<Enter>:q!<Enter>")
    #expect(driver.state.question == nil && driver.state.editor == nil)
    #expect(driver.effects.contains(.dropUnsaved(FlowID(row: 1))))
  }
}
