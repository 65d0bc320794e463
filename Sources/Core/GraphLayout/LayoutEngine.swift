/// Places boxes and arrows on cells, from left to right: layers are columns of boxes.
///
///     FrameNesting → NestedLayout, for each frame from the innermost on → LevelLayout
///
/// Arrows leave a box on its right side and enter one on its left. Those that lead back run round
/// the boxes. The same graph gives the same drawing, always.
package enum LayoutEngine {
  /// Lays a graph out.
  ///
  /// - Parameter shouldStop: asked between phases and sweeps; a cancelled task gets nil.
  /// - Complexity: O(*n* log *n*) in boxes and bends, times a fixed number of sweeps; arrows that
  ///   lead back cost the square of the boxes in the layers they pass.
  package static func drawing(
    of graph: LayoutGraph, kind: LayoutKind = .tidy, shouldStop: () -> Bool = { false }
  ) -> GraphDrawing? {
    NestedLayout.drawing(of: graph, kind: kind, shouldStop: shouldStop)
  }
}
