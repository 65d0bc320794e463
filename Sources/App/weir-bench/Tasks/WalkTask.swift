/// The graph of a flow on the screen: from the keys that open it to its first frame, and a step and a
/// pan in it.
struct WalkTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  /// Nodes, edges, and the time to the first frame that we aim at.
  private typealias Size = (nodes: Int, edges: Int, limit: Double)
  private static let sizes: [Size] = [(22, 30, 0.016), (500, 700, 0.25)]
  /// Where nothing has to be drawn that was not there.
  private static let pause: Int64 = 60_000_000

  private struct Walk {
    var open = Samples()
    var step = Samples()
    var pan = Samples()
    var panBytes = Samples()
    var listStep = Samples()
  }

  func run() throws(BenchError) {
    let walks = try Self.sizes.map { (size) throws(BenchError) in try measured(size) }
    for (size, walk) in zip(Self.sizes, walks) {
      bench.results.add(
        "graph of \(size.nodes) nodes: open to its frame", walk.open.median, limit: size.limit,
        Figure.time)
      bench.results.add(
        "  a step in it, p50", walk.step.median, over: "key down in the list", walk.listStep.median,
        Figure.time)
      bench.results.add(
        "  a pan of it, p50", walk.pan.median, over: "key down in the list", walk.listStep.median,
        Figure.time)
      bench.results.add("  a pan, bytes", walk.panBytes.median, Figure.size)
    }
    bench.results.add(
      "a pan of \(Self.sizes[1].nodes) nodes, p50", walks[1].pan.median,
      over: "of \(Self.sizes[0].nodes) nodes", walks[0].pan.median, aim: .times(1.5), Figure.time)
    bench.results.note(
      "A graph is opened over the list, each time by a new process: the flow is read, parsed, laid out and drawn."
    )
  }

  private func measured(_ size: Size) throws(BenchError) -> Walk {
    let name = "graph\(size.nodes)"
    let home = try Home.holding(
      Self.flow(nodes: size.nodes, edges: size.edges), named: name, bench: bench)
    defer { home.remove() }
    var walk = Walk()
    for round in 0..<bench.options.rounds {
      bench.progress("walk: \(size.nodes) nodes, \(round + 1) …")
      let terminal = try PseudoTerminal(
        [bench.options.weir], environment: home.environment, rows: bench.options.rows,
        columns: bench.options.columns)
      defer { terminal.end("q") }
      _ = try terminal.firstRepaint()
      terminal.settle(seconds: 0.5)
      for repaint in terminal.type("jk", interval: Self.pause) {
        walk.listStep.add(repaint.seconds)
      }
      terminal.settle(seconds: 0.5)
      walk.open.add(try terminal.press("gG", until: "┗━").seconds)
      terminal.settle(seconds: 0.3)
      for repaint in terminal.type("LJHKLJHK", interval: Self.pause) {
        walk.pan.add(repaint.seconds)
        walk.panBytes.add(Double(repaint.bytes))
      }
      for repaint in terminal.type("ljhk", interval: Self.pause) {
        walk.step.add(repaint.seconds)
      }
      guard !terminal.hasEnded, walk.panBytes.median > 0 else {
        throw .failed("the graph did not move: \(terminal.said)")
      }
    }
    return walk
  }

  /// Nodes in columns of twelve, most joined with one not far ahead, and one in twenty with one
  /// behind.
  private static func flow(nodes count: Int, edges: Int) -> String {
    var state: UInt64 = 7
    func number(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let nodes = (0..<count).map { index in
      let (x, y) = (index / 12 * 420, index % 12 * 260 + number(below: 150))
      return """
        {"id":"tool_\(index)","type":"customNode","width":300,"height":200,\
        "position":{"x":\(x),"y":\(y)},"data":{"id":"tool_\(index)","label":"Tool \(index)",\
        "name":"tool","type":"Tool","inputAnchors":[{"id":"tool_\(index)-input-tools-Tool",\
        "name":"tools","label":"Tools","type":"Tool","list":true}],"inputs":{"tools":""},\
        "outputAnchors":[{"id":"tool_\(index)-output-tool-Tool","name":"tool","label":"Tool",\
        "type":"Tool"}]}}
        """
    }
    let edges = (0..<edges).map { index in
      let from = index < count ? index : number(below: count)
      let ahead = min(from + 1 + number(below: 24), count - 1)
      let to = number(below: 20) == 0 || ahead == from ? max(from - number(below: 12), 0) : ahead
      return """
        {"id":"edge_\(index)","source":"tool_\(from)","target":"tool_\(to)",\
        "sourceHandle":"tool_\(from)-output-tool-Tool",\
        "targetHandle":"tool_\(to)-input-tools-Tool"}
        """
    }
    return
      "{\"nodes\":[\(nodes.joined(separator: ","))],\"edges\":[\(edges.joined(separator: ","))]}"
  }
}
