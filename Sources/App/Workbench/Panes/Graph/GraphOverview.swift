import CellGrid
import FlowModel
import GraphLayout

/// A flow as boxes and arrows, small enough for a part of a pane.
///
/// ```
/// ╭───────╮   ╭──────────╮   ╭─────────╮
/// │ Start ├──►│ Classify ├─┬►│ Billing │
/// ╰───────╯   ╰──────────╯ │ ╰─────────╯
/// ```
struct GraphOverview: Sendable {
  let size: GridSize
  private let picture: GraphPicture

  /// A bigger flow is no overview any more.
  private static let mostBoxes = 40
  private static let mostRows = 40
  /// Cells that labels may take: as many as fit, but enough to say something.
  private static let labelWidths = 7...24

  /// - Parameter columns: what there is.
  /// - Returns: nil for a flow without arrows, and for one that does not fit.
  init?(of graph: FlowGraph, columns: Int) {
    let nodes = graph.nodes.filter { !$0.isNote }
    let edges = graph.edges + graph.loops
    guard !edges.isEmpty, nodes.count <= Self.mostBoxes,
      var drawing = Self.drawing(of: nodes, edges, labels: Self.labelWidths.upperBound)
    else { return nil }
    if drawing.size.columns > columns {
      guard let width = Self.labelWidth(of: drawing, fitting: columns),
        let narrow = Self.drawing(of: nodes, edges, labels: width)
      else { return nil }
      drawing = narrow
    }
    guard !drawing.arrows.isEmpty, drawing.size.rows <= Self.mostRows,
      drawing.size.columns <= columns
    else { return nil }
    self.init(drawing, nodes: nodes)
  }

  private static func drawing(
    of nodes: [FlowGraph.Node], _ edges: [FlowGraph.Edge], labels width: Int
  ) -> GraphDrawing? {
    let boxes = nodes.map { node in
      let label = min(max(CharacterWidth.of(node.label), 1), width)
      return LayoutGraph.Box(id: node.id, size: LayoutSize(columns: label + frame, rows: 3))
    }
    let arrows = edges.map { LayoutGraph.Arrow(from: $0.source, to: $0.target) }
    return LayoutEngine.drawing(of: LayoutGraph(boxes: boxes, arrows: arrows))
  }

  /// Cells of a box beside its label.
  private static let frame = 4

  /// The widest labels with which a drawing fits. The layers stay, whatever the labels are.
  private static func labelWidth(of drawing: GraphDrawing, fitting columns: Int) -> Int? {
    let layers = Dictionary(grouping: drawing.boxes, by: \.frame.origin.column)
    let widths = layers.values.compactMap { $0.map(\.frame.size.columns).max() }
    return labelWidths.last { width in
      let saved = widths.reduce(0) { $0 + max(0, $1 - width - frame) }
      return drawing.size.columns - saved <= columns
    }
  }

  private init(_ drawing: GraphDrawing, nodes: [FlowGraph.Node]) {
    size = GridSize(rows: drawing.size.rows, columns: drawing.size.columns)
    let known = Dictionary(nodes.map { ($0.id, $0) }) { first, _ in first }
    picture = GraphPicture(drawing) { id in
      .init(title: known[id]?.label ?? "", role: known[id]?.role ?? .graphNode)
    }
  }

  /// Draws one row of the picture.
  func draw(row: Int, on canvas: inout Canvas, at place: Int, column: Int, _ context: DrawContext) {
    let window = LayoutRectangle(
      origin: LayoutPoint(column: 0, row: row), size: LayoutSize(columns: size.columns, rows: 1))
    picture.draw(
      window: window, focus: nil, highlighted: [:], on: &canvas, row: place, column: column,
      context: context)
  }
}

extension FlowGraph.Node {
  /// The kind of step, by the name of its component.
  var role: StyleRole {
    let name = component.lowercased()
    if name.hasPrefix("start") { return .graphNodeStart }
    if name.contains("condition") || name.contains("iteration") || name.contains("loop") {
      return .graphNodeCondition
    }
    if name.contains("human") { return .graphNodeHuman }
    if name.contains("directreply") || name.hasPrefix("end") { return .graphNodeEnd }
    if name.contains("tool") || name.contains("retriever") { return .graphNodeTool }
    if name.hasPrefix("llm") || name.hasPrefix("chat") { return .graphNodeLLM }
    return name.contains("agent") || name.contains("worker") || name.contains("supervisor")
      ? .graphNodeAgent : .graphNode
  }
}
