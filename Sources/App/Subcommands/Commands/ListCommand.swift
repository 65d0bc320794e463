package import FlowModel
import FlowWorkspace
import JSONText

package struct ListCommand: Subcommand {
  package static let name = "list"
  package static let summary = "Show the flows of the local copy"
  package static let usage = "[QUERY] [OPTIONS]"
  package static let arguments = 0...1
  package static let details = """
    QUERY is words of the name and keys, as in the screen's filter; all of them have to hold:
      word "two words" !word re:PATTERN
      node:WORD (a type or label of a node: node:llm) category:WORD id:START
      kind:chatflow|chatbot state:WORD type:agentflow|chatflow|multiagent|assistant
      status:draft|active|paused
      deployed:yes|no live:yes|no
      nodes>N edges<N teams=N size>=50KB
    Plain letters find every spelling (recl finds Réclamation), an accent only itself. A ! before
    one turns it round. type:"WORD" in quotes takes a word that weir does not know. `state:gone` shows what is gone from its server and can be
    restored for 30 days. Nothing is asked from a server, except with --opened-by-key-env, which
    asks Flowise which flows an API key opens.
    """
  package static let options = [
    Option("--kind", "chatflow|chatbot", "only these"),
    Option(
      "--sort", FlowOrder.allCases.map(\.rawValue).joined(separator: "|"),
      "the order; name is the default"),
    Option("--opened-by-key-env", "VAR", "the flows that the API key in this variable opens"),
    Option("--key-only", nil, "with it: only flows bound to that key"),
    Option("--json", nil, "one JSON array"),
  ]

  private let words: Words

  package init(_ words: Words) throws(Problem) { self.words = words }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let filter = FlowFilter(words.arguments.first ?? "")
    if let problem = filter.problem { throw words.problem(problem) }
    var query = FlowQuery(
      kind: try words.word("--kind", FlowKind.self),
      order: try words.word("--sort", FlowOrder.self) ?? .name)
    query.apply(filter)
    if words.has("--key-only"), words["--opened-by-key-env"] == nil {
      throw words.problem("--key-only goes with --opened-by-key-env.")
    }
    let variable = words["--opened-by-key-env"]
    let isKeyOnly = words.has("--key-only")
    let chosen = query
    let isJSON = words.has("--json")
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let writer = ListWriter(
        console: context.console, isJSON: isJSON,
        links: try await WebLinks(for: context, in: workspace))
      if let variable {
        writer.write(try await workspace.openedByKey(inVariable: variable, keyOnly: isKeyOnly))
      } else {
        try await writer.write(chosen, of: workspace, advice: filter.advice)
      }
      return .done
    }
  }
}

/// Prints rows as they are read: a list of 100,000 is never held as a whole.
private struct ListWriter: Sendable {
  let console: any Console
  let isJSON: Bool
  let links: WebLinks

  private static let windowSize = 500

  /// - Parameter advice: what to try where nothing is found.
  func write(
    _ query: FlowQuery, of workspace: Workspace, advice: String?
  ) async throws(Problem) {
    if query.needsRecord { try await workspace.noteContents() }
    var window = try await workspace.window(of: query, anchor: .start, limit: Self.windowSize)
    let isOnePage = window.rows.count == window.count
    if isJSON { console.write(Array("[".utf8)) }
    var isFirst = true
    while !window.rows.isEmpty {
      write(window.rows, isFirst: isFirst, widthOfName: isOnePage ? nil : 48)
      isFirst = false
      guard let last = window.rows.last, window.rows.count == Self.windowSize else { break }
      window = try await workspace.window(of: query, anchor: .after(last), limit: Self.windowSize)
    }
    if isJSON { console.write(Array((isFirst ? "]\n" : "\n]\n").utf8)) }
    if isFirst, !isJSON { sayNothingMatches(query, advice) }
  }

  func write(_ rows: [FlowSummary]) {
    if isJSON { console.write(Array("[".utf8)) }
    write(rows, isFirst: true, widthOfName: nil)
    if isJSON { console.write(Array((rows.isEmpty ? "]\n" : "\n]\n").utf8)) }
    if rows.isEmpty, !isJSON { console.say("That key opens no flow.") }
  }

  private func write(_ rows: [FlowSummary], isFirst: Bool, widthOfName: Int?) {
    if isJSON {
      for (place, row) in rows.enumerated() {
        let comma = isFirst && place == 0 ? "\n  " : ",\n  "
        console.write(
          Array(comma.utf8) + JSONValue.object(JSONOutput.flow(row)).bytes(escapingControls: true))
      }
      return
    }
    guard !rows.isEmpty else { return }
    var table = Table([
      Table.Column("STATE"), Table.Column("NAME", shrinks: true), Table.Column("TYPE"),
      Table.Column("NODES", isRight: true), Table.Column("SIZE", isRight: true),
      Table.Column("ID"),
    ])
    for row in rows { table.add(FlowTable.cells(of: row)) }
    let width = console.isOutputTerminal ? console.width : 10_000
    let lines = table.text(width: width).split(separator: "\n").map(String.init)
    let shown = zip(rows, lines.dropFirst()).map { links.linkingID(of: $0, in: $1) }
    let text = (isFirst ? [lines[0]] : []) + shown
    console.write(Array(text.map { $0 + "\n" }.joined().utf8))
  }

  private func sayNothingMatches(_ query: FlowQuery, _ advice: String?) {
    console.say(
      query.states == [.goneOnServer]
        ? "Nothing is gone from the servers."
        : query.isFiltered
          ? "No flow is like that." + (advice.map { " " + $0 } ?? "")
          : "There are no flows here yet. `weir pull` fetches them.")
  }
}

/// How a flow stands in a table.
enum FlowTable {
  static func cells(of flow: FlowSummary) -> [String] {
    [
      flow.state.rawValue, flow.name, type(of: flow), flow.nodeCount.map(String.init) ?? "-",
      size(flow.byteCount), flow.remoteID ?? flow.localID,
    ]
  }

  static func type(of flow: FlowSummary) -> String {
    flow.kind == .chatbot ? "bot " + (flow.status ?? "") : (flow.type ?? "").lowercased()
  }

  /// Bytes in the unit a person reads: `812 B`, `66 KB`, `1.4 MB`.
  static func size(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    if bytes < 1_000_000 { return "\((bytes + 500) / 1000) KB" }
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
