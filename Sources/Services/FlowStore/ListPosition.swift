import FlowModel

/// Where a row stands in a list: what the order compares, in the order in which it compares.
struct ListPosition {
  /// For the order by state: 0 needs a person, 1 was refused, 2 waits, 3 the rest.
  var rank: Int
  var text: String
  /// Time or size; counted so that smaller comes first in the natural order.
  var number: Int64
  var flow: Int64

  init(rank: Int, text: String, number: Int64, flow: Int64) {
    self.rank = rank
    self.text = text
    self.number = number
    self.flow = flow
  }

  init(of summary: FlowSummary, in order: FlowOrder) {
    flow = summary.id.row
    (rank, text, number) = (0, "", 0)
    switch order {
    case .name: text = summary.nameKey
    case .state:
      rank = Self.rank(of: summary.state)
      text = summary.nameKey
    case .updated: number = summary.changedAt
    case .size: number = Int64(summary.byteCount)
    case .type: text = Self.text(type: summary.type ?? summary.status ?? "", key: summary.nameKey)
    case .nodes: number = Int64(summary.nodeCount ?? -1)
    case .teams: number = Int64(summary.teamCount ?? -1)
    }
  }

  /// Sorts by type and then by name; no type holds the separator.
  static func text(type: String, key: String) -> String { "\(type)\u{1}\(key)" }

  static let lastRank = 3

  static func rank(of state: SyncState) -> Int {
    switch state.attention {
    case .needsPerson: 0
    case .refused: 1
    case .waiting: 2
    case .none: lastRank
    }
  }

  /// Whether this row comes before `other` in the natural order. Texts compare by their bytes, as
  /// SQLite compares them.
  func precedes(_ other: ListPosition, isDescending: Bool) -> Bool {
    if rank != other.rank { return rank < other.rank }
    if text != other.text { return text.utf8.lexicographicallyPrecedes(other.text.utf8) }
    if number != other.number { return (number < other.number) != isDescending }
    return flow != other.flow && (flow < other.flow) != isDescending
  }
}
