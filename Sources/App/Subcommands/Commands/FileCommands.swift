import CellGrid
package import FlowModel
import FlowWorkspace

// Flows as files, and back. Both work offline.

package struct ExportCommand: Subcommand {
  package static let name = "export"
  package static let summary = "Write flows into folders, for git"
  package static let usage = "DIR [REF…] [--secrets keep|strip]"
  package static let arguments = 1...10_000
  package static let options = [
    Option("--secrets", "keep|strip", "strip, the default, writes empty texts in their places")
  ]
  package static let details = """
    One folder for each flow, all of them where no REF is given: flow.json holds nodes and edges, a
    member a line; texts/ prompts and other texts of several lines, each in a file of its own;
    record.json the exact record. Files of an earlier export are written over, and a flow that was
    renamed keeps its folder. The files may be read by you alone.
    """

  private enum Secrets: String, CaseIterable { case keep, strip }

  private let folder: String
  private let references: [String]
  private let keepsSecrets: Bool

  package init(_ words: Words) throws(Problem) {
    folder = words.arguments[0]
    references = Array(words.arguments.dropFirst())
    keepsSecrets = try words.word("--secrets", Secrets.self) == .keep
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (folder, references, keepsSecrets) = (folder, references, keepsSecrets)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      var flows: [FlowSummary] = []
      for reference in references { flows.append(try await workspace.find(reference)) }
      if references.isEmpty { flows = try await Self.everything(in: workspace) }
      var failures = 0
      for flow in flows {
        do throws(Problem) {
          let written = try await workspace.exportFolder(
            flow.id, into: folder, keepsSecrets: keepsSecrets)
          let secrets = written.secretCount
          let left = secrets == 0 ? "" : ", \(secrets) secret\(secrets == 1 ? "" : "s") left out"
          context.console.say(TerminalText.line("\(flow.name): \(written.path)\(left)"))
        } catch {
          failures += 1
          context.console.tell(error)
        }
      }
      if flows.isEmpty { context.console.say("There are no flows here yet. Pull first.") }
      return FileOutcome.status(failures: failures, of: flows.count)
    }
  }

  private static func everything(
    in workspace: Workspace
  ) async throws(Problem) -> [FlowSummary] {
    let query = FlowQuery()
    let size = 500
    var flows: [FlowSummary] = []
    while true {
      let window = try await workspace.window(
        of: query, anchor: flows.last.map { .after($0) } ?? .start, limit: size)
      flows += window.rows
      if window.rows.count < size { return flows }
    }
  }
}

package struct ImportCommand: Subcommand {
  package static let name = "import"
  package static let summary = "Take flows of files in; a push sends them"
  package static let usage = "PATH… [--kind chatflow|chatbot] [--dry-run]"
  package static let arguments = 1...10_000
  package static let options = [
    Option("--kind", "chatflow|chatbot", "what nodes and edges alone become; chatflow by default"),
    Option("--dry-run", nil, "only say what would become of each"),
  ]
  package static let details = """
    PATH is a folder of `weir export`, or a folder of such; a file that Flowise wrote of one flow; or
    its export of a whole workspace. A flow that weir exported is edited in place where the profile has
    it, and secrets that were left out stay as they are; everything else becomes a new flow.

    Prints a line for each: new, edited or same, its id, its name.
    """

  private let paths: [String]
  private let kind: FlowKind
  private let isDryRun: Bool

  package init(_ words: Words) throws(Problem) {
    paths = words.arguments
    kind = try words.word("--kind", FlowKind.self) ?? .chatflow
    isDryRun = words.has("--dry-run")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (paths, kind, isDryRun) = (paths, kind, isDryRun)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      // All are read before the first is taken in: a wrong path changes nothing.
      var files: [FlowFile] = []
      for path in paths { files += try workspace.flowFiles(at: path, wanted: kind) }
      var failures = 0
      for file in files {
        do throws(Problem) {
          let line = Self.line(try await workspace.take(file, isDryRun: isDryRun), file)
          context.console.write(Array((TerminalText.line(line) + "\n").utf8))
        } catch {
          failures += 1
          context.console.tell(error)
        }
      }
      context.console.say(
        isDryRun ? "Nothing was changed." : "A push sends what is new or edited.")
      return FileOutcome.status(failures: failures, of: files.count)
    }
  }

  private static func line(_ outcome: Workspace.Imported, _ file: FlowFile) -> String {
    switch outcome {
    case .made(let flow): "new     \(flow?.localID ?? "-")  \(file.name)"
    case .edited(let flow): "edited  \(flow.remoteID ?? flow.localID)  \(file.name)"
    case .unchanged(let flow): "same    \(flow.remoteID ?? flow.localID)  \(file.name)"
    }
  }
}

private enum FileOutcome {
  static func status(failures: Int, of count: Int) -> ExitStatus {
    failures == 0 ? .done : failures < count ? .partial : .failed
  }
}
