/// The command line of `weir-server`.
package struct ServerArguments: Sendable {
  package var options = ServerOptions()
  package var wantsHelp = false
  /// Ends when the process that started it is gone.
  package var exitsWithParent = false

  package struct Mistake: Error, Equatable {
    package let sentence: String
  }

  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - environment: a variable's value, nil when it is not set.
  package init(
    _ arguments: [String], environment: (String) -> String?
  ) throws(Mistake) {
    // A server that runs for days must not keep every body it was sent.
    options.logging = .none
    if let token = environment("WEIR_SERVER_TOKEN"), !token.isEmpty { options.token = token }
    if let token = environment("WEIR_SERVER_VIEW_TOKEN"), !token.isEmpty {
      options.viewToken = token
    }
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": wantsHelp = true
      case "--hide-draft": options.hidesDrafts = true
      case "--odd": options.includesOddities = true
      case "--exit-with-parent": exitsWithParent = true
      default:
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard Self.valued.contains(String(parts[0])) else {
          throw Mistake(sentence: "Unknown argument '\(argument)'; see --help.")
        }
        guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
          throw Mistake(sentence: "\(argument) needs a value; see --help.")
        }
        try set(String(parts[0]), value)
      }
    }
  }

  private static let valued: Set = [
    "--port", "--flows", "--seed", "--data", "--dialect", "--fault", "--log",
  ]

  private mutating func set(_ name: String, _ value: String) throws(Mistake) {
    func mistake(_ expected: String) -> Mistake {
      Mistake(sentence: "\(name) must be \(expected), not '\(value)'.")
    }
    switch name {
    case "--port":
      guard let port = UInt16(value) else { throw mistake("a number from 0 to 65535") }
      options.port = port
    case "--flows":
      guard let count = Int(value), count >= 0 else { throw mistake("a number, 0 or more") }
      options.flows = count
    case "--seed":
      guard let seed = UInt64(value) else { throw mistake("a number, 0 or more") }
      options.seed = seed
    case "--data": options.dataFile = value
    case "--log": options.logging = .file(value)
    case "--dialect":
      guard let dialect = Dialect(rawValue: value) else {
        throw mistake(Dialect.allCases.map(\.rawValue).joined(separator: ", "))
      }
      options.dialect = dialect
    default:
      do {
        options.faults.append(try Fault(parsing: value))
      } catch {
        throw Mistake(sentence: error.sentence)
      }
    }
  }

  package static let help = """
    weir-server: a local server that speaks the chatflows API of Flowise and the chatbots API of FlowNally.
    It listens on 127.0.0.1 only, prints {"flowise": URL, "flownally": URL} as one line, and runs until SIGTERM or SIGINT.

    Usage: weir-server [OPTION]…

      --port N           the port; 0, the default, takes any free one
      --flows N          N generated flows in place of the samples (median 20 KB, mean about 45 KB, at most 2 MB)
      --seed S           seed of the generated flows and of ids; 1 by default
      --data FILE        keep the rows in this SQLite file; what it already holds stays
      --dialect NAME     real (as Flowise 3.1.3, the default), documented, or bare (no /api/v1)
      --hide-draft       chatbots never show their draft
      --odd              add flows that careless clients trip over
      --fault SPEC       misbehave; SPEC is METHOD PATH KIND[=VALUE] [xN], may be given more than once
      --log FILE         append a line for each answered request: method, path, status
      --exit-with-parent end when the process that started this one is gone

    PATH of a fault is below the base of either API and stands for everything below it; '*' is any one segment, a
    '$' at the end means this path only. Kinds:
      unreachable        close the connection, store nothing
      slow=MS, late=MS   wait before the work, or after it and before the answer
      400 … 599          refuse with this status; 429=SECONDS with Retry-After
      store-STATUS       do it, then answer with this status
      lost, cut          do it, then close without an answer, or after half of the body
      html, redirect=URL a web page with status 200; a 302
      half-create        a create that breaks between its two saves
      stubs, cap=N, hidden=ID, total=N, drift
                         lists without flowData, of at most N rows, without this flow, with a false total,
                         whose last row moves to the front afterwards
      expired, loop      page tokens that are refused, or lead to the same page for ever

    WEIR_SERVER_TOKEN is the token with all rights ('demo' when it is not set), WEIR_SERVER_VIEW_TOKEN one that may
    only read. Both are API keys of the same workspace.

    """
}
