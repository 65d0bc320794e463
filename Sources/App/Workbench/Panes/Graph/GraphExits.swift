import CellGrid
import FlowModel
import GraphLayout

/// How many nodes continue beyond each edge of the screen, where a line leaves it.
struct GraphExits {
  enum Side: Hashable { case left, right, top, bottom }

  /// A place at the edge of the screen.
  struct Exit: Hashable {
    var side: Side
    /// A row of the window at its sides, a column above and below.
    var place: Int
  }

  private(set) var counts: [Exit: Int] = [:]

  /// - Parameter visible: the nodes on the screen.
  /// - Complexity: O(edges of visible nodes), and a word for every 64 nodes for each of them.
  init(_ content: GraphFlow, _ sheet: GraphSheet, _ view: GraphViewport, visible: [Int]) {
    var beyond: [Exit: GraphReach.Nodes] = [:]
    let isVisible = Set(visible)
    for node in visible {
      let box = sheet.index.frames[node]
      for edge in content.outgoing[node] {
        let end = content.graph.edges[edge].to
        guard !isVisible.contains(end), let exit = Self.exit(sheet.lines[edge], view, from: box)
        else {
          continue
        }
        var nodes = content.downstream.nodes(from: end)
        nodes.insert(end)
        beyond[exit, default: nodes].formUnion(nodes)
      }
      for edge in content.incoming[node] {
        let end = content.graph.edges[edge].from
        guard !isVisible.contains(end),
          let exit = Self.exit(sheet.lines[edge].reversed(), view, from: box)
        else { continue }
        var nodes = content.upstream.nodes(from: end)
        nodes.insert(end)
        beyond[exit, default: nodes].formUnion(nodes)
      }
    }
    for (exit, nodes) in beyond {
      var nodes = nodes
      for node in visible { nodes.remove(node) }
      counts[exit] = nodes.count
    }
  }

  /// Where a line that begins at a visible box leaves the window.
  private static func exit(
    _ line: [LayoutPoint], _ view: GraphViewport, from box: LayoutRectangle
  ) -> Exit? {
    let window = view.window
    // The name of a box that is cut stays to be read: the count stands in its lower border,
    // or in the upper one where that is below the window.
    if let first = line.first, !window.contains(first), window.rows.contains(first.row) {
      let isLeft = first.column < window.columns.lowerBound
      let isClosed = box.rows.upperBound <= window.rows.upperBound
      let row = isClosed ? box.rows.upperBound - 1 : max(box.origin.row, window.origin.row)
      return Exit(side: isLeft ? .left : .right, place: row - window.origin.row)
    }
    for (from, to) in zip(line, line.dropFirst()) where !window.contains(to) {
      if from.row == to.row {
        guard window.rows.contains(from.row) else { continue }
        return Exit(
          side: to.column < window.columns.lowerBound ? .left : .right,
          place: from.row - window.origin.row)
      }
      guard window.columns.contains(from.column) else { continue }
      return Exit(
        side: to.row < window.rows.lowerBound ? .top : .bottom,
        place: from.column - window.origin.column)
    }
    return nil
  }

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    let style = context[.graphEdgeLabel]
    for (exit, count) in counts {
      switch exit.side {
      case .right:
        let text = "+\(count)\(canvas.glyphs.arrow)"
        canvas.text(
          text, row: exit.place, column: canvas.columns - CharacterWidth.of(text), style: style)
      case .left:
        let head = canvas.glyphs.arrow == "►" ? "◄" : "<"
        canvas.text("\(head)+\(count)", row: exit.place, style: style)
      case .top: canvas.text("+\(count)", row: 0, column: exit.place + 1, style: style)
      case .bottom:
        canvas.text("+\(count)", row: canvas.rows - 1, column: exit.place + 1, style: style)
      }
    }
  }
}
