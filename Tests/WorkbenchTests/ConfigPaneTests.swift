import CellGrid
import FlowModel
import JSONText
import TestKit
import Testing
import Workbench

/// The tabs Config of a chatflow and Versions of a chatbot.
@Suite struct ConfigPaneTests {
  private func config(columns: Int = 80) -> AppDriver {
    var app = AppDriver(columns: columns, rows: 24)
    app.type("Enter [")
    return app
  }

  @Test("the settings stand by name, also those that are not set")
  func picture() {
    let app = config()
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Overview ━ JSON ━ Graph ━ History ━ [Config] ━━━━━━━━━━━━━━━━━━━━━━━ 1 of 29 ━
      > General          category           support
                         public             yes
                         deployed           not set
                         API key id         not set
        Rate limit       on                 yes
                         requests           20
                         in seconds         not set
                         message            not set
        Override         on                 not set
        Domains          allowed            not set
                         message            not set
        Starter prompts  1                  Hello?
                         2                  not set
        Follow-up        on                 not set
                         generated          not set
                         provider           not set
        Feedback         on                 not set
        Leads            on                 not set
                         title              not set
                         thanks             not set
       Advanced structured output
       Enter change  u undo  Ctrl-r redo  P push  ] tabs  h back  x actions  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("yes and no turn round at once")
  func truth() {
    var app = config()
    app.type("j Enter")
    guard case .changeSetting(_, let setting, let value)? = app.effects.first else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(setting.path.dotted == "isPublic" && value == Array("false".utf8))
  }

  @Test("a number is asked for, and what is none is refused and stays to be mended")
  func number() {
    var app = config()
    app.type("j j j j j Enter")
    #expect(app.statusRow == " Rate limit, requests: 20")
    app.type("x Enter")
    #expect(app.statusRow.hasPrefix(" Rate limit, requests: 20x  "))
    #expect(app.statusRow.hasSuffix("Not taken: a number is wanted."))
    #expect(app.effects.isEmpty)
    app.type("Backspace Backspace 5 Enter")
    guard case .changeSetting(_, _, let value)? = app.effects.first else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(value == Array("25".utf8))
  }

  @Test("an object opens in the editor at its path")
  func object() {
    var app = AppDriver(columns: 80, rows: 24)
    app.profile.settings = Array(#"{"apiConfig":"{\"x\":[{\"y\":1}]}"}"#.utf8)
    app.type("Enter [ G Enter")
    #expect(
      app.effects.contains {
        if case .loadText(_, field: "apiConfig.x") = $0 { true } else { false }
      })
  }

  @Test("a read-only profile shows settings and changes none")
  func readOnly() {
    var app = AppDriver(columns: 80, rows: 24) { $0.isReadOnly = true }
    for way in ["Enter [ j Enter", ": open Enter"] {
      app.type(way)
      #expect(app.statusRow.contains("This profile is read-only here."))
      #expect(app.effects.isEmpty)
    }
  }

  @Test("b v asks the server for the versions of a chatbot; the cursor of the list asks for none")
  func versions() {
    var app = AppDriver(columns: 120, rows: 30)
    app.type("2 ] ] ]")
    #expect(app.row(1).contains("[Versions]"))
    #expect(app.picture.contains("Versions stay on the server. b v asks for them."))
    app.type("j")
    #expect(!app.effects.contains { if case .loadPublished = $0 { true } else { false } })
    app.type("b v")
    #expect(app.picture.contains("> 2026-09-14 10:02 UTC"))
    app.type("D")
    #expect(app.picture.contains("nodes[3].data.inputs.temperature"))
    app.type("Esc Enter C-d")
    #expect(app.row(1).contains("version v2  line 13 of 62"))
    app.type("q j r")
    #expect(app.picture.contains("What answers people does not change before you publish."))
    app.type("y")
    #expect(app.effects == [.usePublished(FlowID(row: 22), "v1")])
  }

  @Test("a server that does not answer is not asked again by itself")
  func unanswered() {
    var app = AppDriver(columns: 80, rows: 24)
    app.profile.answersPublished = false
    app.type("2 b v")
    #expect(app.picture.contains("Asking the server…"))
    app.send(.failed(Problem(.unreachable, "The server did not answer.")))
    app.send(.localCopyChanged)
    #expect(app.picture.contains("The server did not answer. b v asks again."))
    app.profile.answersPublished = true
    app.type("b v")
    #expect(app.picture.contains("> 2026-09-14 10:02 UTC"))
  }

  @Test("a click goes to the setting")
  func clicking() {
    var app = AppDriver(columns: 120, rows: 30)
    app.type("Enter [")
    app.send(.screen(.mouse(MouseEvent(.press, at: GridPoint(row: 3, column: 70)))))
    #expect(app.state.config?.selected?.path.dotted == "isPublic")
  }

  @Test("a click on the name of a tab shows it, beside the list and over it")
  func clickingTabs() {
    for (columns, keys) in [(120, ""), (80, "Enter")] {
      var app = AppDriver(columns: columns, rows: 30)
      app.type(keys)
      let rule = Array(app.row(1))
      let place = rule.indices.first { rule[$0...].starts(with: "JSON") } ?? 0
      app.send(
        .screen(.mouse(MouseEvent(.press, at: GridPoint(row: 1, column: place + 2)))))
      #expect(app.row(1).contains("[JSON]"), "\(columns)")
      app.send(.screen(.mouse(MouseEvent(.press, at: GridPoint(row: 1, column: place - 3)))))
      #expect(app.row(1).contains("[JSON]"), "between two names")
    }
  }

  @Test("a chatflow has no versions, and says so")
  func noVersions() {
    var app = AppDriver()
    app.type("b v")
    #expect(app.statusRow.contains("Only chatbots have published versions."))
  }
}
