import CellGrid
import FlowModel
import TestKit
import Testing

@testable import Workbench

@Suite("The palette") struct PaletteTests {
  private let triage = SampleFlows.chatflows[6]

  private func driver(_ keys: String, _ change: (inout SampleProfile) -> Void = { _ in })
    -> AppDriver
  {
    var profile = SampleProfile()
    change(&profile)
    var app = AppDriver(columns: 120, rows: 36, profile: profile)
    app.type(keys)
    return app
  }

  private func titles(_ app: AppDriver) -> [String] {
    app.state.palette?.matches.map { "\($0.group.rawValue) \($0.title)" } ?? []
  }

  @Test("its four groups are in it, each line with what it is about now")
  func groups() throws {
    let entries = try #require(driver("C-p").state.palette).matches
    for group in [PaletteEntry.Group.run, .go, .set, .help] {
      #expect(entries.contains { $0.group == group }, "\(group)")
    }
    func detail(_ title: String) -> String? { entries.first { $0.title == title }?.detail }
    #expect(detail("Push everything ready") == "5 items")
    #expect(detail("push…") == "5 changes in the outbox")
    #expect(detail("refresh") == "last 2m ago")
    #expect(detail("Merge by itself") == "auto -> ask")
    #expect(detail("Outbox") == "5 items")
    #expect(entries.contains { $0.title == "What does \"waiting\" mean?" })
  }

  @Test("a flow is gone to by a few letters of its name")
  func goes() {
    var app = driver("C-p riage")
    #expect(app.effects == [.findFlows("riage", for: .palette)])
    #expect(titles(app).first == "go Support triage")
    app.type("Enter")
    #expect(app.state.focus == .detail && app.state.list.selected?.id == triage.id)
  }

  @Test("a verb before the name does it to the flow")
  func verbs() {
    var app = driver("C-p push Space triage")
    #expect(app.effects == [.findFlows("triage", for: .palette)])
    #expect(titles(app).first == "do Push Support triage")
    app.type("Enter")
    #expect(app.effects.contains(.planPush([triage.id])))
  }

  @Test("a setting is changed to the value that is named")
  func sets() {
    var app = driver("C-p merge Space by Enter")
    #expect(app.effects.last == .mergeByItself(false))
    app.type("C-p merge Space by")
    #expect(app.picture.contains("ask -> auto"))
  }

  @Test("an answer opens in a box")
  func answers() {
    let app = driver("C-p without Space network Enter")
    #expect(app.state.question?.title == "Can I work without a network?")
    let state = driver("C-p what Space conflict Enter")
    #expect(state.state.question?.title == "What does \"conflict\" mean?")
  }

  @Test("what was chosen last comes first")
  func recent() {
    var app = driver("C-p redraw Enter C-p")
    #expect(titles(app).first == "do redraw")
    app.type("Esc C-p keys Enter Esc C-p")
    #expect(titles(app).prefix(2) == ["do all keys", "do redraw"])
    // It does not push aside what fits much better.
    app.type("suspend")
    #expect(titles(app).first == "do suspend")
  }

  @Test("what was chosen is kept for later runs, and comes back behind what was chosen since")
  func recalled() {
    var app = driver("C-p redraw Enter")
    #expect(app.effects.first == .keepRecent(["redraw"]))
    app.send(.recentLoaded(["keys", "redraw", "no-such-command", "suspend"]))
    app.type("C-p")
    #expect(titles(app).prefix(3) == ["do redraw", "do all keys", "do suspend"])
    app.type("keys Enter")
    #expect(
      app.effects.contains(.keepRecent(["keys", "redraw", "no-such-command", "suspend"])))
  }

  @Test("a push is greyed while nothing waits, and the key still asks")
  func nothingToPush() {
    var app = driver("") { $0.outbox = [] }
    app.type("C-p push")
    #expect(app.picture.contains("Cannot run now: Nothing is waiting."))
    app.type("Esc P")
    #expect(app.effects.contains(.planPush(nil)))
    app.type("? / push")
    #expect(app.picture.contains("Nothing is waiting"))
  }

  @Test("Tab completes the line, Ctrl-y copies it as a command")
  func keys() {
    var app = driver("C-p redr Tab")
    #expect(app.state.palette?.line.text == "redraw")
    app.type("C-y")
    #expect(app.effects == [.copy(Array(":redraw".utf8), what: ":redraw")])
    app = driver("C-p riage C-y")
    let line = ":open 8c0e1f6a-7d0b-4b7e-9c2e-000000000007"
    #expect(app.effects == [.copy(Array(line.utf8), what: line)])
  }

  @Test("what cannot run stays, says why, and does nothing")
  func disabled() {
    var app = driver("C-p publish Space chat")
    #expect(app.picture.contains("Cannot run now: Only chatbots are published"))
    app.type("Enter")
    #expect(app.effects.isEmpty && app.state.palette != nil)
  }

  @Test("what came for other letters is dropped; flows go when the letters go")
  func stale() {
    var app = driver("C-p riage")
    app.send(.flowsFound([SampleFlows.chatflows[0]], for: "other"))
    #expect(!titles(app).contains("go Advanced structured output"))
    app.type("C-u")
    #expect(!titles(app).contains("go Support triage"))
  }

  @Test("the number of flows of a profile changes nothing of what a key does")
  func bounded() throws {
    let few = try #require(driver("C-p flow").state.palette)
    let many = try #require(
      driver("C-p flow") { $0.chatflows = SampleFlows.many(10_000) }.state.palette)
    #expect(many.count <= few.count + 50)
  }

  @Test("each line has a group, a help text and a way to do it without the palette")
  func complete() throws {
    for entry in try #require(driver("C-p").state.palette).matches {
      #expect(!entry.title.isEmpty && !entry.help.isEmpty, "\(entry)")
      #expect(entry.line != nil || entry.group == .help)
      guard let line = entry.line, entry.refusal == nil, entry.group != .go else { continue }
      var app = driver("")
      app.press(Key(":"))
      for letter in line { app.press(Key(letter)) }
      app.press(.enter)
      let isUnknown = ["There is no command", "There is no setting", "It is :"].contains {
        app.statusRow.contains($0)
      }
      #expect(!isUnknown, "\(line): \(app.statusRow)")
    }
  }
}
