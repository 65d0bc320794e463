import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// What the terminal does by itself: its size, pastes, signals.
@Suite struct ScreenEventTests {
  private func resize(_ app: inout AppDriver, rows: Int, columns: Int) {
    app.send(.screen(.resize(GridSize(rows: rows, columns: columns))))
  }

  /// Fifty sizes, among them those that are too small, and back.
  private func storm(_ app: inout AppDriver) {
    for step in 0..<50 { resize(&app, rows: 4 + (step * 7) % 60, columns: 10 + (step * 37) % 190) }
    resize(&app, rows: 24, columns: 80)
  }

  private func listRow(_ app: AppDriver) -> Int? {
    (0..<app.state.size.rows).first { app.row($0).hasPrefix(">") }
  }

  @Test(
    "no size takes what is being typed",
    arguments: [
      ("/", "sup port", "sup port"), (":", "open sup", ":open sup"), ("C-p", "graph", "> graph"),
      ("r", "x", "x"), ("?", "", "Help: list"),
    ])
  func typing(key: String, text: String, shown: String) throws {
    var app = AppDriver()
    app.type(key)
    for letter in text { app.press(Key(letter)) }
    let before = app.picture
    #expect(before.contains(shown))
    storm(&app)
    #expect(app.picture == before)
  }

  @Test("the row under the cursor stays at its height, and is where it was when the size is")
  func relativeRow() throws {
    var profile = SampleProfile()
    profile.chatflows = SampleFlows.many(1_000)
    var app = AppDriver(columns: 80, rows: 36, profile: profile)
    for _ in 0..<60 { app.type("j") }
    app.type("z z")
    let name = try #require(app.state.target?.name)
    let before = try #require(listRow(app))
    let picture = app.picture
    for rows in [24, 16, 50, 11] {
      resize(&app, rows: rows, columns: 80)
      let now = try #require(listRow(app))
      #expect(app.row(now).contains(name))
      // Less than a sixth of the window away from where it was: other rows come and go too.
      let share = Double(now) / Double(rows) - Double(before) / 36
      #expect(abs(share) < 0.17, "\(rows) rows: row \(now), before \(before) of 36")
    }
    storm(&app)
    resize(&app, rows: 36, columns: 80)
    #expect(app.picture == picture)
  }

  @Test("at the top of the list a smaller window shows its first row still")
  func top() {
    var profile = SampleProfile()
    profile.chatflows = SampleFlows.many(100)
    var app = AppDriver(columns: 80, rows: 36, profile: profile)
    app.type("j j")
    resize(&app, rows: 24, columns: 80)
    #expect(app.picture.contains("flow 000000"))
  }

  @Test("a paste outside of a text runs no command, and says why", arguments: ["", "d"])
  func paste(key: String) {
    var app = AppDriver()
    app.type(key)
    let before = app.state.target
    app.send(.screen(.paste(Array("dxjjq\r".utf8))))
    #expect(!app.state.isFinished && app.state.target == before)
    #expect(app.statusRow.contains("asted text"), "\(app.statusRow)")
  }

  @Test("SIGUSR1 has the person's files read, and what they say holds from then on")
  func reload() {
    var app = AppDriver()
    app.send(.screen(.signal(.reload)))
    #expect(app.effects.last == .loadPersonalSettings)
    app.send(
      .personalSettingsLoaded(
        PersonalSettings(
          theme: .builtIn(colors: .none), glyphs: .ascii, capturesMouse: false,
          isEditorModal: false, profiles: [ProfileLine(name: "other", detail: "")])))
    #expect(!app.frame.capturesMouse && !app.picture.contains("━"))
    #expect(app.statusRow.contains("Read again"))
    #expect(app.state.settings.profiles.map(\.name) == ["other"])
    app.send(
      .personalSettingsLoaded(
        PersonalSettings(
          theme: .builtIn(colors: .none), problems: ["keys.json5:3: no such command."])))
    #expect(app.statusRow.contains("keys.json5:3: no such command."))
  }

  @Test("of several mistakes in the person's files the row tells one and where the others are")
  func severalMistakes() {
    var app = AppDriver(columns: 120, rows: 30)
    let problems = ["config.json5:2: theem is no setting.", "config.json5:3: glyfs is no setting."]
    app.send(
      .personalSettingsLoaded(
        PersonalSettings(theme: .builtIn(colors: .none), problems: problems)))
    #expect(app.statusRow.contains("1 of 2 (4 has all): \(problems[0])"))
    app.type("4")
    #expect(problems.allSatisfy(app.picture.contains))
  }
}
