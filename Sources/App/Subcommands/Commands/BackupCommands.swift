package import FlowModel
import FlowWorkspace

// Everything of a profile in one file, and back.

package struct BackupCommand: Subcommand {
  package static let name = "backup"
  package static let summary = "Write everything of the profile into one file"
  package static let usage = "FILE"
  package static let arguments = 1...1
  package static let options: [Option] = []
  package static let details = """
    Flows, edits that wait, conflicts and history, as one SQLite database that only you may read. It
    holds the secrets that stand in flows, and no token. A file that is there is not written over.
    """

  private let path: String

  package init(_ words: Words) throws(Problem) { path = words.arguments[0] }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let path = path
    return try await context.withWorkspace { (workspace) throws(Problem) in
      try await workspace.backUp(to: path)
      context.console.say("In \(path) now: \(Self.words(try await workspace.counts())).")
      return .done
    }
  }
}

extension BackupCommand {
  /// `12 flows, 1 change that waits`.
  static func words(_ counts: FlowCounts) -> String {
    let flows = counts.chatflows + counts.chatbots
    return (flows == 1 ? "1 flow, " : "\(flows) flows, ")
      + (counts.outbox == 1 ? "1 change that waits" : "\(counts.outbox) changes that wait")
  }
}

package struct RestoreBackupCommand: Subcommand {
  package static let name = "restore-backup"
  package static let summary = "Put a backup in the place of the profile's local copy"
  package static let usage = "FILE [--yes] [--discard-unpushed]"
  package static let arguments = 1...1
  package static let options = [
    Option("--yes", nil, "do not ask"),
    Option("--discard-unpushed", nil, "even when edits wait for a push"),
  ]
  package static let details = """
    The file is checked first. The former copy is moved into a folder replaced-TIME beside it, with
    the edits that wait; nothing is deleted. What waited in the backup may have been sent since: a
    new flow is looked for on the server before it is sent, other orders wait for your yes. No other
    weir may have the profile open.
    """

  private let words: Words

  package init(_ words: Words) throws(Problem) { self.words = words }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let path = words.arguments[0]
    guard !context.isReadOnly else {
      throw Problem(
        .failed, "This profile is read-only here.", advice: "Give the command without --read-only.")
    }
    let profile = try context.profile()
    let question = "Put \(path) in the place of the local copy of \(profile.name)?"
    guard try context.confirms(question, isConfirmed: words.has("--yes")) else {
      return .needsPerson
    }
    let former = try Workspace.restoreBackup(
      from: path, to: profile, places: context.places,
      discardsUnpushed: words.has("--discard-unpushed"))
    if let former { context.console.say("The former copy is in \(former).") }
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let words = BackupCommand.words(try await workspace.counts())
      context.console.say("From the backup: \(words). Pull next.")
      return .done
    }
  }
}
