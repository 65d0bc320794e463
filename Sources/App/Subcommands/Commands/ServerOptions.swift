import FlowModel
import FlowWorkspace

/// The options of `weir profile add` that speak of one server.
struct ServerOptions {
  let words: Words
  let service: Service
  let profile: String

  /// The server as the options say; nil when none of them was given.
  func server(_ context: CommandContext) throws(Problem) -> ServerProfile? {
    guard let url = self[""] else {
      for suffix in ["-token-command", "-token-env", "-token-file", "-ca-file"]
      where self[suffix] != nil {
        throw words.problem("--\(service.rawValue)\(suffix) goes with --\(service.rawValue) URL.")
      }
      return nil
    }
    let address: ServerAddress
    do {
      address = try ServerAddress(parsing: url)
    } catch {
      throw Problem(
        .usage, error.sentence,
        advice: "Write it like https://flow.example.com or localhost:3000.")
    }
    let allowsHTTP = words.has("--\(service.rawValue)-allow-http")
    if address.scheme == "http", !address.isLoopback, !allowsHTTP {
      throw Problem(
        .usage, "\(address.origin) is not encrypted: everybody on the way could read the token.",
        advice: "Use https, or give --\(service.rawValue)-allow-http.")
    }
    return ServerProfile(
      address: address, token: try token(context), allowsHTTP: allowsHTTP, caFile: self["-ca-file"])
  }

  private func token(_ context: CommandContext) throws(Problem) -> TokenSource? {
    var sources: [TokenSource] = []
    if let line = self["-token-command"] {
      guard let arguments = ChildProcess.arguments(of: line), !arguments.isEmpty else {
        throw words.problem("The token command has an open quote, or is empty.")
      }
      sources.append(.command(arguments, asks: false))
    }
    if let name = self["-token-env"] { sources.append(.environment(name)) }
    if let path = self["-token-file"] { sources.append(.file(path)) }
    let isFromInput = words.has("--\(service.rawValue)-token-stdin")
    if sources.count + (isFromInput ? 1 : 0) > 1 {
      throw words.problem("Give one source for the \(service.title) token.")
    }
    return isFromInput ? try stored(context) : sources.first
  }

  /// Reads the token from standard input into a file of ours, and says so.
  private func stored(_ context: CommandContext) throws(Problem) -> TokenSource {
    let bytes = try context.console.input(limit: 16 << 10)
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty, line.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(.usage, "Standard input holds no token: one line of visible ASCII.")
    }
    let path = context.places.tokenFile(profile: profile, service: service)
    try PrivateFile.write(Array(line) + [0x0A], to: path)
    context.console.say("The token is stored in clear in \(path) (only you may read it).")
    return .file(path)
  }

  private subscript(_ suffix: String) -> String? { words["--\(service.rawValue)\(suffix)"] }
}
