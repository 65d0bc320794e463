/// Boxes and arrows that want a place: the input of ``LayoutEngine``.
package struct LayoutGraph: Equatable, Sendable {
  /// A rectangle with a name.
  package struct Box: Equatable, Sendable {
    package var id: String
    /// With its frame; at least one cell each way.
    package var size: LayoutSize

    package init(id: String, size: LayoutSize) {
      self.id = id
      self.size = size
    }
  }

  /// Leads from one box to another.
  package struct Arrow: Hashable, Sendable {
    package var from: String
    package var to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  package var boxes: [Box]
  package var arrows: [Arrow]

  /// - Parameters:
  ///   - boxes: of two with one id the first counts.
  ///   - arrows: one whose ends are not boxes is left out of the drawing.
  package init(boxes: [Box], arrows: [Arrow]) {
    self.boxes = boxes
    self.arrows = arrows
  }
}
