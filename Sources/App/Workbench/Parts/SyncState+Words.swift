import CellGrid
import FlowModel

/// How a state is told: the table of screen.md, C1.
extension SyncState {
  func glyph(in glyphs: Glyphs) -> String {
    switch self {
    case .clean: glyphs.same
    case .stub: glyphs.newer
    case .dirty, .actionPending, .pushing: glyphs.waiting
    case .pendingCreate: glyphs.added
    case .pendingDelete, .goneOnServer, .discarded: glyphs.removed
    case .inDoubt, .missing: glyphs.unsure
    case .conflict, .blocked: glyphs.conflict
    case .failed, .quarantined: glyphs.refused
    }
  }

  var role: StyleRole {
    switch self {
    case .clean: .stateSame
    case .stub: .stateNewer
    case .dirty, .actionPending: .stateWaiting
    case .pendingCreate: .stateNew
    case .pendingDelete, .goneOnServer, .discarded: .stateDeleted
    case .pushing, .inDoubt, .missing: .stateSending
    case .conflict, .blocked: .stateConflict
    case .failed, .quarantined: .stateRefused
    }
  }

  /// The sentence after a colon.
  var clause: String { sentence.prefix(1).lowercased() + sentence.dropFirst() }

  /// What it means, and the next step if there is one.
  var sentence: String {
    switch self {
    case .clean: "Same as on the server."
    case .stub: "Its body was not read yet. R reads it."
    case .dirty: "Edited here, waits to be pushed."
    case .actionPending: "An order waits to be pushed."
    case .pendingCreate: "New here, waits to be pushed."
    case .pendingDelete: "Deleted here; the next push deletes it on the server."
    case .pushing: "Is being sent."
    case .inDoubt: "The answer to a push was lost. The next pull or push reads what stands there."
    case .missing: "Not in the server's list any more. The next pull asks for it."
    case .blocked: "Waits for you: see the outbox."
    case .failed: "The server refused it: see the outbox."
    case .conflict: "Changed here and on the server: e shows both sides."
    case .goneOnServer: "Gone from the server, kept 30 days: r restores it."
    case .discarded: "Dropped before it was sent."
    case .quarantined: "Not understood, so it is kept as it is and never written."
    }
  }
}
