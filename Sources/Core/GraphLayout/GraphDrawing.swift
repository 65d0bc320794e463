/// Boxes and arrows with their places on the cell plane: the output of ``LayoutEngine``.
package struct GraphDrawing: Equatable, Sendable {
  /// A box with its frame.
  package struct PlacedBox: Equatable, Sendable {
    package var id: String
    package var frame: LayoutRectangle
  }

  /// An arrow as a line of level and upright runs.
  package struct DrawnArrow: Equatable, Sendable {
    package var from: String
    package var to: String
    /// Corners from the cell beside its source to the cell beside its target, where the head
    /// belongs. Neighbours share a row or a column.
    package var points: [LayoutPoint]
    /// It leads against the direction of the drawing: back to an earlier step.
    package var leadsBack: Bool
  }

  package var boxes: [PlacedBox] = []
  package var arrows: [DrawnArrow] = []
  /// Boxes with an arrow to themselves, which has no line.
  package var loops: [String] = []
  /// Cells that the whole takes.
  package var size = LayoutSize(columns: 0, rows: 0)
}
