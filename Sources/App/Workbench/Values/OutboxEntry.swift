package import FlowModel

/// A row of the outbox: an order and what it means.
package struct OutboxEntry: Hashable, Sendable {
  package var change: Change
  /// One line: "2 paths: nodes[3]…temperature, +nodes[10]".
  package var summary: String
  /// Of the record that a create or an update is about; nil for other orders.
  package var byteCount: Int?

  package init(change: Change, summary: String, byteCount: Int? = nil) {
    self.change = change
    self.summary = summary
    self.byteCount = byteCount
  }
}

/// What a push would send, for the dialog that asks before anything is sent.
package struct PushProposal: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var change: Change
    package var summary: String
    /// Why a person must confirm it: it is live, it deletes, it waited long; nil when not.
    package var warning: String?
    /// Whether this push would send it; false for what a person must settle first.
    package var isReady: Bool

    package init(change: Change, summary: String, warning: String? = nil, isReady: Bool = true) {
      self.change = change
      self.summary = summary
      self.warning = warning
      self.isReady = isReady
    }

    /// The summary without the verb, where the verb stands beside it already.
    var shortSummary: String { summary.withoutVerb(change.verb) }
  }

  /// nil: everything that is ready.
  package var flows: [FlowID]?
  package var entries: [Entry]

  package init(flows: [FlowID]?, entries: [Entry]) {
    self.flows = flows
    self.entries = entries
  }
}

extension String {
  /// "update: name" as "name"; a summary that is the verb alone as nothing.
  func withoutVerb(_ verb: Change.Verb) -> String {
    if self == verb.rawValue { return "" }
    return hasPrefix(verb.rawValue + ": ") ? String(dropFirst(verb.rawValue.count + 2)) : self
  }
}
