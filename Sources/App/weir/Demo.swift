import CPosix
import FlowModel
import FlowWorkspace
import Glibc
import Subcommands

/// `weir demo`: a server of our own with sample flows, a temporary home, and nothing left behind.
struct Demo {
  let options: GlobalOptions
  let environment: [String: String]
  let console: TerminalConsole

  /// Tells the screen that its profile is gone when it ends.
  static let variable = "WEIR_DEMO"

  /// - Returns: the exit status; 128 and a signal's number when one ended it.
  func run() throws(Problem) -> Int32 {
    let words = try Words(
      options.arguments,
      options: [Option("--flows", "N", ""), Option("--scripted", nil, "")], arguments: 0...0,
      command: "demo")
    let flowCount = try words.number("--flows")
    // Whatever ends this run waits until the home and the server are gone.
    cposix_hold_signals()
    let home = try TemporaryHome(environment: environment)
    defer { home.remove() }
    let server = try DemoServer.start(flowCount: flowCount, environment: environment)
    defer { server.stop() }
    var environment = environment
    environment["WEIR_HOME"] = home.path
    environment["WEIR_PROFILE"] = "demo"
    environment[Self.variable] = "1"
    environment[DemoServer.tokenVariable] = server.token
    try makeProfile(server, try Places(environment: environment))
    let program = OwnProgram(environment: environment)
    let isScripted = words.has("--scripted") || !console.isOutputTerminal || isatty(0) == 0
    let status = isScripted ? try Tour(program: program).run() : try program.run(screenOptions)
    let signal = cposix_held_signal()
    return signal > 0 ? 128 + signal : status
  }

  /// What was said of colours before `demo` holds for the screen too.
  private var screenOptions: [String] {
    options.color.map { ["--color", $0.rawValue] } ?? []
  }

  private func makeProfile(_ server: DemoServer, _ places: Places) throws(Problem) {
    var profile = Profile(name: "demo")
    for (service, url) in server.urls {
      do {
        profile[service] = ServerProfile(
          address: try ServerAddress(parsing: url), token: .environment(DemoServer.tokenVariable))
      } catch {
        throw Problem(.failed, "The demo server's address could not be understood: \(url).")
      }
    }
    var file = try ProfileFile(path: places.configFile)
    try file.add(profile)
    try file.save()
  }
}

/// A folder that is gone when the demo ends.
struct TemporaryHome {
  let path: String

  init(environment: [String: String]) throws(Problem) {
    let base = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array("\(base)/weir-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Problem(
        .failed, "A temporary folder could not be made in \(base).",
        detail: SystemError.sentence(errno), advice: "Set TMPDIR to a folder you may write to.")
    }
    path = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func remove() { FolderTree.remove(path) }
}
