import CellGrid
import GraphLayout

/// Draws boxes and lines of a graph on a canvas that covers the whole drawing; only what lies in the
/// window is drawn.
struct GraphPen {
  var canvas: Canvas
  let window: LayoutRectangle
  let context: DrawContext

  mutating func sign(_ sign: String, _ row: Int, _ column: Int, _ role: StyleRole) {
    canvas.sign(
      sign, row: row, column: column, style: context[role])
  }

  /// Draws the cells of some arrows again. Where one passes below another, it comes up.
  mutating func highlight(
    _ cells: [LayoutPoint: GraphSign.Arms], _ role: StyleRole, _ lines: GraphLines
  ) {
    for (point, arms) in cells {
      for var sign in lines.signs(row: point.row, columns: point.column..<point.column + 1) {
        if sign.kind == .crossing, arms == .level { sign = GraphSign(column: 0, arms: .level) }
        self.sign(sign.text(in: canvas.glyphs), point.row, point.column, role)
      }
    }
  }

  /// Writes a label on its line, with a blank on either side.
  mutating func label(_ arrow: GraphDrawing.DrawnArrow, _ role: StyleRole) {
    guard let text = arrow.label, let place = arrow.labelPlace,
      place.columns.overlaps(window.columns)
    else { return }
    let row = place.origin.row
    canvas.fill(
      Region(
        row: row, column: place.origin.column - 1, rows: 1,
        columns: place.size.columns + 2))
    canvas.text(
      text, row: row, column: place.origin.column, columns: place.size.columns,
      style: context[role])
  }

  mutating func draw(_ item: GraphPicture.Item, isFocused: Bool, _ lines: GraphLines) {
    let frame = item.box.frame
    guard frame.columns.overlaps(window.columns), frame.rows.overlaps(window.rows) else { return }
    let role = isFocused ? StyleRole.graphNodeFocus : item.content.role
    if item.content.shape == .dot, item.box.kind != .frame || frame.size.rows == 1 {
      let glyphs = canvas.glyphs
      sign(
        isFocused ? glyphs.hollowSquare : glyphs.square, frame.origin.row, frame.origin.column, role
      )
      return
    }
    guard frame.size.rows > 2, frame.size.columns > 2 else {
      write(item.content.title, frame, row: frame.origin.row, inset: 0, role)
      return
    }
    drawBorder(item, role, canvas.glyphs.lines(isFocused ? .heavy : .round), lines)
    switch item.box.kind {
    case .node: drawText(item, role)
    case .note, .frame: drawTitledText(item, role)
    }
  }

  private mutating func drawBorder(
    _ item: GraphPicture.Item, _ role: StyleRole, _ signs: Glyphs.Lines, _ lines: GraphLines
  ) {
    let frame = item.box.frame
    let (top, bottom) = (frame.rows.lowerBound, frame.rows.upperBound - 1)
    let (left, right) = (frame.columns.lowerBound, frame.columns.upperBound - 1)
    let corners = [
      top: (signs.topLeft, signs.topRight), bottom: (signs.bottomLeft, signs.bottomRight),
    ]
    for row in frame.rows.clamped(to: window.rows) {
      if let (start, end) = corners[row] {
        let columns = (left + 1..<right).clamped(to: window.columns)
        canvas.fill(
          Region(
            row: row, column: columns.lowerBound, rows: 1,
            columns: columns.count),
          with: signs.horizontal, style: context[role])
        sign(start, row, left, role)
        sign(end, row, right, role)
        if item.ports.contains(row), row != bottom { sign(signs.teeDown, row, right, role) }
      } else {
        let isFrame = item.box.kind == .frame
        let entry = isFrame && lines.contains(row: row, column: left)
        let exit = isFrame && lines.contains(row: row, column: right)
        sign(entry ? signs.cross : signs.vertical, row, left, role)
        sign(
          exit ? signs.cross : item.ports.contains(row) ? signs.teeRight : signs.vertical, row,
          right, role)
      }
    }
  }

  /// The title with its mark, and lines below.
  private mutating func drawText(_ item: GraphPicture.Item, _ role: StyleRole) {
    let (frame, content) = (item.box.frame, item.content)
    let inset = frame.size.columns > 4 ? 2 : 1
    let room = frame.size.columns - 2 * inset
    let row = frame.origin.row + 1
    let start = frame.origin.column + inset
    let titleRoom = content.mark.isEmpty ? room : max(room - 2, 0)
    let end = canvas.text(
      content.title, row: row, column: start, columns: titleRoom,
      style: context[role == .graphNodeFocus ? role : .text])
    if !content.mark.isEmpty {
      canvas.text(
        content.mark, row: row, column: end + (titleRoom > 0 ? 1 : 0), columns: 1,
        style: context[content.mark == "+" ? .stateNew : .stateChanged])
    }
    for (index, line) in content.lines.prefix(frame.size.rows - 3).enumerated() {
      write(line, frame, row: frame.origin.row + 2 + index, inset: inset, .muted)
    }
  }

  /// The title on the border, and lines inside, as notes and frames have them.
  private mutating func drawTitledText(_ item: GraphPicture.Item, _ role: StyleRole) {
    let (frame, content) = (item.box.frame, item.content)
    let mark = content.mark.isEmpty ? "" : " \(content.mark)"
    let room = frame.size.columns - 6
    if room > 0, !content.title.isEmpty {
      let row = frame.origin.row
      let start = frame.origin.column + 2
      let end = canvas.text(
        content.title, row: row, column: start + 1, columns: max(room - mark.count, 1),
        style: context[role])
      let final = canvas.text(
        mark, row: row, column: end, columns: mark.count, style: context[role])
      canvas.fill(Region(row: row, column: start, rows: 1, columns: 1))
      canvas.fill(Region(row: row, column: final, rows: 1, columns: 1))
    }
    guard item.box.kind == .note else { return }
    for (index, line) in content.lines.prefix(frame.size.rows - 2).enumerated() {
      write(line, frame, row: frame.origin.row + 1 + index, inset: 2, role)
    }
  }

  private mutating func write(
    _ text: String, _ frame: LayoutRectangle, row: Int, inset: Int, _ role: StyleRole
  ) {
    guard window.rows.contains(row) else { return }
    canvas.text(
      text, row: row, column: frame.origin.column + inset,
      columns: frame.size.columns - 2 * inset, style: context[role])
  }
}
