import CellGrid
import FlowModel
import GraphLayout

/// The whole drawing in a corner of the screen: a sign for each place where nodes stand.
struct GraphMinimap: Hashable, Sendable {
  /// Cells inside its frame.
  static let size = GridSize(rows: 5, columns: 20)

  private let drawing: LayoutSize
  /// Cells with nodes.
  private let occupied: Set<GridPoint>

  /// - Complexity: O(nodes); drawing it costs nothing that grows with the flow.
  init(_ frames: [LayoutRectangle], of drawing: LayoutSize, isFrame: [FlowGraph.Node.Kind]) {
    self.drawing = drawing
    var occupied: Set<GridPoint> = []
    for (frame, kind) in zip(frames, isFrame) where kind == .step {
      occupied.insert(Self.cell(of: frame, in: drawing))
    }
    self.occupied = occupied
  }

  private static func cell(of frame: LayoutRectangle, in drawing: LayoutSize) -> GridPoint {
    let column = frame.origin.column + frame.size.columns / 2
    let row = frame.origin.row + frame.size.rows / 2
    return GridPoint(
      row: min(max(row * size.rows / max(drawing.rows, 1), 0), size.rows - 1),
      column: min(max(column * size.columns / max(drawing.columns, 1), 0), size.columns - 1))
  }

  /// Draws it with its frame at the bottom right of the canvas.
  func draw(
    on canvas: inout Canvas, view: GraphViewport, focus: LayoutRectangle?, _ context: DrawContext
  ) {
    let size = Self.size
    let box = Region(
      row: canvas.rows - size.rows - 3, column: canvas.columns - size.columns - 3,
      rows: size.rows + 3, columns: size.columns + 2)
    guard box.row > 0, box.column > 0 else { return }
    canvas.fill(box, style: context[.panel])
    canvas.box(box, titles: [StyledText("map", context[.muted])], style: context[.rule])
    canvas.inside(box.inset(rows: 1, columns: 1)) { canvas in
      for row in 0..<size.rows {
        for column in 0..<size.columns where isSeen(row, column, view) {
          canvas.sign(".", row: row, column: column, style: context[.graphMinimapView])
        }
      }
      for cell in occupied {
        canvas.sign(
          canvas.glyphs.square, row: cell.row, column: cell.column,
          style: context[.graphMinimapNode])
      }
      if let focus {
        let cell = Self.cell(of: focus, in: drawing)
        canvas.sign(
          canvas.glyphs.hollowSquare, row: cell.row, column: cell.column,
          style: context[.graphNodeFocus])
      }
      let columns = view.window.columns.clamped(to: 0..<max(drawing.columns, 1))
      canvas.text(
        "view \(columns.lowerBound + 1)-\(columns.upperBound) of \(drawing.columns)",
        row: size.rows,
        style: context[.muted])
    }
  }

  /// Whether the middle of a cell is on the screen.
  private func isSeen(_ row: Int, _ column: Int, _ view: GraphViewport) -> Bool {
    let point = LayoutPoint(
      column: (2 * column + 1) * drawing.columns / (2 * Self.size.columns),
      row: (2 * row + 1) * drawing.rows / (2 * Self.size.rows))
    return view.window.contains(point)
  }
}
