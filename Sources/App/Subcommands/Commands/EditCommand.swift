package import FlowModel
import FlowWorkspace

package struct EditCommand: Subcommand {
  package static let name = "edit"
  package static let summary = "Edit a flow's JSON in your editor"
  package static let usage = "REF [--field NAME]"
  package static let arguments = 1...1
  package static let details = """
    Opens flowData or draft, pretty-printed, in $WEIR_EDITOR, $VISUAL, $EDITOR or vi. What does not
    parse opens again with the mistake on top; only what differs is changed in the flow.
    """
  package static let options = [
    Option("--field", "NAME", "another field; an empty name is the whole record")
  ]

  private let reference: String
  private let field: String?

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    field = words["--field"]
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, field) = (reference, field)
    let setting = try ProfileFile(path: context.places.configFile).configuration.settings
      .editorCommand
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      guard flow.state.allowsEdits else {
        throw Problem(.failed, "\(flow.name) cannot be edited: it is \(flow.state.rawValue).")
      }
      let text = try await workspace.editableText(of: flow.id, field: field)
      let editor = EditorSession.editor(setting: setting, environment: context.environment)
      if let warning = EditorSession.warning(for: editor) { context.console.say(warning) }
      let session = try workspace.editorSession(for: text, editor: editor)
      return try await EditorLoop(context: context, workspace: workspace, session: session)
        .run(text)
    }
  }
}

/// Opens the editor until its text can be saved or the person gives up.
private struct EditorLoop: Sendable {
  let context: CommandContext
  let workspace: Workspace
  let session: EditorSession

  func run(_ text: EditableText) async throws(Problem) -> ExitStatus {
    var refused: [UInt8]?
    while true {
      let status = try context.console.runForeground(
        session.arguments, environment: context.environment)
      switch try session.outcome(status: status) {
      case .unchanged:
        session.remove()
        context.console.say("\(text.name): nothing changed.")
        return .done
      case .failed(let why):
        context.console.say(why)
        return .failed
      case .edited(let edited):
        if edited == refused {
          // Left as it was: asking again would never end.
          throw Problem(
            .failed, "NOT saved: the same mistake again.",
            advice: "The text is kept in \(session.path).")
        }
        do {
          let outcome = try await workspace.saveText(
            edited, of: text.flow, field: text.field, fromVersion: text.version)
          session.remove()
          return context.tell(outcome, of: text.name)
        } catch {
          guard context.console.isInputTerminal else {
            context.console.say("The text is kept in \(session.path).")
            throw error
          }
          refused = edited
          try session.reopen(edited, saying: error.sentence)
        }
      }
    }
  }
}
