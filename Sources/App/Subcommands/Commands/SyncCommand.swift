package import FlowModel
import FlowSync
import FlowWorkspace

package struct SyncCommand: Subcommand {
  package static let name = "sync"
  package static let summary = "Push, then pull"
  package static let usage = "[--yes] [--accept-deletions]"
  package static let arguments = 0...0
  package static let details = "The same as `weir push` and `weir pull` after it."
  package static let options = [
    Option("--yes", nil, "do not ask about live flows and deletions"),
    Option("--accept-deletions", nil, "take deletions even when they are many"),
  ]

  private let push: PushCommand
  private let acceptsDeletions: Bool

  package init(_ words: Words) throws(Problem) {
    acceptsDeletions = words.has("--accept-deletions")
    push = try PushCommand(
      Words(
        words.has("--yes") ? ["--yes"] : [], options: PushCommand.options,
        arguments: PushCommand.arguments, command: "sync"))
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (push, acceptsDeletions) = (push, acceptsDeletions)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let pushed = try await push.run(context, workspace)
      let pulled = try await context.pull(
        workspace, acceptsDeletions: acceptsDeletions, isJSON: false)
      return ExitStatus.first(of: [pushed, pulled])
    }
  }
}
