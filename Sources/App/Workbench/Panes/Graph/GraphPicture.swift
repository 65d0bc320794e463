import CellGrid
import GraphLayout

/// A laid-out graph, ready to be drawn a window at a time.
///
/// ```
/// ╭───────╮    ┏━━━━━━━━━━┓    ╭─────────╮
/// │ Start ├───►┃ Classify ┠─┬─►│ Billing │
/// ╰───────╯    ┗━━━━━━━━━━┛ │  ╰─────────╯
/// ```
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

  /// A box and where arrows leave it.
  struct Item: Sendable {
    var box: GraphDrawing.PlacedBox
    var content: BoxContent
    var ports: Set<Int> = []
  }

  let drawing: GraphDrawing
  let lines: GraphLines
  private let items: [Item]
  private var labels: [[GraphDrawing.DrawnArrow]]
  /// The boxes that reach into each band of rows, in the order of the drawing.
  private var bands: [[Int]]
  private static let bandRows = 16

  init(_ drawing: GraphDrawing, content: (String) -> BoxContent) {
    self.drawing = drawing
    lines = GraphLines(drawing)
    var items = drawing.boxes.map { Item(box: $0, content: content($0.id)) }
    let numbers = Dictionary(drawing.boxes.enumerated().map { ($1.id, $0) }) { first, _ in first }
    labels = Array(repeating: [], count: drawing.size.rows)
    for arrow in drawing.arrows {
      if let first = arrow.points.first, let number = numbers[arrow.from],
        items[number].box.frame.columns.upperBound == first.column
      {
        items[number].ports.insert(first.row)
      }
      if let place = arrow.labelPlace { labels[place.origin.row].append(arrow) }
    }
    bands = Array(repeating: [], count: drawing.size.rows / Self.bandRows + 1)
    for (number, box) in drawing.boxes.enumerated() {
      let first = box.frame.rows.lowerBound / Self.bandRows
      let last = max(first, (box.frame.rows.upperBound - 1) / Self.bandRows)
      for band in first...last { bands[band].append(number) }
    }
    self.items = items
  }

  /// Draws a part of the picture.
  ///
  /// - Parameters:
  ///   - window: the part, in cells of the drawing; it may reach beyond it.
  ///   - focus: the id of the box with the focus, which gets a heavy frame.
  ///   - highlighted: roles of arrows by their ids; the others are plain edges.
  ///   - row: of the canvas, where the window's top left corner goes.
  /// - Complexity: O(cells of the window + corners of the highlighted arrows).
  func draw(
    window: LayoutRectangle, focus: String?, highlighted: [String: StyleRole],
    on canvas: inout Canvas, row: Int, column: Int, context: DrawContext
  ) {
    let region = Region(
      row: row, column: column, rows: window.size.rows, columns: window.size.columns)
    // Drawn in the coordinates of the whole, so that the window cuts texts and does not shorten them.
    let whole = Region(
      row: -window.origin.row, column: -window.origin.column, rows: drawing.size.rows,
      columns: drawing.size.columns)
    canvas.inside(region) { canvas in
      canvas.inside(whole) { canvas in
        var pen = GraphPen(canvas: canvas, window: window, context: context)
        // Two canvases of one grid would make the first sign copy it.
        canvas = Canvas(size: GridSize(rows: 0, columns: 0))
        draw(with: &pen, focus, highlighted)
        canvas = pen.canvas
      }
    }
  }

  private func draw(
    with pen: inout GraphPen, _ focus: String?, _ highlighted: [String: StyleRole]
  ) {
    let rows = pen.window.rows.clamped(to: 0..<drawing.size.rows)
    for row in rows {
      for sign in lines.signs(row: row, columns: pen.window.columns) {
        pen.sign(sign.text(in: pen.canvas.glyphs), row, sign.column, .graphEdge)
      }
    }
    // What leads to or from the focus is drawn last, over what only lies on the way.
    let order = Dictionary(grouping: highlighted.keys, by: { highlighted[$0] ?? .graphEdge })
    for (role, arrows) in order.sorted(by: { Self.rank($0.key) < Self.rank($1.key) }) {
      pen.highlight(lines.cells(of: arrows, in: pen.window), role, lines)
    }
    for row in rows {
      for arrow in labels[row] { pen.label(arrow, highlighted[arrow.id] ?? .graphEdgeLabel) }
    }
    for number in numbers(in: rows) {
      let item = items[number]
      pen.draw(item, isFocused: item.box.id == focus, lines)
    }
  }

  private static func rank(_ role: StyleRole) -> (Int, String) {
    (role == .graphEdgeFocus ? 1 : 0, role.rawValue)
  }

  /// Boxes that may reach into these rows; a frame before what is inside.
  private func numbers(in rows: Range<Int>) -> [Int] {
    guard !rows.isEmpty else { return [] }
    let bands = bands[rows.lowerBound / Self.bandRows...(rows.upperBound - 1) / Self.bandRows]
    return Set(bands.joined()).sorted()
  }
}
