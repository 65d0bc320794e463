import CellGrid
import FlowModel
import GraphLayout
import TestKit
import Testing

@testable import Workbench

/// The graph while its flow changes, and where there is nothing to draw.
@Suite struct GraphChangeTests {
  @Test("a flow that changed keeps the cursor on its node and draws afresh")
  func changing() throws {
    var app = openedGraph()
    app.type("Enter Enter")
    let before = try #require(focusedNode(app))
    let revision = app.state.graph?.sheet?.revision
    app.send(.localCopyChanged)
    #expect(app.state.graph?.sheet?.revision == revision)
    app.profile.graph = SampleGraph.graph(SampleGraph.body.replacing("Start", with: "Begin"))
    app.send(.localCopyChanged)
    #expect(focusedNode(app) == before)
    #expect(app.state.graph?.sheet?.revision != revision)
    app.type("/ begin Enter")
    #expect(focusedNode(app) == "Begin")
  }

  @Test("while the drawing of a changed flow is made, the old one goes on", arguments: [3, 40])
  func meanwhile(count: Int) {
    var app = openedGraph()
    app.type("Enter Enter")
    app.profile.graph = SampleGraph.large(count)
    app.profile.answersLayouts = false
    app.send(.localCopyChanged)
    app.type("l l k j > Tab f s / agent Enter + t j t")
    #expect(app.picture.contains("Billing agent"))
    app.profile.answersLayouts = true
    app.type("-")
    #expect(app.state.graph?.content?.graph.nodes.count == count)
    #expect(app.picture.contains("Step 0"))
  }

  @Test("a drawing of an older state of the flow is dropped")
  func stale() throws {
    var app = openedGraph()
    let graph = try #require(SampleGraph.graph())
    let sheet = try #require(
      GraphSheet(
        GraphLayoutRequest(
          flow: FlowID(row: 7), revision: 99, graph: graph, kind: .tidy, zooms: [.dots],
          room: LayoutSize(columns: 80, rows: 20))))
    app.send(.graphLaidOut(sheet))
    #expect(app.state.graph?.sheet?.key.zoom != .dots)
  }

  @Test("a long layout says so, a short one does not flicker")
  func waiting() {
    var profile = SampleProfile()
    profile.answersLayouts = false
    var app = openedGraph(profile: profile)
    #expect(!app.picture.contains("Laying out"))
    #expect(app.effects.contains(.wake(afterMilliseconds: 20)))
    app.send(.timePassed(now: SampleFlows.now + 20))
    #expect(app.picture.contains("Laying out…"))
  }

  @Test("what cannot be drawn says why")
  func empty() {
    var profile = SampleProfile()
    profile.graph = nil
    #expect(
      openedGraph(profile: profile).picture.contains("This flow has no nodes that can be read."))
    profile.graph = SampleGraph.graph(#"{"nodes": [], "edges": []}"#, base: "{}")
    #expect(openedGraph(profile: profile).picture.contains("No node yet."))
  }

  @Test("what is removed here is seen and cannot be opened")
  func removed() {
    var profile = SampleProfile()
    profile.graph = SampleGraph.graph(
      SampleGraph.baseBody, base: SampleGraph.body)
    var app = openedGraph(profile: profile)
    app.type("/ slack Enter")
    #expect(focusedNode(app) == "Slack notify")
    app.type("e")
    #expect(app.statusRow.contains("It is removed here"))
    app.type("g e")
    #expect(app.statusRow.contains("No edge of this node stands in the text."))
    #expect(app.state.editor == nil)
  }
}
