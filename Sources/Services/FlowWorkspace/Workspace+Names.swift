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
  ///
  /// - Parameter kind: of several flows the only one of this kind is meant.
  package func findNamed(
    _ reference: String, preferring kind: FlowKind? = nil
  ) async throws(Problem) -> FlowSummary {
    let exact = try await read { (reader) throws(StoreError) in try reader.find(reference) }
    let flows = exact.isEmpty ? try await flows(withWords: reference, limit: 11) : exact
    if flows.count == 1 { return flows[0] }
    // Says also what is gone, and that there is nothing.
    if flows.isEmpty { return try await find(reference) }
    let preferred = flows.filter { $0.kind == kind }
    if preferred.count == 1 { return preferred[0] }
    let names = flows.prefix(5).map { "\"\($0.name)\" \(($0.remoteID ?? $0.localID).prefix(8))" }
    throw Problem(
      .usage, "\"\(reference)\" means \(flows.count > 10 ? "many" : "\(flows.count)") flows",
      detail: names.joined(separator: ", ") + (flows.count > 5 ? " and more" : ""),
      advice: "An id says which.")
  }

  /// From now on pulls and pushes put together what changed here and there, at different places,
  /// or leave it to a person.
  package func mergeByItself(_ isWanted: Bool) {
    standingConsent.withLock { $0 = isWanted ? .standing : .none }
  }
}
