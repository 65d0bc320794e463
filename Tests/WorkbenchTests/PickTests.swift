import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// Choosing a theme, which is seen at once, and a profile.
@Suite struct PickTests {
  private func theme(_ name: String) -> Theme {
    Theme(ThemeLooks(name: name, appearance: .any, roles: [:]), colors: .indexed)
  }

  @Test("a theme is seen while it is chosen, Esc brings the old one back, Enter takes the new one")
  func themes() {
    var app = AppDriver(columns: 80, rows: 24)
    let old = app.state.settings.theme.name
    app.type(": set Space theme Enter")
    #expect(app.picture.contains("━ Theme ━") && app.picture.contains("> terminal"))
    app.type("Up")
    #expect(app.effects == [.loadTheme("paper", .preview)])
    app.send(.themeLoaded(theme("paper"), .preview, problems: ["not told yet"]))
    #expect(app.state.settings.theme.name == "paper")
    #expect(!app.statusRow.contains("not told yet"))
    app.type("Esc")
    #expect(app.state.settings.theme.name == old)
    // One that was still being read when the choice was dropped changes nothing.
    app.send(.themeLoaded(theme("paper"), .preview, problems: []))
    #expect(app.state.settings.theme.name == old)
    app.type("g y du Enter")
    #expect(app.effects == [.loadTheme("dusk", .chosen)])
    app.send(.themeLoaded(theme("dusk"), .chosen, problems: []))
    #expect(app.state.settings.theme.name == "dusk")
    #expect(app.statusRow.contains("theme: \"dusk\" in config.json5 keeps it."))
  }

  @Test("a saved theme file reads the theme again, USR1 all of one's files; mistakes are told with file and line")
  func reloading() {
    var app = AppDriver()
    var state = app.state
    #expect(state.receive(.themeFilesChanged) == [.loadTheme("terminal", .reload)])
    #expect(state.receive(.screen(.signal(.reload))) == [.loadPersonalSettings])
    let problem =
      "/home/me/themes/mine.json5:4: there is no role \"ui.txt\"; did you mean \"ui.text\"?"
    app.send(.themeLoaded(theme("mine"), .reload, problems: [problem, "second"]))
    #expect(app.state.settings.theme.name == "mine")
    #expect(app.statusRow.contains("mine.json5:4: there is no role"))
    app.type("4")
    #expect(app.picture.contains("second"))
  }

  private static let profiles = [
    ProfileLine(name: "prod", detail: "flow.example.com, protected"),
    ProfileLine(name: "test", detail: "test.example.com"),
  ]

  @Test("g c lists the profiles; the chosen one is opened after this run, which ends")
  func profiles() {
    var app = AppDriver { $0.profiles = Self.profiles }
    app.type("g c")
    #expect(app.picture.contains("> prod") && app.picture.contains("test.example.com"))
    app.type("Down Enter")
    #expect(app.effects == [.quit])
    #expect(app.state.isFinished && app.state.nextProfile == "test")
  }

  @Test("the profile that is open, an unknown one and none at all are told")
  func noProfile() {
    var app = AppDriver { $0.profiles = Self.profiles }
    app.type(": ctx Space prod Enter")
    #expect(app.statusRow.contains("prod is open already."))
    app.type(": ctx Space prd Enter")
    #expect(app.statusRow.contains("There is no profile \"prd\": prod, test."))
    #expect(!app.state.isFinished)
    app = AppDriver()
    app.type("g c")
    #expect(app.statusRow.contains("There is no other profile"))
  }

  @Test("the badge has the profile's colour; a protected one stands out by the theme")
  func badge() {
    var app = AppDriver { $0.profileColor = .ansi(1) }
    #expect(app.frame.grid[0, 1].style.foreground == .ansi(1))
    app = AppDriver {
      $0.profileColor = .ansi(1)
      $0.isProtected = true
    }
    #expect(app.frame.grid[0, 1].style == app.state.settings.theme[.headerProfileProtected])
  }

  @Test("a tab and a filter are one command line")
  func filteredTab() {
    var app = AppDriver()
    app.type(": bots Space type:act Enter")
    #expect(app.state.tab == .chatbots && app.row(1).contains("filter: type:act"))
    app.type(": flows Space state:conflict Space support Enter")
    #expect(
      app.row(1).contains("Chatflows 1") && app.row(1).contains("filter: state:conflict support"))
  }
}
