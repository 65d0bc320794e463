import FlowServer
import FlowWorkspace
import Glibc
import TerminalKit
import TestKit
import Testing

/// A shell in a terminal that notes every control function, and a home for weir.
final class TerminalShell {
  /// The home's folder; processes with it in their environment are this test's.
  let folder: String
  let session: TerminalSession
  private let owner: AnyObject
  private static let prompt = "shell$"
  private var count = 0

  /// - Parameter flows: names of chatflows on the server; "Refunds" is always among them.
  convenience init(
    _ type: String = "xterm-256color", rows: Int = 24, columns: Int = 80,
    environment: [String: String] = [:], flows: [String] = ["Order desk", "Support triage"]
  ) throws {
    let home = try TestHome()
    for name in flows + ["Refunds"] { try home.add(name) }
    try home.addProfile()
    try self.init(
      type, rows: rows, columns: columns,
      environment: home.environment.merging(environment) { $1 }, folder: home.folder.path,
      keeping: home)
  }

  /// - Parameter owner: what must live as long as the shell: a home, a server.
  init(
    _ type: String = "xterm-256color", rows: Int = 24, columns: Int = 80,
    environment: [String: String], folder: String, keeping owner: AnyObject
  ) throws {
    (self.folder, self.owner) = (folder, owner)
    let own = ["TERM": type, "PS1": "\(Self.prompt) ", "HOME": folder, "TMPDIR": folder]
    session = try TerminalSession(
      ["bash", "--norc", "--noprofile", "--noediting", "-i"],
      environment: Programs.environment(own.merging(environment) { $1 }),
      rows: rows, columns: columns)
    try waitForPrompt()
  }

  func enter(_ line: String) { session.type(line + "\n") }

  /// Waits until the shell asks, on a line of its own and with nothing behind.
  @discardableResult
  func waitForPrompt() throws -> TerminalModel {
    try session.wait("the prompt") { model in
      model.lines[model.cursor.row] == Self.prompt && model.cursor.column == Self.prompt.count + 1
    }
  }

  /// Opens the screen and waits for the list.
  @discardableResult
  func start(_ words: String = "") throws -> TerminalModel {
    enter("\(try Programs.weir()) \(words)")
    return try waitForList()
  }

  @discardableResult
  func waitForList() throws -> TerminalModel {
    // The pull may still bring its rows once more.
    defer { session.settle(100) }
    return try session.wait("the list") { model in
      model.contains("Refunds") && model.isOnline && model.modes.on.contains(2004)
    }
  }

  /// The process of the screen.
  var process: pid_t {
    get throws { try #require(Processes.holding(folder, named: "weir").first) }
  }

  /// Runs a line and gives its exit status and what it printed.
  func status(of line: String? = nil) throws -> Int {
    count += 1
    enter((line.map { $0 + "; " } ?? "") + "echo status-\(count)=$?")
    let mark = "status-\(count)="
    let model = try session.wait(mark) { model in
      model.lines.contains { $0.hasPrefix(mark) && Int($0.dropFirst(mark.count)) != nil }
    }
    try waitForPrompt()
    let found = model.lines.last { $0.hasPrefix(mark) } ?? ""
    return try #require(Int(found.dropFirst(mark.count)))
  }

  /// A fact that a line of the shell prints into a file.
  func printed(by line: String) throws -> String {
    let path = folder + "/printed"
    _ = try status(of: "\(line) > \(path)")
    return String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self)
  }

  /// The terminal is as a program finds it, and nothing but weir's own functions was sent.
  func expectClean(_ what: String) throws {
    let model = try waitForPrompt()
    #expect(model.modes == TerminalModel.Modes(), "after \(what)")
    #expect(model.foreign == [], "after \(what)")
  }
}

extension TerminalModel {
  /// The first row says that the server was reached.
  var isOnline: Bool { lines.first { $0 != "" }?.contains(" on") == true }

  /// The row of the list under the cursor.
  var cursorRow: String? { lines.first { $0.hasPrefix(">") || $0.hasPrefix("►") } }
}
