import CPosix
import Glibc

/// weir-server as a child, with generated flows and a log of what it was asked.
final class BenchServer {
  static let token = "weir-bench"
  let url: String
  private let logFile: String
  private let process: pid_t
  private let input: Int32

  init(flows: Int, bench: Bench) throws(BenchError) {
    logFile = bench.folder.file("requests-\(flows)-\(UInt32.random(in: .min ... .max))")
    var environment = Home.plainEnvironment
    environment["WEIR_SERVER_TOKEN"] = Self.token
    var child: pid_t = 0
    var input: Int32 = -1
    var output: Int32 = -1
    let arguments = [
      bench.options.server, "--port", "0", "--flows", "\(flows)", "--seed", "7", "--log", logFile,
      "--exit-with-parent",
    ]
    let code = CStrings.lend(arguments) { arguments in
      CStrings.lend(CStrings.environment(environment)) { environment in
        cposix_spawn_service(arguments, environment, &child, &input, &output)
      }
    }
    guard code == 0 else { throw .system("weir-server did not start", code) }
    process = child
    self.input = input
    defer { close(output) }
    var url = ""
    if let line = Self.firstLine(of: output) {
      // {"flowise": "http://127.0.0.1:PORT", "flownally": …}
      let parts = line.split(separator: "\"")
      if parts.count > 3 { url = String(parts[3]) }
    }
    self.url = url
    if url.isEmpty {
      stop()
      throw .failed("weir-server did not say where it listens")
    }
  }

  deinit { stop() }

  func stop() {
    guard !isStopped else { return }
    isStopped = true
    close(input)
    _ = cposix_end_service(process, SIGTERM, 2000)
  }

  private var isStopped = false

  /// What it was asked so far: method, path, status; a line each.
  var requests: [String] { TextFile.read(logFile).split(separator: "\n").map(String.init) }

  var port: UInt16 { url.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }

  var listURL: String { url + "/api/v1/chatflows" }

  private static func firstLine(of descriptor: Int32) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 4096 {
      // Making the flows takes its time.
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 120_000) > 0, read(descriptor, &byte, 1) == 1 else { return nil }
      if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }
}
