package import FlowModel

/// When absence may count as deletion (sync.md 2.6, steps 2 and 6). Pure.
package enum DeletionCheck {
  package enum Verdict: Hashable, Sendable {
    /// Ask for each absent flow by its id.
    case ask
    /// Too many at once: change nothing, tell the person how many.
    case hold(Int)
  }

  /// - Parameters:
  ///   - absent: known flows that a complete list did not name.
  ///   - known: flows the copy believes to be on the server, the absent ones included.
  ///   - seen: different ids in the list.
  ///   - isAccepted: the person said that so many deletions are right.
  package static func verdict(
    absent: Int, known: Int, seen: Int, isAccepted: Bool
  ) -> Verdict {
    guard absent > 0, !isAccepted else { return .ask }
    if seen == 0 || absent > max(5, known / 5) { return .hold(absent) }
    return .ask
  }

  /// Whether this "not found" makes a flow gone, or only missing.
  ///
  /// A proxy or a restart can answer 404 for a moment; the price of asking twice is one more pull.
  /// A clock that went back leaves it missing for one more pull.
  package static func isGone(
    missingRuns: Int, missingSince: Milliseconds?, now: Milliseconds
  ) -> Bool {
    guard let missingSince, missingRuns >= 1 else { return false }
    return now - missingSince >= 60_000
  }
}
