/// One order to a server, in the outbox (table `op` of sync.md 2.3).
///
/// An order is an intent, not a patch: what an update sends is the difference of base and working
/// copy at the moment it is sent.
package struct Change: Hashable, Sendable {
  package var id: ChangeID
  package var flow: FlowID
  package var verb: Verb
  package var status: Status
  package var attempts: Int
  /// Not tried again before this time.
  package var notBefore: Milliseconds
  /// Why it is blocked or failed, for programs (`conflict`, `auth`, `invalid` …).
  package var errorCode: String?
  /// The same for people; redacted and capped, sanitised where it is shown.
  package var errorText: String?
  package var createdAt: Milliseconds
  /// The flow's name and kind, for lists.
  package var name: String
  package var kind: FlowKind
  package var remoteID: String?
  package var localID: String
  package var isLive: Bool

  package init(
    id: ChangeID, flow: FlowID, verb: Verb, status: Status, attempts: Int,
    notBefore: Milliseconds, errorCode: String?, errorText: String?, createdAt: Milliseconds,
    name: String, kind: FlowKind, remoteID: String?, localID: String, isLive: Bool
  ) {
    self.id = id
    self.flow = flow
    self.verb = verb
    self.status = status
    self.attempts = attempts
    self.notBefore = notBefore
    self.errorCode = errorCode
    self.errorText = errorText
    self.createdAt = createdAt
    self.name = name
    self.kind = kind
    self.remoteID = remoteID
    self.localID = localID
    self.isLive = isLive
  }

  package enum Verb: String, Sendable, CaseIterable {
    case create, update, delete, publish, activate, pause
  }

  package enum Status: String, Sendable, CaseIterable {
    case queued, sending
    /// In doubt: the write may have been applied.
    case unknown
    case blocked, failed, done, cancelled
  }

  /// Whether a push would send it now, leaving time aside.
  package var isReady: Bool { status == .queued || status == .unknown }
}
