/// A large flow in the editor, beside vim with its colours and an editor as small as can be, on the
/// same pretty text.
struct EditorTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  private static let longLine = 2_000_000

  func run() throws(BenchError) {
    let (size, large) = (bench.options.texts[0], bench.options.texts[1])
    let programs = try measured(
      EditorDocument("text", size: size), openings: bench.options.rounds, withPeers: true)
    report(programs, Figure.size(Double(size)))
    let grown = try measured(EditorDocument("large", size: large), openings: 0, withPeers: false)
    report(grown[0], of: large, over: programs[0], of: size)
    try reportMemory(grown[0], of: large)
    let long = try measured(
      EditorDocument("long", size: size * 2, longest: min(Self.longLine, size * 3 / 2)),
      openings: 0, withPeers: false)
    let name = "in a line of \(Figure.size(Double(min(Self.longLine, size * 3 / 2))))"
    bench.results.add(
      "typing \(name), p50", long[0].typing.median, over: "weir, short lines",
      programs[0].typing.median, Figure.time)
    bench.results.note(
      "weir opens a flow with the keys in the outline; moving and typing are measured in its text. A time is from the key, or the start of the whole process, to the last byte of the picture."
    )
    bench.results.note(
      "While weir types it checks: keys come every 120 ms, a check starts 80 ms after a key. What it then paints does not count for the key."
    )
  }

  /// weir first; one run of each program after another.
  private func measured(
    _ document: EditorDocument, openings: Int, withPeers: Bool
  ) throws(BenchError) -> [EditorProgram] {
    let home = try Home.holding(document.compact, named: document.title, bench: bench)
    let file = try bench.folder.write(document.pretty, to: "\(document.title).json")
    var programs = [EditorProgram.weir(bench)]
    if withPeers {
      programs.append(.floor(try bench.floors.path(.edit), file))
      if let vim = bench.peer("vim") { programs.append(.vim(vim, file, document)) }
    }
    let session = EditorSession(bench: bench, document: document, home: home)
    for round in 0..<max(bench.options.rounds / 5, 1) {
      for index in programs.indices {
        bench.progress("editor: \(document.title), \(programs[index].name), \(round + 1) …")
        try session.run(&programs[index])
      }
    }
    for _ in 0..<openings {
      for index in programs.indices { try session.open(&programs[index]) }
    }
    home.remove()
    return programs
  }

  private func report(_ programs: [EditorProgram], _ size: String) {
    let weir = programs[0]
    for peer in programs.dropFirst() {
      let isVim = peer.name != programs[1].name
      func add(
        _ task: String, _ limit: Double, _ show: (Double) -> String = Figure.time,
        _ figure: (EditorProgram) -> Double
      ) {
        bench.results.add(
          task, figure(weir), over: peer.name, figure(peer), aim: isVim ? .times(limit) : nil, show)
      }
      add("open \(size): to the whole picture", 1) { $0.opening.median }
      add("  key down in it, p50", 2) { $0.down.median }
      add("  key down, p99", 2) { $0.down.percentile(99) }
      add("  key down, bytes", 1, Figure.size) { $0.downBytes.median }
      add("  \(bench.options.keys) keys down at once", 1) { $0.held.median }
      add("  typing in the middle, p50", 2) { $0.typing.median }
      add("  typing, p99", 2) { $0.typing.percentile(99) }
      add("  200 characters pasted", 4) { $0.paste.median }
      add("  search in half of it", 1) { $0.search.median }
    }
  }

  private func report(
    _ large: EditorProgram, of largeSize: Int, over small: EditorProgram, of smallSize: Int
  ) {
    let (size, other) = (Figure.size(Double(largeSize)), "weir, \(Figure.size(Double(smallSize)))")
    bench.results.add(
      "open \(size): to the whole picture", large.opening.median, over: other, small.opening.median,
      Figure.time)
    bench.results.add(
      "  key down in it, p50", large.down.median, over: other, small.down.median,
      aim: .times(1.3), Figure.time)
    bench.results.add(
      "  typing in the middle, p50", large.typing.median, over: other, small.typing.median,
      aim: .times(1.3), Figure.time)
    bench.results.add(
      "  typing, p99", large.typing.percentile(99), over: other, small.typing.percentile(99),
      Figure.time)
  }

  /// Of a flow that is read, shown beside the list, opened and typed in, above what the program takes
  /// with an empty flow in its list.
  private func reportMemory(_ large: EditorProgram, of size: Int) throws(BenchError) {
    let home = try Home.holding(
      "{\"nodes\":[],\"edges\":[]}", named: "empty", bench: bench)
    let terminal = try PseudoTerminal(
      large.arguments, environment: home.environment, rows: bench.options.rows,
      columns: bench.options.columns)
    defer { terminal.end("q") }
    _ = try terminal.firstRepaint()
    terminal.settle(seconds: 0.3)
    let empty = ProcessTree(of: terminal.process).peakMemory
    for (name, peak) in [("open", large.memory.open), ("after typing", large.memory.end)] {
      let share = (peak - empty) / Double(size)
      bench.results.add("  memory \(name), a byte of text", share, limit: name == "open" ? 4 : nil)
      {
        "\(Figure.decimal($0, digits: 1)) B"
      }
    }
    bench.results.add("  memory with nothing open", empty, Figure.size)
  }
}
