import CellGrid
import TestKit
import Testing
import Workbench

/// Jump letters outside of the list and the graph.
@Suite struct JumpTests {
  @Test(
    "a letter stands on each row of every pane with rows, and typing it goes there",
    arguments: [("3", 3), ("Enter ] ] ]", 2), ("Enter [", 2), ("2 Enter ] ] ]", 2)])
  func panes(_ keys: String, _ row: Int) {
    var app = AppDriver()
    app.type(keys)
    let before = app.picture
    app.type("f")
    #expect(app.row(row).hasPrefix("a") && app.row(row + 1).hasPrefix("s"), "\(app.picture)")
    app.type("Esc")
    #expect(app.picture == before)
    app.type("f s")
    #expect(app.row(row + 1).hasPrefix(">"), "\(app.picture)")
  }

  @Test("Activity and conflicts have letters too")
  func others() {
    var app = AppDriver()
    app.type(": nonsense Enter : nonsense Enter 4 f")
    #expect(app.row(2).hasPrefix("a"))
    app.type("a")
    #expect(app.row(2).hasPrefix(">"))
    app.type("1 j j e f")
    #expect(app.picture.split(separator: "\n").contains { $0.hasPrefix("a") }, "\(app.picture)")
  }

  @Test("where there are no rows, f says so")
  func none() {
    var app = AppDriver(
      profile: {
        var profile = SampleProfile()
        profile.outbox = []
        return profile
      }())
    app.type("3 f")
    #expect(app.statusRow.contains("There is no row to go to."))
  }
}
