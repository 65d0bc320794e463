package import FlowModel
import FlowWorkspace
import JSONText

package struct ConflictsCommand: Subcommand {
  package static let name = "conflicts"
  package static let summary = "List flows that changed here and on the server"
  package static let usage = "[--json]"
  package static let arguments = 0...0
  package static let details = "Each waits for `weir resolve REF`. Nothing of it is sent until then."
  package static let options = [
    Option("--json", nil, "one JSON array: {id, localId, name, kind, paths}")
  ]

  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) { isJSON = words.has("--json") }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let isJSON = isJSON
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let conflicts = try await workspace.conflicts()
      if isJSON {
        let rows = try await JSONOutput.conflicts(conflicts, of: workspace)
        context.console.write(JSONOutput.document(rows))
        return .done
      }
      if conflicts.isEmpty { context.console.say("There are no conflicts.") }
      for conflict in conflicts {
        context.console.write(Array((TerminalText.line(ConflictText.line(conflict)) + "\n").utf8))
        for path in conflict.paths.prefix(20) {
          context.console.write(Array(("  " + TerminalText.line(path) + "\n").utf8))
        }
      }
      return .done
    }
  }
}

package struct ResolveCommand: Subcommand {
  package static let name = "resolve"
  package static let summary = "Choose between what stands here and on the server"
  package static let usage = "REF --mine|--theirs|--both"
  package static let arguments = 1...1
  package static let details = """
    --mine keeps what stands here, and the next push sends it after one more check. --theirs takes
    the server's; what stood here stays in history. --both takes the server's and keeps what stood
    here as a new flow.
    """
  package static let options = [
    Option("--mine", nil, "keep what stands here"),
    Option("--theirs", nil, "take the server's"),
    Option("--both", nil, "keep both, mine as a new flow"),
  ]

  private let reference: String
  private let resolution: Resolution

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    let chosen = Resolution.allCases.filter { words.has("--\($0.rawValue)") }
    guard let only = chosen.first, chosen.count == 1 else {
      throw words.problem("Say one of --mine, --theirs and --both.")
    }
    resolution = only
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, resolution) = (reference, resolution)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      guard try await workspace.conflict(of: flow.id) != nil else {
        throw Problem(.failed, "\(flow.name) has no conflict.")
      }
      try await workspace.resolve(flow.id, resolution)
      let what =
        switch resolution {
        case .mine: "yours stands, and waits to be pushed."
        case .theirs: "the server's stands; yours is in history."
        case .both: "the server's stands, and yours waits as a new flow."
        }
      context.console.say("\(flow.name): \(what)")
      return .done
    }
  }
}

enum ConflictText {
  static func line(_ conflict: Conflict) -> String {
    let what =
      switch conflict.kind {
      case .editEdit: "changed here and on the server"
      case .editGone: "changed here, gone on the server"
      case .deleteEdit: "deleted here, changed on the server"
      case .createTwin: "created, and more than one like it stands on the server"
      case .liveMerge: "live, and changed on both sides"
      case .pinChanged: "the server's draft is not the one that was to be published"
      case .writeRace: "somebody else wrote at the same moment"
      }
    let count = conflict.paths.count
    let paths = count == 0 ? "" : count == 1 ? " (1 place)" : " (\(count) places)"
    return "\(conflict.name): \(what)\(paths)"
  }
}

extension JSONOutput {
  static func conflict(_ conflict: Conflict) -> JSONValue {
    .object([
      ("name", .string(conflict.name)), ("kind", .string(conflict.kind.rawValue)),
      ("paths", .array(conflict.paths.map { .string($0) })),
    ])
  }

  /// `{id, localId, name, kind, paths}` for each.
  static func conflicts(
    _ conflicts: [Conflict], of workspace: Workspace
  ) async throws(Problem) -> JSONValue {
    var rows: [JSONValue] = []
    for conflict in conflicts {
      rows.append(Self.conflict(conflict, of: try await workspace.summary(conflict.flow)))
    }
    return .array(rows)
  }

  private static func conflict(_ conflict: Conflict, of flow: FlowSummary) -> JSONValue {
    .object([
      ("id", text(flow.remoteID)), ("localId", .string(flow.localID)),
      ("name", .string(conflict.name)), ("kind", .string(conflict.kind.rawValue)),
      ("paths", .array(conflict.paths.map { .string($0) })),
    ])
  }
}
