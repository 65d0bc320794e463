import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// A prompt that does not take what was typed says why, in its own row.
@Suite struct PromptRemarkTests {
  /// The ways to a prompt that refuses, what is typed there, and what it says.
  private static let refusals: [(way: String, typed: String, said: String)] = [
    ("G r", "", "A name needs at least one letter. Esc cancels."),
    ("a", "", "A name needs at least one letter. Esc cancels."),
    ("G c", "", "A name needs at least one letter. Esc cancels."),
  ]

  @Test("the reason stands beside what was typed until the next key", arguments: refusals.indices)
  func beside(index: Int) {
    let (way, typed, said) = Self.refusals[index]
    var app = AppDriver(columns: 120, rows: 30)
    app.type(way)
    app.type("C-u")
    for letter in typed { app.press(Key(letter)) }
    app.type("Enter")
    #expect(app.statusRow.hasSuffix(said), "\(app.statusRow)")
    #expect(app.effects.isEmpty)
    app.type("x")
    #expect(!app.picture.contains(said))
  }

  @Test("the first run tells what is wrong with an address, a name and a token")
  func firstRun() {
    var app = AppDriver(columns: 120, rows: 30) { $0.profile = nil }
    app.type("a f nonsense Space url Enter")
    #expect(app.statusRow.contains("address of Flowise: nonsense url"))
    #expect(
      app.statusRow.contains("The address holds a blank or a character that must be escaped."))
    app.type("C-u http://flow.example.com Enter")
    #expect(app.statusRow.hasSuffix("everybody on the way could read the token. Use https."))
    app.type("C-u localhost:3000 Enter Space x Enter")
    #expect(app.statusRow.hasSuffix("A name has only letters, digits, . - and _, at most 64."))
    app.type("Backspace Backspace Enter Space Enter")
    #expect(app.statusRow.hasSuffix("A token is one word of visible ASCII."))
    #expect(app.statusRow.hasPrefix(" token for http://localhost:3000: *"))
  }

  @Test("it has the colour of a warning")
  func colour() {
    var app = AppDriver(columns: 120, rows: 30)
    app.type("a Enter")
    let style = app.state.settings.theme[.messageWarning]
    func isThere() -> Bool {
      (0..<120).contains { app.frame.grid[28, $0].style == style }
    }
    #expect(isThere())
    app.type("x")
    #expect(!isThere())
  }

  @Test("where it does not fit beside the text it has the last row, in place of the keys")
  func narrow() {
    var app = AppDriver(columns: 40, rows: 14) { $0.profile = nil }
    app.type("a f localhost:3000 Enter Space x Enter")
    #expect(app.statusRow == " name of the profile: main x")
    #expect(app.hintRow.hasPrefix(" A name has only letters, digits"))
    app.type("Backspace")
    #expect(app.hintRow.hasPrefix(" Enter go on"))
  }

  @Test("a number that is none is told, and what a secret's prompt means")
  func editor() {
    var driver = OutlineDriver(#"{"temperature": 0.9, "apiKey": "sk-1234567890abcdef1234"}"#)
    driver.type("j<Enter><C-u>hot<Enter>")
    #expect(driver.status.contains(#""hot" is no number: for example 0.5. Tab edits the text."#))
    driver.type("<Esc>j<Enter>")
    #expect(driver.status.contains("A secret: what you type takes its place. Esc keeps it."))
  }
}
