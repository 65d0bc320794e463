import CellGrid
import GraphLayout

/// A laid-out graph, ready to be drawn a window at a time.
struct GraphPicture: Sendable {
  /// What a box says.
  struct BoxContent: Hashable, Sendable {
    enum Shape: Hashable, Sendable {
      case box
      /// One cell: `■`, hollow when it has the focus.
      case dot
    }

    var title: String
    /// Below the title, as many as the box has rows for.
    var lines: [String]
    var role: StyleRole
    /// `~` for changed, `+` for new, or nothing; stands behind the title.
    var mark: String
    var shape: Shape

    init(
      title: String, lines: [String] = [], role: StyleRole = .graphNode, mark: String = "",
      shape: Shape = .box
    ) {
      self.title = title
      self.lines = lines
      self.role = role
      self.mark = mark
      self.shape = shape
    }
  }

  let drawing: GraphDrawing
  private let contents: [BoxContent]

  init(_ drawing: GraphDrawing, content: (String) -> BoxContent) {
    self.drawing = drawing
    contents = drawing.boxes.map { content($0.id) }
  }

  /// Draws a part of the picture.
  ///
  /// - Parameters:
  ///   - window: the part, in cells of the drawing; it may reach beyond it.
  ///   - focus: the id of the box with the focus, which gets a heavy frame.
  ///   - highlighted: roles of arrows by their ids; the others are plain edges.
  ///   - row: of the canvas, where the window's top left corner goes.
  func draw(
    window: LayoutRectangle, focus: String?, highlighted: [String: StyleRole],
    on canvas: inout Canvas, row: Int, column: Int, context: DrawContext
  ) {
    let region = Region(
      row: row, column: column, rows: window.size.rows, columns: window.size.columns)
    canvas.inside(region) { canvas in
      for (box, content) in zip(drawing.boxes, contents) {
        let place = box.frame.origin
        canvas.text(
          content.title, row: place.row - window.origin.row,
          column: place.column - window.origin.column, columns: box.frame.size.columns,
          style: context[box.id == focus ? .graphNodeFocus : content.role])
      }
    }
  }
}
