import Glibc

/// Pulls of a copy that is up to date, and of one that is a few flows behind, beside curl asking
/// for the same list.
struct SyncTask {
  let bench: Bench
  private static let moved = 20

  init(_ bench: Bench) { self.bench = bench }

  func run() throws(BenchError) {
    try unchanged(bench.options.flows)
    try changed(max(Self.moved, bench.options.flows / 5))
  }

  /// Nothing happened: the server says so in one answer.
  private func unchanged(_ count: Int) throws(BenchError) {
    bench.progress("sync: pulling \(Figure.count(count)) flows …")
    let server = try BenchServer(flows: count, bench: bench)
    defer { server.stop() }
    let home = try Home("home-sync", url: server.url, bench: bench)
    defer { home.remove() }
    _ = try home.run(["pull"])
    let before = server.requests.count
    var pulling = Samples()
    var asking = Samples()
    let curl = bench.peer("curl")
    let tag = curl == nil ? "" : try tag(of: server)
    for _ in 0..<bench.options.rounds {
      pulling.add(try home.run(["pull"]).seconds)
      if curl != nil { asking.add(try fetch(server, tag: tag).seconds) }
    }
    let asked = server.requests.dropFirst(before)
    let own = asked.count - (curl == nil ? 0 : bench.options.rounds + 1)
    let name = "pull of \(Figure.count(count)) flows, nothing new"
    if curl == nil {
      bench.results.add(name, pulling.median, limit: 2, Figure.time)
    } else {
      bench.results.add(name, pulling.median, over: "curl, a 304", asking.median, Figure.time)
    }
    bench.results.add("  its requests", Double(own) / Double(bench.options.rounds), limit: 2) {
      Figure.decimal($0, digits: 1)
    }
    bench.results.note(
      "A pull asks for the server's version and for the list; nothing new is one 304 without a body."
    )
  }

  /// Somebody changed a few of them: another computer that pushes.
  private func changed(_ count: Int) throws(BenchError) {
    bench.progress("sync: pulling \(Figure.count(count)) flows, twice …")
    let server = try BenchServer(flows: count, bench: bench)
    defer { server.stop() }
    let home = try Home("home-behind", url: server.url, bench: bench)
    let other = try Home("home-ahead", url: server.url, bench: bench)
    defer {
      home.remove()
      other.remove()
    }
    for copy in [home, other] { _ = try copy.run(["pull"]) }
    let flows = try FlowList(of: other, in: bench.folder).entries.prefix(Self.moved)
    var pulling = Samples()
    var fetching = Samples()
    let curl = bench.peer("curl")
    for round in 0..<bench.options.pulls {
      for flow in flows {
        _ = try other.run(["set", flow.id, "flowData.viewport.zoom", "0.\(11 + round)"])
      }
      _ = try other.run(["push", "--yes"])
      pulling.add(try home.run(["pull"]).seconds)
      if curl != nil { fetching.add(try fetch(server, tag: "").seconds) }
    }
    let name = "pull of \(Figure.count(count)) flows, \(flows.count) of them new"
    if curl == nil {
      bench.results.add(name, pulling.median, Figure.time)
    } else {
      bench.results.add(name, pulling.median, over: "curl, the list", fetching.median, Figure.time)
    }
  }

  private func fetch(_ server: BenchServer, tag: String) throws(BenchError) -> Run {
    try Run.checked(
      ["curl", "-s", "-S", "-f", "-o", "/dev/null"] + Self.headers(tag) + [server.listURL],
      environment: Home.plainEnvironment, folder: bench.folder)
  }

  private func tag(of server: BenchServer) throws(BenchError) -> String {
    let output = bench.folder.file("head.txt")
    _ = try Run.checked(
      ["curl", "-s", "-S", "-f", "-D", output, "-o", "/dev/null"] + Self.headers("")
        + [server.listURL], environment: Home.plainEnvironment, folder: bench.folder)
    let line = TextFile.read(output).split(whereSeparator: \.isNewline).first {
      $0.lowercased().hasPrefix("etag:")
    }
    guard let line else { throw .failed("the server gave no ETag") }
    return String(line.dropFirst(5).drop { $0 == " " })
  }

  private static func headers(_ tag: String) -> [String] {
    ["-H", "Authorization: Bearer \(BenchServer.token)"]
      + (tag.isEmpty ? [] : ["-H", "If-None-Match: \(tag)"])
  }
}
