import Glibc

/// A home of weir with one profile, in the work folder.
struct Home {
  let path: String
  let environment: [String: String]
  private var server: SilentServer?
  private let weir: String
  private let folder: WorkFolder

  static let profile = "bench"

  /// What programs need and nothing of the person's own settings.
  static var plainEnvironment: [String: String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return ["PATH": path, "HOME": "/nonexistent", "LANG": "C.UTF-8", "TERM": "xterm-256color"]
  }

  /// - Parameter url: of the chatflows server; it is not asked.
  init(_ name: String, url: String, bench: Bench) throws(BenchError) {
    folder = bench.folder
    weir = bench.options.weir
    path = bench.folder.file(name)
    var environment = Self.plainEnvironment
    environment["WEIR_HOME"] = path
    environment["WEIR_BENCH_TOKEN"] = BenchServer.token
    self.environment = environment
    _ = try run([
      "profile", "add", Self.profile, "--flowise", url, "--flowise-token-env", "WEIR_BENCH_TOKEN",
    ])
  }

  var database: String { "\(path)/data/\(Self.profile)/weir.db" }

  func remove() { WorkFolder.remove(path) }

  /// Runs a subcommand of weir; throws what it said when it failed.
  func run(_ arguments: [String], output: String? = nil) throws(BenchError) -> Run {
    try Run.checked([weir] + arguments, environment: environment, output: output, folder: folder)
  }

  /// A copy whose first flow by name has this body, as the server has it too. Nobody
  /// listens at the server's address afterwards.
  static func holding(
    _ body: String, named name: String, bench: Bench
  ) throws(BenchError) -> Home {
    let server = try BenchServer(flows: 1, bench: bench)
    defer { server.stop() }
    let home = try Home("home-\(name)", url: server.url, bench: bench)
    _ = try home.run(["pull"])
    let file = try bench.folder.write(body, to: "\(name).flow")
    _ = try home.run(["new", "0 \(name)", "--kind", "chatflow", "--flow-data", file])
    _ = try home.run(["push", "--yes"])
    return home
  }

  /// A copy with `count` flows: some hundred pulled from weir-server, the others copies of their
  /// rows under other names. At its server's address somebody listens afterwards who never answers.
  static func filled(with count: Int, bench: Bench) throws(BenchError) -> Home {
    let server = try BenchServer(flows: min(count, 500), bench: bench)
    var home = try Home("home-\(count)", url: server.url, bench: bench)
    _ = try home.run(["pull"])
    server.stop()
    home.server = try SilentServer(port: server.port)
    _ = try bench.floors.run(.fill, [home.database, "\(count)"])
    return home
  }
}
