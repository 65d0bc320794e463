import CellGrid

/// Where the parts of the editor stand. Used by update and by drawing alike.
///
/// ```
/// ━ Support triage / flowData ━ edited ━ 2 problems ━━━━━━
/// >!  225             "temperature": 0,2,
/// └gutter─┘
/// ─ Problems 2 ───────────────────────────────────────────
///  ! 225:28  syntax   "0,2" is not a number
/// ```
struct EditorLayout: Hashable {
  /// Below the rule.
  let text: Region
  /// With its rule; empty when there is no problem or no room.
  let list: Region
  /// Columns before the text: marks, number, blanks.
  let gutter: Int
  /// Columns of the line numbers.
  let numberWidth: Int

  init(_ size: GridSize, lineCount: Int, problemCount: Int) {
    let most = size.rows >= 28 ? 4 : 2
    let listRows = problemCount == 0 || size.rows < 12 ? 0 : 1 + min(problemCount, most)
    (text, list) = Region(size).inset(top: 1).split(beforeRows: listRows)
    let digits = String(lineCount).utf8.count
    let isNarrow = size.columns < 60
    numberWidth = max(digits, isNarrow ? 3 : 4) + (isNarrow ? 0 : 1)
    gutter = 2 + numberWidth + (isNarrow ? 1 : 3)
  }
}
