import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// Text that was typed and not saved is seen where its flow stands.
@Suite struct UnsavedSignTests {
  private let flow = SampleFlows.chatflows[0]

  @Test("its flow has a sign in the list, and a line in the row of messages", arguments: [120, 40])
  func list(columns: Int) {
    var app = AppDriver(columns: columns, rows: 24)
    #expect(!app.picture.contains("[+]"))
    app.send(.unsavedTextsFound([flow.id]))
    let rows = app.picture.split(separator: "\n").filter { $0.contains("[+]") }
    #expect(rows.count == 1 && rows[0].hasPrefix(">"))
    #expect(app.statusRow.hasPrefix(" Unsaved text is kept: e continues."))
    app.send(.unsavedTextsFound([]))
    #expect(!app.picture.contains("[+]") && !app.statusRow.contains("Unsaved"))
  }

  @Test("the overview says so and is read anew when that changes")
  func overview() {
    var app = AppDriver(columns: 120, rows: 30)
    app.type("Enter")
    app.send(.detailLoaded(FlowDetail(summary: flow, hasUnsavedText: true)))
    #expect(app.picture.contains("Unsaved text is kept: e continues."))
    app.type("z z")
    app.send(.unsavedTextsFound([flow.id]))
    #expect(app.effects.contains(.loadDetail(flow.id, afterRest: false)))
    app.type("z z")
    app.send(.unsavedTextsFound([flow.id]))
    #expect(!app.effects.contains(.loadDetail(flow.id, afterRest: false)))
  }

  @Test("it does not keep anybody from quitting")
  func quitting() {
    var app = AppDriver()
    app.send(.unsavedTextsFound([flow.id]))
    app.type("q")
    #expect(app.state.isFinished)
  }
}
