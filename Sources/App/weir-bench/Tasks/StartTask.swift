import Glibc

/// `weir --version` and `weir status` beside the sqlite3 shell asking the same file.
struct StartTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    let home = try bench.home(with: bench.options.cached.min() ?? 1000)
    let shell = bench.peer("sqlite3")
    let weir = bench.options.weir
    var version = Samples()
    var status = Samples()
    var asking = Samples()
    var starting = Samples()
    for _ in 0..<bench.options.rounds {
      version.add(try seconds([weir, "--version"], home))
      status.add(try seconds([weir, "status"], home))
      if let shell {
        starting.add(try seconds([shell, "-version"], home))
        asking.add(
          try seconds(
            [
              shell, "-readonly", home.database,
              "SELECT sum(listed) FROM tally; SELECT count(*) FROM op WHERE done_ms IS NULL",
            ], home))
      }
    }
    guard shell != nil else {
      bench.results.add("weir --version", version.median, Figure.time)
      bench.results.add("weir status", status.median, Figure.time)
      return
    }
    bench.results.add(
      "weir --version", version.median, over: "sqlite3 -version", starting.median, Figure.time)
    bench.results.add(
      "weir status", status.median, over: "sqlite3, same counts", asking.median, Figure.time)
  }

  private func seconds(_ arguments: [String], _ home: Home) throws(BenchError) -> Double {
    try Run.checked(arguments, environment: home.environment, folder: bench.folder).seconds
  }
}
