import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// What does not fit is marked where it is cut.
@Suite struct CutMarkTests {
  private static let line = "{\"p\": \"" + String(repeating: "word ", count: 40) + "end\"}"

  @Test("a line of the editor, at the side where there is more of it")
  func editor() {
    var app = AppDriver(columns: 60, rows: 20)
    app.type("G e")
    let text = EditorText(
      flow: SampleFlows.chatflows[6].id, field: "flowData", text: Array(Self.line.utf8),
      version: 1, isJSON: true)
    app.send(.editor(.textLoaded(text)))
    app.type("0")
    #expect(app.row(2).hasSuffix("…") && !app.row(2).dropLast().contains("…"))
    app.type("$")
    let end = app.row(2)
    #expect(end.contains("end\"}") && !end.hasSuffix("…") && end.contains("…"))
    for _ in 0..<60 { app.press(Key("h")) }
    #expect(app.row(2).hasSuffix("…") && app.row(2).dropLast().contains("…"))
  }

  @Test("a prompt, at its beginning")
  func prompt() {
    var app = AppDriver(columns: 40, rows: 12)
    app.type("G r")
    #expect(!app.statusRow.contains("…"))
    for letter in "a name that is much longer than the row" { app.press(Key(letter)) }
    #expect(app.statusRow.contains("new name: …") && app.statusRow.contains("than the row"))
  }
}
