import CellGrid
import FlowModel
import TestKit
import Testing

@testable import Workbench

/// The help of the text lists the keys that change it.
@Suite struct EditorKeyHelpTests {
  @Test(
    "every key that is told for normal mode means something there",
    arguments: EditorKeyHelp.modal.map(\.lines))
  func modal(lines: [EditorKeyHelp.Line]) {
    for sequence in lines.flatMap(\.keys) {
      var reader = NormalKeys()
      let readings = EditorKeyHelp.keys(of: sequence).map { reader.read($0) }
      let isTask = if case .task? = readings.last { true } else { false }
      #expect(isTask, "\(sequence): \(readings)")
    }
  }

  @Test(
    "every key that is told for plain mode does something",
    arguments: EditorKeyHelp.plain.flatMap(\.lines))
  func plain(line: EditorKeyHelp.Line) {
    for sequence in line.keys {
      var editor = EditorDriver("{\"a\": 1,‸ \"b\": 2}", isModal: false)
      for key in EditorKeyHelp.keys(of: sequence) {
        let answer = editor.pane.press(key)
        #expect(answer.isHandled, "\(sequence)")
      }
    }
  }

  @Test("? in the text lists them before the commands; Enter on one runs nothing")
  func shown() {
    for size in [(120, 36), (80, 24), (40, 10)] {
      var app = AppDriver(columns: size.0, rows: size.1)
      app.type("G e")
      let text = EditorText(
        flow: SampleFlows.chatflows[6].id, field: "flowData", text: Array("{}".utf8), version: 1,
        isJSON: true)
      app.send(.editor(.textLoaded(text)))
      app.type("?")
      #expect(app.picture.contains("insert before, behind"), "\(size)")
      app.type("Down Enter")
      #expect(app.statusRow.contains("This is pressed in the text."))
      #expect(app.state.help != nil)
    }
  }
}
