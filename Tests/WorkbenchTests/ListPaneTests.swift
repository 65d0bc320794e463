import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

@Suite struct ListPaneTests {
  @Test("the first question is for the start of the list and its counts")
  func starting() {
    var state = AppState(
      settings: AppSettings(profile: "prod", pullsAtStart: true), size: .init(rows: 24, columns: 80)
    )
    #expect(
      state.receive(.started(now: 0)) == [
        .loadWindow(FlowQuery(kind: .chatflow), .start, limit: 200, request: 1), .loadStatus,
        .loadRecent, .pull,
      ])
  }

  @Test("a move inside the window asks for nothing but the detail, once the cursor rests")
  func movingInside() {
    var app = AppDriver()
    app.type("j")
    #expect(app.effects == [.loadDetail(FlowID(row: 2), afterRest: true)])
  }

  @Test("the next rows are asked for by key before the cursor reaches the edge")
  func nearTheEdge() {
    var profile = SampleProfile()
    profile.chatflows = SampleFlows.many(1_000)
    var app = AppDriver(profile: profile)
    app.type("1 5 9 9 j")  // 1 is a tab, then 599 rows down
    app = AppDriver(profile: profile)
    for _ in 0..<139 { app.type("j") }
    let asks = { (app: AppDriver) in
      app.effects.contains { if case .loadWindow(_, .after, _, _) = $0 { true } else { false } }
    }
    #expect(!asks(app))
    app.type("j")
    #expect(asks(app))
    #expect(app.state.target?.name == "flow 000140")
  }

  @Test("any way through a long list shows the row it stands on", arguments: [1, 7, 23])
  func wandering(seed: UInt64) {
    var profile = SampleProfile()
    profile.chatflows = SampleFlows.many(5_000)
    var app = AppDriver(rows: 24, profile: profile)
    var place = 0
    var random = seed
    for _ in 0..<400 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      switch random >> 60 {
      case 0: (place, _) = (0, app.type("g g"))
      case 1: (place, _) = (4_999, app.type("G"))
      case 2..<6: (place, _) = (min(place + 50, 4_999), app.type("5 0 j"))
      case 6..<9: (place, _) = (max(place - 93, 0), app.type("9 3 k"))
      case 9..<13: (place, _) = (min(place + 1, 4_999), app.type("Down"))
      default: (place, _) = (max(place - 1, 0), app.type("Up"))
      }
      let digits = String(place)
      let name = "flow " + String(repeating: "0", count: 6 - digits.count) + digits
      #expect(app.state.target?.name == name, "seed \(seed)")
      #expect(app.picture.contains(">  ✓ \(name)"), "seed \(seed)")
    }
  }

  @Test("a burst of keys beyond the window lands where it was meant to")
  func heldKey() {
    var profile = SampleProfile()
    profile.chatflows = SampleFlows.many(1_000)
    let settings = AppSettings(profile: "prod", pullsAtStart: false)
    var state = AppState(settings: settings, size: .init(rows: 24, columns: 80))
    var waiting = state.receive(.started(now: SampleFlows.now))
    for effect in waiting {
      for answer in profile.answers(to: effect) { waiting += state.receive(answer) }
    }
    // 500 keys arrive before any answer does.
    var asked: [Effect] = []
    for _ in 0..<500 { asked += state.receive(.screen(.key(.init(.down)))) }
    while !asked.isEmpty {
      let now = asked
      asked = []
      for effect in now {
        for answer in profile.answers(to: effect) { asked += state.receive(answer) }
      }
    }
    #expect(state.target?.name == "flow 000500")
  }

  @Test("an answer to an older question is dropped")
  func staleAnswer() {
    var app = AppDriver()
    let before = app.picture
    app.send(
      .windowLoaded(
        FlowWindow(rows: [SampleFlows.chatbots[0]], firstIndex: 0, count: 1), kind: .chatflow,
        request: 0))
    #expect(app.picture == before)
  }

  @Test("a reload stays on the same flow, on the same line")
  func reloading() {
    var app = AppDriver()
    app.type("j j j")
    app.profile.chatflows.insert(SampleFlows.flow(90, "A new one", .clean, hours: 0), at: 0)
    app.send(.localCopyChanged)
    #expect(app.state.target?.name == "Image generation")
    #expect(app.picture.contains("A new one"))
  }

  @Test("a list in which nobody moved stays at its top while a pull fills it")
  func filling() {
    var app = AppDriver()
    app.profile.chatflows.insert(SampleFlows.flow(90, "A new one", .clean, hours: 0), at: 0)
    app.send(.localCopyChanged)
    #expect(app.state.target?.name == "A new one")
  }

  @Test(
    "who moves while the list is read again stays where they went",
    arguments: [("", "j"), ("j", "j"), ("j j j", "k k"), ("j", "G"), ("G", "g g")])
  func movingMeanwhile(before: String, meanwhile: String) throws {
    var app = AppDriver()
    app.type(before)
    var undisturbed = app
    undisturbed.type(meanwhile)
    app.profile.chatflows.insert(SampleFlows.flow(90, "0 new", .clean, hours: 0), at: 0)
    app.send(.localCopyChanged, typingMeanwhile: meanwhile)
    let name = try #require(undisturbed.state.target?.name)
    #expect(app.state.target?.name == name)
    let row = app.picture.split(separator: "\n").first { $0.hasPrefix(">") }
    #expect(row?.contains(name) == true, "\(app.picture)")
  }

  @Test("a list that became shorter keeps the cursor inside")
  func shrinking() {
    var app = AppDriver()
    app.type("G")
    app.profile.chatflows.removeLast(5)
    app.send(.localCopyChanged)
    #expect(app.state.target != nil)
    app.profile.chatflows = []
    app.send(.localCopyChanged)
    #expect(app.state.target == nil)
    #expect(app.picture.contains("No chatflows here yet. R reads them from the server"))
  }

  @Test("the filter shows what it means while it is typed, and Esc brings the old one back")
  func filtering() {
    var app = AppDriver()
    app.type("/ sup")
    #expect(app.row(1).contains("━ Chatflows 2 ━"))
    #expect(app.statusRow == " filter: sup")
    app.type("Esc")
    #expect(app.row(1).contains("━ Chatflows 7 ━"))
    app.type("/ helper Enter")
    #expect(app.row(1).contains("filter: helper"))
    app.type("Esc")
    #expect(app.row(1).contains("━ Chatflows 7 ━"))
  }

  @Test("marks are kept while a filter hides them, and what is done to them names them")
  func marks() {
    var app = AppDriver()
    app.type("Space / sup Enter Space d")
    #expect(app.picture.contains("Delete 2 chatflows on prod?"))
    #expect(app.picture.contains("Advanced structured output"))
    #expect(app.picture.contains("hidden by the filter"))
    app.type("x")
    #expect(app.effects == [.delete([FlowID(row: 1), FlowID(row: 3)])])
  }

  @Test("sorting asks for the list afresh and stays on the flow")
  func sorting() {
    var app = AppDriver()
    app.type("j s z")
    #expect(
      app.effects.first
        == .loadWindow(
          FlowQuery(kind: .chatflow, order: .size), .around(FlowID(row: 2)), limit: 200, request: 2)
    )
    #expect(app.state.target?.name == "Branch out, merge in")
    app.type("S")
    #expect(app.row(1).contains("sort: size, reversed"))
    #expect(app.state.target?.name == "Branch out, merge in")
  }

  @Test("what was made is shown, also when its name does not fit the filter")
  func madeUnderFilter() {
    var app = AppDriver()
    app.type("/ triage Enter")
    app.profile.chatflows.append(SampleFlows.flow(99, "Zebra", .pendingCreate, hours: 0))
    app.send(.ordered("Made here: Zebra.", FlowID(row: 99)))
    #expect(!app.row(1).contains("filter"))
    #expect(app.picture.contains(">  + Zebra"))
    app.type("/ zeb Enter")
    app.send(.ordered("Renamed here.", FlowID(row: 99)))
    #expect(app.row(1).contains("filter: zeb"), "a flow that is seen moves no filter")
  }
}
