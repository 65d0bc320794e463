import FlowWorkspace
import Glibc
import Testing

/// A shell in a terminal of tmux, on a socket of its own. The shell and all in it end with the value.
final class Tmux {
  private let socket: String
  private let environment: [String: String]
  /// The prompt stands alone on its line: a shell that waits.
  static let prompt = "shell$"

  /// The screen did not become what was waited for.
  struct Late: Error, CustomStringConvertible {
    let what: String
    let screen: String
    var description: String { "waited for \(what); the screen is:\n\(screen)" }
  }

  init(
    columns: Int = 100, rows: Int = 30, _ environment: [String: String],
    seed: Int = .random(in: 0 ... .max)
  ) throws {
    socket = "weir-test-\(getpid())-\(seed)"
    self.environment = environment.merging(["TERM": "xterm"]) { $1 }
    try run([
      "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "PS1='\(Self.prompt) ' bash --norc --noprofile -i",
    ])
    try wait("the prompt") { $0.contains(Self.prompt) }
  }

  deinit { _ = try? run(["kill-server"]) }

  @discardableResult
  private func run(_ words: [String]) throws -> String {
    let result = try ChildProcess.run(
      ["tmux", "-u", "-L", socket, "-f", "/dev/null"] + words, environment: environment,
      seconds: 10, limit: 1 << 20)
    let said = String(decoding: result.errors, as: UTF8.self)
    try #require(result.status == 0, "tmux \(words.joined(separator: " ")): \(said)")
    return String(decoding: result.output, as: UTF8.self)
  }

  /// Types a text as it is.
  func type(_ text: String) throws { try run(["send-keys", "-l", "--", text]) }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `C-s`.
  func press(_ keys: String...) throws { try run(["send-keys"] + keys) }

  /// Runs a line of the shell.
  func enter(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  /// What was copied last.
  func buffer() throws -> String { try run(["show-buffer"]) }

  func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// What stands on the screen, without blanks at the ends of lines.
  var screen: String { get throws { try run(["capture-pane", "-p"]) } }

  /// A format of tmux: `#{alternate_on}`.
  func fact(_ format: String) throws -> String {
    try run(["display-message", "-p", format]).split(separator: "\n").first.map(String.init) ?? ""
  }

  /// Looks again and again until the screen is as it should be.
  ///
  /// - Parameter what: what is waited for, told when it does not come.
  @discardableResult
  func wait(
    _ what: String, seconds: Int = 10, until isThere: (String) -> Bool
  ) throws -> String {
    // The terminal tells nobody that it changed, so it is asked; a slow machine gets its time.
    var last = ""
    for _ in 0..<(seconds * 40) {
      last = try screen
      if isThere(last) { return last }
      usleep(25_000)
    }
    throw Late(what: what, screen: last)
  }

  @discardableResult
  func wait(for text: String, seconds: Int = 10) throws -> String {
    try wait("\"\(text)\"", seconds: seconds) { $0.contains(text) }
  }

  /// Waits until the shell asks again.
  func waitForPrompt() throws {
    try wait("the prompt") { screen in
      let last = screen.split(separator: "\n").last { line in line.contains { $0 != " " } } ?? ""
      return last.trimmed == Self.prompt
    }
  }
}

extension StringProtocol {
  /// Without the blanks at its ends.
  var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
