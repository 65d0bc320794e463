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
}
