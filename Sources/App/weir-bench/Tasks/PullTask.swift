import Glibc

/// A pull of everything into an empty copy, beside curl fetching the same list and a C program
/// storing the same bytes.
struct PullTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    let count = bench.options.flows
    bench.progress("pull: making \(Figure.count(count)) flows …")
    let server = try BenchServer(flows: count, bench: bench)
    defer { server.stop() }
    let list = bench.folder.file("flows.json")
    defer { WorkFolder.remove(list) }
    let curl = bench.peer("curl")
    if curl != nil { _ = try fetch(server, to: list) }
    var pull = Samples()
    var cpu = Samples()
    var memory = Samples()
    var fetching = Samples()
    var storing = Samples()
    var searching = Samples()
    var floorCPU = Samples()
    for round in 0..<bench.options.pulls {
      bench.progress("pull: round \(round + 1) of \(bench.options.pulls) …")
      let run = try pulled(server)
      pull.add(run.seconds)
      cpu.add(run.cpuSeconds)
      memory.add(run.peakMemory)
      guard curl != nil else { continue }
      let fetched = try fetch(server, to: "/dev/null")
      let stored = try store(list, searches: false)
      fetching.add(fetched.seconds)
      storing.add(stored.seconds)
      floorCPU.add(fetched.cpuSeconds + stored.cpuSeconds)
      searching.add(try store(list, searches: true).seconds)
    }
    let size = TextFile.size(list)
    let name = "pull of \(Figure.count(count)) flows" + (size > 0 ? ", \(Figure.size(size))" : "")
    if curl != nil {
      bench.results.add(
        name, pull.median, over: "curl + C, SQLite", fetching.median + storing.median, Figure.time)
      bench.results.add(
        name, pull.median, over: "curl + C, SQLite + FTS5", fetching.median + searching.median,
        aim: .times(1.5), Figure.time)
      bench.results.add(
        "  its CPU time", cpu.median, over: "curl + C, SQLite", floorCPU.median, Figure.time)
      bench.results.add("  curl alone", fetching.median, Figure.time)
      bench.results.note(
        "weir keeps no search index yet: the row beside SQLite without FTS5 is the fair one until it does."
      )
    } else {
      bench.results.add(name, pull.median, Figure.time)
    }
    bench.results.add("  its memory", memory.largest, limit: 60_000_000, Figure.size)
    try compareMemory(memory.largest, count)
    bench.results.note(
      "The C program that stores commits as often and as durably as weir: 50 rows or 2 MiB, synchronous = FULL."
    )
  }

  /// A list of a fifth: memory that grows with the list would show.
  private func compareMemory(_ peak: Double, _ count: Int) throws(BenchError) {
    let part = max(1, count / 5)
    let server = try BenchServer(flows: part, bench: bench)
    defer { server.stop() }
    let run = try pulled(server)
    bench.results.add(
      "  its memory, \(Figure.count(count)) flows", peak, over: "\(Figure.count(part)) flows",
      run.peakMemory, aim: .times(1.5), Figure.size)
  }

  private func pulled(_ server: BenchServer) throws(BenchError) -> Run {
    let home = try Home("home-pull", url: server.url, bench: bench)
    defer { home.remove() }
    return try home.run(["pull"])
  }

  private func fetch(_ server: BenchServer, to file: String) throws(BenchError) -> Run {
    try Run.checked(
      [
        "curl", "-s", "-S", "-f", "-o", file, "-H",
        "Authorization: Bearer \(BenchServer.token)", server.listURL,
      ], environment: Home.plainEnvironment, folder: bench.folder)
  }

  private func store(_ list: String, searches: Bool) throws(BenchError) -> Run {
    let database = bench.folder.file("floor.db")
    defer { for suffix in ["", "-wal", "-shm"] { WorkFolder.remove(database + suffix) } }
    return try bench.floors.run(.store, [list, database] + (searches ? ["search"] : []))
  }
}
