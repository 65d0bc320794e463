import CellGrid

/// Where the parts of the graph pane stand, below its rule.
///
/// ```
/// ━ Support triage / graph ━━━━━━━┬─ Billing agent ─     wide enough: the inputs at the right
///   ╭───────╮                     │ type   agent
/// ```
struct GraphPaneLayout: Hashable, Sendable {
  /// The drawing, or its lines of text.
  let picture: Region
  /// What is put into the node, without its rule; nil where it is off or has no room.
  let inputs: Region?
  /// The column of the line between them, when the inputs stand at the right.
  let separator: Int?

  private static let inputColumns = 36

  init(_ size: GridSize, showsInputs: Bool) {
    let all = Region(size)
    if showsInputs, size.columns >= 100, size.rows >= 8 {
      let parts = all.split(beforeColumns: Self.inputColumns)
      picture = parts.left
      separator = parts.left.endColumn
      inputs = parts.right.inset(left: 1)
    } else if showsInputs, size.columns >= 50, size.rows >= 14 {
      let parts = all.split(beforeRows: min(max(size.rows / 3, 6), 9))
      picture = parts.top
      inputs = parts.bottom.inset(top: 1)
      separator = nil
    } else {
      picture = all
      inputs = nil
      separator = nil
    }
  }
}
