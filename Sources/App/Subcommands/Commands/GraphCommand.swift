import CellGrid
package import FlowModel
import FlowWorkspace
import Workbench

package struct GraphCommand: Subcommand {
  package static let name = "graph"
  package static let summary = "Draw a flow as boxes and arrows, or tell it in lines"
  package static let usage = "REF [--text] [--author]"
  package static let arguments = 1...1
  package static let options = [
    Option("--text", nil, "lines of text: each node with a number, and where its edges lead"),
    Option("--author", nil, "nodes where their author put them, not in columns along the edges"),
  ]
  package static let details = """
    The drawing shows as much of each node as the width of the terminal has room for. A flow that
    does not fit at all is told in lines, as with --text. Where the output is no terminal, the width
    is that of COLUMNS, or 80.

    What differs from the server's copy is marked: + new, - removed, ~ changed. Secrets are masked.
    """

  private let reference: String
  private let isText: Bool
  private let isAuthor: Bool

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    isText = words.has("--text")
    isAuthor = words.has("--author")
    if isText, isAuthor { throw words.problem("--text has no layout.") }
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, isText, isAuthor) = (reference, isText, isAuthor)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let summary = try await workspace.find(reference, includesGone: true)
      let flow = try await workspace.flow(summary.id)
      guard let graph = ComparedGraph(of: flow.record, base: flow.base, kind: summary.kind) else {
        throw Problem(
          .failed, "\"\(VisibleText.line(summary.name))\" has no nodes that can be read.",
          advice: summary.state == .stub
            ? "`weir pull` reads it." : "`weir show` tells what is wrong with it.")
      }
      let width = Self.width(context)
      let drawn =
        isText
        ? nil
        : GraphSheet.lines(of: graph, flow: summary.id, isAuthor: isAuthor, columns: width)
      if !isText, drawn == nil {
        context.console.say(
          "The drawing does not fit into \(width) columns; this is its text.")
      }
      let lines = drawn ?? Self.text(of: graph, summary)
      context.console.write(Array((lines.joined(separator: "\n") + "\n").utf8))
      return .done
    }
  }

  private static func width(_ context: CommandContext) -> Int {
    if context.console.isOutputTerminal { return context.console.width }
    return context.environment["COLUMNS"].flatMap { Int($0) }.map { max($0, 1) } ?? 80
  }

  private static func text(of graph: ComparedGraph, _ flow: FlowSummary) -> [String] {
    GraphText(of: graph, title: "\(flow.name), \(FlowTable.type(of: flow))").lines
      .map { VisibleText.line($0.text) }
  }
}
