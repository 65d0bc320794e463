import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// Without a profile: four questions make one.
@Suite struct FirstRunTests {
  private func app() -> AppDriver { AppDriver(columns: 80, rows: 24) { $0.profile = nil } }

  @Test("a asks for the product, the address, a name and a token that is not shown")
  func adding() throws {
    var app = app()
    #expect(app.hintRow.hasPrefix(" a add a server"))
    app.type("a f")
    #expect(app.statusRow == " address of Flowise:")
    app.type("flow.example.com Enter")
    #expect(app.statusRow == " name of the profile: main")
    app.type("Enter abc123")
    #expect(app.statusRow == " token for https://flow.example.com: ******")
    app.type("Enter")
    var server = NewServer(
      service: .flowise, address: try ServerAddress(parsing: "https://flow.example.com"))
    server.token = "abc123"
    #expect(app.effects == [.addServer(server)])
    #expect(!"\(app.effects)".contains("abc123"))
    app.send(.profileAdded("main"))
    #expect(app.state.isFinished && app.state.nextProfile == "main")
  }

  @Test("what cannot be is told, and the question stays")
  func refusing() {
    var app = app()
    app.type("a n http://flow.example.com Enter")
    #expect(app.picture.contains("address of FlowNally: http://flow.example.com"))
    app.type("Esc a f localhost:3000 Enter Backspace / Enter")
    #expect(app.picture.contains("name of the profile: mai/"))
    app.type("Backspace n Enter Space x Enter")
    #expect(app.effects.isEmpty && app.picture.contains("token for http://localhost:3000: **"))
    app.type("Esc")
    #expect(app.effects.isEmpty && app.statusRow.isEmpty)
  }
}
