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
