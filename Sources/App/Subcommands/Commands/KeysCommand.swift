import CellGrid
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
    another key, two actions on one key, keys that are never reached. It also tells which keys the
    terminal of TERM has no sequence for. Exit status 1 when something is wrong, or an action is left
    without a key that this terminal sends.
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
      let isReachable = tellMissingKeys(of: keys.bindings, context)
      return keys.problems.isEmpty && isReachable ? .done : .failed
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

  /// Tells the keys that the terminal cannot send.
  ///
  /// - Returns: whether every action with keys has one that it can.
  private func tellMissingKeys(of bindings: KeyBindings, _ context: CommandContext) -> Bool {
    guard let term = context.environment["TERM"], !term.isEmpty, term != "dumb" else { return true }
    guard let sent = context.terminalKeys(term) else {
      context.console.say("No terminal \(term) is described here: which keys it has is not known.")
      return true
    }
    var isReachable = true
    for place in KeyContext.allCases {
      let here = bindings.actions.filter { $0.context == place }
      for line in here.sorted(by: {
        ($0.action.name, $0.keys.count) < ($1.action.name, $1.keys.count)
      })
      where !Self.isSent(line.keys, sent) {
        let others = here.filter { $0.action == line.action && Self.isSent($0.keys, sent) }
        let other = others.map { Self.name($0.keys) }.min()
        if other == nil { isReachable = false }
        context.console.say(
          "\(term) has no key \(Self.name(line.keys)) (\(place.rawValue): \(line.action.name)): "
            + (other.map { "\($0) does the same." } ?? "nothing else is bound to it."))
      }
    }
    return isReachable
  }

  /// Letters, Control with a letter, Enter, Esc, Tab and Backspace are bytes that every terminal sends.
  private static func isSent(_ keys: [Key], _ sent: Set<Key>) -> Bool {
    keys.allSatisfy { key in
      switch key.code {
      case .character, .escape: true
      case .enter, .tab, .backspace: key.modifiers.isEmpty || sent.contains(key)
      default: sent.contains(key)
      }
    }
  }

  private static func name(_ keys: [Key]) -> String { keys.map(\.name).joined(separator: " ") }
}
