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

/// What the right pane shows of a flow.
package enum DetailTab: CaseIterable, Sendable {
  case overview, graph, history

  var title: String {
    switch self {
    case .overview: "Overview"
    case .graph: "Graph"
    case .history: "History"
    }
  }
}
