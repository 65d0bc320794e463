package import CellGrid

/// Where everything stands on a screen of a size. Used by update and by drawing alike, so a click
/// means what is seen.
///
/// ```
/// header
/// ━ list ━━━━━━━━┬─ detail ─────     wide, 100 columns and more
/// ...            │ ...
/// status
/// hints
/// ```
package struct AppLayout: Hashable, Sendable {
  package enum Shape: Sendable {
    /// List and detail side by side.
    case wide
    /// A list with four lines of detail below it; the detail fills the screen when opened.
    case stacked
    /// One pane.
    case single
  }

  /// How list and detail share the screen.
  package enum PaneSize: Sendable, CaseIterable {
    case normal, half
    /// One at a time.
    case full
  }

  package let shape: Shape
  /// Under 40×10 nothing but a note can be shown.
  package let isTooSmall: Bool
  package let header: Region
  package let status: Region
  package let hints: Region
  /// Everything between header and status row.
  package let main: Region
  /// With its rule. The same as `main` where there is no detail beside or below.
  package let list: Region
  /// With its rule; nil where the detail is only shown alone.
  package let detail: Region?

  package init(_ size: GridSize, paneSize: PaneSize = .normal) {
    let all = Region(size)
    isTooSmall = size.columns < 40 || size.rows < 10
    header = all.row(at: 0)
    hints = all.row(at: size.rows - 1)
    status = all.row(at: size.rows - 2)
    main = all.inset(top: 1, bottom: 2)
    if size.columns >= 100 {
      shape = .wide
      if paneSize == .full {
        list = main
        detail = nil
      } else {
        let width =
          paneSize == .half ? size.columns / 2 : min(max(size.columns * 5 / 12, 44), 64)
        let parts = main.split(afterColumns: width)
        list = parts.left
        detail = parts.right.inset(left: 1)
      }
    } else if size.columns >= 60 {
      shape = .stacked
      let rows =
        switch paneSize {
        case _ where size.rows < 20: 0
        case .normal: 5
        case .half: main.rows / 2
        case .full: 0
        }
      let parts = main.split(beforeRows: rows)
      list = parts.top
      detail = parts.bottom.isEmpty ? nil : parts.bottom
    } else {
      shape = .single
      // A light rule below: without columns to align, the last row would run into the status.
      list = main.inset(bottom: 1)
      detail = nil
    }
  }

  /// The column of the line between list and detail; nil where there is none.
  package var separator: Int? { isSideBySide ? list.endColumn : nil }

  /// Whether the detail stands beside the list; elsewhere it fills the screen when it is opened.
  package var isSideBySide: Bool { shape == .wide && detail != nil }

  /// How many flows the list shows at once: without its rule and its column names.
  package var listRows: Int { max(list.rows - (shape == .single ? 1 : 2), 1) }
}
