import GraphLayout

/// Laying out the graph of a usual flow and of a very large one, tidy and as its author placed it,
/// beside graphviz doing the same.
struct GraphTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  /// The largest of Flowise's own templates, and ten times what anybody can survey.
  private static let sizes = [(boxes: 22, arrows: 30), (boxes: 500, arrows: 700)]

  func run() throws(BenchError) {
    for (boxes, arrows) in Self.sizes {
      let graph = Self.graph(boxes: boxes, arrows: arrows)
      let tidy = try measure(graph, .tidy)
      let author = try measure(graph, .author)
      let name = "a graph of \(boxes) boxes, \(arrows) arrows"
      let limit = boxes > 100 ? 0.25 : 0.01
      bench.results.add("\(name), tidy", tidy.seconds, limit: limit, Figure.time)
      bench.results.add("\(name), author's", author.seconds, limit: limit, Figure.time)
      bench.results.add(
        "  beside reading its cells", tidy.seconds, over: "floor", tidy.floor, Figure.time)
      try compare(tidy.seconds, graph)
    }
    bench.results.note(
      "The floor of a graph walks over every cell of the boxes and lines of the finished drawing once."
    )
  }

  private func measure(
    _ graph: LayoutGraph, _ kind: LayoutKind
  ) throws(BenchError) -> (seconds: Double, floor: Double) {
    var layout = Samples()
    var floor = Samples()
    for _ in 0..<bench.options.rounds {
      let start = Clock.now
      let drawing = LayoutEngine.drawing(of: graph, kind: kind)
      let middle = Clock.now
      guard let drawing, drawing.boxes.count == graph.boxes.count,
        drawing.arrows.count == graph.arrows.count, Self.cellCount(of: drawing) > 0
      else { throw .failed("a graph of \(graph.boxes.count) boxes was not laid out") }
      layout.add(Double(middle - start) / 1e9)
      floor.add(Double(Clock.now - middle) / 1e9)
    }
    return (layout.median, floor.median)
  }

  private static func cellCount(of drawing: GraphDrawing) -> Int {
    var count = 0
    var last = LayoutPoint(column: -1, row: -1)
    func visit(_ column: Int, _ row: Int) {
      let point = LayoutPoint(column: column, row: row)
      if point != last { count += 1 }
      last = point
    }
    for box in drawing.boxes {
      for row in box.frame.rows { for column in box.frame.columns { visit(column, row) } }
    }
    for arrow in drawing.arrows {
      for (from, to) in zip(arrow.points, arrow.points.dropFirst()) {
        for row in min(from.row, to.row)...max(from.row, to.row) {
          for column in min(from.column, to.column)...max(from.column, to.column) {
            visit(column, row)
          }
        }
      }
    }
    return count
  }

  private func compare(_ figure: Double, _ graph: LayoutGraph) throws(BenchError) {
    guard let dot = bench.peer("dot") else { return }
    var text = "digraph { rankdir=LR; node [shape=box]; splines=ortho;\n"
    for arrow in graph.arrows { text += "  \(arrow.from) -> \(arrow.to);\n" }
    let file = try bench.folder.write(text + "}\n", to: "graph.dot")
    var peer = Samples()
    for _ in 0..<min(bench.options.rounds, 5) {
      peer.add(
        try Run.checked(
          [dot, "-Tplain", file], environment: Home.plainEnvironment,
          output: bench.folder.file("graph.txt"), folder: bench.folder
        ).seconds)
    }
    bench.results.add("  beside graphviz", figure, over: "dot -Tplain", peer.median, Figure.time)
    bench.results.note("dot is a whole process that also reads its graph and writes the places.")
  }

  /// Boxes in a row, most joined with one not far ahead, and one in twenty with one behind.
  private static func graph(boxes count: Int, arrows: Int) -> LayoutGraph {
    var state: UInt64 = 7
    func number(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let boxes = (0..<count).map { index in
      LayoutGraph.Box(
        id: "n\(index)", size: LayoutSize(columns: 10 + number(below: 14), rows: 4),
        position: .init(
          x: Double(index / 12 * 420), y: Double(index % 12 * 260 + number(below: 150)),
          width: 300, height: 200))
    }
    let arrows = (0..<arrows).map { index in
      let from = index < count ? index : number(below: count)
      let ahead = min(from + 1 + number(below: 24), count - 1)
      let to = number(below: 20) == 0 || ahead == from ? max(from - number(below: 12), 0) : ahead
      return LayoutGraph.Arrow(id: "e\(index)", from: "n\(from)", to: "n\(to)")
    }
    return LayoutGraph(boxes: boxes, arrows: arrows)
  }
}
