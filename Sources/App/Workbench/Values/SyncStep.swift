package import FlowModel

/// What a running pull or push tells, for the status row.
package enum SyncStep: Hashable, Sendable {
  case connecting(Service)
  case pulling(Service, seen: Int, total: Int?)
  case pushing(done: Int, of: Int, name: String)
  /// Waits before it asks again.
  case waiting(Service, reason: String, seconds: Int)
}

/// A pull or push that ended, told in words.
package struct SyncOutcome: Hashable, Sendable {
  package enum Weight: Sendable { case quiet, success, warning, error }

  package var weight: Weight
  /// One sentence for the status row: "3 new, 2 changed, 1 gone."
  package var sentence: String
  /// More lines for Activity.
  package var details: [String]

  package init(_ weight: Weight, _ sentence: String, details: [String] = []) {
    self.weight = weight
    self.sentence = sentence
    self.details = details
  }
}
