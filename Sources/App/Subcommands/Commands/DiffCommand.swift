import CellGrid
package import FlowModel
import FlowWorkspace
import JSONText

package struct DiffCommand: Subcommand {
  package static let name = "diff"
  package static let summary = "Show what changed in a flow"
  package static let usage = "REF [--against base|server|VERSION|REF2] [--layout] [--json]"
  package static let arguments = 1...1
  package static let options = [
    Option("--against", "SIDE", "base (the default), server, a version, another flow"),
    Option("--layout", nil, "also where nodes stand"),
    Option("--json", nil, "one JSON array: {path, node, kind, before, after}"),
  ]
  package static let details = """
    From SIDE to what stands here: by node, field and edge, and by line where a text has several.
    base is the last copy known to be on the server; server asks it. VERSION is a number from
    `weir history`, or the id of a published version of a chatbot. Secrets are masked.

    Exit status 0: the same. 1: different.
    """

  private let reference: String
  private let side: String
  private let includesLayout: Bool
  private let isJSON: Bool

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    side = words["--against"] ?? "base"
    includesLayout = words.has("--layout")
    isJSON = words.has("--json")
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, side, includesLayout) = (reference, side, includesLayout)
    let isJSON = isJSON
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference, includesGone: true)
      let differences = try await workspace.differences(
        of: flow.id, from: try await workspace.diffSide(side, for: flow),
        includesLayout: includesLayout)
      if isJSON {
        context.console.write(JSONOutput.document(.array(differences.map(Self.json))))
      } else {
        context.console.write(Array(differences.map(DifferenceText.lines).joined().utf8))
      }
      return differences.isEmpty ? .done : .failed
    }
  }

  private static func json(_ difference: FlowDifference) -> JSONValue {
    .object([
      ("path", .string(difference.path)), ("node", JSONOutput.text(difference.node)),
      ("kind", .string(difference.kind.rawValue)), ("before", value(difference.before)),
      ("after", value(difference.after)),
    ])
  }

  /// The value itself; its text where it is no JSON.
  private static func value(_ text: String?) -> JSONValue {
    guard let text else { return .null }
    let bytes = Array(text.utf8)
    return (try? JSONDocument(parsing: bytes)) == nil ? .string(text) : .raw(bytes)
  }
}

/// A difference as lines of text for a terminal.
enum DifferenceText {
  static func lines(_ difference: FlowDifference) -> String {
    if difference.kind == .changed, let old = text(difference.before),
      let new = text(difference.after), old.contains("\n") || new.contains("\n")
    {
      return head(difference) + body(from: old, to: new)
    }
    var short = difference
    short.before = difference.before.map(shortened)
    short.after = difference.after.map(shortened)
    return VisibleText.line(FlowFacts.difference(short)) + "\n"
  }

  private static func head(_ difference: FlowDifference) -> String {
    let node = difference.node.map { " (\($0))" } ?? ""
    return VisibleText.line("~ \(difference.path)\(node)") + "\n"
  }

  /// Changed lines with one line before and behind them.
  private static func body(from old: String, to new: String) -> String {
    let lines = LineDiff.lines(from: old, to: new)
    var text = ""
    var isSkipping = false
    for (index, line) in lines.enumerated() {
      let near = lines[max(index - 1, 0)...min(index + 1, lines.count - 1)]
      guard near.contains(where: { $0.kind != .same }) else {
        if !isSkipping { text += "    …\n" }
        isSkipping = true
        continue
      }
      isSkipping = false
      let sign = line.kind == .same ? " " : line.kind == .added ? "+" : "-"
      text += "    \(sign) \(VisibleText.line(line.text))\n"
    }
    return text
  }

  /// What a JSON string says.
  private static func text(_ value: String?) -> String? {
    value.flatMap { try? JSONDocument(parsing: Array($0.utf8)).root.string }
  }

  private static func shortened(_ text: String) -> String {
    text.count > FlowDiff.shortened ? String(text.prefix(FlowDiff.shortened - 1)) + "…" : text
  }
}
