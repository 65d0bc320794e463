package import FlowModel
import FlowSync
import FlowWorkspace
import JSONText

package struct PullCommand: Subcommand {
  package static let name = "pull"
  package static let summary = "Take what the servers have"
  package static let usage = "[--accept-deletions] [--json]"
  package static let arguments = 0...0
  package static let details = """
    What was edited here is never overwritten. Where a flow changed here and there, changes of
    different values are merged; changes of the same value are held until a person chooses, and so
    are those of live flows. Many deletions at once wait for --accept-deletions.
    """
  package static let options = [
    Option("--accept-deletions", nil, "take deletions even when they are many"),
    Option("--json", nil, "one JSON object"),
  ]

  private let acceptsDeletions: Bool
  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) {
    acceptsDeletions = words.has("--accept-deletions")
    isJSON = words.has("--json")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (acceptsDeletions, isJSON) = (acceptsDeletions, isJSON)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      try await context.pull(workspace, acceptsDeletions: acceptsDeletions, isJSON: isJSON)
    }
  }
}

extension CommandContext {
  /// Shows progress on standard error, on a terminal only.
  var progress: @Sendable (SyncProgress) -> Void {
    let console = console
    return { event in
      switch event {
      case .connecting(let service): console.progress("asking \(service.title) …")
      case .pulling(let service, let seen, let bytes, let total):
        let of = total.map { " of \($0)" } ?? ""
        console.progress("\(service.title): \(seen)\(of) flows, \(FlowTable.size(bytes))")
      case .pushing(let done, let count, let name): console.progress("\(done) of \(count): \(name)")
      case .waiting(let service, let reason, let seconds):
        console.say("Waiting \(seconds) s for \(service.title): \(reason)")
      case .held, .changed: break
      case .finished: console.progress("")
      }
    }
  }

  /// Pulls, and tells what came of it.
  func pull(
    _ workspace: Workspace, acceptsDeletions: Bool, isJSON: Bool
  ) async throws(Problem) -> ExitStatus {
    let former = try await workspace.flowNotices()
    let report = try await workspace.pull(acceptDeletions: acceptsDeletions, progress: progress)
    let waiting = try await workspace.waitingServices(after: report)
    let status = tell(report, waiting, isJSON: isJSON)
    try await tellNotices(since: former, in: workspace)
    return status
  }

  /// Prints what a pull did.
  private func tell(
    _ report: PullReport, _ waiting: Set<Service>, isJSON: Bool
  ) -> ExitStatus {
    if isJSON {
      console.write(JSONOutput.document(.object(PullJSON.report(report, waiting))))
    } else {
      for server in report.servers where server.error == nil || server.hasNews {
        console.say(PullText.sentence(server))
      }
    }
    var statuses: [ExitStatus] = []
    for server in report.servers {
      if let error = server.error {
        let problem = Problem(
          error, service: server.service, isWaiting: waiting.contains(server.service))
        console.tell(problem)
        statuses.append(ExitStatus(problem.kind))
      }
      if server.held > 0 {
        console.say(
          "\(server.held) flows are gone on the \(server.service.title) server. Nothing was deleted "
            + "here: look there first, then `weir pull --accept-deletions`.")
        statuses.append(.needsPerson)
      }
    }
    if report.conflicts > 0 {
      console.say("Choose with `weir resolve REF --mine`, `--theirs`, `--both` or `--choose`.")
      statuses.append(.needsPerson)
    }
    for server in report.servers where server.refused > 0 {
      console.say(
        "\(PullText.rows(server.refused)) of the \(server.service.title) list could not be "
          + "understood and stayed out; what is gone there is not looked for until all are.")
      statuses.append(.partial)
    }
    if report.quarantined > 0 {
      console.say(
        "\(PullText.flows(report.quarantined)) could not be understood and stay as they are: "
          + "`weir status` says why.")
      statuses.append(.partial)
    }
    let failed = report.servers.count { $0.error != nil }
    if failed > 0, failed < report.servers.count { statuses.append(.partial) }
    return ExitStatus.first(of: statuses)
  }
}

extension ServerPull {
  /// Whether something was taken although the pull broke off.
  fileprivate var hasNews: Bool { new + changed + merged + gone + missing + conflicts > 0 }
}

enum PullText {
  static func flows(_ count: Int) -> String { count == 1 ? "1 flow" : "\(count) flows" }

  static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  static func sentence(_ pull: ServerPull) -> String {
    var parts: [String] = []
    func part(_ count: Int, _ word: String) { if count > 0 { parts.append("\(count) \(word)") } }
    part(pull.new, "new")
    part(pull.changed, "changed")
    part(pull.merged, "merged")
    part(pull.gone, "gone")
    part(pull.missing, "not found once")
    part(pull.conflicts, pull.conflicts == 1 ? "conflict" : "conflicts")
    part(pull.refused + pull.quarantined, "not understood")
    part(pull.stubs, "not read whole yet")
    part(pull.unchanged, "unchanged")
    let what = parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    return "\(pull.service.title): \(what)."
  }
}

enum PullJSON {
  static func report(_ report: PullReport, _ waiting: Set<Service>) -> [(String, JSONValue)] {
    [
      ("changed", .integer(report.changed)), ("merged", .integer(report.merged)),
      ("new", .integer(report.new)),
      ("gone", .integer(report.gone)), ("missing", .integer(report.missing)),
      ("unchanged", .integer(report.unchanged)), ("conflicts", .integer(report.conflicts)),
      ("stubs", .integer(report.stubs)), ("bytes", .integer(report.bytes)),
      ("seconds", seconds(report.seconds)),
      ("servers", .array(report.servers.map { .object(server($0, waiting)) })),
    ]
  }

  private static func server(
    _ pull: ServerPull, _ waiting: Set<Service>
  ) -> [(String, JSONValue)] {
    let isWaiting = waiting.contains(pull.service)
    let problem = pull.error.map { Problem($0, service: pull.service, isWaiting: isWaiting) }
    return [
      ("kind", .string(pull.service.rawValue)),
      ("changed", .integer(pull.changed)), ("merged", .integer(pull.merged)),
      ("new", .integer(pull.new)),
      ("gone", .integer(pull.gone)), ("missing", .integer(pull.missing)),
      ("unchanged", .integer(pull.unchanged)), ("conflicts", .integer(pull.conflicts)),
      ("stubs", .integer(pull.stubs)), ("bytes", .integer(pull.bytes)),
      ("seconds", seconds(pull.seconds)), ("held", .integer(pull.held)),
      ("refused", .integer(pull.refused)), ("unreadable", .integer(pull.quarantined)),
      ("error", JSONOutput.text(problem?.sentence)),
    ]
  }

  /// Milliseconds are enough, and a short number.
  private static func seconds(_ value: Double) -> JSONValue {
    let thousandths = Int((value * 1000).rounded())
    let fraction = String(thousandths % 1000 + 1000).dropFirst()
    return .number("\(thousandths / 1000).\(fraction)")
  }
}
