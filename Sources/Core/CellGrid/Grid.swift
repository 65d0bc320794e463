/// A screen full of cells, as a value.
///
/// Whatever is written, a wide character never stands without its right half: writing over one
/// half blanks the other.
package struct Grid: Equatable, Sendable {
  package let size: GridSize
  private var cells: [Cell]

  /// Blank cells of one style.
  package init(size: GridSize, style: Style = .plain) {
    self.size = size
    cells = Array(repeating: Cell(style: style), count: size.rows * size.columns)
  }

  /// - Precondition: the point is inside.
  package subscript(row: Int, column: Int) -> Cell {
    cells[index(row, column)]
  }

  /// The cells of one row, from the left.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[index(row, 0)..<index(row, 0) + size.columns]
  }

  /// The rows in which two grids of one size differ, from the top.
  func rows(changedSince earlier: Grid) -> [Int] {
    cells.withUnsafeBufferPointer { now in
      earlier.cells.withUnsafeBufferPointer { before in
        (0..<size.rows).filter { row in
          let place = row * size.columns
          return !(place..<place + size.columns).allSatisfy { now[$0] == before[$0] }
        }
      }
    }
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < size.rows && column >= 0 && column <= size.columns,
      "a cell outside the grid")
    return row * size.columns + column
  }

  /// Writes a cell and, for a wide one, its right half.
  ///
  /// - Precondition: all its columns are inside.
  mutating func put(_ cell: Cell, row: Int, column: Int) {
    let place = index(row, column)
    separate(row: row, column: column)
    separate(row: row, column: column + Int(cell.width))
    cells[place] = cell
    if cell.width == 2 { cells[place + 1] = .continuation(style: cell.style) }
  }

  /// Writes one-cell characters side by side.
  ///
  /// - Precondition: the bytes are printable ASCII and all columns are inside.
  mutating func put(ascii bytes: some Collection<UInt8>, row: Int, column: Int, style: Style) {
    var place = index(row, column)
    separate(row: row, column: column)
    separate(row: row, column: column + bytes.count)
    for byte in bytes {
      cells[place] = Cell(ascii: byte, style: style)
      place += 1
    }
  }

  /// Fills columns of a row with a one-cell character.
  mutating func fill(_ cell: Cell, row: Int, columns: Range<Int>) {
    guard !columns.isEmpty else { return }
    separate(row: row, column: columns.lowerBound)
    separate(row: row, column: columns.upperBound)
    let first = index(row, columns.lowerBound)
    for place in first..<first + columns.count { cells[place] = cell }
  }

  /// Changes the styles of columns of a row, and of the whole of a wide character at their edge.
  mutating func restyle(row: Int, columns: Range<Int>, _ change: (Style) -> Style) {
    guard !columns.isEmpty else { return }
    let first = index(row, columns.lowerBound)
    for place in first..<first + columns.count { cells[place].style = change(cells[place].style) }
    let last = first + columns.count
    if columns.upperBound < size.columns, cells[last].isContinuation {
      cells[last].style = cells[last - 1].style
    }
    if cells[first].isContinuation, columns.lowerBound > 0 {
      cells[first - 1].style = cells[first].style
    }
  }

  /// The grid cut, or filled with blanks, to another size.
  package func resized(to size: GridSize) -> Grid {
    var grid = Grid(size: size)
    for row in 0..<min(size.rows, self.size.rows) {
      for (column, cell) in self.row(row).enumerated()
      where !cell.isContinuation && column + Int(cell.width) <= size.columns {
        grid.put(cell, row: row, column: column)
      }
    }
    return grid
  }

  /// Blanks both halves of a wide character that lies across the left edge of `column`.
  private mutating func separate(row: Int, column: Int) {
    guard column > 0, column < size.columns else { return }
    let place = index(row, column)
    guard cells[place].isContinuation else { return }
    cells[place - 1] = Cell(style: cells[place - 1].style)
    cells[place] = Cell(style: cells[place].style)
  }
}
