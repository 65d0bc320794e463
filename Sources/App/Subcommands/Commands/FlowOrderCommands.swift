package import FlowModel
import FlowWorkspace

// Orders that take a REF and little else. All of them work offline.

package struct RenameCommand: Subcommand {
  package static let name = "rename"
  package static let summary = "Give a flow another name"
  package static let usage = "REF NAME"
  package static let arguments = 2...2
  package static let options: [Option] = []
  package static let details = "The change waits in the outbox until `weir push`."

  private let words: [String]

  package init(_ words: Words) throws(Problem) { self.words = words.arguments }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let words = words
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(words[0])
      return context.tell(try await workspace.rename(flow.id, to: words[1]), of: words[1])
    }
  }
}

package struct DuplicateCommand: Subcommand {
  package static let name = "duplicate"
  package static let summary = "Copy a flow under a new name"
  package static let usage = "REF NAME"
  package static let arguments = 2...2
  package static let options: [Option] = []
  package static let details = """
    The copy is private and not deployed, and takes no MCP token along. Prints its local id.
    """

  private let words: [String]

  package init(_ words: Words) throws(Problem) { self.words = words.arguments }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let words = words
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(words[0])
      let copy = try await workspace.duplicate(flow.id, name: words[1])
      context.console.write(Array("\(copy.localID)\n".utf8))
      return .done
    }
  }
}

package struct DeleteCommand: Subcommand {
  package static let name = "delete"
  package static let summary = "Mark flows as deleted; a push deletes them on the server"
  package static let usage = "REF… [--yes]"
  package static let arguments = 1...1000
  package static let options = [Option("--yes", nil, "do not ask")]
  package static let details = """
    Until the push `weir undo REF` brings a flow back. On the server its chats go with it.
    """

  private let references: [String]
  private let isConfirmed: Bool

  package init(_ words: Words) throws(Problem) {
    references = words.arguments
    isConfirmed = words.has("--yes")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (references, isConfirmed) = (references, isConfirmed)
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      var flows: [FlowSummary] = []
      for reference in references { flows.append(try await workspace.find(reference)) }
      for flow in flows { context.console.say("  \(flow.name)  \(flow.remoteID ?? "never sent")") }
      let question = flows.count == 1 ? "Delete this flow?" : "Delete these \(flows.count) flows?"
      guard try context.confirms(question, isConfirmed: isConfirmed) else { return .needsPerson }
      for flow in flows { try await workspace.delete(flow.id) }
      context.console.say(
        "Marked as deleted here. The server is told at the next push; `weir undo REF` takes it back."
      )
      return .done
    }
  }
}

package struct UndoCommand: Subcommand {
  package static let name = "undo"
  package static let summary = "Take back the last thing done to a flow"
  package static let usage = "REF [--redo]"
  package static let arguments = 1...1
  package static let options = [Option("--redo", nil, "take back the last undo instead")]
  package static let details = """
    Cancels a waiting delete, publish, activate or pause, drops a flow that was only made here, or
    brings the version before the last edit back. It makes no request: what was pushed is changed back
    by another push. An edit after an undo ends what can be done again.
    """

  private let reference: String
  private let isRedo: Bool

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    isRedo = words.has("--redo")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, isRedo) = (reference, isRedo)
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference, includesGone: true)
      let sentence =
        isRedo ? try await workspace.redo(flow.id) : try await workspace.undo(flow.id)
      context.console.say("\(flow.name): \(sentence)")
      return .done
    }
  }
}

extension CommandContext {
  /// Asks unless `--yes` was given. Where nobody can be asked the answer is no.
  func confirms(_ question: String, isConfirmed: Bool) throws(Problem) -> Bool {
    if isConfirmed { return true }
    guard console.isInputTerminal, let answer = console.ask("\(question) Type yes to go on: ")
    else {
      console.say("\(question) Nobody can be asked here: add --yes.")
      return false
    }
    return answer.lowercased() == "yes"
  }
}
