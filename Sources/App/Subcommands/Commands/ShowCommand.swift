import CellGrid
package import FlowModel
import FlowWorkspace
import JSONText

package struct ShowCommand: Subcommand {
  package static let name = "show"
  package static let summary = "Print one flow"
  package static let usage = "REF [--version N] [--json|--raw|--field NAME|PATH]"
  package static let arguments = 1...1
  package static let details = """
    --field takes a field or a path, such as flowData.nodes[3].data.label. A string is printed as the
    text it says, flowData and draft too; other values are printed as they are written.

    --raw and --field print the exact bytes, secrets included; on a terminal control characters are
    made visible, so exact bytes need a pipe or a file. Everything else masks secrets.

    --version N shows a local version from `weir history`; it works for flows that are gone, too.
    """
  package static let options = [
    Option("--json", nil, "the fields of list, and record, problems, changes, conflict"),
    Option("--raw", nil, "the record exactly as the server sent it, or as edited here"),
    Option("--field", "NAME", "that field's own text, or that of a path, unescaped"),
    Option(
      "--version", "N",
      "as it was in this version; with --json: {version, source, at, note, bytes, record}"),
  ]

  private enum Form: Sendable {
    case facts, json, raw
    case field(String)
  }

  private let reference: String
  private let form: Form
  private let version: VersionID?

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    var forms: [Form] = []
    if words.has("--json") { forms.append(.json) }
    if words.has("--raw") { forms.append(.raw) }
    if let field = words["--field"] { forms.append(.field(field)) }
    if forms.count > 1 { throw words.problem("--json, --raw and --field exclude one another.") }
    form = forms.first ?? .facts
    version = try words["--version"].map { (word) throws(Problem) in try VersionID(word, words) }
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, form, version) = (reference, form, version)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      let id = try await workspace.find(reference, includesGone: true).id
      if let version {
        try await write(version, of: id, in: workspace, as: form, to: context.console)
        return .done
      }
      switch form {
      case .raw: writeExactly(try await workspace.flow(id).record, to: context.console)
      case .field(let name):
        let text = try await workspace.fieldText(name, of: id)
        writeExactly(text, to: context.console)
      case .json:
        let overview = try await workspace.overview(of: id)
        let record = SecretMask.masked(try await workspace.flow(id).record)
        context.console.write(JSONOutput.document(Self.json(overview, record: record)))
      case .facts:
        let links = try await WebLinks(for: context, in: workspace)
        let text = FlowFacts.text(try await workspace.overview(of: id), links)
        context.console.write(Array(text.utf8))
      }
      return .done
    }
  }

  private func write(
    _ version: VersionID, of id: FlowID, in workspace: Workspace, as form: Form,
    to console: any Console
  ) async throws(Problem) {
    let bytes = try await workspace.versionBytes(version, of: id)
    switch form {
    case .raw: writeExactly(bytes, to: console)
    case .field(let name):
      writeExactly(try await workspace.fieldText(name, of: id, at: version), to: console)
    case .json:
      guard let facts = try await workspace.version(version, of: id) else { return }
      let record = SecretMask.masked(bytes)
      let isJSON = (try? JSONDocument(parsing: record)) != nil
      let members = HistoryCommand.members(of: facts)
      console.write(
        JSONOutput.document(.object(members + [("record", isJSON ? .raw(record) : .null)])))
    case .facts:
      guard let facts = try await workspace.version(version, of: id) else { return }
      let name = VisibleText.line(try await workspace.summary(id).name)
      let text = """
        \(name), version \(version.number)

          made       \(CalendarTime(facts.at).timestamp), \(facts.cause)
          size       \(FlowTable.size(facts.byteCount))

          Changed by it
        """
      let changes = try await workspace.differences(of: id, in: version)
      let lines = changes?.filter { !$0.isLayout }.map {
        VisibleText.line(FlowFacts.difference($0))
      }
      let told = lines.map { $0.isEmpty ? ["nothing but layout and dates"] : $0 }
      let rows = (told ?? ["it is the oldest version that is kept"]).map { "    \($0)\n" }
      console.write(Array((text + "\n" + rows.joined()).utf8))
    }
  }

  private func writeExactly(_ bytes: [UInt8], to console: any Console) {
    guard console.isOutputTerminal else { return console.write(bytes) }
    let text = VisibleText.paragraph(String(decoding: bytes, as: UTF8.self))
    console.write(Array((text + "\n").utf8))
  }

  private static func json(_ overview: FlowOverview, record: [UInt8]) -> JSONValue {
    let isJSON = (try? JSONDocument(parsing: record)) != nil
    return .object(
      JSONOutput.flow(overview.flow) + [
        ("record", isJSON ? .raw(record) : .null),
        (
          "problems",
          .array(
            overview.problems.map {
              .object([
                ("level", .string($0.level.rawValue)), ("path", .string($0.path.dotted)),
                ("message", .string($0.message)),
              ])
            })
        ),
        ("changes", .array(overview.changes.map(JSONOutput.change))),
        ("conflict", overview.conflict.map(JSONOutput.conflict) ?? .null),
      ])
  }
}

/// A flow in a few lines.
enum FlowFacts {
  static func text(_ overview: FlowOverview, _ links: WebLinks) -> String {
    let flow = overview.flow
    var lines = [VisibleText.line(flow.name), ""]
    func fact(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      let gap = String(repeating: " ", count: max(1, 11 - name.count))
      lines.append("  \(name)\(gap)\(VisibleText.line(value))")
    }
    fact("id", flow.remoteID ?? "\(flow.localID) (local: never sent)")
    lines.append(links.linkingID(of: flow, in: lines.removeLast()))
    fact("type", FlowTable.type(of: flow))
    fact("state", flow.state.rawValue)
    fact("updated", flow.updated)
    let counts = [
      flow.nodeCount.map { "\($0) nodes" }, flow.edgeCount.map { "\($0) edges" },
      FlowTable.size(flow.byteCount),
    ]
    fact("size", counts.compactMap { $0 }.joined(separator: ", "))
    for item in overview.facts { fact(item.name, item.value) }
    section("Waiting to push", overview.changes.map(change), &lines)
    section("Changed here", overview.differences.map(difference), &lines)
    section("Problems", overview.problems.map(problem), &lines)
    if let conflict = overview.conflict {
      section("Conflict", [conflict.kind.rawValue] + conflict.paths, &lines)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ title: String, _ items: [String], _ lines: inout [String]) {
    guard !items.isEmpty else { return }
    lines += ["", "  \(title)"]
    lines += items.prefix(20).map { "    " + VisibleText.line($0) }
    if items.count > 20 { lines.append("    … and \(items.count - 20) more") }
  }

  private static func problem(_ problem: FlowProblem) -> String {
    let path = problem.path.dotted
    return path.isEmpty ? problem.message : "\(path): \(problem.message)"
  }

  private static func change(_ change: Change) -> String {
    let why = change.errorText.map { ": \($0)" } ?? ""
    return "\(change.verb.rawValue) (\(change.status.rawValue))\(why)"
  }

  static func difference(_ difference: FlowDifference) -> String {
    let place = difference.node.map { "\(difference.path) (\($0))" } ?? difference.path
    switch difference.kind {
    case .added: return "+ \(place)  \(difference.after ?? "")"
    case .removed: return "- \(place)  \(difference.before ?? "")"
    case .moved: return "~ \(place) moved"
    case .changed: return "~ \(place)  \(difference.before ?? "") -> \(difference.after ?? "")"
    }
  }
}
