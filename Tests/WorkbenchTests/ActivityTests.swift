import FlowModel
import TestKit
import Testing
import Workbench

@Suite("what happened")
struct ActivityTests {
  private func driver(events: [PastEvent], columns: Int = 120, rows: Int = 36) -> AppDriver {
    var profile = SampleProfile()
    profile.events = events
    return AppDriver(columns: columns, rows: rows, profile: profile)
  }

  private static func event(
    _ id: Int64, _ code: String, _ detail: String? = nil, minutes: Int64, flow: FlowSummary? = nil
  ) -> PastEvent {
    PastEvent(
      id: id, at: SampleFlows.now - minutes * 60_000, code: code, detail: detail, flow: flow?.id,
      name: flow?.name, kind: flow?.kind, service: code == "pulled" ? .flowise : nil)
  }

  private static let some = [
    event(9, "order-failed", "update invalid", minutes: 20, flow: SampleFlows.chatflows[3]),
    event(8, "order-done", "create", minutes: 60, flow: SampleFlows.chatflows[5]),
    event(7, "conflict", "edit-edit", minutes: 70, flow: SampleFlows.chatflows[2]),
    event(6, "pulled", "2 new, 1 changed", minutes: 3_000),
  ]

  @Test("half of a small screen is the list")
  func small() {
    let app = {
      var app = driver(events: Self.some, columns: 40, rows: 10)
      app.type("4")
      return app
    }()
    #expect(app.picture.contains("create") && app.picture.contains("Message"))
    #expect((1..<9).filter { app.row($0).hasPrefix("  ") || app.row($0).hasPrefix(">") }.count >= 3)
  }

  @Test("also from before this start, the newest last, with the messages of this run")
  func told() {
    var app = driver(events: Self.some, columns: 80, rows: 14)
    app.send(.noticed(Notice(.info, "Something new.")))
    app.type("4")
    #expect(app.row(1).contains("Activity 5 "))
    #expect(app.row(2).hasSuffix(" 2d  Read Flowise: 2 new, 1 changed."))
    #expect(app.row(3).hasSuffix(" 1h  Customer support team: changed here and on the server."))
    #expect(app.row(4).hasSuffix(" 1h  Refund helper: the create is on the server."))
    #expect(
      app.row(5).contains("20m  Image generation: the server refused the update (it is not valid).")
    )
    #expect(app.row(6) == ">   now  Something new.")
  }

  @Test("what could not be understood is a warning, with the reason")
  func notUnderstood() {
    let events = [
      Self.event(3, "understood", minutes: 10, flow: SampleFlows.chatflows[3]),
      Self.event(2, "quarantined", "too-deep", minutes: 20, flow: SampleFlows.chatflows[3]),
      PastEvent(
        id: 1, at: SampleFlows.now, code: "rows-refused", detail: "2", service: .flowise),
    ]
    #expect(events.map(\.weight) == [.info, .warning, .warning])
    #expect(
      events.map(\.sentence) == [
        "Image generation: what the server says of it is understood again.",
        "Image generation: the server's record has more than 512 objects and arrays inside each "
          + "other, so it stays as it is and is not written.",
        "The list of Flowise holds what is no flow: rows left out: 2.",
      ])
  }

  @Test("Enter opens the flow, and says so where there is none")
  func opening() {
    var app = driver(events: Self.some)
    app.type("4 Enter")
    #expect(app.state.tab == .chatflows)
    #expect(app.state.target?.name == "Image generation")
    app.type("4 g g Enter")
    #expect(app.state.tab == .activity)
    #expect(app.statusRow.contains("This is not about a flow."))
  }

  @Test("Enter says so where the flow is gone")
  func openingGone() {
    let gone = SampleFlows.gone
    var app = driver(events: [
      PastEvent(
        id: 1, at: SampleFlows.now, code: "gone", flow: gone.id, name: gone.name, kind: gone.kind,
        isListed: false)
    ])
    app.type("4 Enter")
    #expect(app.state.tab == .activity)
    #expect(app.statusRow.contains("This flow is in the lists no more"))
  }

  @Test("older pages are read when the cursor comes near the first line, each once")
  func pages() {
    let many = (1...450).reversed().map { Self.event(Int64($0), "gone", minutes: 500 - Int64($0)) }
    var app = driver(events: many)
    app.type("4")
    #expect(app.row(1).contains("Activity 200+"))
    #expect(app.effects == [.loadActivity(before: nil)])
    app.type("g g")
    #expect(app.effects == [.loadActivity(before: 251)])
    // The line under the cursor stayed; there is more above it now.
    #expect(app.row(1).contains("Activity 400+"))
    app.type("g g")
    #expect(app.row(1).contains("Activity 450 "))
    app.type("G g g G")
    #expect(app.effects.isEmpty)
  }

  @Test("the cursor stays on its line when news come in, and follows them on the last one")
  func news() {
    var app = driver(events: Self.some)
    app.type("4 k")
    app.send(.noticed(Notice(.info, "Something new.")))
    app.profile.events.insert(Self.event(10, "gone", minutes: 0), at: 0)
    app.send(.localCopyChanged)
    #expect(app.picture.contains(">    1h  Refund helper: the create is on the server."))
    app.type("G")
    app.send(.noticed(Notice(.info, "Newer.")))
    #expect(app.picture.contains(">   now  Newer."))
  }

  @Test("/ shows the lines that hold all words, Esc all again")
  func filtering() {
    var app = driver(events: Self.some)
    app.type("4 / server Space REFUND")
    #expect(app.row(1).contains("filter: server REFUND ━ 1 line "))
    #expect(app.picture.contains(">    1h  Refund helper: the create is on the server."))
    #expect(!app.picture.contains("Image generation"))
    app.type("Enter Esc")
    #expect(app.state.tab == .activity)
    #expect(app.row(5).contains("Image generation"))
    app.type("/ nothing Enter")
    #expect(app.picture.contains("No line holds this."))
    app.type("/ C-u server Esc")
    #expect(app.row(1).contains("filter: nothing"))
  }

  @Test("a filter looks through all that is known, not only the newest page")
  func filteringAll() {
    let many = (1...450).reversed().map { (number: Int64) -> PastEvent in
      number == 3
        ? Self.event(3, "pulled", "7 new", minutes: 497)
        : Self.event(number, "gone", minutes: 500 - number)
    }
    var app = driver(events: many)
    app.type("4 / 7 Space new")
    #expect(app.row(1).contains("Activity 450 "))
    #expect(app.picture.contains("Read Flowise: 7 new."))
  }

  @Test("every code of the audit trail has its sentence")
  func sentences() {
    let notices: [String] = FlowNotice.Code.allCases.map(\.rawValue)
    for code in Self.codes + notices {
      let sentence = Self.event(1, code, minutes: 0, flow: SampleFlows.chatflows[0]).sentence
      #expect(sentence.hasSuffix(".") && !sentence.contains(code + "."), "\(sentence)")
    }
  }

  private static let codes: [String] = [
    "saved", "ordered", "taken-back", "discarded", "order-done", "order-cancelled",
    "order-failed", "order-blocked", "order-in-doubt", "conflict", "conflict-closed",
    "recovered", "recovered-version", "create-twin", "server-rewrote", "foreign-field",
    "contact-failed", "restored", "unpushed-unreadable",
  ]
}
