/// What a person types to choose among flows: words of the name, `state:WORD` and `type:WORD`.
///
/// ```
/// refund helper            the name holds it
/// state:gone               what is gone from its server, kept for 30 days
/// state:waiting invoice    both
/// ```
package struct FlowFilter: Hashable, Sendable {
  /// What is left of the text for the name.
  package private(set) var name: String
  /// nil: those that lists show unasked.
  package private(set) var states: Set<SyncState>?
  package private(set) var type: String?
  /// A word behind `state:` that no state has, not even as its beginning.
  package private(set) var unknownState: String?

  package init(_ text: String) {
    name = text
    let words = text.split(separator: " ")
    guard words.contains(where: { Self.isQualified($0) }) else { return }
    name = words.filter { !Self.isQualified($0) }.joined(separator: " ")
    for word in words where Self.isQualified(word) {
      let value = word.drop { $0 != ":" }.dropFirst().lowercased()
      if value.isEmpty { continue }
      if word.hasPrefix("type:") {
        type = value
      } else {
        let found = Self.states(named: value)
        if found.isEmpty { unknownState = value }
        states = (states ?? []).union(found)
      }
    }
  }

  private static func isQualified(_ word: Substring) -> Bool {
    word.hasPrefix("state:") || word.hasPrefix("type:")
  }

  /// The states of a word; while it is typed, those whose words begin so. What was dropped here is
  /// never listed.
  private static func states(named value: String) -> Set<SyncState> {
    let states = SyncState.allCases.filter { $0 != .discarded }
    let exact = states.filter { $0.word == value || $0.rawValue == value }
    if !exact.isEmpty { return Set(exact) }
    return Set(states.filter { $0.word.hasPrefix(value) || $0.rawValue.hasPrefix(value) })
  }
}

extension FlowQuery {
  /// The query with what `filter` says in place of its own filters.
  package mutating func apply(_ filter: FlowFilter) {
    nameFilter = filter.name
    states = filter.states
    type = filter.type
  }
}

extension SyncState {
  /// One word for people, as filters say it (screen.md, C1).
  package var word: String {
    switch self {
    case .clean: "same"
    case .stub: "unread"
    case .dirty, .actionPending: "waiting"
    case .pendingCreate: "new"
    case .pendingDelete: "deleted"
    case .pushing: "sending"
    case .inDoubt, .missing: "unsure"
    case .conflict: "conflict"
    case .blocked: "blocked"
    case .failed: "refused"
    case .quarantined: "unreadable"
    case .goneOnServer: "gone"
    case .discarded: "dropped"
    }
  }
}
