/// A size in terminal cells.
package struct LayoutSize: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A cell, counted from 0 at the top left.
package struct LayoutPoint: Hashable, Sendable {
  package var column: Int
  package var row: Int

  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

extension LayoutPoint {
  static func + (first: LayoutPoint, second: LayoutPoint) -> LayoutPoint {
    LayoutPoint(column: first.column + second.column, row: first.row + second.row)
  }
}

/// A rectangle of cells.
package struct LayoutRectangle: Hashable, Sendable {
  package var origin: LayoutPoint
  package var size: LayoutSize

  package init(origin: LayoutPoint, size: LayoutSize) {
    self.origin = origin
    self.size = size
  }

  package var columns: Range<Int> { origin.column..<origin.column + size.columns }
  package var rows: Range<Int> { origin.row..<origin.row + size.rows }

  /// Whether a cell lies inside.
  package func contains(_ point: LayoutPoint) -> Bool {
    columns.contains(point.column) && rows.contains(point.row)
  }
}
