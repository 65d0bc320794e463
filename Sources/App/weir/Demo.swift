import FlowModel
import FlowWorkspace
import Glibc
import Subcommands

/// `weir demo`: a server of our own with sample flows, a temporary home, and nothing left behind.
struct Demo {
  let options: GlobalOptions
  let environment: [String: String]
  let console: TerminalConsole

  func run() throws(Problem) -> ExitStatus {
    let words = try Words(
      options.arguments,
      options: [Option("--flows", "N", ""), Option("--scripted", nil, "")], arguments: 0...0,
      command: "demo")
    let flowCount = try words.number("--flows")
    let home = try TemporaryHome(environment: environment)
    defer { home.remove() }
    let server = try DemoServer.start(flowCount: flowCount, environment: environment)
    defer { server.stop() }
    var environment = environment
    environment["WEIR_HOME"] = home.path
    environment["WEIR_PROFILE"] = "demo"
    environment[DemoServer.tokenVariable] = server.token
    let places = try Places(environment: environment)
    try makeProfile(server, places)
    let isScripted =
      words.has("--scripted") || !console.isOutputTerminal || isatty(0) == 0
    if isScripted {
      return try Tour(
        places: places, environment: environment, console: TerminalConsole(saysOnOutput: true)
      ).run()
    }
    return try ScreenProgram(
      places: places, environment: environment, options: options, console: console
    ).run()
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
