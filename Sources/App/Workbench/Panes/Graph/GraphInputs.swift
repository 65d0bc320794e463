import CellGrid
import FlowModel
import JSONText

/// What the node under the cursor is and what is put into it, as lines.
struct GraphInputs {
  /// Pieces of a line, side by side.
  struct Line: Hashable {
    struct Piece: Hashable {
      let text: String
      let role: StyleRole
    }

    var pieces: [Piece]

    init(_ pieces: [(String, StyleRole)]) {
      self.pieces = pieces.map { Piece(text: $0.0, role: $0.1) }
    }
  }

  let content: GraphFlow
  let node: Int
  /// The edge that Enter follows.
  let edge: Int?

  private var drawn: ComparedGraph.Node { content.graph.nodes[node] }

  /// Beside the name in a rule: `agent, 2 tools, ~ 1 edit waiting`.
  var summary: String {
    [drawn.node.kind == .note ? "note" : drawn.summary, changeText].compactMap(\.self)
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private var changeText: String? {
    guard let change = drawn.change else { return nil }
    let text =
      switch change {
      case .added: "new here"
      case .removed: "removed here"
      case .changed, .moved: Wording.count(drawn.changes.count, "edit") + " waiting"
      }
    return "\(change.sign) \(text)"
  }

  // MARK: In a column

  /// - Parameter columns: cells of a line.
  func column(columns: Int) -> [Line] {
    var lines: [Line] = [
      fact("type", drawn.node.componentWords), fact("id", drawn.node.id),
    ]
    if let changeText {
      lines.append(Line([("state    ", .muted), (changeText, drawn.change?.role ?? .text)]))
    }
    if drawn.node.isNote { return lines + [Line([])] + noteLines(columns: columns) }
    let edges = [edgeLines(content.incoming[node], "in"), edgeLines(content.outgoing[node], "out")]
    for part in edges where !part.isEmpty { lines += [Line([])] + part }
    let values = values
    if !values.isEmpty { lines += [Line([]), Line([("inputs", .muted)])] }
    let width = min(values.map { CharacterWidth.of($0.name) }.max() ?? 0, 16)
    for value in values {
      let isLong = value.name.count > width
      let name = isLong ? value.name.prefix(width - 2) + ".." : pad(value.name, to: width)
      lines.append(Line([("  \(name)  ", .muted)] + value.pieces))
    }
    return lines
  }

  private func fact(_ name: String, _ value: String) -> Line {
    Line([(pad(name, to: 9), .muted), (value, .text)])
  }

  private func edgeLines(_ edges: [Int], _ title: String) -> [Line] {
    guard !edges.isEmpty else { return [] }
    return [Line([(pad(title, to: 5) + "\(edges.count)", .muted)])]
      + edges.prefix(Self.mostEdges).map { number in
        let isChosen = number == edge
        return Line([
          (isChosen ? "> " : "  ", .graphEdgeFocus),
          (edgeText(number), isChosen ? .strong : .text),
        ])
      } + rest(of: edges.count)
  }

  /// More do not fit on a screen.
  private static let mostEdges = 12

  private func rest(of count: Int) -> [Line] {
    count > Self.mostEdges ? [Line([("  \(count - Self.mostEdges) more", .muted)])] : []
  }

  /// The other end, with the way out or the parameter that the edge takes.
  private func edgeText(_ number: Int) -> String {
    let edge = content.graph.edges[number]
    let isIncoming = edge.to == node
    let name = content.label(of: isIncoming ? edge.from : edge.to)
    let way = edge.edge.label.map { isIncoming ? "\(name).\($0)" : "\($0): \(name)" } ?? name
    let text = isIncoming ? edge.edge.anchor.map { "\($0): \(way)" } ?? way : way
    return text + (edge.change.map { " \($0.sign)" } ?? "")
  }

  private func noteLines(columns: Int) -> [Line] {
    TextRows.wrapped(NodeInput.plain(drawn.node.note), columns: max(columns, 2), limit: 30)
      .map { Line([($0.text, .text)]) }
  }

  // MARK: In a few rows

  /// The same for a wide place with few rows: short inputs side by side.
  func rows(columns: Int) -> [Line] {
    if drawn.node.isNote { return noteLines(columns: columns) }
    var short: [Line] = []
    var long: [Line] = []
    var width = 0
    for value in values {
      let pieces = [(value.name + " ", StyleRole.muted)] + value.pieces
      let size = pieces.reduce(0) { $0 + CharacterWidth.of($1.0) } + 3
      guard size <= Self.shortColumns else {
        long.append(Line(pieces))
        continue
      }
      if short.isEmpty || width + size > columns {
        short.append(Line([]))
        width = 0
      }
      short[short.count - 1].pieces += Line(pieces + [("   ", .text)]).pieces
      width += size
    }
    let ends = [(content.incoming[node], "in   "), (content.outgoing[node], "out  ")]
    let edges = ends.filter { !$0.0.isEmpty }.map { edges, title in
      Line(
        [(title, .muted)]
          + edges.prefix(Self.mostEdges).flatMap { number -> [(String, StyleRole)] in
            number == edge
              ? [("> ", .graphEdgeFocus), (edgeText(number) + "  ", .strong)]
              : [(edgeText(number) + "  ", .text)]
          })
    }
    return Array(short.prefix(2)) + edges + Array(short.dropFirst(2)) + long
  }

  private static let shortColumns = 36

  // MARK: Values

  private struct Value {
    var name: String
    var pieces: [(String, StyleRole)]
  }

  /// What stands there, and what stood there on the server.
  private var values: [Value] {
    let changes = Dictionary(drawn.changes.map { ($0.place, $0) }) { first, _ in first }
    var values: [Value] = []
    for input in drawn.inputs {
      if let change = changes[input.place], let before = change.before {
        values.append(
          Value(
            name: input.name,
            pieces: [(shown(before), .diffRemoved), (" -> ", .muted), (input.text, .diffChanged)]))
      } else {
        let isNew = changes[input.place] != nil
        values.append(Value(name: input.name, pieces: [(input.text, isNew ? .diffAdded : .text)]))
      }
    }
    let places = Set(drawn.inputs.map(\.place))
    for change in drawn.changes where !places.contains(change.place) {
      values.append(
        Value(
          name: change.place.shortName,
          pieces: [
            (change.before.map(shown) ?? "", .diffRemoved), (" -> ", .muted),
            (change.after.map(shown) ?? "nothing", .diffAdded),
          ]))
    }
    return values
  }

  /// A value of a difference, which is JSON, as a person reads it.
  private func shown(_ json: String) -> String {
    json.count > 1 && json.hasPrefix("\"") && json.hasSuffix("\"")
      ? String(json.dropFirst().dropLast()) : json
  }

  private func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - CharacterWidth.of(text), 0))
  }
}

extension JSONPath {
  /// Without the steps that every input has.
  fileprivate var shortName: String {
    let inputs: [Step] = [.key("data"), .key("inputs")]
    let rest = steps.starts(with: inputs) ? steps.dropFirst(2) : steps[...]
    return JSONPath(Array(rest)).dotted
  }
}
