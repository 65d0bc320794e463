import CellGrid
package import FlowModel

/// What waits to be sent: one row for each order, what the one under the cursor would change, and
/// what became of it so far.
package struct OutboxPane: Sendable {
  package private(set) var entries: [OutboxEntry] = []
  package private(set) var isLoaded = false
  var cursor = RowCursor()
  /// Orders that a push takes instead of all.
  private(set) var marks: Set<ChangeID> = []
  /// What the flow under the cursor would send; nil while it is being read.
  private(set) var differences: [FlowDifference]?
  private var differencesOf: FlowID?
  /// What is known of the order under the cursor; nil while it is being read.
  private(set) var delivery: Delivery?
  private var deliveryOf: ChangeID?
  /// The change under the list has the focus: moving scrolls it.
  private(set) var isChangeFocused = false
  /// The first visible line of the change.
  private(set) var top = 0
  private(set) var lines: [ChangeLine] = []
  /// What the error of the order under the cursor is about; its first change where it has none.
  private(set) var place: NamedPlace?
  private var size = GridSize(rows: 0, columns: 0)

  package init() {}

  package var selected: OutboxEntry? {
    entries.indices.contains(cursor.index) ? entries[cursor.index] : nil
  }

  // MARK: What is read

  package mutating func show(_ entries: [OutboxEntry]) -> [Effect] {
    let old = selected?.change.id
    self.entries = entries
    isLoaded = true
    marks.formIntersection(entries.map(\.change.id))
    if entries.isEmpty { isChangeFocused = false }
    cursor.setCount(entries.count)
    if let place = entries.firstIndex(where: { $0.change.id == old }) { cursor.move(to: place) }
    return follow(again: true)
  }

  /// Goes to the first order of a flow.
  mutating func select(_ flow: FlowID) -> [Effect] {
    if let place = entries.firstIndex(where: { $0.change.flow == flow }) { cursor.move(to: place) }
    return follow()
  }

  /// Goes to what was clicked.
  mutating func select(line: Int) -> [Effect] {
    guard line >= 0, line < cursor.visible.count else { return [] }
    isChangeFocused = false
    cursor.move(to: cursor.visible.lowerBound + line)
    return follow()
  }

  /// Asks what the row under the cursor would send.
  ///
  /// - Parameter again: it may have changed; what is shown of it stays until the answer is there.
  mutating func follow(again: Bool = false) -> [Effect] {
    guard let change = selected?.change else { return [] }
    var effects: [Effect] = []
    if change.id != deliveryOf {
      deliveryOf = change.id
      delivery = nil
      top = 0
      effects.append(.loadDelivery(change.id))
    } else if again {
      effects.append(.loadDelivery(change.id))
    }
    if change.flow != differencesOf {
      differencesOf = change.flow
      differences = nil
      effects.append(.loadDifferences(change.flow))
    } else if again {
      effects.append(.loadDifferences(change.flow))
    }
    layOutLines()
    return effects
  }

  package mutating func show(_ delivery: Delivery, of change: ChangeID) {
    if change == deliveryOf { self.delivery = delivery }
  }

  package mutating func show(_ differences: [FlowDifference], of flow: FlowID) {
    guard flow == differencesOf else { return }
    self.differences = differences
    layOutLines()
  }

  // MARK: Marks

  /// Marks the row, or takes its mark away, and goes down.
  mutating func mark() -> [Effect] {
    guard let change = selected?.change.id else { return [] }
    if marks.remove(change) == nil { marks.insert(change) }
    cursor.move(by: 1)
    return follow()
  }

  mutating func unmarkAll() { marks = [] }

  /// The marked orders, in the order of the list; the one under the cursor when none is marked.
  var chosen: [Change] {
    marks.isEmpty
      ? selected.map { [$0.change] } ?? []
      : entries.map(\.change).filter { marks.contains($0.id) }
  }

  /// The flows of the marked orders, in the order of the list.
  var markedFlows: [FlowID] {
    var flows: [FlowID] = []
    for entry in entries where marks.contains(entry.change.id) {
      if !flows.contains(entry.change.flow) { flows.append(entry.change.flow) }
    }
    return flows
  }

  // MARK: Moving

  var layout: OutboxLayout {
    OutboxLayout(size, count: entries.count, hasError: lastError != nil)
  }

  /// The order under the cursor when it has an error, else the first that has one.
  var lastError: (index: Int, change: Change)? {
    if let change = selected?.change, change.errorText != nil { return (cursor.index, change) }
    let index = entries.firstIndex { $0.change.errorText != nil }
    return index.map { ($0, entries[$0].change) }
  }

  mutating func setSize(_ size: GridSize) {
    let old = layout.lines.columns
    self.size = size
    cursor.setHeight(layout.listRows)
    // Told after every event: the lines are broken again only for a new width.
    if layout.lines.columns != old { layOutLines() } else { scroll(to: top) }
  }

  mutating func scroll(_ step: ScrollStep) -> [Effect] {
    guard isChangeFocused else {
      cursor.move(step)
      return follow()
    }
    switch step {
    case .rows(let rows): scroll(to: top + rows)
    case .pages(let pages): scroll(to: top + Int(pages * Double(max(layout.lines.rows - 1, 1))))
    case .to(let row): scroll(to: row)
    }
    return []
  }

  /// Gives the focus to the change, or back to the list.
  mutating func switchFocus() {
    isChangeFocused = !isChangeFocused && !entries.isEmpty && layout.lines.rows > 0
  }

  private mutating func scroll(to line: Int) {
    top = max(0, min(line, lines.count - layout.lines.rows))
  }

  private mutating func layOutLines() {
    place = selected.flatMap { entry in
      let isUpdate = entry.change.verb == .update
      return NamedPlace.find(
        in: entry.change.errorText ?? "", isUpdate ? differences ?? [] : [])
    }
    lines =
      selected.map { entry in
        let change = entry.change
        // What only says when it is sent can wait; what went wrong cannot.
        let isHeld = change.errorText != nil || change.status != .queued
        let (live, all) = (DeliveryLines.live(change), DeliveryLines.urgent(of: change, at: place))
        let first = besides(isHeld ? all : live)
        let last = besides(isHeld ? [] : Array(all.dropFirst(live.count)))
        let own = ChangeLines.lines(of: change, differences, columns: layout.lines.columns)
        let blank = [ChangeLine(text: "", role: .text)]
        return Array([first, own, last].filter { !$0.isEmpty }.joined(separator: blank))
      } ?? []
    scroll(to: top)
  }

  /// Where the delivery has no place of its own, its most urgent lines stand with the change.
  private func besides(_ lines: [DeliveryLine]) -> [ChangeLine] {
    guard layout.delivery == nil else { return [] }
    return lines.flatMap { line in
      TextRows.wrapped(line.text, columns: max(layout.lines.columns, 2), limit: 6).map {
        ChangeLine(text: $0.text, role: line.role)
      }
    }
  }

  var readyCount: Int { entries.count { $0.change.isReady } }
  var conflictCount: Int { entries.count { $0.change.state == .conflict } }
  var blockedCount: Int { entries.count { $0.change.state == .blocked } }
  var failedCount: Int { entries.count { $0.change.status == .failed } }
}

extension Change {
  /// Where it stands, as the last column of the outbox says it.
  var nextStep: String {
    switch status {
    case .queued: "on P"
    case .sending: "sending"
    case .unknown: "reads first"
    case .blocked, .failed: "needs you"
    case .done: "done"
    case .cancelled: "taken back"
    }
  }

  /// The state whose sign it wears.
  var state: SyncState {
    switch status {
    case .sending: .pushing
    case .unknown: .inDoubt
    case .blocked: errorCode == "conflict" ? .conflict : .blocked
    case .failed: .failed
    case .queued, .done, .cancelled:
      verb == .create ? .pendingCreate : verb == .delete ? .pendingDelete : .dirty
    }
  }
}
