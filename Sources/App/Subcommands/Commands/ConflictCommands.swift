package import FlowModel
import FlowWorkspace
import JSONText

package struct ConflictsCommand: Subcommand {
  package static let name = "conflicts"
  package static let summary = "List flows that changed here and on the server"
  package static let usage = "[--json]"
  package static let arguments = 0...0
  package static let details = """
    Each waits for `weir resolve REF`. Nothing of it is sent until then. The places are those that
    both sides changed: what `weir resolve REF --choose PLACE=mine` takes.
    """
  package static let options = [
    Option(
      "--json", nil,
      "one JSON array: {id, localId, name, kind, paths, what, places, problems}; places are {path, "
        + "base, mine, theirs, outcome}")
  ]

  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) { isJSON = words.has("--json") }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let isJSON = isJSON
    return try await context.withWorkspace { (workspace) throws(Problem) in
      var reviews: [(conflict: Conflict, review: ConflictReview)] = []
      for conflict in try await workspace.conflicts() {
        reviews.append((conflict, try await workspace.conflictReview(of: conflict.flow)))
      }
      if isJSON {
        var rows: [JSONValue] = []
        for (conflict, review) in reviews {
          let flow = try await workspace.summary(conflict.flow)
          rows.append(JSONOutput.conflict(conflict, review, of: flow))
        }
        context.console.write(JSONOutput.document(.array(rows)))
        return .done
      }
      if reviews.isEmpty { context.console.say("There are no conflicts.") }
      for (conflict, review) in reviews {
        for line in ConflictText.lines(of: conflict, review) {
          context.console.write(Array((TerminalText.line(line) + "\n").utf8))
        }
      }
      return .done
    }
  }
}

enum ConflictText {
  /// A line about the whole, one for each place that clashes, and what would not hold.
  static func lines(of conflict: Conflict, _ review: ConflictReview) -> [String] {
    let clashes = review.rows.filter(\.clashes)
    let shown = clashes.prefix(20).map { "  " + place($0) }
    let more = clashes.count > 20 ? ["  … and \(clashes.count - 20) more"] : []
    let reasons = (review.problems + [review.obstacle].compactMap { $0 }).map { "  " + $0 }
    return [line(conflict)] + shown + more + reasons
  }

  /// `flowData.nodes[0].data.label: "a" → mine "b", theirs removed`
  private static func place(_ row: ConflictReview.Row) -> String {
    let sides =
      "\(row.place): \(row.base?.brief ?? "not there") → mine \(row.mine?.brief ?? "removed"), "
      + "theirs \(row.theirs?.brief ?? "removed")"
    return row.outcome == .open ? sides : sides + "; chosen: \(row.outcome.word)"
  }

  static func line(_ conflict: Conflict) -> String {
    let count = conflict.paths.count
    let places = count == 0 ? "" : count == 1 ? " (1 place)" : " (\(count) places)"
    return "\(conflict.name): \(what(conflict.kind))\(places)"
  }

  static func what(_ kind: Conflict.Kind) -> String {
    switch kind {
    case .editEdit: "changed here and on the server"
    case .editGone: "changed here, gone on the server"
    case .deleteEdit: "deleted here, changed on the server"
    case .createTwin: "created, and more than one like it stands on the server"
    case .liveMerge: "live, and changed on both sides"
    case .pinChanged: "the server's draft is not the one that was to be published"
    case .writeRace: "somebody else wrote at the same moment"
    }
  }
}

extension ConflictReview.Outcome {
  var word: String {
    switch self {
    case .open: "open"
    case .mine: "mine"
    case .theirs: "theirs"
    case .base: "base"
    case .both: "both"
    case .own: "own"
    }
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
    .object(members(of: conflict, flow))
  }

  /// The same, and `{what, places, problems}`; secrets are masked.
  static func conflict(
    _ conflict: Conflict, _ review: ConflictReview, of flow: FlowSummary
  ) -> JSONValue {
    let places = review.rows.filter(\.clashes).map { row in
      JSONValue.object([
        ("path", .string(row.place)), ("base", text(row.base?.brief)),
        ("mine", text(row.mine?.brief)), ("theirs", text(row.theirs?.brief)),
        ("outcome", .string(row.outcome.word)),
      ])
    }
    let problems = review.problems + [review.obstacle].compactMap { $0 }
    return .object(
      members(of: conflict, flow) + [
        ("what", .string(ConflictText.what(conflict.kind))), ("places", .array(places)),
        ("problems", .array(problems.map { .string($0) })),
      ])
  }

  private static func members(
    of conflict: Conflict, _ flow: FlowSummary
  ) -> [(String, JSONValue)] {
    [
      ("id", text(flow.remoteID)), ("localId", .string(flow.localID)),
      ("name", .string(conflict.name)), ("kind", .string(conflict.kind.rawValue)),
      ("paths", .array(conflict.paths.map { .string($0) })),
    ]
  }
}
