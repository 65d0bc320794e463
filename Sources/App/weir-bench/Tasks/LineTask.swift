import Glibc

/// Moving in a list when the line takes 25 KB a second: how long the last of many keys waits.
struct LineTask {
  /// Bytes a second.
  private static let rate = 25_000
  private static let keys = 120
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  /// A key that is held: what it does, what it sends, nanoseconds between two of it.
  private typealias Hold = (name: String, key: String, interval: Int64)
  private static let holds: [Hold] = [
    // As a keyboard repeats, and as a person turns pages.
    ("keys down, 30 a second", "j", 33_000_000),
    ("pages, 8 a second", "\u{06}", 125_000_000),
  ]

  func run() throws(BenchError) {
    let home = try bench.home(with: bench.options.cached.min() ?? 10_000)
    let floor = [try bench.floors.path(.list), home.database]
    for hold in Self.holds {
      let weir = try run([bench.options.weir], home, hold)
      let peer = try run(floor, home, hold)
      let name = "a 25 KB/s line, \(hold.name)"
      // The frame before it may be on its way still; then comes its own.
      let frames = 2 * weir.bytesOfKey / Double(Self.rate)
      bench.results.add(
        "\(name): the last waits", weir.wait, limit: frames + PseudoTerminal.sliceSeconds,
        Figure.time)
      bench.results.add(
        "  its bytes a key", weir.bytesOfKey, over: "C, ncurses + SQLite", peer.bytesOfKey,
        Figure.size)
      bench.results.add(
        "  the wait", weir.wait, over: "C, ncurses + SQLite", peer.wait, Figure.time)
    }
    bench.results.note(
      "A slow line takes what is written in slices of 10 ms. A key that is held may wait for the frame before it, and for its own."
    )
  }

  private func run(
    _ arguments: [String], _ home: Home, _ hold: Hold
  ) throws(BenchError) -> (wait: Double, bytesOfKey: Double) {
    bench.progress("line: \(hold.name) …")
    let terminal = try PseudoTerminal(
      arguments, environment: home.environment, rows: bench.options.rows,
      columns: bench.options.columns)
    defer { terminal.end("q") }
    _ = try terminal.firstRepaint()
    terminal.settle(seconds: 0.5)
    let held = terminal.hold(
      hold.key, times: Self.keys, interval: hold.interval, bytesPerSecond: Self.rate)
    guard !terminal.hasEnded, held.bytes > 0 else {
      throw .failed("it did not move: \(terminal.said)")
    }
    return (held.seconds, Double(held.bytes) / Double(Self.keys))
  }
}
