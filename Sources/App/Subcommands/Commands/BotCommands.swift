package import FlowModel
import FlowWorkspace
import JSONText

// The life of a chatbot. Orders wait in the outbox; `versions` asks the server.

package struct PublishCommand: Subcommand {
  package static let name = "publish"
  package static let summary = "Order a version of a chatbot's draft to be published"
  package static let usage = "REF"
  package static let arguments = 1...1
  package static let options: [Option] = []
  package static let details = """
    What is published is the draft as it stands here; if the server's draft is another by then, the
    push holds and asks.
    """

  private let reference: String

  package init(_ words: Words) throws(Problem) { reference = words.arguments[0] }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    try await context.order(reference, "publish") { (workspace, id) throws(Problem) in
      try await workspace.publish(id)
    }
  }
}

package struct ActivateCommand: Subcommand {
  package static let name = "activate"
  package static let summary = "Order a chatbot to be activated"
  package static let usage = "REF"
  package static let arguments = 1...1
  package static let options: [Option] = []
  package static let details = "It needs a published version. The order waits for `weir push`."

  private let reference: String

  package init(_ words: Words) throws(Problem) { reference = words.arguments[0] }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    try await context.order(reference, "activate") { (workspace, id) throws(Problem) in
      try await workspace.activate(id)
    }
  }
}

package struct PauseCommand: Subcommand {
  package static let name = "pause"
  package static let summary = "Order an active chatbot to be paused"
  package static let usage = "REF"
  package static let arguments = 1...1
  package static let options: [Option] = []
  package static let details = "The order waits for `weir push`."

  private let reference: String

  package init(_ words: Words) throws(Problem) { reference = words.arguments[0] }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    try await context.order(reference, "pause") { (workspace, id) throws(Problem) in
      try await workspace.pause(id)
    }
  }
}

package struct VersionsCommand: Subcommand {
  package static let name = "versions"
  package static let summary = "Ask the server for a chatbot's published versions"
  package static let usage = "REF [--json]"
  package static let arguments = 1...1
  package static let options = [Option("--json", nil, "one JSON array: {id, createdAt, nodes, bytes}")]
  package static let details = "Newest first. Versions are kept by the server and never change."

  private let reference: String
  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    isJSON = words.has("--json")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, isJSON) = (reference, isJSON)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      let versions = try await workspace.versions(of: flow.id)
      if isJSON {
        let rows = versions.map { version in
          JSONValue.object([
            ("id", .string(version.id)), ("createdAt", JSONOutput.text(version.createdAt)),
            ("nodes", JSONOutput.number(version.nodeCount)), ("bytes", .integer(version.byteCount)),
          ])
        }
        context.console.write(JSONOutput.document(.array(rows)))
        return .done
      }
      if versions.isEmpty { context.console.say("\(flow.name) was never published.") }
      var table = Table([
        Table.Column("VERSION"), Table.Column("PUBLISHED"), Table.Column("NODES", isRight: true),
        Table.Column("SIZE", isRight: true),
      ])
      for version in versions {
        table.add([
          version.id, version.createdAt ?? "-", version.nodeCount.map(String.init) ?? "-",
          FlowTable.size(version.byteCount),
        ])
      }
      if !table.isEmpty { context.console.write(Array(table.text(width: 10_000).utf8)) }
      return .done
    }
  }
}

extension CommandContext {
  fileprivate func order(
    _ reference: String, _ verb: String,
    _ body: @escaping @Sendable (Workspace, FlowID) async throws(Problem) -> Void
  ) async throws(Problem) -> ExitStatus {
    try await withWorkspace { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      try await body(workspace, flow.id)
      console.say("\(flow.name): \(verb) waits to be pushed.")
      return .done
    }
  }
}
