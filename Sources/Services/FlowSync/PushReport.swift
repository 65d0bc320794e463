package import FlowModel

/// What a push did: an entry for every order it was asked for, in their order.
package struct PushReport: Equatable, Sendable {
  package var entries: [Entry]
  /// Why the push of a server ended early. Its orders still stand in `entries`.
  package var errors: [Service: SyncError]
  /// HTTP requests made.
  package var requests: Int

  package init(entries: [Entry] = [], errors: [Service: SyncError] = [:], requests: Int = 0) {
    self.entries = entries
    self.errors = errors
    self.requests = requests
  }

  /// Two servers' reports as one.
  package func joined(with other: PushReport) -> PushReport {
    PushReport(
      entries: (entries + other.entries).sorted { $0.change < $1.change },
      errors: errors.merging(other.errors) { first, _ in first },
      requests: requests + other.requests)
  }

  /// What became of one order.
  package struct Entry: Hashable, Sendable {
    package var change: ChangeID
    package var flow: FlowID
    package var name: String
    package var localID: String
    package var remoteID: String?
    package var verb: Change.Verb
    package var outcome: Outcome
    /// HTTP status of the last answer to this order; nil when there was none.
    package var status: Int?
    /// For programs: `conflict`, `confirm`, `auth`, `permission`, `invalid` …
    package var code: String?
    /// For people; nil when it was applied.
    package var error: String?

    package init(
      change: ChangeID, flow: FlowID, name: String, localID: String, remoteID: String?,
      verb: Change.Verb, outcome: Outcome, status: Int? = nil, code: String? = nil,
      error: String? = nil
    ) {
      self.change = change
      self.flow = flow
      self.name = name
      self.localID = localID
      self.remoteID = remoteID
      self.verb = verb
      self.outcome = outcome
      self.status = status
      self.code = code
      self.error = error
    }
  }

  /// The words of command-line.md.
  package enum Outcome: String, Sendable, CaseIterable {
    /// The server holds it, or there was nothing left to send.
    case applied
    /// Not sent, or refused for now; the next push tries again.
    case queued
    /// May or may not have been applied; the next push reads and settles it.
    case inDoubt = "in-doubt"
    /// Somebody else changed it; a person chooses.
    case conflict
    /// The server refused it for good.
    case failed
    /// Waits for a person: a confirmation, a token, a permission, a mended body.
    case blocked
  }
}
