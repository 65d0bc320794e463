import CellGrid
import FlowModel
import TestKit
import Testing

@testable import Workbench

@Suite("The tab History") struct HistoryPaneTests {
  @Test("reads the versions a page at a time, as the cursor comes near to the end")
  func pages() {
    var profile = SampleProfile()
    profile.history = (0..<250).map { SampleFlows.version(Int64(1_000 - $0), "edit", minutes: 1) }
    var app = AppDriver(columns: 120, rows: 36, profile: profile)
    app.type("G g h")
    #expect(app.state.history?.versions.count == 100)
    app.type("80 j")
    #expect(app.state.history?.versions.count == 200)
    app.type("G")
    #expect(app.state.history?.versions.count == 250)
    app.type("G")
    #expect(app.state.history?.selected?.id == VersionID(number: 751))
    #expect(app.effects.filter { if case .loadHistory = $0 { true } else { false } } == [])
  }

  @Test("a pull or an edit elsewhere leaves the cursor on its version")
  func reload() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("G g h j j")
    let old = app.state.history?.selected
    app.profile.history.insert(SampleFlows.version(40, "edit", minutes: 0), at: 0)
    app.send(.localCopyChanged)
    #expect(app.state.history?.versions.first?.id == VersionID(number: 40))
    #expect(app.state.history?.selected == old)
  }

  @Test("r asks, does not confirm itself, and y restores the version under the cursor")
  func restore() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("G g h j r r Enter")
    #expect(app.effects == [])
    #expect(app.picture.contains("Public, deployed, API key and MCP settings stay as today."))
    app.type("y")
    let flow = SampleFlows.chatflows[6].id
    #expect(app.effects == [.restore(flow, VersionID(number: 30))])
    app.type("r Esc")
    #expect(app.effects == [])
  }

  @Test("what a version changed is told in rows of - and +; its number stands in its row")
  func changes() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("G g h j")
    let pane = app.picture.split(separator: "\n").map { $0.drop { $0 != "│" } }
    #expect(pane.contains { $0.hasPrefix("│>   9m  30  restored") })
    #expect(pane.contains { $0.contains("Version 30: what it changed") })
    #expect(pane.contains { $0.hasPrefix("│ - \"temperature\": 0.9") })
    #expect(pane.contains { $0.hasPrefix("│ + \"temperature\": 0.2") })
  }

  @Test("a long value is told whole; of what does not fit is told how much it is")
  func longChanges() {
    let text = String(repeating: "words and more ", count: 12) + "the end"
    let change = FlowDifference(
      path: "name", node: nil, kind: .changed, before: "\"x\"", after: "\"\(text)\"")
    let many = [change] + SampleFlows.differences
    let all = ChangeLines.lines(of: many, columns: 60, rows: 40, isCounted: false)
    #expect(all.count == many.count && all.lines.contains { $0.text.hasSuffix("the end\"") })
    let few = ChangeLines.lines(of: many, columns: 60, rows: 7, isCounted: false)
    #expect(few.lines.count == 6 && few.count == 1)
    let exact = ChangeLines.lines(of: many, columns: 60, rows: all.lines.count, isCounted: false)
    #expect(exact.count == many.count)
    let counted = ChangeLines.lines(of: many, columns: 60, rows: all.lines.count, isCounted: true)
    #expect(counted.count == many.count - 1)
  }

  @Test("Esc ends the other comparison before it leaves the versions")
  func leaving() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("G g h D")
    #expect(app.state.history?.comparison == .present)
    app.type("Esc")
    #expect(app.state.focus == .history && app.state.history?.comparison == .before)
    app.type("Esc")
    #expect(app.state.focus == .list)
  }

  @Test("D compares with what stands here, Enter shows the text, u undoes")
  func keys() {
    var app = AppDriver(columns: 80, rows: 24)
    let flow = SampleFlows.chatflows[6].id
    app.type("G g h D")
    #expect(app.effects == [.loadVersionChanges(flow, VersionID(number: 31), .present)])
    app.type("Enter")
    #expect(app.effects == [.loadVersionText(flow, VersionID(number: 31))])
    #expect(app.picture.contains("\"line\": 3,"))
    app.type("G")
    #expect(app.picture.contains("\"line\": 40,"))
    app.type("Esc")
    #expect(app.state.focus == .history && app.picture.contains("edited here"))
    app.type("u")
    #expect(app.effects == [.undo([flow])])
    app.type("C-r")
    #expect(app.effects == [.redo([flow])])
    app.type("Esc Esc")
    #expect(app.state.focus == .list)
  }

  @Test("a flow that may not be edited is not restored over, and the reason is told")
  func refusals() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("j j g h r")
    #expect(app.effects == [])
    #expect(app.statusRow.contains("Changed here and on the server"))
    var readOnly = AppDriver(columns: 80, rows: 24) { $0.isReadOnly = true }
    readOnly.type("G g h r")
    #expect(readOnly.statusRow.contains("read-only"))
  }

  @Test("what is gone is listed on demand, and r restores it as a new flow")
  func gone() {
    var profile = SampleProfile()
    profile.chatflows.append(SampleFlows.gone)
    var app = AppDriver(columns: 80, rows: 24, profile: profile)
    #expect(!app.picture.contains("Invoice QA"))
    app.type("g d")
    #expect(app.picture.contains("filter: state:gone") && app.picture.contains("Invoice QA"))
    #expect(!app.picture.contains("Support triage"))
    #expect(app.hintRow.hasPrefix(" r restore…"))
    app.type("r")
    #expect(app.picture.contains("its chats on the server are gone"))
    app.type("y")
    #expect(app.effects == [.restore(SampleFlows.gone.id, nil)])
    app.type("g d")
    #expect(app.picture.contains("Support triage"))
  }

  @Test("a flow that was dropped is in no list; redo brings it back once")
  func dropped() {
    var app = AppDriver(columns: 80, rows: 24)
    let flow = FlowID(row: 77)
    app.send(.dropped(flow, "Fresh: it is dropped."))
    #expect(app.statusRow.contains("Fresh: it is dropped."))
    app.type("C-r")
    #expect(app.effects == [.redo([flow])])
    app.type("C-r")
    #expect(app.effects == [.redo([SampleFlows.chatflows[0].id])])
    app.send(.dropped(flow, "Fresh: it is dropped."))
    app.send(.ordered("Renamed here.", nil))
    app.type("C-r")
    #expect(app.effects == [.redo([SampleFlows.chatflows[0].id])], "something was done since")
  }
}
