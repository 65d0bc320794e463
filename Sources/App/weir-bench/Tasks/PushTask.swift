import Glibc

/// Sends flows that were edited offline: requests and seconds.
struct PushTask {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    let count = bench.options.edits
    let server = try BenchServer(flows: count, bench: bench)
    defer { server.stop() }
    let home = try Home("home-push", url: server.url, bench: bench)
    defer { home.remove() }
    _ = try home.run(["pull"])
    let flows = try FlowList(of: home, in: bench.folder).entries.prefix(count)
    var saving = Samples()
    for (index, flow) in flows.enumerated() {
      bench.progress("push: editing flow \(index + 1) of \(count) …")
      saving.add(
        try home.run(["set", flow.id, "flowData.viewport.zoom", "0.5\(index + 1)"]).seconds)
    }
    let before = server.requests.count
    bench.progress("push: sending …")
    let push = try home.run(["push", "--yes"])
    let requests = server.requests.dropFirst(before)
    let writes = requests.filter { !$0.hasPrefix("GET ") }
    guard writes.count >= flows.count, requests.allSatisfy({ $0.hasSuffix(" 200") }) else {
      throw .failed("\(flows.count) flows were edited, \(writes.count) written; see the requests")
    }
    let task = "push of \(flows.count) edited flows"
    bench.results.add(task, push.seconds, Figure.time)
    bench.results.add("  a flow", push.seconds / Double(flows.count), Figure.time)
    bench.results.add("  requests", Double(requests.count), limit: Double(2 * flows.count + 4)) {
      Figure.count(Int($0))
    }
    bench.results.add("  its memory", push.peakMemory, limit: 60_000_000, Figure.size)
    bench.results.add("weir set, one after another", saving.median, Figure.time)
    bench.results.note(
      "A push reads each flow before it writes it, so two requests a flow is the least that overwrites nobody."
    )
  }
}
