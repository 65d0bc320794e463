package import FlowModel

/// What waits to be sent: one row for each order, and what the one under the cursor would change.
package struct OutboxPane: Sendable {
  package private(set) var entries: [OutboxEntry] = []
  package private(set) var isLoaded = false
  var cursor = RowCursor()
  /// What the flow under the cursor would send; nil while it is being read.
  private(set) var differences: [FlowDifference]?
  private var differencesOf: FlowID?
  /// What became of the order under the cursor, oldest first.
  private(set) var delivery: [DeliveryStep] = []
  private var deliveryOf: ChangeID?

  package init() {}

  package var selected: OutboxEntry? {
    entries.indices.contains(cursor.index) ? entries[cursor.index] : nil
  }

  package mutating func show(_ entries: [OutboxEntry]) -> [Effect] {
    let old = selected?.change.id
    self.entries = entries
    isLoaded = true
    cursor.setCount(entries.count)
    if let place = entries.firstIndex(where: { $0.change.id == old }) { cursor.move(to: place) }
    differencesOf = nil
    deliveryOf = nil
    return follow()
  }

  /// Goes to the first order of a flow.
  mutating func select(_ flow: FlowID) -> [Effect] {
    if let place = entries.firstIndex(where: { $0.change.flow == flow }) { cursor.move(to: place) }
    return follow()
  }

  /// Asks what the row under the cursor would send.
  mutating func follow() -> [Effect] {
    guard let change = selected?.change else { return [] }
    var effects: [Effect] = []
    if change.id != deliveryOf {
      deliveryOf = change.id
      delivery = []
      effects.append(.loadDelivery(change.id))
    }
    if change.flow != differencesOf {
      differencesOf = change.flow
      differences = nil
      effects.append(.loadDifferences(change.flow))
    }
    return effects
  }

  package mutating func show(_ delivery: [DeliveryStep], of change: ChangeID) {
    if change == deliveryOf { self.delivery = delivery }
  }

  package mutating func show(_ differences: [FlowDifference], of flow: FlowID) {
    if flow == differencesOf { self.differences = differences }
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
