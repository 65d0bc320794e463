import CellGrid

/// Where the parts of the outbox stand.
///
/// ```
/// ━ Outbox 4 ━━━━━━━━━━━━━━━━━━
///    the orders
/// ─ Change 1 ───┬─ Delivery ────     100 columns and more; below each other under that
///    ...        │ ...
/// ─ Last error ─┼─ Servers ─────     where there is room for both
///    ...        │ ...
/// ```
struct OutboxLayout: Hashable {
  /// Rows of the orders, without rule and column names.
  let listRows: Int
  /// What would be sent, with its rule; empty where there is no room.
  let change: Region
  /// With its rule; nil where the delivery says it, or the change.
  let error: Region?
  /// With its rule; nil where the change says the most urgent of it.
  let delivery: Region?
  /// With its rule; nil where there is no room.
  let servers: Region?
  /// Whether the delivery stands beside the change.
  let isBeside: Bool

  /// - Parameters:
  ///   - count: orders.
  ///   - hasError: one of them was refused or could not be sent.
  init(_ size: GridSize, count: Int, hasError: Bool) {
    // Half of the pane at most, so that the change below is seen.
    listRows = max(min(count, max(size.rows / 2 - 2, 3)), 1)
    let rest = Region(size).inset(top: min(listRows + 3, size.rows))
    isBeside = size.columns >= 100
    if isBeside {
      let parts = rest.split(afterColumns: size.columns / 2)
      let rows = rest.rows >= 18 ? 9 : 6
      let hasRoom = rest.rows >= 13
      let left = parts.left.split(beforeRows: min(rows, rest.rows))
      let right = parts.right.inset(left: 1).split(beforeRows: min(rows, rest.rows))
      change = hasRoom && hasError ? left.top : parts.left
      error = hasRoom && hasError ? left.bottom : nil
      delivery = hasRoom ? right.top : parts.right.inset(left: 1)
      servers = hasRoom ? right.bottom : nil
    } else if size.columns >= 60, rest.rows >= 13 {
      let parts = rest.split(beforeRows: max(rest.rows * 2 / 5, 7))
      change = parts.top
      delivery = parts.bottom
      error = nil
      servers = nil
    } else {
      change = rest
      delivery = nil
      error = nil
      servers = nil
    }
  }

  /// Rows and columns for the lines of the change.
  var lines: GridSize {
    GridSize(rows: max(change.rows - 1, 0), columns: max(change.columns - 2, 0))
  }
}
