import FlowModel

/// Gets a token from where the profile says, at the first request and never before.
///
/// Nothing it says ever holds the token: sentences speak of the source.
package struct TokenReader: Sendable {
  let source: TokenSource
  let environment: [String: String]

  package init(_ source: TokenSource, environment: [String: String]) {
    self.source = source
    self.environment = environment
  }

  /// The token's text: one line of visible ASCII, at most 16 KiB.
  func text() throws(Problem) -> String {
    switch source {
    case .environment(let name): try fromEnvironment(name)
    case .file(let path): try fromFile(path)
    case .command(let arguments, let asks): try fromCommand(arguments, asks: asks)
    }
  }

  private func fromEnvironment(_ name: String) throws(Problem) -> String {
    guard let value = environment[name], !value.isEmpty else {
      throw Problem(
        .authentication, "The token is missing: the variable \(name) is not set.",
        advice: "Set it, or choose another source with `weir profile add`.")
    }
    return try checked(Array(value.utf8), from: "the variable \(name)")
  }

  private func fromFile(_ path: String) throws(Problem) -> String {
    guard let bytes = try PrivateFile.read(path, limit: 16 << 10, isSecret: true) else {
      throw Problem(
        .authentication, "The token is missing: there is no file \(path).",
        advice: "Store it again with `weir profile add … --flowise-token-stdin`.")
    }
    return try checked(bytes, from: path)
  }

  private func fromCommand(_ arguments: [String], asks: Bool) throws(Problem) -> String {
    let name = arguments.first ?? ""
    let limit = asks ? 60 : 10
    let result: ChildProcess.Result
    do {
      result = try ChildProcess.run(
        arguments, environment: environment, seconds: limit, limit: 16 << 10)
    } catch {
      let why =
        switch error {
        case .notFound: "There is no program \"\(name)\"."
        case .couldNotStart(let code): SystemError.sentence(code)
        case .tookTooLong: "It took more than \(limit) seconds."
        case .printedTooMuch: "It printed more than 16 KiB."
        }
      throw Problem(
        .authentication, "The token command failed.", detail: why,
        advice: "Try it in a shell; the token must be its first line.")
    }
    guard result.status == 0 else {
      let said = String(decoding: result.errors.prefix(400), as: UTF8.self)
      throw Problem(
        .authentication, "The token command \"\(name)\" ended with status \(result.status).",
        detail: said.isEmpty ? nil : said, advice: "Try it in a shell.")
    }
    return try checked(result.output, from: "the command \(name)")
  }

  private func checked(_ bytes: [UInt8], from place: String) throws(Problem) -> String {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty, line.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(
        .authentication, "What \(place) gives is not a token.",
        detail: line.isEmpty
          ? "Its first line is empty." : "It holds a blank or a character outside ASCII.")
    }
    return String(decoding: line, as: UTF8.self)
  }
}
