/// Boxes and arrows with their places on the cell plane: the output of ``LayoutEngine``.
package struct GraphDrawing: Equatable, Sendable {
  /// A box with its frame.
  package struct PlacedBox: Equatable, Sendable {
    package var id: String
    package var frame: LayoutRectangle
    package var kind: LayoutGraph.Kind = .node
  }

  /// An arrow as a line of level and upright runs.
  package struct DrawnArrow: Equatable, Sendable {
    package var id: String
    package var from: String
    package var to: String
    /// Corners from the cell right of its source to the cell left of its target, where the head
    /// belongs. Neighbours share a row or a column.
    package var points: [LayoutPoint]
    /// It leads against the direction of the drawing, back to an earlier step or to its own box.
    package var leadsBack: Bool
    package var label: String?
    /// The label's cells, on a level run of the line; nil when there is no room that is the
    /// arrow's own.
    package var labelPlace: LayoutRectangle?
  }

  package var kind = LayoutKind.tidy
  /// In the order of the graph, but each frame before the boxes inside.
  package var boxes: [PlacedBox] = []
  package var arrows: [DrawnArrow] = []
  /// Boxes with an arrow to themselves.
  package var loops: [String] = []
  /// Cells that the whole takes.
  package var size = LayoutSize(columns: 0, rows: 0)
}
