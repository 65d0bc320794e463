/// A cell's place: rows grow downwards, columns to the right, both from 0.
package struct GridPoint: Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// How many rows and columns something has; never negative.
package struct GridSize: Hashable, Sendable {
  package let rows: Int
  package let columns: Int

  /// Negative numbers count as 0, so that layouts may subtract without care.
  package init(rows: Int, columns: Int) {
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
  }
}

/// A rectangle of cells. It may be empty; its size is never negative.
package struct Region: Hashable, Sendable {
  package let row: Int
  package let column: Int
  package let rows: Int
  package let columns: Int

  /// Negative sizes count as 0.
  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
  }

  /// The whole of something of this size, from its top left corner.
  package init(_ size: GridSize) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  package var size: GridSize { GridSize(rows: rows, columns: columns) }
  package var isEmpty: Bool { rows == 0 || columns == 0 }
  /// The first row below.
  package var endRow: Int { row + rows }
  /// The first column to the right.
  package var endColumn: Int { column + columns }
  package var rowRange: Range<Int> { row..<endRow }
  package var columnRange: Range<Int> { column..<endColumn }

  package func contains(_ point: GridPoint) -> Bool {
    rowRange.contains(point.row) && columnRange.contains(point.column)
  }

  /// What both cover; an empty region when they do not touch.
  package func intersection(_ other: Region) -> Region {
    let top = max(row, other.row)
    let left = max(column, other.column)
    return Region(
      row: top, column: left,
      rows: min(endRow, other.endRow) - top, columns: min(endColumn, other.endColumn) - left)
  }

  package func moved(rows down: Int, columns right: Int) -> Region {
    Region(row: row + down, column: column + right, rows: rows, columns: columns)
  }

  /// The region without a margin; empty when the margins meet.
  package func inset(rows margin: Int = 0, columns side: Int = 0) -> Region {
    inset(top: margin, left: side, bottom: margin, right: side)
  }

  /// The region without these margins; empty when they meet.
  package func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Region {
    Region(
      row: row + top, column: column + left,
      rows: rows - top - bottom, columns: columns - left - right)
  }
}

extension Region {
  /// These rows of the region, counted from its top, as far as it has them.
  package func rows(_ range: Range<Int>) -> Region {
    moved(rows: range.lowerBound, columns: 0).withRows(range.count).intersection(self)
  }

  /// These columns of the region, counted from its left, as far as it has them.
  package func columns(_ range: Range<Int>) -> Region {
    moved(rows: 0, columns: range.lowerBound).withColumns(range.count).intersection(self)
  }

  /// One row, counted from the top; empty when there is none.
  package func row(at offset: Int) -> Region { rows(offset..<offset + 1) }

  /// Cuts below the first `count` rows; the first part is the whole when there are no more.
  package func split(afterRows count: Int) -> (top: Region, bottom: Region) {
    let first = min(max(count, 0), rows)
    return (withRows(first), inset(top: first))
  }

  /// Cuts right of the first `count` columns; the first part is the whole when there are no more.
  package func split(afterColumns count: Int) -> (left: Region, right: Region) {
    let first = min(max(count, 0), columns)
    return (withColumns(first), inset(left: first))
  }

  /// Cuts above the last `count` rows.
  package func split(beforeRows count: Int) -> (top: Region, bottom: Region) {
    split(afterRows: rows - min(max(count, 0), rows))
  }

  /// Cuts left of the last `count` columns.
  package func split(beforeColumns count: Int) -> (left: Region, right: Region) {
    split(afterColumns: columns - min(max(count, 0), columns))
  }

  /// A region of this size in the middle; as large as fits.
  package func centered(_ inner: GridSize) -> Region {
    let rowCount = min(inner.rows, rows)
    let columnCount = min(inner.columns, columns)
    return Region(
      row: row + (rows - rowCount) / 2, column: column + (columns - columnCount) / 2,
      rows: rowCount, columns: columnCount)
  }

  private func withRows(_ count: Int) -> Region {
    Region(row: row, column: column, rows: count, columns: columns)
  }

  private func withColumns(_ count: Int) -> Region {
    Region(row: row, column: column, rows: rows, columns: count)
  }
}
