package import FlowModel
import FlowWorkspace
import JSONText

package struct StatusCommand: Subcommand {
  package static let name = "status"
  package static let summary = "Say what waits, what clashes, and how old the copy is"
  package static let usage = "[--json]"
  package static let arguments = 0...0
  package static let details = "All from the local copy; no request is made."
  package static let options = [Option("--json", nil, "one JSON object")]

  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) { isJSON = words.has("--json") }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let isJSON = isJSON
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let status = try await workspace.status()
      if isJSON {
        let conflicts = try await JSONOutput.conflicts(status.conflicts, of: workspace)
        context.console.write(
          JSONOutput.document(Self.json(status, workspace.profile, conflicts)))
      } else {
        context.console.write(Array(Self.text(status, workspace.profile).utf8))
      }
      return .done
    }
  }

  private static func text(_ status: WorkspaceStatus, _ profile: Profile) -> String {
    var lines = ["Profile \(profile.name)"]
    for server in status.servers {
      let pulled = server.pulledAt.map { "pulled \(Age.words(since: $0, now: status.now))" }
      lines.append(
        "  \(server.service.title)  \(server.origin)  \(contact(server)), \(pulled ?? "never pulled")"
      )
    }
    let counts = status.counts.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.value) \($0.key.rawValue)" }
    lines.append(counts.isEmpty ? "  no flows" : "  " + counts.joined(separator: ", "))
    if !status.outbox.isEmpty { lines += ["", "Outbox"] }
    for change in status.outbox {
      let why = change.errorText.map { ": \($0)" } ?? ""
      lines.append(
        "  #\(change.id.sequence) \(change.verb.rawValue) \(change.name) (\(change.status.rawValue))\(why)"
      )
    }
    if !status.conflicts.isEmpty { lines += ["", "Conflicts"] }
    for conflict in status.conflicts { lines.append("  \(ConflictText.line(conflict))") }
    if !status.quarantined.isEmpty { lines += ["", "Not understood"] }
    for flow in status.quarantined { lines.append("  \(flow.sentence)") }
    if !status.notices.isEmpty { lines += ["", "Notices"] }
    for notice in status.notices { lines.append("  \(NoticeText.line(notice))") }
    return lines.map { TerminalText.line($0) + "\n" }.joined()
  }

  private static func contact(_ server: Server) -> String {
    switch (server.isReachable, server.obstacle) {
    case (nil, _): "never asked"
    case (true?, _), (_, nil): "reached"
    case (_, .silence?): "not reached at the last try"
    case (_, .access?): "no access: it \(server.outage ?? "")"
    case (_, .answer?): "it \(server.outage ?? "") at the last try"
    }
  }

  private static func json(
    _ status: WorkspaceStatus, _ profile: Profile, _ conflicts: JSONValue
  ) -> JSONValue {
    .object([
      ("profile", .string(profile.name)),
      (
        "servers",
        .array(
          status.servers.map { server in
            .object([
              ("kind", .string(server.service.rawValue)), ("url", .string(server.origin)),
              ("reachable", JSONOutput.boolean(server.isReachable)),
              ("lastPull", server.pulledAt.map { .string(CalendarTime($0).timestamp) } ?? .null),
            ])
          })
      ),
      (
        "counts",
        .object(
          SyncState.allCases.compactMap { state in
            status.counts[state].map { (state.rawValue, .integer($0)) }
          })
      ),
      ("outbox", .array(status.outbox.map(JSONOutput.change))),
      ("conflicts", conflicts), ("notices", NoticeText.json(status.notices)),
      ("unreadable", unreadable(status.quarantined)),
    ])
  }

  private static func unreadable(_ flows: [QuarantinedFlow]) -> JSONValue {
    .array(
      flows.map { flow in
        .object([
          ("id", .string(flow.remoteID ?? flow.localID)), ("name", .string(flow.name)),
          ("kind", .string(flow.kind.rawValue)), ("reason", .string(flow.reason.rawValue)),
          ("message", .string(flow.sentence)),
        ])
      })
  }
}
