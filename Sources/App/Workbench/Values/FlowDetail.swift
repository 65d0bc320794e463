package import FlowModel

/// What the detail pane shows of one flow. Texts are foreign: they pass the sanitiser when drawn.
package struct FlowDetail: Hashable, Sendable {
  package var summary: FlowSummary
  /// Open orders of this flow, oldest first.
  package var changes: [Change]
  /// What differs between the server's copy and ours, secrets masked.
  package var differences: [FlowDifference]
  package var problems: [FlowProblem]
  /// Names and values worth a line: public, key, teams …
  package var facts: [Fact]
  /// The nodes of the body, in its order.
  package var nodes: [NodeLine]
  /// How they are linked; nil when the body cannot be understood.
  package var graph: FlowGraph?
  /// Kept versions, newest first.
  package var history: [FlowVersion]
  /// Whether both sides changed and a person must choose.
  package var hasConflict: Bool
  /// What happened to it by itself, newest first.
  package var notices: [FlowNotice]
  /// Text of it is kept that was typed and not saved.
  package var hasUnsavedText: Bool

  package init(
    summary: FlowSummary, changes: [Change] = [], differences: [FlowDifference] = [],
    problems: [FlowProblem] = [], facts: [Fact] = [], nodes: [NodeLine] = [],
    graph: FlowGraph? = nil, history: [FlowVersion] = [], hasConflict: Bool = false,
    notices: [FlowNotice] = [], hasUnsavedText: Bool = false
  ) {
    self.summary = summary
    self.changes = changes
    self.differences = differences
    self.problems = problems
    self.facts = facts
    self.nodes = nodes
    self.graph = graph
    self.history = history
    self.hasConflict = hasConflict
    self.notices = notices
    self.hasUnsavedText = hasUnsavedText
  }

  package struct Fact: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
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

  /// The nodes of a graph, notes left out, with the labels of where their arrows lead.
  package static func lines(of graph: FlowGraph) -> [NodeLine] {
    let labels = Dictionary(graph.nodes.map { ($0.id, $0.label) }) { first, _ in first }
    let targets = Dictionary(grouping: graph.edges, by: \.source)
    return graph.nodes.filter { !$0.isNote }.map { node in
      NodeLine(
        label: node.label, name: node.component,
        targets: (targets[node.id] ?? []).map { labels[$0.target] ?? $0.target })
    }
  }
}
