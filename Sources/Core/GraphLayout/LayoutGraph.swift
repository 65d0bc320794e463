/// Boxes and arrows that want a place: the input of ``LayoutEngine``.
package struct LayoutGraph: Equatable, Sendable {
  /// Where the author of a flow put a box, in pixels; inside a frame counted from its corner.
  package struct AuthorPosition: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// What a box is.
  package enum Kind: Hashable, Sendable {
    case node
    /// A sticky note: no arrows, and the tidy layout parks it below.
    case note
    /// Encloses the boxes that name it as their parent.
    case frame
  }

  /// A rectangle with a name.
  package struct Box: Equatable, Sendable {
    package var id: String
    /// With its border; at least one cell each way. A frame grows around its children.
    package var size: LayoutSize
    package var position: AuthorPosition?
    /// The id of the frame that encloses it. What is no frame does not count.
    package var parent: String?
    package var kind: Kind

    package init(
      id: String, size: LayoutSize, position: AuthorPosition? = nil, parent: String? = nil,
      kind: Kind = .node
    ) {
      self.id = id
      self.size = size
      self.position = position
      self.parent = parent
      self.kind = kind
    }
  }

  /// Leads from one box to another, or back to the same one.
  package struct Arrow: Hashable, Sendable {
    package var id: String
    package var from: String
    package var to: String
    package var label: String?
    /// Cells that the label takes.
    package var labelColumns: Int

    /// - Parameters:
    ///   - id: by default made of the ends.
    ///   - labelColumns: by default a cell a character.
    package init(
      id: String? = nil, from: String, to: String, label: String? = nil, labelColumns: Int? = nil
    ) {
      self.id = id ?? "\(from)>\(to)"
      self.from = from
      self.to = to
      self.label = label
      self.labelColumns = labelColumns ?? label?.count ?? 0
    }
  }

  package var boxes: [Box]
  package var arrows: [Arrow]

  /// - Parameters:
  ///   - boxes: of two with one id the first counts.
  ///   - arrows: of two with one id the first counts; one whose ends are not boxes is left out.
  ///     Those that leave one box are drawn from top to bottom in this order, where that costs no
  ///     crossing.
  package init(boxes: [Box], arrows: [Arrow]) {
    self.boxes = boxes
    self.arrows = arrows
  }
}

/// How boxes find their places.
package enum LayoutKind: Hashable, Sendable {
  /// In layers, so that arrows lead to the right and few cross.
  case tidy
  /// Near where the author put them.
  case author
}
