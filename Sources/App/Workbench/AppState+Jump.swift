import CellGrid

/// Letters on the rows of the pane with the focus.
extension AppState {
  mutating func startJump() -> [Effect] {
    let rows = rowsToJumpTo
    if rows > 0 {
      jump = JumpLabels(rows: rows)
    } else {
      notice = Notice(.info, "There is no row to go to.")
    }
    return []
  }

  mutating func pressJump(_ key: Key) -> [Effect] {
    guard let outcome = jump?.press(key) else { return [] }
    switch outcome {
    case .open: return []
    case .closed: jump = nil
    case .chosen(let line):
      jump = nil
      return goTo(line: line)
    }
    return []
  }

  /// The letters, for the pane with the focus alone.
  func jumpLabels(in pane: PaneID) -> JumpLabels? { focus == pane ? jump : nil }

  /// Visible rows of the pane with the focus.
  private var rowsToJumpTo: Int {
    switch focus {
    case .list: list.visibleCount
    case .outbox: outbox.cursor.visible.count
    case .activity: activity.cursor.visible.count
    case .history: history.map { $0.shown == nil ? $0.cursor.visible.count : 0 } ?? 0
    case .config: config?.cursor.visible.count ?? 0
    case .versions: versions.map { $0.shown == nil ? $0.cursor.visible.count : 0 } ?? 0
    case .conflict: conflict.map { min($0.cursor.visible.count, $0.layout.table.rows) } ?? 0
    case .detail, .graph, .outline, .editor: 0
    }
  }

  /// - Parameter line: of the visible rows, from the top.
  private mutating func goTo(line: Int) -> [Effect] {
    switch focus {
    case .list: return list.select(line: line) ? followCursor() : []
    case .outbox: return outbox.select(line: line)
    case .activity: return activity.select(line: line)
    case .history: return history?.select(line: line) ?? []
    case .config: config?.select(line: line)
    case .versions: versions?.select(line: line)
    case .conflict:
      if let start = conflict?.layout.table.row { conflict?.select(line: start + line) }
    case .detail, .graph, .outline, .editor: break
    }
    return []
  }
}
