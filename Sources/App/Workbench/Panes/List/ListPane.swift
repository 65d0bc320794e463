package import FlowModel

/// A list of flows: a window of rows, a cursor, marks.
///
/// It never holds the whole list. Moving inside the window is O(1); near its edges the next rows
/// are asked for by key; a jump out of it asks by number and draws blanks until they come.
///
/// ```
/// 0 ........ firstIndex [ rows, at most 600 ] ........ count
///                          ^top   ^cursor              all counted over the whole list
/// ```
package struct ListPane: Sendable {
  package let kind: FlowKind
  package internal(set) var query: FlowQuery
  /// The filter as it was typed (see ``FlowFilter``).
  package private(set) var filterText = ""
  /// Consecutive rows of the list, `firstIndex` being the number of the first.
  private(set) var rows: [FlowSummary] = []
  private(set) var firstIndex = 0
  /// How many rows the whole list has.
  package private(set) var count = 0
  /// The number of the row the cursor is on; may be outside the window for a moment.
  package private(set) var cursor = 0
  /// The number of the first visible row.
  private(set) var top = 0
  /// How many rows are visible.
  private(set) var height = 1
  /// Where the last change of the size left the cursor. Many sizes in a row must not carry it away.
  private var resized: Resized?
  /// Marked flows. Kept while the filter hides them, so what is done to them names them.
  var marks: [FlowID: FlowSummary] = [:]
  /// Rows that are being marked (see `ListPane+Marks.swift`).
  var range: MarkRange?
  /// False until the first window came.
  package private(set) var isLoaded = false
  /// The person moved in it. Until then a reload shows the top: the first pull fills it from
  /// above, and the cursor must not be carried away.
  private var isTouched = false
  private var lastRequest = 0
  private var pending: WindowAnchor?
  /// What is on its way is the same list again, and where it leads is no wish of the person: who
  /// moved meanwhile stays where they went.
  private var isReloading = false
  private var hasMoved = false
  /// The local copy changed while a window was on its way.
  private var isStale = false

  package init(kind: FlowKind) {
    self.kind = kind
    query = FlowQuery(kind: kind)
  }

  /// Rows asked for at once; three times as many are kept.
  static let windowRows = 200
  /// The next rows are asked for when the cursor is this near to the edge.
  private static let margin = 60

  /// The flow under the cursor; nil in an empty list or when its row is still on its way.
  package var selected: FlowSummary? { row(cursor) }

  func row(_ index: Int) -> FlowSummary? {
    let place = index - firstIndex
    return rows.indices.contains(place) ? rows[place] : nil
  }

  /// The number of a flow's row, when it is in the window.
  func row(of flow: FlowID) -> Int? {
    rows.firstIndex { $0.id == flow }.map { firstIndex + $0 }
  }

  // MARK: Moving

  package mutating func move(by step: Int) -> [Effect] { moveCursor(to: cursor + step) }

  package mutating func moveCursor(to index: Int) -> [Effect] {
    (isTouched, hasMoved) = (true, true)
    cursor = max(0, min(index, count - 1))
    showCursor()
    return missingRows()
  }

  package mutating func page(by pages: Double) -> [Effect] {
    move(by: Int(pages * Double(max(height - 1, 1))))
  }

  enum Place { case top, middle, bottom }

  /// How many rows are on the screen.
  var visibleCount: Int { max(min(height, count - top), 0) }

  mutating func scrollCursor(to place: Place) {
    switch place {
    case .top: top = cursor
    case .middle: top = cursor - height / 2
    case .bottom: top = cursor - height + 1
    }
    top = max(0, min(top, count - height))
  }

  /// Moves the cursor to the row on this line of the pane; false when there is none.
  mutating func select(line: Int) -> Bool {
    guard line >= 0, line < height, top + line < count else { return false }
    (isTouched, hasMoved) = (true, true)
    cursor = top + line
    return true
  }

  private struct Resized: Sendable {
    /// From 0 at the top to 1 at the bottom.
    let share: Double
    let cursor: Int
    let top: Int
  }

  /// The row under the cursor stays where it was, as a share of the height.
  mutating func setHeight(_ rows: Int) {
    let rows = max(rows, 1)
    guard rows != height else { return showCursor() }
    let isUnmoved = resized?.cursor == cursor && resized?.top == top
    let now = Double(cursor - top) / Double(max(height - 1, 1))
    let share = isUnmoved ? resized?.share ?? now : now
    height = rows
    if top > 0 || cursor >= rows {
      top = cursor - Int((share * Double(rows - 1)).rounded())
    }
    showCursor()
    resized = Resized(share: share, cursor: cursor, top: top)
  }

  private mutating func showCursor() {
    if cursor < top { top = cursor }
    if cursor >= top + height { top = cursor - height + 1 }
    top = max(0, min(top, count - height))
  }

  // MARK: Windows

  /// Reads the list afresh and stays on the same flow.
  package mutating func reload() -> [Effect] {
    if pending != nil {
      isStale = true
      return []
    }
    let effects = ask(isTouched ? selected.map { .around($0.id) } ?? .start : .start)
    isReloading = true
    return effects
  }

  /// From now on a reload stays on the flow under the cursor.
  mutating func hold() { isTouched = true }

  /// Shows what a filter chooses, from its first row.
  package mutating func filter(_ text: String) -> [Effect] {
    dropRange()
    filterText = text
    query.apply(FlowFilter(text))
    return ask(.start)
  }

  /// Takes the filter away; what is asked for next is asked without it.
  mutating func clearFilter() {
    filterText = ""
    query.apply(FlowFilter(""))
  }

  /// Shows another order and stays on the same flow.
  package mutating func reorder(_ query: FlowQuery) -> [Effect] {
    dropRange()
    self.query = query
    return ask(selected.map { .around($0.id) } ?? .start)
  }

  /// Goes to a flow wherever it stands.
  package mutating func find(_ flow: FlowID) -> [Effect] {
    isTouched = true
    return ask(.around(flow))
  }

  /// The same for a row that is known; where it is in the window nothing is asked for.
  mutating func go(to flow: FlowSummary) -> [Effect] {
    row(of: flow.id).map { moveCursor(to: $0) } ?? find(flow.id)
  }

  package mutating func receive(_ window: FlowWindow, request: Int) -> [Effect] {
    guard request == lastRequest, let anchor = pending else { return [] }
    pending = nil
    isLoaded = true
    let (former, line) = (cursor, cursor - top)
    let stays = isReloading && hasMoved
    let flow = stays ? selected?.id : anchor.flow
    take(window, at: anchor)
    count = max(window.count, firstIndex + rows.count)
    if window.rows.isEmpty, count > 0 { return receivedNothing(at: anchor) }
    if stays { (cursor, top) = (former, former - line) }
    if let flow, let place = row(of: flow) {
      // Rows that came or went above move the other end of a range as well.
      range?.anchor += place - cursor
      (cursor, top) = (place, place - line)
    }
    cursor = max(0, min(cursor, count - 1))
    if let anchor = range?.anchor { range?.anchor = max(0, min(anchor, count - 1)) }
    showCursor()
    if isStale {
      isStale = false
      return reload()
    }
    return missingRows()
  }

  /// The list is shorter than its count said: believe the rows, and never ask the same again.
  private mutating func receivedNothing(at anchor: WindowAnchor) -> [Effect] {
    switch anchor {
    case .after: count = firstIndex + rows.count
    case .before: return ask(.start)
    case .start: (rows, count) = ([], 0)
    case .end, .index, .around: return ask(.start)
    }
    cursor = max(0, min(cursor, count - 1))
    showCursor()
    return []
  }

  private mutating func take(_ window: FlowWindow, at anchor: WindowAnchor) {
    switch anchor {
    case .after:
      rows += window.rows
      let surplus = max(rows.count - 3 * Self.windowRows, 0)
      rows.removeFirst(surplus)
      firstIndex += surplus
      return
    case .before:
      rows = window.rows + rows
      firstIndex = max(firstIndex - window.rows.count, 0)
      rows.removeLast(max(rows.count - 3 * Self.windowRows, 0))
      return
    case .start:
      firstIndex = 0
      (cursor, top) = (0, 0)
    case .end: firstIndex = max(window.count - window.rows.count, 0)
    case .index(let index): firstIndex = window.firstIndex ?? index
    case .around: firstIndex = window.firstIndex ?? max(cursor - window.rows.count / 2, 0)
    }
    rows = window.rows
  }

  /// Asks for rows that are visible or soon will be; one question at a time.
  private mutating func missingRows() -> [Effect] {
    guard pending == nil, count > 0 else { return [] }
    let end = firstIndex + rows.count
    if cursor < firstIndex || cursor >= end {
      if cursor == count - 1 { return ask(.end) }
      return ask(.index(max(cursor - Self.windowRows / 2, 0)))
    }
    let margin = max(Self.margin, height)
    if cursor + margin >= end, end < count, let last = rows.last { return ask(.after(last)) }
    if cursor - margin < firstIndex, firstIndex > 0, let first = rows.first {
      return ask(.before(first))
    }
    return []
  }

  private mutating func ask(_ anchor: WindowAnchor) -> [Effect] {
    pending = anchor
    (isReloading, hasMoved) = (false, false)
    lastRequest += 1
    return [
      .loadWindow(
        query, anchor, limit: max(Self.windowRows, 2 * height), request: lastRequest)
    ]
  }

  /// The question failed: the next move asks again.
  mutating func windowFailed() { pending = nil }
}

extension WindowAnchor {
  /// The flow that the window is asked for about.
  fileprivate var flow: FlowID? {
    if case .around(let flow) = self { return flow }
    return nil
  }
}
