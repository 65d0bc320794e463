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
      hasConflict: overview.conflict != nil, notices: overview.notices)
  }
}

extension ConflictFacts {
  /// Path by path: what clashes first, then what only one side changed.
  init(_ conflict: Conflict, of kind: FlowKind) {
    let base = conflict.base ?? Array("{}".utf8)
    func changes(to side: [UInt8]?) -> [FlowDifference] {
      side.map { FlowDiff.differences(from: base, to: $0, kind: kind, includesLayout: false) } ?? []
    }
    let mine = changes(to: conflict.local)
    let theirs = changes(to: conflict.remote)
    let theirsByPath = Dictionary(theirs.map { ($0.path, $0) }) { first, _ in first }
    let minePaths = Set(mine.map(\.path))
    let mineRows = mine.map { change in
      let other = theirsByPath[change.path]
      return Row(
        path: change.path, base: change.before, mine: change.after,
        theirs: other == nil ? change.before : other?.after, clashes: other != nil)
    }
    let theirRows = theirs.filter { !minePaths.contains($0.path) }.map { change in
      Row(
        path: change.path, base: change.before, mine: change.before, theirs: change.after,
        clashes: false)
    }
    let rows = mineRows + theirRows
    self.init(
      flow: conflict.flow, name: conflict.name, kind: conflict.kind, openedAt: conflict.openedAt,
      rows: rows.filter(\.clashes) + rows.filter { !$0.clashes })
  }
}
