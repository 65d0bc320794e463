import CellGrid

/// Where the parts of the editor stand. Used by update and by drawing alike.
///
/// ```
/// ─ Outline ─────────┬━ Support triage / flowData ━ edited ━ 2 problems ━━━━━━
///    ▾ inputs {6}    │>!  225             "temperature": 0,2,
///   !  temperature 0 │└gutter─┘
///                    │─ Problems 2 ──────────────────────────────────────────
///                    │ ! 225:28  syntax   "0,2" is not a number
/// ```
///
/// Side by side where there is room; else only the one that has the focus.
struct EditorLayout: Hashable {
  /// With its rule; empty when only the text is shown.
  let outline: Region
  /// The text with its rule; empty when only the outline is shown.
  let page: Region
  /// The text without its rule.
  let text: Region
  /// With its rule; empty when there is no problem or no room.
  let list: Region
  /// Columns before the text: marks, number, blanks.
  let gutter: Int
  /// Columns of the line numbers.
  let numberWidth: Int

  static let wideColumns = 100

  init(
    _ size: GridSize, lineCount: Int, problemCount: Int, hasOutline: Bool = false,
    isOutlineFocused: Bool = false
  ) {
    let most = size.rows >= 28 ? 4 : 2
    let listRows = problemCount == 0 || size.rows < 12 ? 0 : 1 + min(problemCount, most)
    let all = Region(size)
    let none = all.rows(0..<0)
    let main: Region
    if hasOutline, size.columns >= Self.wideColumns {
      let width = min(max(size.columns / 3, 32), 56)
      let parts = all.split(afterColumns: width)
      outline = parts.left
      main = parts.right.inset(left: 1)
      (page, list) = main.split(beforeRows: listRows)
    } else {
      let parts = all.split(beforeRows: listRows)
      list = parts.bottom
      main = parts.top
      (outline, page) = hasOutline && isOutlineFocused ? (main, none) : (none, main)
    }
    text = page.inset(top: 1)
    let digits = String(lineCount).utf8.count
    let isNarrow = main.columns < 60
    numberWidth = max(digits, isNarrow ? 3 : 4) + (isNarrow ? 0 : 1)
    gutter = 2 + numberWidth + (isNarrow ? 1 : 3)
  }

  /// The column of the line between outline and text; nil where they are not side by side.
  var separator: Int? { outline.isEmpty || page.isEmpty ? nil : outline.endColumn }
}
