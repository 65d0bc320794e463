package import FlowModel
import FlowWorkspace

package struct NewCommand: Subcommand {
  package static let name = "new"
  package static let summary = "Make a flow here; a push sends it"
  package static let usage = "NAME --kind chatflow|chatbot [OPTIONS]"
  package static let arguments = 1...1
  package static let details = "Prints the local id of the new flow."
  package static let options = [
    Option("--kind", "chatflow|chatbot", "what it is"),
    Option("--type", "TYPE", "CHATFLOW (the default), AGENTFLOW, MULTIAGENT or ASSISTANT"),
    Option("--flow-data", "FILE", "the nodes and edges of a chatflow; - for standard input"),
    Option("--draft", "FILE", "the draft of a chatbot; - for standard input"),
  ]

  private let name: String
  private let kind: FlowKind
  private let type: ChatflowType?
  private let file: String?

  package init(_ words: Words) throws(Problem) {
    name = words.arguments[0]
    guard let kind = try words.word("--kind", FlowKind.self) else {
      throw words.problem("--kind is missing: chatflow or chatbot.")
    }
    self.kind = kind
    type = try words.word("--type", ChatflowType.self)
    if kind == .chatbot, type != nil || words.has("--flow-data") {
      throw words.problem("--type and --flow-data are for chatflows.")
    }
    if kind == .chatflow, words.has("--draft") { throw words.problem("--draft is for chatbots.") }
    file = words["--flow-data"] ?? words["--draft"]
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    var body: [UInt8]?
    if let file { body = try context.text(ofFile: file) }
    let (name, kind, type, given) = (name, kind, type, body)
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.create(
        name: name, kind: kind, type: type?.rawValue, body: given)
      context.console.write(Array("\(flow.localID)\n".utf8))
      return .done
    }
  }
}
