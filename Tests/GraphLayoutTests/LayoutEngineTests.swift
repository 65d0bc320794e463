import GraphLayout
import Testing

@Suite struct LayoutEngineTests {
  @Test("an empty graph is an empty drawing", arguments: [LayoutKind.tidy, .author])
  func empty(kind: LayoutKind) throws {
    let graph = LayoutGraph(boxes: [], arrows: [])
    let drawing = try #require(LayoutEngine.drawing(of: graph, kind: kind))
    #expect(drawing.boxes.isEmpty && drawing.size == LayoutSize(columns: 0, rows: 0))
  }

  @Test("unknown ends have no line, and doubles by id one")
  func oddArrows() throws {
    let graph = LayoutGraph(
      boxes: GraphText.graph("A B").boxes,
      arrows: [
        .init(from: "A", to: "Z"), .init(from: "A", to: "B"), .init(from: "A", to: "B"),
        .init(id: "two", from: "A", to: "B"), .init(from: "B", to: "B"),
      ])
    let drawing = try #require(LayoutEngine.drawing(of: graph))
    #expect(drawing.arrows.map(\.id) == ["A>B", "two", "B>B"])
    #expect(drawing.arrows[0].points == drawing.arrows[1].points)
    #expect(drawing.loops == ["B"])
  }

  @Test("frames that enclose each other, or nothing, do no harm")
  func oddFrames() throws {
    var graph = GraphText.graph("A>B>C>D")
    for (index, parent) in ["B", "A", "C", "D", "Z"].enumerated() where index < 4 {
      graph.boxes[index].parent = parent
      graph.boxes[index].kind = index < 3 ? .frame : .node
    }
    let drawing = try #require(LayoutEngine.drawing(of: graph))
    #expect(drawing.boxes.count == 4 && drawing.arrows.allSatisfy { !$0.points.isEmpty })
  }

  @Test(
    "places that are no numbers do no harm",
    arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, 0])
  func oddPlaces(number: Double) throws {
    var graph = GraphText.graph("A@0,0>B@20,0>C@40,0")
    graph.boxes[1].position = .init(x: number, y: number, width: number, height: number)
    let drawing = try #require(LayoutEngine.drawing(of: graph, kind: .author))
    #expect(LayoutLaws.breaches(of: drawing, for: graph).isEmpty)
    #expect(drawing.size.columns < 100 && drawing.size.rows < 100)
  }

  @Test("a cancelled layout gives nothing, however late it is cancelled")
  func cancelled() {
    let graph = RandomGraph.graph(seed: 5)
    for count in [0, 1, 2, 3, 5, 8] {
      var asked = 0
      let drawing = LayoutEngine.drawing(of: graph) {
        asked += 1
        return asked > count
      }
      #expect(drawing == nil || asked <= count, "asked \(asked) times")
    }
  }
}
