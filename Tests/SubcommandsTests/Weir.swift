import CellGrid
import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import JSONText
import Subcommands
import TestKit
import Testing

/// Testing has a type of this name too.
typealias ExitStatus = Subcommands.ExitStatus

/// The command line as a person has it: a home, a profile, a server, and what was printed.
final class Weir {
  let home: TestHome

  struct Answer {
    let status: ExitStatus
    let output: [UInt8]
    let errors: String
    let questions: [String]

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [Substring] { text.split(separator: "\n") }
    /// Standard output as one JSON document.
    var json: JSONNode {
      get throws {
        let document = try JSONDocument(parsing: output)
        return document.root
      }
    }
  }

  init(
    _ services: [Service] = [.flowise], pulling flows: [String] = [],
    _ change: (inout ServerOptions) -> Void = { _ in }
  ) async throws {
    home = try TestHome(change)
    for name in flows { try home.add(name) }
    try home.addProfile(services)
    if !flows.isEmpty { #expect(try await run("pull").status == .done) }
  }

  /// Runs `weir` with these words, without a terminal.
  @discardableResult
  func run(
    _ words: String..., console: TestConsole = TestConsole(), readOnly: Bool = false
  ) async throws -> Answer {
    try await run(words, console: console, readOnly: readOnly)
  }

  func run(
    _ words: [String], console: TestConsole = TestConsole(), readOnly: Bool = false,
    terminal: (name: String, keys: Set<Key>?)? = nil
  ) async throws -> Answer {
    var environment = home.environment
    environment["TERM"] = terminal?.name
    let keys = terminal?.keys
    let context = CommandContext(
      places: home.places, environment: environment, isReadOnly: readOnly, console: console,
      terminalKeys: { _ in keys })
    let name = try #require(words.first)
    let type = try #require(SubcommandList.named(name))
    var status = ExitStatus.done
    do throws(Problem) {
      let command = try type.init(
        Words(
          words.dropFirst(), options: type.options, arguments: type.arguments, usage: type.usage,
          command: name))
      status = try await command.run(context)
    } catch {
      console.tell(error)
      status = ExitStatus(error.kind)
    }
    return Answer(
      status: status, output: console.output, errors: console.errors,
      questions: console.questions)
  }

  /// The exact record of a flow as it stands here.
  func record(_ reference: String) async throws -> String {
    try await run("show", reference, "--raw").text
  }

  /// The body of a flow as it stands here.
  func body(_ reference: String) async throws -> String {
    try await run("show", reference, "--field", "flowData").text
  }

  /// The state of each flow by its name.
  func states() async throws -> [String: String] {
    let rows = try await run("list", "--json").json.elements
    return Dictionary(
      rows.map { ($0["name"]?.string ?? "", $0["state"]?.string ?? "") },
      uniquingKeysWith: { first, _ in first })
  }

  /// Somebody else changes the body on the server.
  func changeElsewhere(_ id: String, to body: String) throws {
    home.clock.advance(milliseconds: 5_000)
    try home.server.setText("flowData", of: id, to: Array(body.utf8))
  }
}

extension JSONNode {
  var keys: [String] { members.map(\.key) }
  var strings: [String] { elements.compactMap(\.string) }
}

/// A path that every sample body has.
let temperature = "flowData.nodes[0].data.inputs.temperature"

extension String {
  /// The text with the first occurrence of `old` replaced.
  func replacing(_ old: String, with new: String) -> String {
    guard let place = firstRange(of: old) else { return self }
    return self[..<place.lowerBound] + new + self[place.upperBound...]
  }
}

extension String {
  /// Control characters and bidi marks that a terminal must not get, line breaks aside.
  var dangerous: [Unicode.Scalar] {
    unicodeScalars.filter { scalar in
      scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
  }
}
