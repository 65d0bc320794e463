import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

@Suite("the outbox")
struct OutboxPaneTests {
  private func driver(columns: Int = 120, rows: Int = 36) -> AppDriver {
    var app = AppDriver(columns: columns, rows: rows)
    app.type("3")
    return app
  }

  @Test("Space marks, and P plans a push of what is marked alone")
  func marks() {
    var app = driver()
    app.type("Space Space")
    #expect(app.row(1).contains("2 marked"))
    app.type("P")
    let flows = [SampleFlows.chatflows[6].id, SampleFlows.chatflows[5].id]
    #expect(app.effects == [.planPush(flows)])
    app.type("Esc U P")
    #expect(app.effects == [.planPush(nil)])
  }

  @Test("Esc takes the marks away before it leaves")
  func escaping() {
    var app = driver()
    app.type("Space Tab Esc")
    #expect(app.row(1).contains("1 marked"))
    app.type("Esc")
    #expect(!app.row(1).contains("marked"))
    #expect(app.state.tab == .outbox)
    app.type("Esc")
    #expect(app.state.tab == .chatflows)
  }

  @Test("Tab gives the focus to the change, where moving scrolls it and stays on its order")
  func scrolling() throws {
    var app = driver(columns: 80, rows: 24)
    let long = (1...60).map { number in
      FlowDifference(
        path: "flowData.nodes[\(number)].data.label", node: nil, kind: .changed,
        before: "\"old \(number)\"", after: "\"new \(number)\"")
    }
    app.send(.differencesLoaded(SampleFlows.chatflows[6].id, long))
    #expect(app.picture.contains("line 1 of "))
    app.type("Tab C-d")
    #expect(app.effects == [])
    #expect(!app.picture.contains("line 1 of "))
    #expect(app.picture.contains(">  ⇡  1  update"))
    app.type("G")
    #expect(app.picture.contains("\"new 60\""))
    app.type("BackTab j")
    #expect(app.picture.contains(">  +  2  create"))
  }

  @Test("news of the local copy leave what is read where it was scrolled to")
  func reloading() {
    var app = driver(columns: 80, rows: 24)
    app.type("Tab C-d")
    let seen = app.picture
    #expect(seen.contains("line 3 of 7"))
    let flow = SampleFlows.chatflows[6].id
    app.send(.outboxLoaded(SampleFlows.outbox.map { OutboxEntry(change: $0, summary: "2 paths") }))
    #expect(
      app.effects.suffix(2) == [.loadDelivery(SampleFlows.outbox[0].id), .loadDifferences(flow)])
    #expect(app.picture.contains("line 3 of 7"))
  }

  @Test("reading is asked for by moving, once for each order")
  func reading() {
    var app = driver()
    app.type("j")
    let change = SampleFlows.outbox[1]
    #expect(app.effects == [.loadDelivery(change.id), .loadDifferences(change.flow)])
    app.type("G G")
    #expect(app.effects == [])
  }

  @Test("y c copies the request of the order under the cursor")
  func copying() {
    var app = driver()
    app.type("j y c")
    #expect(app.effects == [.copyRequest(SampleFlows.outbox[1].id)])
  }

  @Test("a click selects an order")
  func clicking() {
    var app = driver()
    app.send(.screen(.mouse(MouseEvent(.press, at: GridPoint(row: 6, column: 20)))))
    #expect(app.picture.contains(">  ✗  4"))
    app.send(.screen(.mouse(MouseEvent(.press, at: GridPoint(row: 30, column: 20)))))
    #expect(app.picture.contains(">  ✗  4"))
  }

  @Test("an order that was refused tells what the server said, where, and the ways out")
  func refused() {
    var profile = SampleProfile()
    profile.outbox[3].errorText = "The server answered 400: inputs.temperature must be below 0.1"
    var app = AppDriver(columns: 120, rows: 36, profile: profile)
    app.type("3")
    // From another row it is told, too.
    #expect(app.picture.contains("─ Last error, change 4 ─"))
    #expect(app.picture.contains(" On row 4 stands what can be done."))
    app.type("j j j")
    #expect(app.picture.contains(" The server answered 400: inputs.temperature must be below"))
    #expect(app.picture.contains(" at nodes[3].data.inputs.temperature = 0.2"))
    #expect(app.picture.contains(" The server refused it; the same again will not help."))
    #expect(app.picture.contains(" e opens the editor there, r lets it be sent again, d drops"))
    app.type("r")
    #expect(app.effects == [.retry(SampleFlows.outbox[3].id)])
    app.type("d x")
    #expect(app.effects == [.discard([SampleFlows.outbox[3].id])])
    app.type("u")
    #expect(app.effects == [.undo([SampleFlows.outbox[3].flow])])
  }

  @Test("d drops the marked changes, the newest first, and names them all")
  func discardingMarked() {
    var app = AppDriver(columns: 80, rows: 30)
    app.type("3 Space Space d")
    let changes = SampleFlows.outbox[0...1]
    #expect(app.state.question?.title == "Drop 2 changes?")
    for change in changes { #expect(app.picture.contains(change.name)) }
    app.type("x")
    #expect(app.effects == [.discard(changes.reversed().map(\.id))])
  }

  @Test("what changed in one place stands under one heading")
  func headings() {
    var app = driver()
    func change(_ path: String, _ after: String) -> FlowDifference {
      FlowDifference(path: path, node: "Reply", kind: .changed, before: "1", after: after)
    }
    app.send(
      .differencesLoaded(
        SampleFlows.chatflows[6].id,
        [
          change("flowData.nodes[3].data.inputs.top", "2"),
          change(#"flowData.nodes[3].data.inputs["top k"]"#, "3"), change("name", "\"New\""),
        ]))
    let lines = app.picture.split(separator: "\n").map { $0.prefix(60) }
    #expect(lines.count { $0.contains("nodes[3].data.inputs  Reply") } == 1)
    for line in [#" - "top": 1"#, #" + "top": 2"#, #" + "top k": 3"#, #" + "name": "New""#] {
      #expect(lines.contains { $0.hasPrefix(line) }, "\(line)")
    }
  }

  @Test("a name has the room of the change where none is told; a sentence is wrapped")
  func longTexts() {
    var app = driver(columns: 120, rows: 36)
    var change = SampleFlows.outbox[1]
    change.name = "Bücherei-prüfung 45 with a name of many words (copy)"
    let entry = OutboxEntry(change: change, summary: "")
    app.send(.outboxLoaded([entry]))
    #expect(app.picture.contains("Bücherei-prüfung 45 with a name of many words (copy)"))
    #expect(app.picture.contains("A new flow: it is sent whole, and gets its id from the"))
    #expect(app.picture.contains(" server.   "))
    app.send(.outboxLoaded([OutboxEntry(change: change, summary: "2 paths")]))
    #expect(!app.picture.contains("many words (copy)") && app.picture.contains("2 paths"))
  }

  @Test("text that was never saved is told, also where nothing waits")
  func unsavedText() {
    var app = driver()
    app.send(.unsavedTextsFound([SampleFlows.chatflows[0].id]))
    #expect(app.row(1).contains("1 not saved"))
    #expect(
      app.picture.contains("unsaved  Text of 1 flow is kept but not saved"))
    for columns in [120, 80, 40] {
      app = driver(columns: columns, rows: columns == 40 ? 10 : 24)
      app.send(.outboxLoaded([]))
      app.send(
        .unsavedTextsFound([SampleFlows.chatflows[0].id, SampleFlows.chatflows[1].id]))
      #expect(app.picture.contains("Text of 2 flows is kept but"), "\(columns)")
    }
  }

  @Test("on a small screen the change comes before when it is sent, an error before the change")
  func smallOrder() {
    var app = driver(columns: 60, rows: 20)
    app.type("_")
    let rows = app.picture.split(separator: "\n").map(String.init)
    let change = rows.firstIndex { $0.contains("\"temperature\": 0.9") }
    #expect(
      change != nil && !rows.prefix(change ?? 0).contains { $0.contains("Sent when you push") })
    app.type("j j j")
    let later = app.picture.split(separator: "\n").map(String.init)
    let error = later.firstIndex { $0.hasPrefix(" HTTP 400") }
    #expect(error != nil && !later.prefix(error ?? 0).contains { $0.contains("\"temperature\"") })
  }

  @Test("where there is no room below the list, the status row tells the error")
  func tiny() {
    var app = driver(columns: 40, rows: 10)
    #expect(app.statusRow.contains("3 changes are ready."))
    app.type("j j j")
    #expect(app.statusRow.hasPrefix(" HTTP 400: size must be one of"))
  }

  @Test("a row names the first places that an order changes")
  func summary() {
    #expect(ChangeSummary.text(of: []) == nil)
    #expect(
      ChangeSummary.text(of: SampleFlows.differences)
        == "3 paths: nodes[3]…temperature, +nodes[10], -edges[4]")
    let one = FlowDifference(path: "name", node: nil, kind: .changed, before: "1", after: "2")
    #expect(ChangeSummary.text(of: [one]) == "1 path: name")
    #expect(ChangeSummary.text(of: [one, one, one, one])?.hasSuffix("name, …") == true)
  }
}
