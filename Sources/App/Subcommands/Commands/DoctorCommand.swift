package import FlowModel
import FlowWorkspace
import JSONText

package struct DoctorCommand: Subcommand {
  package static let name = "doctor"
  package static let summary = "Try the servers, the token and the local copy"
  package static let usage = "[--json]"
  package static let arguments = 0...0
  package static let details = "Says what is wrong and what to do. It changes nothing anywhere."
  package static let options = [Option("--json", nil, "one JSON object")]

  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) { isJSON = words.has("--json") }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let isJSON = isJSON
    let terminal = ["TERM", "COLORTERM", "LANG"].map { ($0, context.environment[$0]) }
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let report = try await workspace.doctor()
      if isJSON {
        context.console.write(JSONOutput.document(Self.json(report, terminal)))
      } else {
        context.console.write(
          Array(
            (Self.lines(report) + [Self.line(terminal)]).map { TerminalText.line($0) + "\n" }
              .joined().utf8))
        for problem in report.problems { context.console.tell(problem) }
      }
      return ExitStatus.first(of: report.problems.map { ExitStatus($0.kind) })
    }
  }

  private static func lines(_ report: DoctorReport) -> [String] {
    var lines: [String] = []
    for server in report.servers {
      lines.append("\(server.kind.title)  \(server.url)")
      lines.append("  reached     \(server.isReachable.map { $0 ? "yes" : "no" } ?? "not tried")")
      if let path = server.basePath { lines.append("  base path   \(path.isEmpty ? "/" : path)") }
      if let version = server.version { lines.append("  version     \(version)") }
      guard server.isReachable == true else { continue }
      lines.append("  may read    \(word(server.mayRead))")
      let writes = server.mayRead == true && server.mayWrite == nil
      lines.append(
        "  may write   \(word(server.mayWrite))"
          + (writes ? ": nothing there tells without changing something" : ""))
    }
    lines.append("Local copy  \(report.database.path)")
    lines.append(
      "  \(report.database.flowCount) flows, \(FlowTable.size(report.database.byteCount))")
    if report.problems.isEmpty { lines.append("Nothing is wrong.") }
    return lines
  }

  /// What the screen goes by.
  private static func line(_ terminal: [(String, String?)]) -> String {
    "Terminal    " + terminal.map { "\($0) \($1 ?? "not set")" }.joined(separator: ", ")
  }

  private static func word(_ value: Bool?) -> String {
    switch value {
    case true?: "yes"
    case false?: "no"
    case nil: "not known"
    }
  }

  private static func json(
    _ report: DoctorReport, _ terminal: [(String, String?)]
  ) -> JSONValue {
    func sentences(_ problems: [Problem]) -> JSONValue {
      .array(problems.map { .string($0.sentence) })
    }
    return .object([
      (
        "servers",
        .array(
          report.servers.map { server in
            .object([
              ("kind", .string(server.kind.rawValue)), ("url", .string(server.url)),
              ("basePath", JSONOutput.text(server.basePath)),
              ("version", JSONOutput.text(server.version)),
              ("reachable", JSONOutput.boolean(server.isReachable)),
              ("mayRead", JSONOutput.boolean(server.mayRead)),
              ("mayWrite", JSONOutput.boolean(server.mayWrite)),
              ("problems", sentences(server.problems)),
            ])
          })
      ),
      (
        "database",
        .object([
          ("path", .string(report.database.path)), ("flows", .integer(report.database.flowCount)),
          ("bytes", .integer(report.database.byteCount)),
          ("problems", sentences(report.database.problems)),
        ])
      ),
      (
        "terminal",
        .object(terminal.map { ($0.lowercased(), JSONOutput.text($1)) })
      ),
    ])
  }
}
