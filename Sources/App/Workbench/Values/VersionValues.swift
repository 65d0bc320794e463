package import FlowModel

/// What a version of a flow is compared with.
package enum VersionComparison: Hashable, Sendable {
  /// The version before it: what it changed.
  case before
  /// What stands here now: what restoring it would change.
  case present
}

/// What differs between a version and another state of its flow. Secrets are masked.
package struct VersionChanges: Hashable, Sendable {
  package var version: VersionID
  package var comparison: VersionComparison
  /// Layout included; nil: it is the oldest version, with nothing to compare it with.
  package var differences: [FlowDifference]?

  package init(
    version: VersionID, comparison: VersionComparison, differences: [FlowDifference]?
  ) {
    self.version = version
    self.comparison = comparison
    self.differences = differences
  }
}

/// The body of a version as lines, pretty where it is JSON. Secrets are masked.
package struct VersionText: Hashable, Sendable {
  package var version: VersionID
  package var lines: [String]

  package init(version: VersionID, lines: [String]) {
    self.version = version
    self.lines = lines
  }
}

/// What the right pane shows of a flow. One line here, one in each switch of `AppState+Tabs.swift`.
package enum DetailTab: Hashable, CaseIterable, Sendable {
  case overview
  case json
  case graph
  case versions
  case history
  case config

  /// What the tab is called, and for which flows there is one.
  private var facts: (title: String, kinds: [FlowKind]) {
    switch self {
    case .overview: ("Overview", FlowKind.allCases)
    case .json: ("JSON", FlowKind.allCases)
    case .graph: ("Graph", FlowKind.allCases)
    case .versions: ("Versions", [.chatbot])
    case .history: ("History", FlowKind.allCases)
    case .config: ("Config", [.chatflow])
    }
  }

  var title: String { facts.title }

  static func tabs(of kind: FlowKind) -> [DetailTab] {
    allCases.filter { $0.facts.kinds.contains(kind) }
  }
}
