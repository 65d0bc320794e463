import Glibc

/// From starting a program until the last byte of its first picture.
struct FrameTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    for count in bench.options.cached { try run(count) }
  }

  private func run(_ count: Int) throws(BenchError) {
    let home = try bench.home(with: count)
    let list = try bench.floors.path(.list)
    let vim = bench.peer("vim")
    let text = bench.folder.file("list-\(count).txt")
    if vim != nil { _ = try home.run(["list"], output: text) }
    var weir = Samples()
    var rows = Samples()
    var floor = Samples()
    var editor = Samples()
    var memory = Samples()
    for _ in 0..<bench.options.rounds {
      let shown = try show([bench.options.weir], home, quit: "q")
      weir.add(shown.repaint.seconds)
      rows.add(shown.repaint.secondsToFirst)
      memory.add(shown.memory)
      floor.add(try show([list, home.database], home, quit: "q").repaint.seconds)
      if let vim {
        let arguments = [vim, "-u", "NONE", "-i", "NONE", "-n", text]
        editor.add(try show(arguments, home, quit: ":q!\r").repaint.seconds)
      }
    }
    let name = "first frame, \(Figure.count(count)) flows"
    bench.results.add(
      name, weir.median, over: "C, ncurses + SQLite", floor.median, aim: .times(4), Figure.time)
    bench.results.add("  its slowest", weir.largest, Figure.time)
    if vim != nil {
      bench.results.add(name, weir.median, over: "vim, same rows", editor.median, Figure.time)
    }
    bench.results.add("  its memory", memory.largest, limit: 30_000_000, Figure.size)
    bench.results.note(
      "A first frame ends with the last byte before the first 20 ms of silence. The server listens, but never answers."
    )
  }

  private func show(
    _ arguments: [String], _ home: Home, quit: String
  ) throws(BenchError) -> (repaint: PseudoTerminal.Repaint, memory: Double) {
    let terminal = try PseudoTerminal(
      arguments, environment: home.environment, rows: bench.options.rows,
      columns: bench.options.columns)
    defer { terminal.end(quit) }
    let repaint = try terminal.firstRepaint()
    return (repaint, ProcessTree(of: terminal.process).peakMemory)
  }
}
