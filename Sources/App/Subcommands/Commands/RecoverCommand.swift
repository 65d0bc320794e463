package import FlowModel
import FlowWorkspace
import JSONText

package struct RecoverCommand: Subcommand {
  package static let name = "recover"
  package static let summary = "Take in edits that stand in files and not in the local copy"
  package static let usage = "[--yes] [--json]"
  package static let arguments = 0...0
  package static let options = [
    Option("--yes", nil, "take all of them in, do not ask"),
    Option("--json", nil, "one JSON object"),
  ]
  package static let details = """
    Each edit that no server has seen is also a plain file in unpushed/. A new local copy takes them
    in by itself; this command offers those that an older copy does not hold: a file that was put
    back, or edits whose log is lost. A flow that was edited here since keeps what it says, and the
    file becomes a version of its history. Texts that an editor left behind are listed with their
    paths. Exit status 3 when edits are there and nobody said yes.
    """

  private let isConfirmed: Bool
  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) {
    isConfirmed = words.has("--yes")
    isJSON = words.has("--json")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (isConfirmed, isJSON) = (isConfirmed, isJSON)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let found = try await workspace.recoverable()
      let takable = found.takable
      if !isJSON {
        context.console.write(
          Array(Self.text(found).map { TerminalText.line($0) + "\n" }.joined().utf8))
      }
      var isWanted = isConfirmed && !takable.isEmpty
      if !isJSON, !takable.isEmpty {
        let question =
          takable.count == 1 ? "Take this edit in?" : "Take these \(takable.count) edits in?"
        isWanted = try context.confirms(question, isConfirmed: isConfirmed)
      }
      let taken = isWanted ? try await workspace.recover(takable) : []
      if isJSON {
        context.console.write(JSONOutput.document(Self.json(found, taken: taken)))
      } else if !taken.isEmpty {
        context.console.say("Taken in: \(taken.count). `weir push` sends what waits.")
      }
      return takable.isEmpty || isWanted ? .done : .needsPerson
    }
  }

  private static func text(_ found: Recoverable) -> [String] {
    var lines = found.edits.map { edit in
      let what =
        switch edit.outcome {
        case .flow: "comes back with this edit"
        case .edit: "gets this edit back"
        case .version: "was edited here since: the file becomes a version of its history"
        case nil: "stays a file: \(edit.reason ?? "")"
        }
      return "unpushed/\(edit.file)  \(edit.name ?? "")  \(what)"
    }
    lines += found.texts.map {
      "\($0.path)  \($0.name ?? "a flow that is gone")  "
        + "`weir put REF --field NAME --file FILE` saves it"
    }
    return lines.isEmpty ? ["There is nothing to recover."] : lines
  }

  private static func json(_ found: Recoverable, taken: [Recoverable.Edit]) -> JSONValue {
    let taken = Set(taken.map(\.file))
    return .object([
      (
        "edits",
        .array(
          found.edits.map { edit in
            .object([
              ("file", .string(edit.file)), ("id", JSONOutput.text(edit.remoteID)),
              ("localId", JSONOutput.text(edit.localID)),
              ("kind", JSONOutput.text(edit.kind?.rawValue)),
              ("name", JSONOutput.text(edit.name)), ("bytes", .integer(edit.byteCount)),
              ("becomes", JSONOutput.text(edit.outcome?.rawValue)),
              ("taken", .boolean(taken.contains(edit.file))),
              ("reason", JSONOutput.text(edit.reason)),
            ])
          })
      ),
      (
        "texts",
        .array(
          found.texts.map { text in
            .object([
              ("path", .string(text.path)), ("localId", JSONOutput.text(text.localID)),
              ("name", JSONOutput.text(text.name)),
            ])
          })
      ),
    ])
  }
}
