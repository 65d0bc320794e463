extension Frame {
  /// Whether a picture looks like a dark or a light terminal.
  package enum Page: Sendable { case dark, light }

  /// The frame as an SVG picture, as a terminal would show it.
  ///
  /// Every run of text gets the place and length of its cells, so columns stand under each other
  /// whichever monospaced font the viewer has.
  ///
  /// - Parameter caption: what the picture shows, for people who cannot see it; it is escaped.
  package func svg(page: Page = .dark, caption: String = "") -> String {
    var svg = SVGWriter(size: size, palette: page == .dark ? .dark : .light)
    svg.begin(caption: caption)
    for row in 0..<size.rows { svg.draw(grid.row(row), row: row) }
    if let cursor { svg.draw(cursor) }
    return svg.finished()
  }
}

private struct SVGWriter {
  // DejaVu Sans Mono at 14 px: an advance of 0.602 em, a line of 1.164 em. The height is cut to
  // whole pixels so that vertical lines of neighbouring rows touch.
  static let cellWidth = 8.43
  static let cellHeight = 16.3
  static let baseline = 13.0
  static let margin = 12.0

  let size: GridSize
  let palette: SVGPalette
  private var text = ""

  init(size: GridSize, palette: SVGPalette) {
    self.size = size
    self.palette = palette
  }

  mutating func begin(caption: String) {
    let width = Self.number(Double(size.columns) * Self.cellWidth + 2 * Self.margin)
    let height = Self.number(Double(size.rows) * Self.cellHeight + 2 * Self.margin)
    text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)" role="img" xml:space="preserve">
      <title>\(Self.escaped(caption))</title>
      <style>text{font:14px "DejaVu Sans Mono",Menlo,Consolas,"Liberation Mono",monospace;\
      white-space:pre}</style>
      <rect width="\(width)" height="\(height)" rx="8" fill="\(palette.background)"/>

      """
  }

  mutating func finished() -> String { text + "</svg>\n" }

  /// Backgrounds first, so that no letter is cut by its neighbour's background.
  mutating func draw(_ cells: ArraySlice<Cell>, row: Int) {
    let runs = Self.runs(of: cells)
    drawBackgrounds(runs, row: row)
    for run in runs {
      for part in run.parts { draw(part, row: row) }
    }
  }

  /// Neighbours of one colour are one rectangle, or viewers show seams between them.
  private mutating func drawBackgrounds(_ runs: [SVGRun], row: Int) {
    var open: (columns: Range<Int>, fill: String)?
    for run in runs {
      let fill = run.colors(palette).background
      if let last = open, last.fill == fill {
        open = (last.columns.lowerBound..<run.columns.upperBound, fill)
      } else {
        if let open { rectangle(row: row, columns: open.columns, fill: open.fill) }
        open = (run.columns, fill)
      }
    }
    if let open { rectangle(row: row, columns: open.columns, fill: open.fill) }
  }

  mutating func draw(_ cursor: Cursor) {
    let place = "x=\"\(Self.x(cursor.point.column))\" y=\"\(Self.y(cursor.point.row))\""
    let (width, height) =
      switch cursor.shape {
      case .block: (Self.cellWidth, Self.cellHeight)
      case .bar: (2, Self.cellHeight)
      case .underline: (Self.cellWidth, 2)
      }
    text += """
      <rect \(place) width="\(Self.number(width))" height="\(Self.number(height))" \
      fill="\(palette.foreground)" fill-opacity="0.5"/>

      """
  }

  private mutating func rectangle(row: Int, columns: Range<Int>, fill: String) {
    guard fill != palette.background else { return }
    text += """
      <rect x="\(Self.x(columns.lowerBound))" y="\(Self.y(row))" \
      width="\(Self.number(Double(columns.count) * Self.cellWidth))" \
      height="\(Self.number(Self.cellHeight))" fill="\(fill)"/>

      """
  }

  private mutating func draw(_ run: SVGRun, row: Int) {
    let attributes = run.style.attributes
    let length = Self.number(Double(run.columns.count) * Self.cellWidth)
    let y = Self.number(Double(row) * Self.cellHeight + Self.baseline + Self.margin)
    var look = "fill=\"\(run.colors(palette).foreground)\""
    if attributes.contains(.bold) { look += " font-weight=\"bold\"" }
    if attributes.contains(.italic) { look += " font-style=\"italic\"" }
    if attributes.contains(.underline) { look += " text-decoration=\"underline\"" }
    if attributes.contains(.dim) { look += " fill-opacity=\"0.6\"" }
    text += """
      <text x="\(Self.x(run.columns.lowerBound))" y="\(y)" textLength="\(length)" \
      lengthAdjust="spacingAndGlyphs" \(look)>\(Self.escaped(run.text))</text>

      """
  }

  /// Cells of one style side by side; a wide character stands alone, because a font may have
  /// another idea of its width.
  private static func runs(of cells: ArraySlice<Cell>) -> [SVGRun] {
    var runs: [SVGRun] = []
    for (column, cell) in cells.enumerated() where !cell.isContinuation {
      let end = column + Int(cell.width)
      if var last = runs.last, last.style == cell.style, cell.ascii != nil, last.isASCII {
        last.text += cell.text
        last.columns = last.columns.lowerBound..<end
        runs[runs.count - 1] = last
      } else {
        runs.append(
          SVGRun(
            text: cell.text, columns: column..<end, style: cell.style, isASCII: cell.ascii != nil))
      }
    }
    return runs
  }

  private static func x(_ column: Int) -> String { number(Double(column) * cellWidth + margin) }
  private static func y(_ row: Int) -> String { number(Double(row) * cellHeight + margin) }

  /// Two places after the point, without a formatter.
  private static func number(_ value: Double) -> String {
    let hundredths = Int(value * 100 + 0.5)
    let fraction = hundredths % 100
    if fraction == 0 { return "\(hundredths / 100)" }
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

/// Neighbouring cells that are drawn at once.
private struct SVGRun {
  var text: String
  var columns: Range<Int>
  let style: Style
  let isASCII: Bool

  /// What of the run is drawn, without blanks: viewers join them, each in its own way.
  var parts: [SVGRun] {
    if style.attributes.contains(.underline) || !isASCII { return [self] }
    var parts: [SVGRun] = []
    for (offset, letter) in text.enumerated() where letter != " " {
      let column = columns.lowerBound + offset
      if let last = parts.last, column - last.columns.upperBound < 2 {
        // One blank between words stays, so that the picture has words to search for.
        parts[parts.count - 1].text += column > last.columns.upperBound ? " \(letter)" : "\(letter)"
        parts[parts.count - 1].columns = last.columns.lowerBound..<column + 1
      } else {
        parts.append(
          SVGRun(text: String(letter), columns: column..<column + 1, style: style, isASCII: true))
      }
    }
    return parts
  }

  func colors(_ palette: SVGPalette) -> (foreground: String, background: String) {
    let foreground = palette.color(style.foreground) ?? palette.foreground
    let background = palette.color(style.background) ?? palette.background
    return style.attributes.contains(.reverse)
      ? (background, foreground) : (foreground, background)
  }
}
