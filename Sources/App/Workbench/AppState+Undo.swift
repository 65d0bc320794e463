import FlowModel

/// The flows that one order was about together. Right after it, undo takes that order back, wherever
/// the cursor went with it; once the person moves on, undo is about the row under the cursor.
struct LastOrder: Hashable, Sendable {
  var flows: [FlowID]
  var tab: Tab
  /// The flow under the cursor when the order was done.
  var cursor: FlowID?
}

extension AppState {
  mutating func undo() -> [Effect] {
    let flows = flowsOfUndo
    if flows.isEmpty { notice = Notice(.info, "What was dropped was an order: give it again.") }
    return flows.isEmpty ? [] : [.undo(flows)]
  }

  mutating func redo() -> [Effect] {
    // What was dropped is in no list: it is the last thing that was done.
    if let dropped {
      (self.dropped, lastOrder) = (nil, nil)
      return [.redo([dropped])]
    }
    let flows = flowsOfUndo
    if flows.isEmpty { notice = Notice(.info, "There is nothing to do again.") }
    return flows.isEmpty ? [] : [.redo(flows)]
  }

  /// The marked flows; those of the order that was just given; the one under the cursor.
  var flowsOfUndo: [FlowID] {
    if focus == .list, !list.marks.isEmpty { return targets.map(\.id) }
    if focus == .outbox, !outbox.marks.isEmpty { return outbox.markedFlows }
    if let lastOrder, focus == .list || focus == .outbox { return lastOrder.flows }
    return targetID.map { [$0] } ?? []
  }

  mutating func remember(orderOf flows: [FlowID]) {
    lastOrder = LastOrder(flows: flows, tab: tab, cursor: cursorFlow)
  }

  /// Rows that were read anew may take the cursor along; a person who moves it is done with the order.
  mutating func followLastOrder(after event: AppEvent) {
    guard let order = lastOrder else { return }
    let cursor = cursorFlow
    switch event {
    case .screen, .matchFound, .flowFound:
      if order.tab != tab || order.cursor != cursor { lastOrder = nil }
    case .pushEnded, .outsideEditEnded, .editor(.saved), .editor(.merged): lastOrder = nil
    default: lastOrder?.cursor = cursor
    }
  }

  private var cursorFlow: FlowID? {
    tab == .outbox ? outbox.selected?.change.flow : list.selected?.id
  }
}
