import FlowAPI
import FlowModel
import FlowStore

/// Whose flows the server shows: asked before "not found" is taken for a deletion.
extension PushPass {
  /// What one look at the list says about the workspace.
  private enum Whose {
    case named(String)
    /// Rows without a workspace: a server that has none.
    case unnamed
    case empty
    case unclear(SyncError)
  }

  /// "Not found" is also what the key of another workspace gets (F13). The first rows of the list
  /// tell whose flows these are; nothing is concluded about flows of somebody else's.
  ///
  /// An empty list says nothing, and may be no true answer: it counts when it comes twice.
  ///
  /// - Returns: why nothing can be concluded; nil when the workspace is ours.
  func otherWorkspace() -> SyncError? {
    guard let expected = context.server.workspaceID else { return nil }
    var whose = lookAtWorkspace()
    if case .empty = whose { whose = lookAtWorkspace() }
    switch whose {
    case .named(let found):
      return found == expected ? nil : .serverChanged(expected: expected, found: found)
    case .unnamed, .empty: return nil
    case .unclear(let failure): return failure
    }
  }

  private func lookAtWorkspace() -> Whose {
    let kind = context.kind
    var found: String?
    var (rowCount, understoodCount) = (0, 0)
    do throws(APIError) {
      let answer = try context.asking { () throws(APIError) in
        try context.service.list(ListRequest(page: 1, limit: Self.workspaceRows)) { row in
          rowCount += 1
          if let row = try? FlowProjection(reading: Array(row), kind: kind) {
            understoodCount += 1
            found = row.workspaceID
          }
          return found == nil && rowCount < Self.workspaceRows ? .proceed : .stop
        }
      }
      rowCount += answer.oversizedRowCount
    } catch {
      return .unclear(SyncError(error))
    }
    if let found { return .named(found) }
    guard rowCount > 0 else { return .empty }
    guard understoodCount > 0 else { return .unclear(.interrupted(Self.strangeRows)) }
    return .unnamed
  }

  /// So many rows are read until one is understood.
  private static let workspaceRows = 10
  private static let strangeRows =
    "The server's list has no row that weir understands, so nothing says whose flows these are."
}
