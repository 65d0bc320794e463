import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// On the smallest screen the hints name what must not be missed.
@Suite struct SmallHintTests {
  @Test("what waits: P stands among the first keys of the list")
  func push() {
    var profile = SampleProfile()
    #expect(AppDriver(columns: 40, rows: 10, profile: profile).hintRow.contains("P push"))
    profile.outbox = []
    #expect(!AppDriver(columns: 40, rows: 10, profile: profile).hintRow.contains("P push"))
  }

  @Test("the graph: the way back and to the other tabs", arguments: [(60, 20), (40, 10)])
  func graph(columns: Int, rows: Int) {
    var app = AppDriver(columns: columns, rows: rows)
    app.type("G Enter ] ]")
    #expect(app.state.focus == .graph)
    #expect(app.hintRow.contains("Esc back") && app.hintRow.contains("] tabs"), "\(app.hintRow)")
    app.type("_")
    app.type("Esc g G")
    #expect(app.hintRow.contains("Esc back"), "\(app.hintRow)")
  }

  @Test("the menu of orders names the columns")
  func orders() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("s")
    for (word, column) in [("needs you", "S"), ("last change", "AGE"), ("name", "NAME")] {
      let row = app.picture.split(separator: "\n").first { $0.contains("  \(word)  ") } ?? ""
      #expect(row.contains("  \(column) "), "\(word): \(row)")
    }
  }

  @Test("an edited text: Ctrl-s stands first, in the text and in the outline")
  func save() {
    var app = AppDriver(columns: 40, rows: 10)
    app.type("G e")
    let text = EditorText(
      flow: SampleFlows.chatflows[6].id, field: "flowData", text: Array("{\"a\": 1}".utf8),
      version: 1, isJSON: true)
    app.send(.editor(.textLoaded(text)))
    #expect(!app.hintRow.hasPrefix(" Ctrl-s save"))
    app.type("x")
    #expect(app.hintRow.hasPrefix(" Ctrl-s save"))
    app.type("u")
    #expect(!app.hintRow.hasPrefix(" Ctrl-s save"))
  }
}
