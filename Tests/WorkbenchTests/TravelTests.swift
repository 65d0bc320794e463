import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// Going back and forward, sizes of panes, tabs of the detail.
@Suite struct TravelTests {
  @Test("H goes back through the places, L forward, and both say where they end")
  func history() {
    var app = AppDriver(columns: 80)
    app.type("j j Enter 3 4")
    app.type("H")
    #expect(app.state.tab == .outbox)
    app.type("C-o")
    #expect(app.state.tab == .chatflows && app.state.focus == .detail)
    #expect(app.state.target?.name == "Customer support team")
    app.type("H")
    #expect(app.state.focus == .list && app.state.target?.name == "Customer support team")
    app.type("H")
    #expect(app.statusRow.contains("This is the first place."))
    app.type("L L L")
    #expect(app.state.tab == .activity)
    app.type("L")
    #expect(app.statusRow.contains("There is no place after this one."))
    app.type("H 1 L")
    #expect(app.statusRow.contains("There is no place after this one."))
  }

  @Test("a place of the history is found again although the list moved on")
  func backToFlow() {
    var app = AppDriver(columns: 80)
    app.type("G Enter 3 1 g g j")
    app.type("H H")
    #expect(app.state.focus == .detail && app.state.target?.name == "Support triage")
    app.type("Esc")
    #expect(app.state.target?.name == "Support triage")
  }

  @Test("- goes to the view before and comes back")
  func lastView() {
    var app = AppDriver()
    app.type("-")
    #expect(app.statusRow.contains("No other view was open yet."))
    app.type("3 -")
    #expect(app.state.tab == .chatflows)
    app.type("-")
    #expect(app.state.tab == .outbox)
  }

  @Test("+ and _ give a pane half of the screen, or all of it")
  func sizes() {
    var app = AppDriver(columns: 120, rows: 30)
    #expect(app.state.layout.list.columns == 50)
    app.type("+")
    #expect(app.state.layout.list.columns == 60)
    app.type("+ +")
    #expect(app.state.layout.list.columns == 120 && app.state.layout.detail == nil)
    app.type("Enter")
    #expect(app.row(1).hasPrefix("━ [Overview]"))
    app.type("Esc _ _ _")
    #expect(app.state.layout.list.columns == 50)
    app.type(": pane Space full Enter")
    #expect(app.state.layout.list.columns == 120)
    app.type(": pane Space big Enter")
    #expect(app.statusRow.contains("A pane is normal, half or full, not \"big\"."))
    app = AppDriver(columns: 80, rows: 24)
    app.type("+")
    #expect(app.state.layout.detail?.rows == 10)
    app.type("+")
    #expect(app.state.layout.detail == nil)
  }

  @Test("] and [ go through the tabs, which are those of the kind of flow")
  func tabs() {
    var app = AppDriver(columns: 120, rows: 30)
    app.type("]")
    #expect(app.row(1).contains("[JSON]"))
    #expect(app.row(3).contains("\"line\": 1,"))
    app.type("[ [")
    #expect(!app.row(1).contains("[Overview]") && !app.row(1).contains("[JSON]"))
    app.type("]")
    #expect(app.row(1).contains("[Overview]"))
  }

  @Test("the tab JSON scrolls and stays where it is when the flow is read anew")
  func bodyText() {
    var app = AppDriver(columns: 120, rows: 30)
    app.type("Enter ] C-d")
    #expect(app.row(1).contains("line 13 of 62"))
    app.send(.localCopyChanged)
    #expect(app.row(1).contains("line 13 of 62"))
    app.type("G")
    #expect(app.row(1).contains("line 37 of 62"))
    #expect(app.row(27).contains("}"))
  }
}
