import CellGrid
import TestKit
import Testing
import Workbench

@Suite("help")
struct HelpTests {
  private static let sizes = [(120, 36), (120, 24), (100, 20), (80, 24), (60, 14), (40, 10)]

  /// Keys that go to a pane and ask for help there.
  private static let places = ["?", "3 ?", "4 ?", "Enter ?", "Enter ] ?", "e ?"]

  @Test("no section runs over into the next column: each column begins with a heading")
  func columns() {
    for (columns, rows) in Self.sizes {
      for keys in Self.places {
        var app = AppDriver(columns: columns, rows: rows)
        app.type(keys)
        let count = max(min(columns / 38, 3), 1)
        for column in 0..<count {
          let start = app.row(2).dropFirst(column * (columns / count)).dropFirst()
          // "FLOW", "LOOK, more"; the last columns may be empty.
          let title = start.prefix { $0 != " " && $0 != "," }
          #expect(
            title.allSatisfy { $0.isUppercase }, "\(columns)x\(rows) after \(keys): \(start)")
        }
      }
    }
  }

  @Test("keys and texts of all columns stand under each other")
  func alignment() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("?")
    for row in 3..<20 {
      let line = Array(app.row(row)) + Array(repeating: " ", count: 120)
      for column in stride(from: 0, to: 120, by: 40) {
        #expect(line[column] == " " && line[column + 12] == " ", "row \(row): \(app.row(row))")
      }
    }
  }

  @Test("a section that is longer than a column goes on under its heading")
  func longSection() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("?")
    #expect(app.row(2).hasPrefix(" FLOW  "))
    #expect(app.row(2).contains(" FLOW, more"))
  }

  @Test("all keys are listed by place, whatever has the focus; the line in keys.json5 is told")
  func allKeys() {
    for before in ["", "G g G", "3"] {
      var app = AppDriver(columns: 120, rows: 36)
      app.type(before + " : keys Enter")
      #expect(app.row(1).contains("Help: all keys"))
      #expect(app.picture.contains(" H Ctrl-o    back in history"), "\(app.picture)")
      #expect(app.picture.contains("In keys.json5: global: { push: [\"P\"] }"))
      app.type("minim")
      #expect(app.picture.contains(" GRAPH") && app.picture.contains("graph: { minimap: [\"M\"] }"))
    }
  }

  @Test("letters filter at once; Enter runs only a line that somebody chose")
  func choosing() {
    for way in ["?", ": keys Enter"] {
      var app = AppDriver(columns: 120, rows: 36)
      app.type(way + " Enter")
      #expect(app.effects.isEmpty && app.statusRow.contains("Enter runs a line: go to one"))
      #expect(app.picture.contains("Help: "))
    }
    var app = AppDriver(columns: 120, rows: 36)
    app.type("? rename")
    #expect(app.picture.contains(" filter: rename"))
    app.type("Enter")
    #expect(app.statusRow.hasPrefix(" new name: "))
    app = AppDriver(columns: 120, rows: 36)
    app.type("? Down Enter")
    #expect(!app.picture.contains("Help: "))
  }

  @Test("Esc takes the filter away, then closes; ? and F1 close what they opened")
  func closing() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("? j q Esc")
    #expect(app.picture.contains("Help: "))
    app.type("Esc")
    #expect(!app.picture.contains("Help: "))
    for key in ["?", "F1"] {
      app.type(key)
      #expect(app.picture.contains("Help: "))
      app.type(key)
      #expect(!app.picture.contains("Help: "))
    }
  }

  @Test("the way to keys.json5 is told, and that to config.json5")
  func files() {
    var app = AppDriver(columns: 120, rows: 36) { $0.configFolder = "~/.config/weir" }
    app.type("?")
    #expect(app.picture.contains("In ~/.config/weir/keys.json5: "))
    app.type("Esc g m")
    #expect(app.statusRow.contains("mouse: false } in ~/.config/weir/config.json5 keeps it."))
    app.type(": config Enter")
    #expect(app.picture.contains("~/.config/weir/config.json5"))
  }
}
