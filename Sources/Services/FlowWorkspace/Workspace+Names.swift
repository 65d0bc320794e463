package import FlowModel
import FlowStore
import Synchronization

/// Flows by names that are typed by hand.
extension Workspace {
  /// The first flows whose names hold every word, by name.
  ///
  /// - Complexity: O(*n*) in flows on the index of names alone, about a millisecond for ten
  ///   thousand; rows are read for `limit` of them.
  package func flows(
    withWords words: String, limit: Int
  ) async throws(Problem) -> [FlowSummary] {
    let conditions = words.split(separator: " ").map { FlowCondition.name(String($0)) }
    let query = FlowQuery(kind: nil, conditions: conditions)
    return try await window(of: query, anchor: .start, limit: limit).rows
  }

  /// What REF means, and where it means nothing, the only flow whose name holds it.
  package func findNamed(_ reference: String) async throws(Problem) -> FlowSummary {
    do throws(Problem) {
      return try await find(reference)
    } catch {
      let near = try await flows(withWords: reference, limit: 11)
      if near.count == 1, error.kind == .failed { return near[0] }
      guard error.kind == .failed, !near.isEmpty else { throw error }
      let names = near.prefix(5).map { "\"\($0.name)\"" }.joined(separator: ", ")
      throw Problem(
        .usage, "\"\(reference)\" fits \(near.count > 10 ? "many" : "\(near.count)") flows.",
        detail: names + (near.count > 5 ? " and more." : "."))
    }
  }

  /// From now on pulls and pushes put together what changed here and there, at different places,
  /// or leave it to a person.
  package func mergeByItself(_ isWanted: Bool) {
    standingConsent.withLock { $0 = isWanted ? .standing : .none }
  }
}
