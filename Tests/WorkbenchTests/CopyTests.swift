import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// The copy menu, web links, explanations, and the panel of what may follow a key.
@Suite struct CopyTests {
  private func copied(_ app: AppDriver) -> String? {
    for case .copy(let bytes, _) in app.effects { return String(decoding: bytes, as: UTF8.self) }
    return nil
  }

  @Test("y copies name, id, address and JSON of the flow")
  func menu() {
    var app = AppDriver()
    app.type("G y n")
    #expect(copied(app) == "Support triage")
    app.type("y i")
    #expect(copied(app) == "8c0e1f6a-7d0b-4b7e-9c2e-000000000007")
    app.type("y u")
    #expect(
      copied(app)
        == "https://flow.example.com/v2/agentcanvas/8c0e1f6a-7d0b-4b7e-9c2e-000000000007")
    app.type("y j")
    #expect(app.effects == [.copyBody(FlowID(row: 7))])
    app.type(": copy Space name Enter")
    #expect(copied(app) == "Support triage")
  }

  @Test("o shows the web link and opens it; where there is none it says why")
  func link() {
    var app = AppDriver()
    app.type("o")
    #expect(app.statusRow.contains("https://flow.example.com/canvas/8c0e1f6a"))
    let address = "https://flow.example.com/canvas/8c0e1f6a-7d0b-4b7e-9c2e-000000000001"
    #expect(app.effects == [.openLink(address)])
    app.type("/ refund Enter o")
    #expect(app.statusRow.contains("It was never sent: no page shows it."))
    app.type("2 o")
    #expect(app.statusRow.contains("FlowNally names no web address for a chatbot."))
  }

  @Test("a setting's path and value are copied in the tab Config")
  func setting() {
    var app = AppDriver()
    app.type("Enter [ j y p")
    #expect(copied(app) == "isPublic")
    app.type("y v")
    #expect(copied(app) == "yes")
    app.type("j y v")
    #expect(app.statusRow.contains("It is not set."))
  }

  @Test("what is too long for every clipboard can go into a file; a question is not pushed aside")
  func file() {
    var app = AppDriver()
    let text = [UInt8](repeating: 0x61, count: 80_000)
    app.send(.copyRefused(text, what: "the JSON"))
    #expect(app.statusRow.contains("too long to copy; write to the file: weir-copy.txt"))
    app.type("C-u out.json Enter")
    #expect(app.effects == [.writeText(text, to: "out.json")])
    app.type("/ ref")
    app.send(.copyRefused(text, what: "the JSON"))
    #expect(app.statusRow.contains("filter: ref"))
    app.type("Esc 4")
    #expect(app.picture.contains("NOT copied: the JSON is too long for the terminal"))
  }

  @Test("K explains the state of the row and what can be done next; Enter closes it")
  func explaining() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("j j K")
    #expect(app.picture.contains("━ Customer support team ━"))
    #expect(app.picture.contains("Changed here and on the server: e shows both sides."))
    #expect(app.picture.contains("state:conflict"))
    #expect(app.picture.contains("e  resolve"))
    app.type("Enter")
    #expect(!app.picture.contains("state:conflict"))
  }

  @Test("the panel of what may follow comes when a person hesitates, and goes with the next key")
  func whichKey() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("g")
    #expect(app.effects == [.wakeForKeys(afterMilliseconds: 500)])
    app.send(.timePassed(now: SampleFlows.now + 499))
    #expect(!app.picture.contains("━ g ━"))
    app.send(.timePassed(now: SampleFlows.now + 500))
    #expect(app.picture.contains("━ g ━"))
    #expect(app.picture.contains(" top ") && app.picture.contains("gone from the server"))
    app.type("Esc")
    #expect(!app.picture.contains("━ g ━"))
    app.type("y")
    app.send(.timePassed(now: SampleFlows.now + 2_000))
    #expect(app.picture.contains("copy the web link"))
    app.type("n")
    #expect(copied(app) != nil && !app.picture.contains("copy the web link"))
    // Woken by something else, an idle screen shows nothing.
    app.send(.timePassed(now: SampleFlows.now + 9_000))
    #expect(!app.picture.contains("copy the web link"))
  }

  @Test("the panel fits the smallest screen")
  func whichKeySmall() {
    var app = AppDriver(columns: 40, rows: 10)
    app.type("g")
    app.send(.timePassed(now: SampleFlows.now + 500))
    #expect(app.picture.contains("━ g ━"))
  }

  @Test("a right click lists what can be done with the row")
  func rightClick() {
    var app = AppDriver(columns: 80, rows: 24)
    app.send(.screen(.mouse(MouseEvent(.press, button: .right, at: GridPoint(row: 5, column: 9)))))
    #expect(app.picture.contains("Actions: Customer support team"))
  }
}
