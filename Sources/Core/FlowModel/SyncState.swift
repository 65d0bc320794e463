/// The state of a flow, as the view `item_state` computes it (sync.md 2.5). It is never stored.
package enum SyncState: String, Sendable, CaseIterable {
  /// Same as the server's copy, nothing waits.
  case clean
  /// The list gave it without its body; a full read is outstanding.
  case stub
  /// Edited here, an update waits.
  case dirty
  case pendingCreate = "pending-create"
  case pendingDelete = "pending-delete"
  /// A publish, activate or pause waits.
  case actionPending = "action-pending"
  /// A request is under way.
  case pushing
  /// A write may or may not have been applied; reading will tell.
  case inDoubt = "in-doubt"
  /// Waits for a person: a confirmation, a token, a permission, an invalid body.
  case blocked
  /// The server refused for good.
  case failed
  /// Changed here and there; a person chooses.
  case conflict
  /// Not in a complete list; its id is not yet answered.
  case missing
  /// The server said twice that it is gone; kept 30 days.
  case goneOnServer = "gone-on-server"
  /// Dropped before it was ever sent.
  case discarded
  /// The server's object is not understood; its bytes are kept, it is never written.
  case quarantined

  /// Whether a person may edit a flow in this state (sync.md 2.15, "Edits by state").
  package var allowsEdits: Bool {
    switch self {
    case .stub, .conflict, .pendingDelete, .goneOnServer, .quarantined, .discarded: false
    default: true
    }
  }

  /// Which count of the header this state adds to.
  package var attention: Attention {
    switch self {
    case .dirty, .actionPending, .pendingCreate, .pendingDelete, .pushing: .waiting
    case .inDoubt, .missing, .conflict, .blocked: .needsPerson
    case .failed, .quarantined: .refused
    case .clean, .stub, .goneOnServer, .discarded: .none
    }
  }

  /// What a state asks of the person.
  package enum Attention: Sendable { case none, waiting, needsPerson, refused }
}
