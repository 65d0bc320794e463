import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

@Suite struct PlaceTests {
  @Test("Esc cancels or goes back, one step at a time, and never quits")
  func escaping() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("Space / e Enter Enter")
    #expect(app.state.focus == .detail)
    app.type("Esc")
    #expect(app.state.focus == .list)
    #expect(app.row(1).contains("filter: e"))
    app.type("Esc")
    #expect(!app.row(1).contains("filter"))
    #expect(app.row(1).contains("1 marked"))
    app.type("Esc")
    #expect(!app.row(1).contains("marked"))
    app.type("Esc Esc Esc")
    #expect(!app.state.isFinished)
    app.type("3 Esc")
    #expect(app.state.tab == .chatflows)
  }

  @Test("q closes what is in front and quits only at the top")
  func closing() {
    var app = AppDriver(columns: 60, rows: 20)
    app.type("Enter q")
    #expect(app.state.focus == .list)
    app.type("3 q")
    #expect(app.state.tab == .chatflows)
    app.type("? q")
    #expect(!app.state.isFinished)
    app.type("q")
    #expect(app.state.isFinished)
    #expect(app.effects == [.quit])
  }

  @Test("the number keys, - and Tab go where they say")
  func tabs() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("2")
    #expect(app.state.target?.name == "Front desk")
    app.type("-")
    #expect(app.state.tab == .chatflows)
    app.type("Tab")
    #expect(app.state.focus == .detail)
    app.type("BackTab")
    #expect(app.state.focus == .list)
    app.type("G g o")
    #expect(app.state.tab == .outbox)
    #expect(app.picture.contains(">  ⇡  1  update   Support triage"))
    app.type("Enter")
    #expect(app.state.tab == .chatflows)
    #expect(app.state.target?.name == "Support triage")
  }

  @Test("a profile with one server shows one list, under its own number")
  func oneServer() {
    var app = AppDriver { $0.services = [.flownally] }
    #expect(app.row(0).contains("[2 Bots 2]"))
    #expect(!app.row(0).contains("Flows"))
    app.type("1")
    #expect(app.statusRow.contains("This profile has no Flowise server."))
    #expect(app.state.tab == .chatbots)
  }

  @Test("the header tells offline, and waits for the first answer before it tells online")
  func online() {
    var profile = SampleProfile()
    profile.isOnline = false
    #expect(AppDriver(columns: 120, rows: 36, profile: profile).row(0).hasSuffix("offline  2m"))
    #expect(AppDriver(columns: 120, rows: 36).row(0).hasSuffix("online  2m"))
    var app = AppDriver(columns: 120, rows: 36)
    app.send(
      .statusLoaded(
        FlowCounts(),
        [Server(id: ServerID(number: 1), service: .flowise, origin: "https://flow.example.com")]))
    #expect(app.row(0).hasSuffix("not read yet"))
  }

  @Test("a server that answered and refused is not told as offline or not reached")
  func refused() {
    for (code, word, sentence) in [
      ("auth", "no access", "Flowise does not take the token"),
      ("permission", "no access", "Flowise does not let the token read"),
      ("500", "error", "Flowise answered with the error 500"),
      ("unreachable", "offline", "Flowise was not reached"),
    ] {
      var app = AppDriver(columns: 120, rows: 36)
      app.type("3")
      app.send(
        .statusLoaded(
          FlowCounts(),
          [
            Server(
              id: ServerID(number: 1), service: .flowise, origin: "https://flow.example.com",
              failedAt: SampleFlows.now - 1_000, failedCode: code)
          ]))
      #expect(app.row(0).hasSuffix(word), "\(app.row(0))")
      #expect(app.picture.contains(sentence), "\(app.picture)")
    }
  }

  @Test("progress stands beside the message and blocks no key")
  func progress() {
    var app = AppDriver()
    app.type("R")
    app.send(.syncStepped(.pulling(.flowise, seen: 1_250, total: 4_000)))
    app.type("j")
    #expect(app.state.target?.name == "Branch out, merge in")
    #expect(app.statusRow.hasSuffix("Reading Flowise: 1 250 of 4 000"))
    app.send(.pullEnded(SyncOutcome(.success, "Read: 2 new.", details: ["one more line"])))
    #expect(app.statusRow.hasPrefix(" Read: 2 new."))
    app.type("4")
    #expect(app.picture.contains("one more line"))
  }

  @Test("a click selects what is seen there, on a tab, in the list, in the detail")
  func mouse() {
    var app = AppDriver(columns: 120, rows: 36)
    func click(_ row: Int, _ column: Int, _ action: MouseEvent.Action = .press) {
      app.send(.screen(.mouse(MouseEvent(action, at: GridPoint(row: row, column: column)))))
    }
    click(5, 10)
    #expect(app.state.target?.name == "Customer support team")
    click(3, 10, .doubleClick)
    #expect(app.state.focus == .detail)
    click(6, 10)
    #expect(app.state.focus == .list)
    #expect(app.state.target?.name == "Image generation")
    click(20, 90)
    #expect(app.state.focus == .detail)
    let outbox = app.row(0).distance(
      from: app.row(0).startIndex,
      to: app.row(0).firstRange(of: "Outbox")?.lowerBound ?? "".startIndex)
    click(0, outbox)
    #expect(app.state.tab == .outbox)
    click(34, 3, .wheelDown)
    #expect(app.picture.contains(">  ✗  4"))
  }

  @Test("foreign text cannot reach the terminal as it came", arguments: [120, 80, 60, 40])
  func foreignText(columns: Int) {
    var profile = SampleProfile()
    let evil = "evil\u{1b}[31m\u{7}\u{202e}name\nline"
    profile.chatflows = [SampleFlows.flow(1, evil, .conflict, hours: 1)]
    profile.outbox = [
      SampleFlows.change(1, .update, .failed, of: profile.chatflows[0], error: evil)
    ]
    var app = AppDriver(columns: columns, rows: 24, profile: profile)
    for keys in ["", "Enter", "q d", "Esc P", "Esc 3", "1 e", "Esc x", "Esc ?", "Esc r"] {
      app.type(keys)
      for scalar in app.picture.unicodeScalars {
        let isControl =
          scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
        #expect(!isControl && scalar != "\u{202E}", "after \(keys)")
      }
      #expect(!app.frame.title.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    }
  }

  @Test("any size draws something and any key is survived", arguments: [1, 2, 3])
  func anySize(seed: UInt64) {
    var random = seed
    func next(_ limit: UInt64) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33 % limit)
    }
    let keys = "j k G g Enter Esc Tab / a x ? P d s e 1 2 3 4 : Space C-d C-p u R E q h l b p y"
      .split(
        separator: " ")
    var app = AppDriver()
    for step in 0..<1_500 {
      if step % 20 == 0 {
        app.send(.screen(.resize(GridSize(rows: next(50), columns: next(180)))))
      }
      app.type(String(keys[next(UInt64(keys.count))]))
      if app.state.isFinished { app = AppDriver() }
      #expect(app.frame.size == app.state.size, "seed \(seed), step \(step)")
    }
  }
}
