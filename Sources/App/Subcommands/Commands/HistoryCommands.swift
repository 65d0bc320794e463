package import FlowModel
import FlowWorkspace
import JSONText

// The local versions of a flow. All of it works offline.

package struct HistoryCommand: Subcommand {
  package static let name = "history"
  package static let summary = "List the local versions of a flow"
  package static let usage = "REF [--json]"
  package static let arguments = 1...1
  package static let options = [
    Option("--json", nil, "one JSON array: {version, source, at, note, bytes}")
  ]
  package static let details = """
    Newest first. Every state that was read, made, edited, pushed, merged or taken back is a version;
    50 of them are kept of a flow, and all of the last 90 days. Flows that are gone from the server are
    found too, for 30 days: `weir list state:gone` shows them.

    `weir show REF --version N` prints a version, `weir diff REF --against N` compares it with what
    stands here, `weir restore REF N` brings it back.
    """

  private let reference: String
  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    isJSON = words.has("--json")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, isJSON) = (reference, isJSON)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference, includesGone: true)
      let versions = try await workspace.history(of: flow.id)
      if isJSON {
        context.console.write(JSONOutput.document(.array(versions.map(Self.json))))
      } else if versions.isEmpty {
        context.console.say("\(flow.name) has no versions yet: it was never read whole.")
      } else {
        write(versions, to: context.console, now: try await workspace.status().now)
      }
      return .done
    }
  }

  private static func json(_ version: FlowVersion) -> JSONValue { .object(members(of: version)) }

  static func members(of version: FlowVersion) -> [(String, JSONValue)] {
    [
      ("version", .integer(Int(version.id.number))), ("source", .string(version.source)),
      ("at", .string(CalendarTime(version.at).timestamp)),
      ("note", JSONOutput.text(version.note)), ("bytes", .integer(version.byteCount)),
    ]
  }
}

extension HistoryCommand {
  private func write(
    _ versions: [FlowVersion], to console: any Console, now: Milliseconds
  ) {
    var table = Table([
      Table.Column("VERSION", isRight: true), Table.Column("WHEN"), Table.Column("WHAT"),
      Table.Column("SIZE", isRight: true), Table.Column("NOTE", shrinks: true),
    ])
    for version in versions {
      table.add([
        "\(version.id.number)", Age.words(since: version.at, now: now), version.cause,
        FlowTable.size(version.byteCount), version.remark ?? "",
      ])
    }
    console.write(Array(table.text(width: console.isOutputTerminal ? console.width : 10_000).utf8))
  }
}

package struct RestoreCommand: Subcommand {
  package static let name = "restore"
  package static let summary = "Bring a local version of a flow back"
  package static let usage = "REF [VERSION] [--yes]"
  package static let arguments = 1...2
  package static let options = [
    Option("--yes", nil, "do not ask before a flow that is gone becomes a new one")
  ]
  package static let details = """
    VERSION is a number from `weir history`. It becomes what stands here, as a new version, and waits
    for `weir push` like any edit. Who may see and use the flow stays as it is today: isPublic, deployed,
    apikeyid, mcpServerConfig, teamIds.

    A flow that is gone from the server is restored as a new one, with the same local id: it gets a new
    id on the server, and its chats are gone. Without VERSION it comes back as it stood here last. It asks.
    """

  private let reference: String
  private let version: VersionID?
  private let isConfirmed: Bool

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    version = try words.arguments.dropFirst().first.map { (word) throws(Problem) in
      try VersionID(word, words)
    }
    isConfirmed = words.has("--yes")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, version, isConfirmed) = (reference, version, isConfirmed)
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference, includesGone: true)
      if flow.state == .goneOnServer {
        context.console.say(
          "\(flow.name) is gone from the server. It would become a new flow, with a new id; its chats "
            + "there are gone.")
        let question = "Restore it as a new flow?"
        guard try context.confirms(question, isConfirmed: isConfirmed) else { return .needsPerson }
      } else if version == nil, flow.state != .discarded {
        throw Problem(
          .usage, "Which version? `weir history` lists them.", advice: "See `weir help restore`.")
      }
      let outcome = try await workspace.restore(version, of: flow.id)
      context.console.say("\(flow.name): \(outcome.sentence)")
      return .done
    }
  }
}

extension RestoreOutcome {
  fileprivate var sentence: String {
    var parts: [String] = []
    if isUnchanged {
      parts.append("that is what stands here; nothing was changed.")
    } else if isNew {
      parts.append("restored as a new flow. `weir push` makes it on the server.")
    } else {
      parts.append("restored. It waits for `weir push`; `weir undo` takes it back.")
    }
    if !keptFields.isEmpty {
      parts.append("Left as they are now: \(keptFields.joined(separator: ", ")).")
    }
    if let warning { parts.append(warning) }
    return parts.joined(separator: " ")
  }
}

extension VersionID {
  /// - Throws: when `word` is no number of a version.
  init(_ word: String, _ words: Words) throws(Problem) {
    guard let number = Int64(word), number > 0 else {
      throw words.problem("A version is a number from `weir history`, not \"\(word)\".")
    }
    self.init(number: number)
  }
}
