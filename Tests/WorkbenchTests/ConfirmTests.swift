import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// Questions before something is destroyed or sent (screen.md, C8).
@Suite struct ConfirmTests {
  private static let places: [(context: KeyContext, way: String)] = [
    (.list, "G"), (.list, "2"), (.detail, "G Enter"), (.history, "G g h"), (.config, "Enter ["),
    (.versions, "2 b v"), (.outbox, "3"), (.outbox, "3 j j j"), (.conflict, "3 j j j Enter"),
  ]

  @Test("no key confirms the question that it opened", arguments: places.indices)
  func ownKey(place: Int) {
    let (context, way) = Self.places[place]
    let bindings = KeyBindings.default.all.filter {
      $0.context == context || $0.context == .everywhere
    }
    var questions = 0
    for binding in bindings {
      var app = AppDriver(columns: 120, rows: 40)
      app.type(way)
      for key in binding.keys { app.press(key) }
      guard app.state.question != nil, let last = binding.keys.last else { continue }
      questions += 1
      app.press(last)
      #expect(
        app.effects.allSatisfy { !$0.isOrder }, "\(context) \(binding.command): \(app.effects)")
    }
    #expect(questions > 0, "\(context) asks nothing at all")
  }

  @Test("deleting names who calls the flow, what is live and what a filter hides")
  func dependants() {
    var app = AppDriver(columns: 80, rows: 30)
    app.profile.mentions = [
      FlowID(row: 7): ["Customer support team", "Supervisor"],
      FlowID(row: 1): ["A", "B", "C", "D", "E"],
    ]
    app.type("Space G Space / tri Enter d")
    #expect(app.picture.contains("called by Customer support team, Supervisor"))
    #expect(app.picture.contains("called by A, B, C and 2 more"))
    #expect(app.picture.contains("hidden by the filter"))
    app.send(.mentionsLoaded(FlowID(row: 7), ["Again"]))
    #expect(!app.picture.contains("Again"))
  }

  @Test("Ctrl-y copies what the question lists, and the question stays")
  func copying() {
    var app = AppDriver()
    app.type("G d C-y")
    guard case .copy(let bytes, _)? = app.effects.first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("Support triage  live\n"))
    #expect(app.state.question != nil)
    app.type("Esc P C-y")
    #expect(app.effects.count == 1 && app.state.question != nil)
  }

  @Test("D lists what differs from the server, or says that nothing does")
  func comparing() {
    var app = AppDriver()
    app.type("G D")
    #expect(app.picture.contains("━ Support triage: server -> here ━"))
    #expect(app.picture.contains("~ nodes[3].data.inputs.temperature"))
    app.type("Enter g g D")
    #expect(app.state.question == nil)
    #expect(app.statusRow.contains("Advanced structured output: the server has the same."))
    app.type("/ refund Enter D")
    #expect(app.statusRow.contains("It was never sent: there is no server copy."))
  }

  @Test("a protected profile takes its name and nothing else")
  func protected() {
    var app = AppDriver { $0.isProtected = true }
    app.type("G d x Enter")
    #expect(app.effects.isEmpty && app.state.question != nil)
    app.type("Backspace pro Enter")
    #expect(app.effects.isEmpty)
    app.type("d Enter")
    #expect(app.effects.contains(.delete([FlowID(row: 7)])))
  }
}

extension Effect {
  /// Whether it changes a flow, the outbox or a server.
  fileprivate var isOrder: Bool {
    switch self {
    case .delete, .push, .discard, .resolve, .restore, .usePublished, .saveMerge, .choose, .quit:
      true
    default: false
    }
  }
}
