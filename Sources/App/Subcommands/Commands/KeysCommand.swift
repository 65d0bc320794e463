package import FlowModel
import FlowWorkspace
import Workbench

package struct KeysCommand: Subcommand {
  package static let name = "keys"
  package static let summary = "List the keys of the screen, or check keys.json5"
  package static let usage = "[--check]"
  package static let arguments = 0...0
  package static let details = """
    Each key stands with where it works and the name of its action, as keys.json5 takes it:
      list: { delete: ["d"], custom: { "g w": ":flows state:waiting" } }
    --check tells what is wrong in that file, by line: names nobody knows, keys that arrive as
    another key, two actions on one key, keys that are never reached. Exit status 1 when something is.
    """
  package static let options = [Option("--check", nil, "only say what is wrong")]

  private let isCheck: Bool

  package init(_ words: Words) throws(Problem) { isCheck = words.has("--check") }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let keys = try UserKeys(places: context.places)
    for problem in keys.problems { context.console.say(problem) }
    if isCheck {
      if keys.problems.isEmpty {
        context.console.say(
          keys.isThere
            ? "\(keys.path) is in order." : "There is no \(keys.path): the keys are weir's.")
      }
      return keys.problems.isEmpty ? .done : .failed
    }
    var table = Table([
      Table.Column("PLACE"), Table.Column("KEYS"), Table.Column("ACTION"), Table.Column("DOES"),
    ])
    for line in keys.bindings.lines {
      table.add([line.place, line.keys, line.action, line.title])
    }
    context.console.write(Array(table.text(width: 10_000).utf8))
    return .done
  }
}
