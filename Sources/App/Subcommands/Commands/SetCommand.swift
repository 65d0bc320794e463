package import FlowModel
import FlowWorkspace
import JSONText

package struct SetCommand: Subcommand {
  package static let name = "set"
  package static let summary = "Change one value; only its bytes change"
  package static let usage = "REF PATH VALUE [--string] [--new]"
  package static let arguments = 3...3
  package static let details = """
    PATH is dotted or a JSON Pointer and goes through fields that hold JSON in a string, such as
    flowData.nodes[3].data.inputs.temperature. VALUE is JSON, or text with --string; text that begins
    with a dash stands behind --.
    The change waits in the outbox until `weir push`.
    """
  package static let options = [
    Option("--string", nil, "VALUE is text, not JSON"),
    Option("--new", nil, "add the key, though it looks like one that is there"),
  ]

  private let reference: String
  private let path: String
  private let value: [UInt8]
  private let addsAnyKey: Bool

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    path = words.arguments[1]
    addsAnyKey = words.has("--new")
    let text = words.arguments[2]
    value = words.has("--string") ? JSONString.literal(text) : Array(text.utf8)
    do {
      _ = try JSONDocument(parsing: value)
    } catch {
      let shown = text.count > 60 ? text.prefix(60) + "…" : text[...]
      throw Problem(
        .usage, "\"\(shown)\" is not JSON: \(error.sentence).",
        advice: "Put text between double quotes, or give --string.")
    }
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, path, value, addsAnyKey) = (reference, path, value, addsAnyKey)
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      let outcome = try await workspace.setValue(
        at: path, to: value, of: flow.id, addsAnyKey: addsAnyKey)
      return context.tell(outcome, of: flow.name)
    }
  }
}

extension CommandContext {
  /// Says what became of a save.
  func tell(_ outcome: SaveOutcome, of name: String) -> ExitStatus {
    switch outcome {
    case .unchanged: console.say("\(name): nothing changed.")
    case .saved(let waiting, let warning):
      let changes = waiting == 1 ? "1 change waits" : "\(waiting) changes wait"
      console.say("\(name): saved here. \(changes) to be pushed.")
      if let warning { console.say(warning) }
    }
    return .done
  }
}
