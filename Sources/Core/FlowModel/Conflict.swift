/// A flow that changed here and there. All three versions stay until a person decides.
package struct Conflict: Hashable, Sendable {
  package var id: Int64
  package var flow: FlowID
  package var name: String
  package var kind: Kind
  /// The last common copy; nil for a flow made here.
  package var base: [UInt8]?
  package var local: [UInt8]?
  /// What stands on the server; nil when it is gone there.
  package var remote: [UInt8]?
  /// Dotted paths that both sides changed; empty when only the whole clashes.
  package var paths: [String]
  package var openedAt: Milliseconds
  /// What was chosen so far.
  package var choices: ConflictChoices
  /// Another one when the server's version is another one.
  package var remoteVersion: Int64?

  package init(
    id: Int64, flow: FlowID, name: String, kind: Kind, base: [UInt8]?, local: [UInt8]?,
    remote: [UInt8]?, paths: [String], openedAt: Milliseconds,
    choices: ConflictChoices = ConflictChoices(), remoteVersion: Int64? = nil
  ) {
    self.id = id
    self.flow = flow
    self.name = name
    self.kind = kind
    self.base = base
    self.local = local
    self.remote = remote
    self.paths = paths
    self.openedAt = openedAt
    self.choices = choices
    self.remoteVersion = remoteVersion
  }

  package enum Kind: String, Sendable, CaseIterable {
    case editEdit = "edit-edit"
    case editGone = "edit-gone"
    case deleteEdit = "delete-edit"
    case createTwin = "create-twin"
    case liveMerge = "live-merge"
    case pinChanged = "pin-changed"
    case writeRace = "write-race"
  }
}

/// What a person decided about a conflict (sync.md 2.10.4).
package enum Resolution: String, Sendable, CaseIterable {
  /// Keep what stands here; it is sent again, under the ordinary checks.
  case mine
  /// Take the server's; what stood here stays in history.
  case theirs
  /// Take the server's, and keep what stood here as a new flow `<name> (conflict <date>)`.
  case both
}
