/// Which flows a list shows, and in which order.
package struct FlowQuery: Hashable, Sendable {
  /// nil: both kinds.
  package var kind: FlowKind?
  /// nil: every state but `goneOnServer` and `discarded`.
  package var states: Set<SyncState>?
  /// All of them have to hold.
  package var conditions: [FlowCondition]
  package var order: FlowOrder
  package var isReversed: Bool

  package init(
    kind: FlowKind? = nil, states: Set<SyncState>? = nil, conditions: [FlowCondition] = [],
    order: FlowOrder = .name, isReversed: Bool = false
  ) {
    self.kind = kind
    self.states = states
    self.conditions = conditions
    self.order = order
    self.isReversed = isReversed
  }

  /// Whether it leaves anything out that lists show unasked.
  package var isFiltered: Bool { states != nil || !conditions.isEmpty }

  /// Whether it asks what only records tell.
  package var needsRecord: Bool { conditions.contains { $0.needsRecord } }
}

/// What a list is sorted by.
package enum FlowOrder: String, Sendable, CaseIterable {
  /// By folded name.
  case name
  /// Last change seen first.
  case updated
  /// What needs a person first, by name; then the rest by name.
  case state
  /// Largest first.
  case size
  /// By Flowise type or FlowNally status, then by name.
  case type
  /// Most nodes first.
  case nodes
  /// Most teams first.
  case teams
}

/// Where a window of a list begins. By key, not by number: rows above may come and go meanwhile.
package enum WindowAnchor: Hashable, Sendable {
  case start
  case end
  /// The rows behind this one, not including it.
  case after(FlowSummary)
  /// The rows before this one, not including it.
  case before(FlowSummary)
  /// A window with this flow near its middle; the start when it is not in the list.
  case around(FlowID)
  /// A window whose first row has this number, 0-based: for a jump to a place.
  case index(Int)
}

/// Some rows of a list, in its order.
package struct FlowWindow: Hashable, Sendable {
  package var rows: [FlowSummary]
  /// The number of the first row in the whole list, 0-based; nil when the anchor was a key and
  /// counting would have cost a scan: the caller knows it from where it stood.
  package var firstIndex: Int?
  /// How many rows the whole list has.
  package var count: Int

  package init(rows: [FlowSummary], firstIndex: Int?, count: Int) {
    self.rows = rows
    self.firstIndex = firstIndex
    self.count = count
  }
}

/// The counts of the header, over the whole profile.
package struct FlowCounts: Hashable, Sendable {
  package var chatflows = 0
  package var chatbots = 0
  /// Open orders in the outbox.
  package var outbox = 0
  /// Flows that wait to be pushed, need a person, were refused.
  package var waiting = 0
  package var needsPerson = 0
  package var refused = 0

  package init() {}
}
