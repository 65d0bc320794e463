import CellGrid
import FlowModel
import GraphLayout
import TestKit
import Testing

@testable import Workbench

/// The keys of the graph.
@Suite struct GraphPaneTests {
  @Test("it opens by key, tab and command, on where the flow begins")
  func opening() {
    #expect(openedGraph().state.focus == .graph)
    #expect(focusedNode(openedGraph()) == "Start")
    var app = AppDriver(columns: 120, rows: 36)
    app.type("G ] ] Enter")
    #expect(app.state.focus == .graph)
    #expect(!app.state.isDetailAlone)
    app.type("[ Esc : graph Enter")
    #expect(app.state.focus == .graph)
    #expect(app.state.isDetailAlone)
  }

  @Test(
    "a flow begins at its start node, else where no edge comes in",
    arguments: [
      ("startAgentflow", "b"), ("seqStart", "b"), ("tool", "a"),
    ])
  func first(component: String, id: String) throws {
    let body = """
      {"nodes": [{"id": "x"}, {"id": "a"}, {"id": "b", "data": {"name": "\(component)"}}],
       "edges": [{"source": "a", "target": "b"}]}
      """
    let graph = try #require(SampleGraph.graph(body, base: body))
    let flow = try #require(GraphFlow(flow: SampleFlows.chatflows[0], graph: graph))
    #expect(flow.first.map { graph.nodes[$0].node.id } == id)
  }

  @Test("the tabs go round both ways")
  func tabs() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("Enter ] ]")
    #expect(app.state.focus == .graph)
    app.type("g t")
    #expect(app.state.focus == .history)
    app.type("] ]")
    #expect(app.state.focus == .detail)
    app.type("[ [ [")
    #expect(app.state.focus == .graph)
  }

  @Test("h j k l go to the nearest node, and no further than there are any")
  func moving() {
    var app = openedGraph()
    app.type("l l")
    #expect(focusedNode(app) == "Technical agent")
    app.type("9 k")
    #expect(focusedNode(app) == "Billing agent")
    app.type("j j")
    #expect(focusedNode(app) == "Human review")
    app.type("l")
    #expect(focusedNode(app) == "Reply")
    app.type("99 h")
    #expect(focusedNode(app) == "Start")
  }

  @Test("Tab chooses an edge, Enter follows it, Backspace comes back")
  func following() {
    var app = openedGraph()
    #expect(app.statusRow.contains("Start: 0 in, 1 out.  Enter follows the edge to Classify."))
    app.type("Enter Tab")
    #expect(app.statusRow.contains("Enter follows the edge to Technical agent."))
    app.type("BackTab BackTab")
    #expect(app.statusRow.contains("Enter goes back to Start."))
    app.type("Tab Tab Enter")
    #expect(focusedNode(app) == "Technical agent")
    app.type("Backspace")
    #expect(focusedNode(app) == "Classify")
    app.type("Backspace")
    #expect(focusedNode(app) == "Start")
    app.type("Backspace")
    #expect(app.statusRow.contains("Enter follows an edge"))
  }

  @Test("the chosen edge has a look of its own, also after it was left")
  func edgeRoles() throws {
    var app = openedGraph()
    app.type("Enter")
    var graph = try #require(app.state.graph)
    #expect(graph.edgeRoles["e1"] == .graphEdgeFocus)
    // It is new here.
    #expect(graph.edgeRoles["e7"] == .diffAdded)
    app.type("Tab >")
    graph = try #require(app.state.graph)
    #expect(graph.edgeRoles["e1"] == .graphEdgeDownstream)
    #expect(graph.edgeRoles["e2"] == .graphEdgeFocus)
    #expect(graph.edgeRoles["e0"] == nil)
    app.type("Esc")
    #expect(app.state.graph?.edgeRoles["e1"] == nil)
    #expect(app.state.focus == .graph)
  }

  @Test("< and > tell what leads here and where this leads")
  func reach() {
    var app = openedGraph()
    app.type("Enter >")
    #expect(app.statusRow.contains("Classify leads to 5 nodes."))
    app.type("<")
    #expect(app.statusRow.contains("1 node leads to Classify."))
    app.type("<")
    #expect(app.statusRow.contains("Classify: 1 in, 3 out."))
  }

  @Test("zooming asks for a drawing once; then it is kept")
  func zooming() {
    var app = openedGraph()
    let first = app.state.graph?.sheet?.key.zoom
    app.type("+")
    #expect(app.state.graph?.sheet?.key.zoom.rawValue == (first?.rawValue ?? 0) + 1)
    #expect(app.effects.contains { if case .layOutGraph = $0 { true } else { false } })
    app.type("-")
    #expect(app.state.graph?.sheet?.key.zoom == first)
    app.type("+")
    #expect(app.effects.isEmpty)
    app.type("+ + +")
    #expect(app.state.graph?.sheet?.key.zoom == .sheets)
    app.type("- - - - -")
    #expect(app.state.graph?.sheet?.key.zoom == .dots)
    #expect(app.statusRow.contains("This is the smallest"))
  }

  @Test("0 chooses the largest zoom at which all fits, from what is known or by asking")
  func fitting() throws {
    var app = openedGraph(columns: 80, rows: 24)
    app.type("0")
    let sheet = try #require(app.state.graph?.sheet)
    #expect(app.state.graph?.viewport.fitsAll == true)
    app.type("- - - + + + 0")
    #expect(app.effects.isEmpty)
    #expect(app.state.graph?.sheet?.key == sheet.key)
  }

  @Test("T turns between the author's places and columns; M, i and t show and hide")
  func looks() {
    var app = openedGraph()
    app.type("T")
    #expect(app.state.graph?.sheet?.key.kind == .author)
    #expect(app.row(1).contains("author layout"))
    app.type("T")
    #expect(app.row(1).contains("tidy layout"))
    let before = app.picture
    #expect(before.contains("startAgentflow") || before.contains("type     start"))
    app.type("i")
    #expect(!app.picture.contains("type     start"))
    app.type("i t")
    #expect(app.picture.contains("-> 3 billing, 4 technical, 5 human"))
    app.type("j j Enter")
    #expect(focusedNode(app) == "Billing agent")
    #expect(app.state.graph?.options.showsTwin == false)
  }

  @Test("panning moves the window and not the cursor")
  func panning() {
    var app = openedGraph(columns: 60, rows: 20)
    app.type("+ +")
    let before = app.state.graph?.viewport.origin.column ?? 0
    app.type("L")
    #expect(app.state.graph?.viewport.origin.column == before + 8)
    app.type("S-Left")
    #expect(app.state.graph?.viewport.origin.column == before)
    #expect(focusedNode(app) == "Start")
    app.type("9 L z z")
    #expect(app.state.graph?.viewport.origin.column == 0)
  }

  @Test("f puts letters on the nodes and goes to the one that is typed")
  func jumping() {
    var app = openedGraph()
    app.type("f")
    #expect(app.statusRow.contains("Type the letters on a node"))
    app.type("s")
    #expect(focusedNode(app) == "Classify")
    app.type("f Esc")
    #expect(app.state.graph?.jump == nil)
    #expect(app.state.focus == .graph)
  }

  @Test("/ finds nodes by their names, n and N go on and round")
  func finding() {
    var app = openedGraph()
    app.type("/ agent Enter")
    #expect(focusedNode(app) == "Billing agent")
    #expect(app.statusRow.contains("1 of 2 with \"agent\"."))
    app.type("n")
    #expect(focusedNode(app) == "Technical agent")
    app.type("n")
    #expect(focusedNode(app) == "Billing agent")
    app.type("N")
    #expect(focusedNode(app) == "Technical agent")
    app.type("/ nobody Enter")
    #expect(app.statusRow.contains("No node is called \"nobody\"."))
  }

  @Test("local keys win over global ones, and the help shows the winner")
  func localKeys() {
    var app = openedGraph()
    app.type("2 1 G g G - g -")
    #expect(app.state.focus == .list)
    app = openedGraph()
    app.type("?")
    #expect(app.picture.contains("zoom out"))
    let lines = (0..<36).map { app.row($0) }
    #expect(
      !lines.contains { $0.contains("-  ") && $0.contains("last view") && !$0.contains("g-") })
  }

  @Test("e opens the node in the editor, g e the edge")
  func editing() throws {
    var app = openedGraph()
    app.type("Enter e")
    #expect(app.state.editor?.graphOpening == .node(id: "classify", index: 1))
    app.send(.editor(.textLoaded(try text(of: app))))
    let body = SampleGraph.body
    var place = try #require(body.firstRange(of: "{\"id\": \"classify\"")?.lowerBound)
    #expect(app.state.editor?.cursor == body.utf8.distance(from: body.startIndex, to: place))
    app.type("Esc")
    #expect(app.state.focus == .graph)
    #expect(focusedNode(app) == "Classify")
    app.type("Tab g e")
    app.send(.editor(.textLoaded(try text(of: app))))
    place = try #require(body.firstRange(of: "{\"id\": \"e2\"")?.lowerBound)
    #expect(app.state.editor?.cursor == body.utf8.distance(from: body.startIndex, to: place))
  }

  private func text(of app: AppDriver) throws -> EditorText {
    var loaded = EditorText(
      flow: try #require(app.state.editor?.flow.id), field: "flowData",
      text: Array(SampleGraph.body.utf8), version: 1, isJSON: true)
    loaded.check = TextCheck(of: loaded.buffer, version: 0, kind: .chatflow)
    return loaded
  }

  @Test("g G in the editor goes to the node or the edge under the cursor")
  func fromEditor() throws {
    var app = openedGraph()
    app.type("e")
    app.send(.editor(.textLoaded(try text(of: app))))
    // The letters of a path, as the search of the editor takes them.
    func go(to path: String) throws {
      app.type("@ \(path)")
      app.send(.editor(.pathsFound(PathSearch(of: try text(of: app).buffer, for: path))))
      app.type("Enter")
    }
    try go(to: "nodes[4].data.name")
    app.type("g G")
    #expect(app.state.focus == .graph)
    #expect(focusedNode(app) == "Human review")
    app.type("e")
    app.send(.editor(.textLoaded(try text(of: app))))
    try go(to: "edges[2].data.edgeLabel")
    app.type("g G")
    #expect(focusedNode(app) == "Classify")
    #expect(app.statusRow.contains("follows the edge to Technical agent"))
  }

  @Test("a click chooses, a second one opens, the wheel and dragging pan")
  func mouse() throws {
    var app = openedGraph(columns: 80, rows: 24)
    func mouse(_ action: MouseEvent.Action, _ row: Int, _ column: Int) {
      app.send(.screen(.mouse(MouseEvent(action, at: GridPoint(row: row, column: column)))))
    }
    let rows = (0..<24).map { app.row($0) }
    let row = try #require(rows.firstIndex { $0.contains(" Classify ") })
    let column = try #require(rows[row].firstRange(of: "Classify")?.lowerBound)
    let place = rows[row].distance(from: rows[row].startIndex, to: column)
    mouse(.press, row, place)
    #expect(focusedNode(app) == "Classify")
    let origin = try #require(app.state.graph?.viewport.origin)
    mouse(.drag, row, place - 5)
    mouse(.release, row, place - 5)
    #expect(app.state.graph?.viewport.origin.column == origin.column + 5)
    mouse(.press, row, place - 5)
    mouse(.doubleClick, row, place - 5)
    #expect(app.state.editor?.graphOpening == .node(id: "classify", index: 1))
  }

  @Test("keys of the graph are refused elsewhere, in words")
  func elsewhere() {
    var app = AppDriver()
    app.type(": zoom-in Enter")
    #expect(app.statusRow.contains("This works in the graph of a flow."))
    app.type("3 : graph Enter")
    #expect(app.statusRow.contains("Open the flow from its list to see its graph."))
  }

  @Test("Esc ends the highlight, then goes back to the list; _ gives the list its place")
  func leaving() {
    var app = openedGraph()
    app.type("> Esc")
    #expect(app.state.focus == .graph)
    app.type("_")
    #expect(app.picture.contains("Chatflows 7"))
    #expect(app.state.focus == .graph)
    app.type("_ Esc")
    #expect(app.state.focus == .list)
    app = openedGraph(columns: 80, rows: 24)
    app.type("_")
    #expect(app.statusRow.contains("100 columns"))
    var full = AppDriver(columns: 120, rows: 36)
    full.type("+ + G g G _")
    #expect(full.statusRow.contains("because the pane is full"))
    #expect(full.state.isDetailAlone)
    app.type("q")
    #expect(app.state.focus == .list)
    #expect(!app.state.isFinished)
  }
}
