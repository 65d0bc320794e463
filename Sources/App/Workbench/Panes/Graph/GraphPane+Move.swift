import CellGrid
import FlowModel
import GraphLayout

/// What the graph is to go to: a node, or an edge.
package enum GraphPlace: Hashable, Sendable {
  /// By its id, or by its number in the text where it has none.
  case node(id: String, index: Int)
  case edge(index: Int)
}

extension GraphPane {
  /// Puts the cursor on a node and the node on the screen.
  mutating func focus(on node: Int) {
    guard let content, content.graph.nodes.indices.contains(node) else { return }
    if node != focus { edgeChoice = 0 }
    focus = node
    if let sheet { viewport.show(sheet.index.frames[node]) }
    scrollTwin()
  }

  mutating func move(_ direction: GraphDirection, times: Int = 1) {
    if options.showsTwin, direction == .up || direction == .down {
      return moveInTwin(by: direction == .down ? times : -times)
    }
    guard let sheet, var node = focus else { return }
    // Nobody counts further than there are nodes.
    for _ in 0..<min(times, sheet.index.frames.count) {
      guard let next = sheet.index.neighbour(of: node, direction) else { break }
      node = next
    }
    focus(on: node)
  }

  mutating func scroll(_ step: ScrollStep) {
    switch step {
    case .rows(let rows): move(rows > 0 ? .down : .up, times: abs(rows))
    case .pages(let pages):
      if options.showsTwin {
        moveInTwin(by: Int(pages * Double(max(layout.picture.rows - 1, 1))))
      } else {
        viewport.pan(columns: 0, rows: Int(pages * Double(viewport.size.rows)))
      }
    case .to(let row):
      guard let content else { return }
      let lines = content.twin.lines.compactMap(\.node)
      if row == 0, !options.showsTwin { return content.first.map { focus(on: $0) } ?? () }
      guard !lines.isEmpty else { return }
      focus(on: lines[min(max(row, 0), lines.count - 1)])
    }
  }

  // MARK: Edges

  mutating func chooseEdge(by step: Int) -> Answer {
    guard let content, let focus else { return Answer() }
    let count = content.edges(of: focus).count
    guard count > 0 else {
      return Answer(notice: Notice(.info, "No edge leads from or to \(content.label(of: focus))."))
    }
    edgeChoice = ((edgeChoice + step) % count + count) % count
    return Answer()
  }

  mutating func followEdge() -> Answer {
    guard let content, let focus, let edge else {
      return Answer(notice: Notice(.info, "No edge leads on from here."))
    }
    trail.append(focus)
    self.focus(on: content.end(of: edge, from: focus))
    return Answer()
  }

  mutating func comeBack() -> Answer {
    guard let node = trail.popLast() else {
      return Answer(notice: Notice(.info, "Enter follows an edge; this goes back along it."))
    }
    focus(on: node)
    return Answer()
  }

  mutating func highlight(upstream: Bool) {
    guard let content, let focus else { return }
    // The same key once more takes it away.
    if let highlight, highlight.isUpstream == upstream, highlight.node == focus {
      self.highlight = nil
      return
    }
    var nodes = (upstream ? content.upstream : content.downstream).nodes(from: focus)
    nodes.insert(focus)
    var edges: [String: StyleRole] = [:]
    for node in nodes.numbers {
      for edge in upstream ? content.incoming[node] : content.outgoing[node] {
        edges[GraphSheet.id(ofEdge: edge)] = upstream ? .graphEdgeUpstream : .graphEdgeDownstream
      }
    }
    highlight = Highlight(node: focus, isUpstream: upstream, nodes: nodes, edges: edges)
  }

  // MARK: Places

  /// Goes to a node or an edge of the text; once the flow is there, if it is not yet.
  mutating func go(to place: GraphPlace) {
    guard let content, sheet != nil else {
      wanted = place
      return
    }
    wanted = nil
    let nodes = content.graph.nodes
    switch place {
    case .node(let id, let index):
      let found =
        nodes.firstIndex { $0.node.id == id && !id.isEmpty }
        ?? nodes.firstIndex { $0.node.index == index && $0.change != .removed }
      if let found { focus(on: found) }
    case .edge(let index):
      let found = content.graph.edges.firstIndex {
        $0.edge.index == index && $0.change != .removed
      }
      guard let found else { return }
      let source = content.graph.edges[found].from
      focus(on: source)
      edgeChoice = content.edges(of: source).firstIndex(of: found) ?? 0
    }
  }

  // MARK: Names

  mutating func find(_ text: String) -> Answer {
    guard let content else { return Answer() }
    let wanted = text.lowercased()
    let matches =
      wanted.isEmpty
      ? [] : content.names.indices.filter { content.names[$0].contains(wanted) }
    search = Search(text: text, matches: matches)
    guard !matches.isEmpty else {
      return Answer(notice: Notice(.info, "No node is called \"\(text)\"."))
    }
    let next = matches.first { $0 >= focus ?? 0 } ?? matches[0]
    focus(on: next)
    return told(next)
  }

  mutating func findNext(forward: Bool) -> Answer {
    guard let search, !search.matches.isEmpty else {
      return Answer(notice: Notice(.info, "/ finds nodes by their names."))
    }
    let here = focus ?? 0
    let next =
      forward
      ? search.matches.first { $0 > here } ?? search.matches[0]
      : search.matches.last { $0 < here } ?? search.matches[search.matches.count - 1]
    focus(on: next)
    return told(next)
  }

  private func told(_ match: Int) -> Answer {
    guard let search, let number = search.matches.firstIndex(of: match) else { return Answer() }
    return Answer(
      notice: Notice(.info, "\(number + 1) of \(search.matches.count) with \"\(search.text)\"."))
  }

  // MARK: Jump letters

  mutating func startJump() -> Answer {
    guard let sheet, let content, !options.showsTwin else { return Answer() }
    let nodes = content.graph.nodes
    // In the order of reading; notes come last.
    let seen = visibleNodes.sorted { one, other in
      let (first, second) = (sheet.index.frames[one].origin, sheet.index.frames[other].origin)
      let (isNote, isOtherNote) = (nodes[one].node.isNote ? 1 : 0, nodes[other].node.isNote ? 1 : 0)
      return (isNote, first.column, first.row, one) < (
        isOtherNote, second.column, second.row, other
      )
    }
    jump = GraphJump(seen)
    return Answer(notice: Notice(.info, "Type the letters on a node; Esc cancels."))
  }

  /// - Returns: nil when no jump was begun.
  mutating func pressJump(_ key: Key) -> Answer? {
    guard let outcome = jump?.press(key) else { return nil }
    switch outcome {
    case .waiting: break
    case .refused: jump = nil
    case .chosen(let node):
      jump = nil
      focus(on: node)
    }
    return Answer()
  }

  /// The nodes with a cell on the screen.
  var visibleNodes: [Int] { sheet?.index.boxes(in: viewport.window) ?? [] }

  // MARK: The text twin

  private mutating func moveInTwin(by rows: Int) {
    guard let lines = content?.twin.lines, let focus else { return }
    let nodes = lines.compactMap(\.node)
    guard let place = nodes.firstIndex(of: focus) else { return }
    self.focus(on: nodes[min(max(place + rows, 0), nodes.count - 1)])
  }

  /// Keeps the line of the node on the screen.
  mutating func scrollTwin() {
    guard options.showsTwin, let lines = content?.twin.lines,
      let line = lines.firstIndex(where: { $0.node == focus })
    else { return }
    let rows = layout.picture.rows
    if line < twinTop + 1 { twinTop = max(line - 1, 0) }
    if line >= twinTop + rows { twinTop = line - rows + 1 }
    twinTop = max(0, min(twinTop, lines.count - rows))
  }
}
