package import FlowModel

/// What the detail pane shows of one flow. Texts are foreign: they pass the sanitiser when drawn.
package struct FlowDetail: Hashable, Sendable {
  package var summary: FlowSummary
  /// Open orders of this flow, oldest first.
  package var changes: [Change]
  /// What differs between the server's copy and ours, secrets masked.
  package var differences: [PathDifference]
  package var problems: [FlowRemark]
  /// The nodes of the body, in its order.
  package var nodes: [NodeLine]
  /// Kept versions, newest first.
  package var history: [FlowVersion]
  /// Whether both sides changed and a person must choose.
  package var hasConflict: Bool

  package init(
    summary: FlowSummary, changes: [Change] = [], differences: [PathDifference] = [],
    problems: [FlowRemark] = [], nodes: [NodeLine] = [], history: [FlowVersion] = [],
    hasConflict: Bool = false
  ) {
    self.summary = summary
    self.changes = changes
    self.differences = differences
    self.problems = problems
    self.nodes = nodes
    self.history = history
    self.hasConflict = hasConflict
  }
}

/// One path in which two versions differ.
package struct PathDifference: Hashable, Sendable {
  package enum Kind: Sendable { case added, removed, changed, moved }

  package var kind: Kind
  package var path: String
  /// Short texts of the values; nil where there is none.
  package var before: String?
  package var after: String?

  package init(kind: Kind, path: String, before: String? = nil, after: String? = nil) {
    self.kind = kind
    self.path = path
    self.before = before
    self.after = after
  }
}

/// Something about a flow that a person should know.
package struct FlowRemark: Hashable, Sendable {
  package enum Weight: Sendable { case error, warning }

  package var weight: Weight
  package var text: String

  package init(_ weight: Weight, _ text: String) {
    self.weight = weight
    self.text = text
  }
}

/// A node of a flow as one line: what it is called, what it is.
package struct NodeLine: Hashable, Sendable {
  package var label: String
  package var name: String
  /// Labels of the nodes its arrows lead to.
  package var targets: [String]

  package init(label: String, name: String, targets: [String] = []) {
    self.label = label
    self.name = name
    self.targets = targets
  }
}
