import FlowModel
import FlowWorkspace
import Subcommands

/// The main job, played without a screen: pull, edit offline, push, list.
struct Tour {
  let places: Places
  let environment: [String: String]
  let console: TerminalConsole

  func run() throws(Problem) -> ExitStatus {
    let context = CommandContext(places: places, environment: environment, console: console)
    try step("Take what the servers have.", ["pull"], context)
    let flow = try CommandRunner.wait { () throws(Problem) in try await Self.firstFlow(context) }
    try step(
      "Change one value. No request is made: it waits here.",
      ["set", flow.name, "\(flow.kind.bodyField).nodes[0].data.label", "\"Changed on a train\""],
      context)
    try step("See what waits.", ["status"], context)
    try step("Send it. The server's copy is read first.", ["push", "--yes"], context)
    try step("The server holds it now.", ["list"], context)
    console.write(Array("\nThat is weir. `weir demo` in a terminal opens the screen.\n".utf8))
    return .done
  }

  private func step(
    _ sentence: String, _ words: [String], _ context: CommandContext
  ) throws(Problem) {
    let command = words.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
    console.write(Array("\n# \(sentence)\n$ weir \(command)\n".utf8))
    let status = try CommandRunner.run(words[0], Array(words.dropFirst()), context)
    guard status == .done else {
      throw Problem(.failed, "`weir \(command)` ended with \(status.rawValue).")
    }
  }

  /// A chatflow with at least one node.
  private static func firstFlow(_ context: CommandContext) async throws(Problem) -> FlowSummary {
    try await context.withWorkspace { (workspace) throws(Problem) in
      let window = try await workspace.window(
        of: FlowQuery(kind: .chatflow), anchor: .start, limit: 50)
      guard let flow = window.rows.first(where: { ($0.nodeCount ?? 0) > 0 && !$0.isLive }) else {
        throw Problem(.failed, "The demo server has no flows.")
      }
      return flow
    }
  }
}
