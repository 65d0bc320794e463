/// Puts text on the clipboard by programs. It never reads what is there.
///
/// | Where | How |
/// |---|---|
/// | in tmux | `tmux load-buffer -w -`, which hands it on to the terminal around tmux |
/// | over SSH | the terminal: programs would fill the clipboard of the far machine |
/// | here | wl-copy, xclip, xsel, pbcopy, whichever the desktop has; then the terminal |
package struct Clipboard: Sendable {
  private let environment: [String: String]

  /// - Parameter environment: tells where we are, and is handed on.
  package init(environment: [String: String]) {
    self.environment = environment
  }

  /// Who took the text.
  package enum Way: Hashable, Sendable {
    case program(String)
    /// OSC 52. Whether the terminal listens it does not say.
    case terminal
  }

  /// - Returns: nil when no program took it and only the terminal is left.
  package func copy(_ text: [UInt8]) async -> Way? {
    // A program that hangs must not hold up a thread that others wait for.
    await ThreadPool().perform {
      let taker = commands.first { run($0, text) }?.first
      return taker.map { .program($0) }
    }
  }

  /// "Copied the path (34 bytes) to the clipboard (tmux)."
  package static func sentence(_ text: [UInt8], _ what: String, by way: Way) -> String {
    let taker =
      switch way {
      case .program(let name): name
      case .terminal: "by the terminal, OSC 52"
      }
    return "Copied \(what) (\(size(of: text))) to the clipboard (\(taker))."
  }

  // MARK: Parts

  private var commands: [[String]] {
    var commands: [[String]] = []
    if has("TMUX") { commands.append(["tmux", "load-buffer", "-w", "-"]) }
    if has("SSH_CONNECTION") || has("SSH_TTY") { return commands }
    if has("WAYLAND_DISPLAY") { commands.append(["wl-copy"]) }
    if has("DISPLAY") {
      commands.append(["xclip", "-selection", "clipboard", "-in"])
      commands.append(["xsel", "--clipboard", "--input"])
    }
    return commands + [["pbcopy"]]
  }

  private func has(_ variable: String) -> Bool { environment[variable]?.isEmpty == false }

  private func run(_ command: [String], _ text: [UInt8]) -> Bool {
    guard let program = ChildProcess.program(command[0], environment: environment) else {
      return false
    }
    // One that fails leaves it to the next.
    let status = try? ChildProcess.feed(
      text, to: [program] + command.dropFirst(), environment: environment, seconds: 3)
    return status == 0
  }

  private static func size(of text: [UInt8]) -> String {
    text.count == 1 ? "1 byte" : "\(text.count) bytes"
  }
}
