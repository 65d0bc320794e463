package import FlowModel
import FlowSync
import FlowWorkspace
import JSONText

package struct PushCommand: Subcommand {
  package static let name = "push"
  package static let summary = "Send what waits in the outbox"
  package static let usage = "[REF…] [--dry-run] [--yes] [--merge auto|ask] [--no-wait] [--json]"
  package static let arguments = 0...1000
  package static let details = """
    Prints the plan, asks when live flows or deletions are in it, then sends. Before each write the
    server's copy is read. What somebody else changed meanwhile is never overwritten: changes to other
    values are merged, changes to the same value are held, and so are those of live flows.
    """
  package static let options = [
    Option("--dry-run", nil, "print the plan, send nothing"),
    Option("--yes", nil, "do not ask about live flows and deletions"),
    Option("--merge", "auto|ask", "auto: also merge flows that are live; ask: merge nothing"),
    Option("--no-wait", nil, "leave what is in doubt to the next push"),
    Option("--json", nil, "one JSON array"),
  ]

  private let references: [String]
  private let isDryRun: Bool
  private let isConfirmed: Bool
  private let merge: FlowMerge.Consent?
  private let waits: Bool
  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) {
    references = words.arguments
    isDryRun = words.has("--dry-run")
    isConfirmed = words.has("--yes")
    waits = !words.has("--no-wait")
    isJSON = words.has("--json")
    switch words["--merge"] {
    case nil: merge = nil
    case "auto": merge = .given
    case "ask": merge = FlowMerge.Consent.none
    case let word?: throw words.problem("--merge takes auto or ask, not \"\(word)\".")
    }
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let command = self
    return try await context.withWorkspace { (workspace) throws(Problem) in
      try await command.run(context, workspace)
    }
  }

  func run(_ context: CommandContext, _ workspace: Workspace) async throws(Problem) -> ExitStatus {
    var flows: [FlowID]?
    for reference in references {
      flows = (flows ?? []) + [try await workspace.find(reference).id]
    }
    let plan = try await workspace.pushPlan(of: flows)
    if plan.entries.isEmpty {
      if isJSON { context.console.write(JSONOutput.document(.array([]))) }
      context.console.say("Nothing waits to be pushed.")
      return .done
    }
    for entry in plan.entries { context.console.say(PushText.line(entry)) }
    if isDryRun {
      if isJSON { context.console.write(JSONOutput.document(PushJSON.plan(plan))) }
      return .done
    }
    var confirmation: PushConfirmation = isConfirmed ? .flag : .none
    if plan.needsConfirmation(beyond: confirmation), context.console.isInputTerminal {
      let question = "Live flows, deletions or old orders are in it. Send them too?"
      if try context.confirms(question, isConfirmed: false) { confirmation = .person }
    }
    let former = try await workspace.flowNotices()
    let report = try await workspace.push(
      flows, confirmation: confirmation, merge: merge, waits: waits, progress: context.progress)
    let status = context.tell(report, isJSON: isJSON)
    try await context.tellNotices(since: former, in: workspace)
    return status
  }
}

extension PushPlan {
  /// Whether something is left that `confirmation` does not cover.
  func needsConfirmation(beyond confirmation: PushConfirmation) -> Bool {
    entries.contains { entry in
      entry.isReady && entry.reasons.contains { !confirmation.covers($0) }
    }
  }
}

enum PushText {
  static func line(_ entry: PushPlan.Entry) -> String {
    let reasons = entry.reasons.map(\.text).joined(separator: ", ")
    var line = "  #\(entry.change.id.sequence) \(entry.change.name)  \(entry.summary)"
    if !entry.isReady { line += "  [\(entry.change.errorText ?? entry.change.status.rawValue)]" }
    if !reasons.isEmpty { line += "  (\(reasons))" }
    return line
  }

  /// What became of an order, and in a second sentence why.
  static func line(_ entry: PushReport.Entry) -> String {
    let status = entry.status.map { " (\($0))" } ?? ""
    let head = "\(entry.name): \(entry.verb.rawValue) \(word(entry.outcome))\(status)"
    let plain = entry.outcome == .conflict ? "It changed here and on the server." : nil
    guard let reason = entry.error ?? plain, let last = reason.last else { return head }
    return "\(head). \(reason)" + (".!?".contains(last) ? "" : ".")
  }

  private static func word(_ outcome: PushReport.Outcome) -> String {
    switch outcome {
    case .applied: "done"
    case .queued: "waits for the next push"
    case .inDoubt: "in doubt, the next push reads what became of it"
    case .conflict: "held"
    case .failed: "refused"
    case .blocked: "held"
    }
  }
}

enum PushJSON {
  static func report(_ report: PushReport) -> JSONValue {
    .array(
      report.entries.map { entry in
        .object([
          ("seq", .integer(Int(entry.change.sequence))), ("id", JSONOutput.text(entry.remoteID)),
          ("localId", .string(entry.localID)), ("name", .string(entry.name)),
          ("verb", .string(entry.verb.rawValue)), ("outcome", .string(entry.outcome.rawValue)),
          ("status", JSONOutput.number(entry.status)), ("error", JSONOutput.text(entry.error)),
        ])
      })
  }

  static func plan(_ plan: PushPlan) -> JSONValue {
    .array(
      plan.entries.map { entry in
        .object([
          ("seq", .integer(Int(entry.change.id.sequence))),
          ("id", JSONOutput.text(entry.change.remoteID)),
          ("localId", .string(entry.change.localID)), ("name", .string(entry.change.name)),
          ("verb", .string(entry.change.verb.rawValue)), ("summary", .string(entry.summary)),
          ("ready", .boolean(entry.isReady)),
          ("asks", .array(entry.reasons.map { .string($0.text) })),
        ])
      })
  }
}

extension CommandContext {
  func tell(_ report: PushReport, isJSON: Bool) -> ExitStatus {
    if isJSON { console.write(JSONOutput.document(PushJSON.report(report))) }
    for entry in report.entries { console.say(PushText.line(entry)) }
    var statuses: [ExitStatus] = []
    for (service, error) in report.errors {
      let problem = Problem(error, service: service, isWaiting: true)
      console.tell(problem)
      statuses.append(ExitStatus(problem.kind))
    }
    if report.entries.contains(where: { $0.outcome == .conflict }) {
      console.say("Choose with `weir resolve REF --mine`, `--theirs`, `--both` or `--choose`.")
    }
    // An error of the server brings its own advice.
    let waits = report.entries.contains { $0.outcome == .queued || $0.outcome == .inDoubt }
    if waits, report.errors.isEmpty {
      console.say("`weir push` tries again; `weir doctor` looks at the server.")
    }
    return ExitStatus.first(of: statuses + PushStatus.statuses(of: report))
  }
}

enum PushStatus {
  /// What the outcomes mean for the exit status (command-line.md, "Exit codes").
  static func statuses(of report: PushReport) -> [ExitStatus] {
    var statuses: [ExitStatus] = []
    let outcomes = report.entries.map(\.outcome)
    let refusal: ExitStatus = outcomes.contains(.applied) ? .partial : .refused
    for entry in report.entries {
      switch entry.outcome {
      case .conflict: statuses.append(.needsPerson)
      // The server's record is to blame, and no person can answer for it.
      case .blocked where entry.code == "quarantined": statuses.append(refusal)
      case .blocked:
        statuses.append(
          ["auth", "permission"].contains(entry.code ?? "") ? .authentication : .needsPerson)
      case .inDoubt: statuses.append(.unreachable)
      case .queued: statuses.append(.partial)
      case .failed: statuses.append(refusal)
      case .applied: break
      }
    }
    return statuses
  }
}
