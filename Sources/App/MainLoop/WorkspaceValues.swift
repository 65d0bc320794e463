import FlowModel
import FlowWorkspace
import Workbench

// What the workspace tells, as what the screen shows.

extension FlowDetail {
  init(_ overview: FlowOverview) {
    self.init(
      summary: overview.flow, changes: overview.changes, differences: overview.differences,
      problems: overview.problems,
      facts: overview.facts.map { Fact(name: $0.name, value: $0.value) },
      nodes: overview.graph.map { NodeLine.lines(of: $0) } ?? [], graph: overview.graph,
      history: overview.versions,
      hasConflict: overview.conflict != nil, notices: overview.notices,
      hasUnsavedText: !overview.unsaved.isEmpty)
  }
}
