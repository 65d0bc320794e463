import CPosix
import FlowModel
import FlowWorkspace
import Glibc
import Subcommands
import TerminalScreen

/// Options → wiring → screen or subcommand → exit status.
@main
struct Weir {
  static func main() {
    cposix_harden()
    cposix_return_large_blocks()
    let console = TerminalConsole()
    let status: Int32
    do {
      status = try run(Array(CommandLine.arguments.dropFirst()), console)
    } catch {
      console.tell(error)
      status = ExitStatus(error.kind).rawValue
    }
    exit(status)
  }

  private static func run(
    _ words: [String], _ console: TerminalConsole
  ) throws(Problem) -> Int32 {
    let options = try GlobalOptions(words)
    let environment = ProcessEnvironment.current()
    if options.isVersion {
      console.write(Array("weir \(WeirVersion.text)\n".utf8))
      return ExitStatus.done.rawValue
    }
    if options.isHelp || options.command == "help" {
      return try help(options, console).rawValue
    }
    if options.command == "demo" {
      return try Demo(options: options, environment: environment, console: console).run()
    }
    let places = try Places(environment: environment)
    guard let name = options.command else {
      return try ScreenProgram(
        places: places, environment: environment, options: options, console: console
      ).run()
    }
    let context = CommandContext(
      places: places, environment: environment, profileName: options.profile,
      isReadOnly: options.isReadOnly, console: console,
      terminalKeys: { TerminalKeys.sequences(of: $0) })
    return try CommandRunner.run(name, options.arguments, context).rawValue
  }

  private static func help(
    _ options: GlobalOptions, _ console: TerminalConsole
  ) throws(Problem) -> ExitStatus {
    let name = options.command == "help" ? options.arguments.first : options.command
    guard let name else {
      console.write(Array(ProgramHelp.overview().utf8))
      return .done
    }
    guard let text = ProgramHelp.text(of: name) else { throw CommandRunner.unknown(name) }
    console.write(Array(text.utf8))
    return .done
  }
}

/// Options before the subcommand, its name, and what stands behind it.
struct GlobalOptions {
  private(set) var profile: String?
  private(set) var color: Settings.ColorChoice?
  private(set) var isReadOnly = false
  private(set) var isVersion = false
  private(set) var isHelp = false
  private(set) var command: String?
  private(set) var arguments: [String] = []

  init(_ words: [String]) throws(Problem) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "-p", "--profile": profile = try Self.value(of: word, &rest)
      case "--color": color = try Self.color(try Self.value(of: word, &rest))
      case "--read-only": isReadOnly = true
      case "--version": isVersion = true
      case "--help", "-h": isHelp = true
      default:
        if word.hasPrefix("--color=") {
          color = try Self.color(String(word.dropFirst(8)))
        } else if word.hasPrefix("-") {
          throw Problem(.usage, "There is no option \(word).", advice: "See `weir help`.")
        } else {
          command = word
          arguments = try takeGlobals(Array(rest))
          return
        }
      }
    }
  }

  /// `-p` may also stand behind the subcommand; the rest is its own.
  private mutating func takeGlobals(_ words: [String]) throws(Problem) -> [String] {
    var own: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "-p": profile = try Self.value(of: word, &rest)
      case "--help", "-h": isHelp = true
      case "--": return own + [word] + rest
      default: own.append(word)
      }
    }
    return own
  }

  private static func value(
    of option: String, _ rest: inout ArraySlice<String>
  ) throws(Problem) -> String {
    guard let value = rest.popFirst() else {
      throw Problem(.usage, "\(option) needs a value.", advice: "See `weir help`.")
    }
    return value
  }

  private static func color(_ text: String) throws(Problem) -> Settings.ColorChoice {
    guard let choice = Settings.ColorChoice(rawValue: text) else {
      throw Problem(.usage, "--color takes auto, never, 16 or 256, not \"\(text)\".")
    }
    return choice
  }
}
