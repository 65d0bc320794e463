import Glibc

/// The time of a processor that a screen takes which nobody touches and to which nothing happens.
struct IdleTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    let home = try bench.home(with: bench.options.cached.min() ?? 10_000)
    let seconds = bench.options.idleSeconds
    let name = "\(seconds) idle seconds"
    // Without a server there is nothing that could happen.
    let alone = try run([bench.options.weir, "--read-only"], home, seconds)
    let floor = try run([try bench.floors.path(.list), home.database], home, seconds)
    bench.results.add("\(name), CPU", alone, limit: 0, Figure.time)
    bench.results.add("  the floor", floor, Figure.time)
    let waiting = try run([bench.options.weir], home, seconds)
    bench.results.add("  while a server does not answer", waiting, Figure.time)
  }

  private func run(
    _ arguments: [String], _ home: Home, _ seconds: Int
  ) throws(BenchError) -> Double {
    bench.progress("idle: \(arguments.joined(separator: " ")) …")
    let terminal = try PseudoTerminal(
      arguments, environment: home.environment, rows: bench.options.rows,
      columns: bench.options.columns)
    defer { terminal.end("q") }
    _ = try terminal.firstRepaint()
    // What is read after the first frame is not idleness yet.
    terminal.settle(seconds: 4)
    let before = ProcessTree(of: terminal.process)
    terminal.settle(seconds: Double(seconds))
    guard !terminal.hasEnded else { throw .failed("it ended: \(terminal.said)") }
    return ProcessTree(of: terminal.process).runSeconds(since: before)
  }
}
