import CNcurses
import CPosix
import CellGrid

/// Hands the cells that changed to ncurses, which writes what the terminal needs for them.
struct NcursesPainter {
  /// What the terminal shows; nil when nobody knows.
  private var shown: Grid?
  private var cursor: Cursor??
  private var pairs: ColorPairs
  /// Cells on their way to ncurses; kept so that a frame allocates nothing for them.
  private var line: [cncurses_cell] = []
  /// The look that was asked for last: neighbours mostly share one.
  private var last: (style: Style, attributes: attr_t, pair: Int32)?

  init(colors: ScreenAbilities.Colors) {
    pairs = ColorPairs(level: colors)
  }

  /// The terminal may show anything now: the next frame is drawn whole.
  mutating func forget() {
    shown = nil
    cursor = nil
  }

  /// Puts a frame on the terminal.
  mutating func paint(_ frame: Frame) {
    let runs = changedRuns(frame.grid)
    guard !runs.isEmpty || cursor != .some(frame.cursor) else { return }
    if shown == nil { clearok(cncurses_curscr(), true) }
    for run in runs { put(run, of: frame.grid) }
    place(frame.cursor)
    wnoutrefresh(cncurses_stdscr())
    doupdate()
    shown = frame.grid
    cursor = .some(frame.cursor)
  }

  private func changedRuns(_ grid: Grid) -> [GridRun] {
    if let shown, shown.size == grid.size { return grid.runs(changedSince: shown) }
    return (0..<grid.size.rows).map { GridRun(row: $0, columns: 0..<grid.size.columns) }
  }

  private mutating func put(_ run: GridRun, of grid: Grid) {
    line.removeAll(keepingCapacity: true)
    let row = grid.row(run.row)
    for cell in row[
      row.startIndex + run.columns.lowerBound..<row.startIndex + run.columns.upperBound]
    where !cell.isContinuation {
      append(cell)
    }
    cncurses_put(
      cncurses_stdscr(), Int32(run.row), Int32(run.columns.lowerBound), line, Int32(line.count))
  }

  private mutating func append(_ cell: Cell) {
    var (attributes, pair) = look(of: cell.style)
    var filled = cncurses_cell()
    if let ascii = cell.ascii {
      filled.base = wchar_t(ascii)
    } else if isShowable(cell) {
      filled.base = Self.scalar(of: cell, at: 0)
      filled.first = Self.scalar(of: cell, at: 1)
      filled.second = Self.scalar(of: cell, at: 2)
      filled.third = Self.scalar(of: cell, at: 3)
      filled.fourth = Self.scalar(of: cell, at: 4)
    } else {
      // Another libc, or a locale without this character: a sign of the same width.
      filled.base = wchar_t(UInt8(ascii: "?"))
      swap(&filled.attributes, &attributes)
      filled.pair = pair
      for _ in 0..<cell.width { line.append(filled) }
      return
    }
    swap(&filled.attributes, &attributes)
    swap(&filled.pair, &pair)
    line.append(filled)
  }

  private mutating func look(of style: Style) -> (attr_t, Int32) {
    if let last, last.style == style { return (last.attributes, last.pair) }
    let look = pairs.look(of: style)
    let wanted = style.attributes
    var attributes: attr_t = 0
    if wanted.contains(.bold) || look.isBrightByBold { attributes |= cncurses_bold() }
    if wanted.contains(.dim) { attributes |= cncurses_dim() }
    if wanted.contains(.italic) { attributes |= cncurses_italic() }
    if wanted.contains(.underline) { attributes |= cncurses_underline() }
    if wanted.contains(.reverse) { attributes |= cncurses_reverse() }
    last = (style, attributes, look.pair)
    return (attributes, look.pair)
  }

  /// ncurses counts with `wcwidth`; if that differed from our table, the line would shift.
  private func isShowable(_ cell: Cell) -> Bool {
    for index in 0..<cell.scalarCount
    where cposix_cell_width(Self.scalar(of: cell, at: index))
      != (index == 0 ? Int32(cell.width) : 0)
    {
      return false
    }
    return true
  }

  private static func scalar(of cell: Cell, at index: Int) -> wchar_t {
    index < cell.scalarCount ? wchar_t(bitPattern: cell.scalar(at: index).value) : 0
  }

  private mutating func place(_ wanted: Cursor?) {
    let visibility: Int32 = wanted == nil ? 0 : 1
    if cursor == nil || (cursor ?? nil) == nil || wanted == nil { curs_set(visibility) }
    // Nobody sees a hidden cursor, so no byte is spent on its place.
    leaveok(cncurses_stdscr(), wanted == nil)
    guard let wanted else { return }
    wmove(cncurses_stdscr(), Int32(wanted.point.row), Int32(wanted.point.column))
  }
}
