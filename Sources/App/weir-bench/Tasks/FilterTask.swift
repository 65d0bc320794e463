import Glibc

/// Filtering a long list as one types: from a letter to the rows it leaves, beside a search in SQLite
/// that paints the same.
struct FilterTask {
  let bench: Bench
  /// Names of weir-server hold it.
  private static let word = "support"
  /// Seconds of silence: a list of 100,000 takes its time between the letter and the rows.
  private static let quiet = 0.25
  /// Fewer than for a list with its detail below, which would follow 60 ms later.
  private static let rows = 18

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    for count in bench.options.cached { try run(count) }
    bench.results.note(
      "A filter is typed letter by letter; each figure is from a letter to the last byte before 250 ms of silence, on 18 rows so that no detail follows."
    )
  }

  private func run(_ count: Int) throws(BenchError) {
    let home = try bench.home(with: count)
    let floor = [try bench.floors.path(.list), home.database]
    var weir = Samples()
    var peer = Samples()
    for _ in 0..<max(bench.options.rounds / 5, 1) {
      weir = try typed([bench.options.weir], home, adding: weir)
      peer = try typed(floor, home, adding: peer)
    }
    let name = "filter of \(Figure.count(count)), a letter"
    for percent in [50.0, 99.0] {
      bench.results.add(
        "\(name), p\(Int(percent))", weir.percentile(percent), over: "C, ncurses + SQLite",
        peer.percentile(percent), aim: .times(4), Figure.time)
    }
  }

  private func typed(
    _ arguments: [String], _ home: Home, adding samples: Samples
  ) throws(BenchError) -> Samples {
    var samples = samples
    let terminal = try PseudoTerminal(
      arguments, environment: home.environment, rows: Self.rows,
      columns: bench.options.columns)
    defer { terminal.end("\u{1B}") }
    _ = try terminal.firstRepaint()
    terminal.settle(seconds: 0.3)
    _ = terminal.press("/", patience: 0.1)
    for letter in Self.word {
      let repaint = terminal.press(String(letter), quiet: Self.quiet)
      guard repaint.bytes > 0 else { throw .failed("a letter changed nothing: \(terminal.said)") }
      samples.add(repaint.seconds)
    }
    return samples
  }
}
