import Glibc

/// `weir set` of one value in a flow of about 60 KB, saved durably with its order in the outbox,
/// beside jq making the same change of the same record.
struct SetTask {
  let bench: Bench
  private static let size = 60_000

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    let server = try BenchServer(flows: 200, bench: bench)
    defer { server.stop() }
    let home = try Home("home-set", url: server.url, bench: bench)
    _ = try home.run(["pull"])
    let flow = try FlowList(of: home, in: bench.folder).nearest(to: Self.size)
    let record = bench.folder.file("record.json")
    _ = try home.run(["show", flow.id, "--raw"], output: record)
    let jq = bench.peer("jq")
    var saving = Samples()
    var filtering = Samples()
    var memory = Samples()
    for round in 0..<bench.options.rounds {
      let run = try home.run(["set", flow.id, "flowData.viewport.zoom", "0.\(round + 11)"])
      saving.add(run.seconds)
      memory.add(run.peakMemory)
      if jq != nil {
        let filter = ".flowData |= (fromjson | .viewport.zoom = 0.\(round + 11) | tojson)"
        filtering.add(
          try Run.checked(
            ["jq", "-c", filter, record], environment: home.environment,
            output: bench.folder.file("changed.json"), folder: bench.folder
          ).seconds)
      }
    }
    let name = "weir set, \(Figure.size(Double(flow.size))) flow"
    if jq == nil {
      bench.results.add(name, saving.median, Figure.time)
    } else {
      bench.results.add(name, saving.median, over: "jq, same change", filtering.median, Figure.time)
    }
    bench.results.add("  its memory", memory.largest, Figure.size)
    bench.results.note(
      "weir set writes base, version and order to disk and keeps every other byte as it was; jq only prints."
    )
    home.remove()
  }
}
