package import FlowModel
import FlowWorkspace

package struct EditCommand: Subcommand {
  package static let name = "edit"
  package static let summary = "Edit a flow's JSON, or one text of it, in your editor"
  package static let usage = "REF [--field NAME|PATH] [--show-secrets]"
  package static let arguments = 1...1
  package static let details = """
    Opens flowData or draft, pretty-printed, in $WEIR_EDITOR, $VISUAL, $EDITOR or vi. What does not
    parse opens again with the mistake on top; only what differs is changed in the flow. A string,
    such as flowData.nodes[3].data.inputs.systemMessage, is opened as the text it says.

    Marks such as ⟦secret:1:ab12⟧ stand in the place of secrets: leave them where they are, or take
    one out to take its secret out.
    """
  package static let options = [
    Option("--field", "NAME", "another field, or a path; an empty name is the whole record"),
    Option("--show-secrets", nil, "open the secrets themselves, no marks"),
  ]

  private let reference: String
  private let field: String?
  private let showsSecrets: Bool

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    field = words["--field"]
    showsSecrets = words.has("--show-secrets")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, field, showsSecrets) = (reference, field, showsSecrets)
    let configuration = try ProfileFile(path: context.places.configFile).configuration
    let editor = EditorSession.editor(
      setting: configuration.settings.editorCommand, environment: context.environment)
    let environment = configuration.withoutTokens(context.environment)
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      guard flow.state.allowsEdits else {
        throw Problem(.failed, "\(flow.name) cannot be edited: it is \(flow.state.rawValue).")
      }
      if let warning = EditorSession.warning(for: editor) { context.console.say(warning) }
      let console = context.console
      let loop = EditorLoop(
        workspace: workspace, editor: editor, opensAgain: console.isInputTerminal
      ) { (arguments) throws(Problem) in
        try console.runForeground(arguments, environment: environment)
      }
      let outcome = try await loop.edit(flow.id, field: field, showsSecrets: showsSecrets)
      return context.tell(outcome, of: flow.name)
    }
  }
}
