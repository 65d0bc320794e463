import FlowModel
import FlowWorkspace
import Workbench

extension WorkspacePerformer {
  /// Afterwards filters read no record. Where it fails, on a full disk, they do.
  func noteContents() async {
    do throws(Problem) {
      try await workspace.noteContents()
    } catch {
      log.write("contents were not noted: \(error.kind.rawValue)")
    }
  }

  /// Rows of a list that are asked for beside its window.
  func rows(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .readRowsToMark(let query, let rows, let change):
      let window = try await workspace.window(
        of: query, anchor: .index(rows.lowerBound), limit: max(rows.count, 1))
      post(.rowsToMarkRead(window.rows, query, change))
    case .findMatch(let query, let anchor):
      let near = try await workspace.window(of: query, anchor: anchor, limit: 1)
      if let flow = near.rows.first { return post(.matchFound(flow, isWrapped: false)) }
      let end: WindowAnchor = if case .before = anchor { .end } else { .start }
      let first = try await workspace.window(of: query, anchor: end, limit: 1)
      post(.matchFound(first.rows.first, isWrapped: true))
    default: break
    }
  }
}
