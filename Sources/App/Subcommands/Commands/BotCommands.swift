package import FlowModel
package import FlowWorkspace
import JSONText

// The life of a chatbot. Orders wait in the outbox; `versions` asks the server.

/// An order to a chatbot that takes a REF and nothing else.
package protocol BotOrder: Subcommand {
  static func order(_ flow: FlowID, of workspace: Workspace) async throws(Problem)
  var reference: String { get }
}

extension BotOrder {
  package static var usage: String { "REF" }
  package static var arguments: ClosedRange<Int> { 1...1 }
  package static var options: [Option] { [] }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let reference = reference
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      try await Self.order(flow.id, of: workspace)
      context.console.say("\(flow.name): \(Self.name) waits to be pushed.")
      return .done
    }
  }
}

package struct PublishCommand: BotOrder {
  package static let name = "publish"
  package static let summary = "Order a version of a chatbot's draft to be published"
  package static let details = """
    What is published is the draft as it stands here; if the server's draft is another by then, the
    push holds and asks.
    """
  package let reference: String

  package init(_ words: Words) throws(Problem) { reference = words.arguments[0] }

  package static func order(_ flow: FlowID, of workspace: Workspace) async throws(Problem) {
    try await workspace.publish(flow)
  }
}

package struct ActivateCommand: BotOrder {
  package static let name = "activate"
  package static let summary = "Order a chatbot to be activated"
  package static let details = "It needs a published version. The order waits for `weir push`."
  package let reference: String

  package init(_ words: Words) throws(Problem) { reference = words.arguments[0] }

  package static func order(_ flow: FlowID, of workspace: Workspace) async throws(Problem) {
    try await workspace.activate(flow)
  }
}

package struct PauseCommand: BotOrder {
  package static let name = "pause"
  package static let summary = "Order an active chatbot to be paused"
  package static let details = "The order waits for `weir push`."
  package let reference: String

  package init(_ words: Words) throws(Problem) { reference = words.arguments[0] }

  package static func order(_ flow: FlowID, of workspace: Workspace) async throws(Problem) {
    try await workspace.pause(flow)
  }
}

package struct VersionsCommand: Subcommand {
  package static let name = "versions"
  package static let summary = "Ask the server for a chatbot's published versions"
  package static let usage = "REF [--json]"
  package static let arguments = 1...1
  package static let options = [
    Option("--json", nil, "one JSON array: {id, createdAt, nodes, bytes}")
  ]
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
