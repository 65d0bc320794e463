/// How soon a key is answered while a server sends a list without end.
struct AliveTask {
  /// Key to first byte of the frame, in seconds (promise 45).
  private static let limit = 0.050
  private static let flows = 400
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    let calm = try measured(flooded: false)
    let flooded = try measured(flooded: true)
    for percent in [50.0, 99.0] {
      bench.results.add(
        "key while a server floods, p\(Int(percent))", flooded.percentile(percent),
        over: "weir, silent server", calm.percentile(percent), Figure.time)
    }
    bench.results.add(
      "  p99 against its limit", flooded.percentile(99), limit: Self.limit, Figure.time)
    bench.results.note(
      "A flood is a list of blanks without end, 60 MB a second; a key's figure is that of the first byte it brings to the terminal."
    )
  }

  private func measured(flooded: Bool) throws(BenchError) -> Samples {
    bench.progress("alive: " + (flooded ? "a flood …" : "silence …"))
    let well = try BenchServer(flows: Self.flows, bench: bench)
    let home = try Home("home-alive-\(flooded)", url: well.url, bench: bench)
    defer { home.remove() }
    _ = try home.run(["pull"])
    let port = well.port
    well.stop()
    let flood = flooded ? try FloodServer(port: port, start: "[", byte: UInt8(ascii: " ")) : nil
    let silence = flooded ? nil : try SilentServer(port: port)
    defer { withExtendedLifetime((silence, flood)) {} }
    let terminal = try PseudoTerminal(
      [bench.options.weir], environment: home.environment, rows: bench.options.rows,
      columns: bench.options.columns)
    defer { terminal.end("q") }
    _ = try terminal.firstRepaint(with: "Connecting")
    terminal.settle(seconds: 0.5)
    var samples = Samples()
    for _ in 0..<min(100, bench.options.keys) {
      let repaint = terminal.press("j")
      guard repaint.bytes > 0 else {
        throw .failed("no key was answered: \(terminal.said)")
      }
      samples.add(repaint.secondsToFirst)
    }
    // The pull must have gone on to the last key.
    _ = try terminal.press("R", until: "A pull is under way")
    return samples
  }
}
