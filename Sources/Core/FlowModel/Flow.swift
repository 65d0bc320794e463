/// A row of a list: what is known of a flow without reading its body.
///
/// Texts are as the server sent them and must pass the sanitiser before they are drawn.
package struct FlowSummary: Hashable, Sendable {
  package var id: FlowID
  package var server: ServerID
  package var kind: FlowKind
  /// UUIDv7 made here; stable before and after the server gives an id.
  package var localID: String
  /// The server's id; nil for a flow that was never sent.
  package var remoteID: String?
  package var name: String
  /// Folded name: what sorts and filters (see ``FlowName/key(of:)``).
  package var nameKey: String
  /// Flowise: the chatflow type as sent. FlowNally: nil.
  package var type: String?
  package var category: String?
  /// FlowNally: draft, active, paused or another word of the server.
  package var status: String?
  package var state: SyncState
  /// `updatedDate` or `updatedAt`, exact text.
  package var updated: String?
  /// Public or active: changing it changes what somebody uses now.
  package var isLive: Bool
  /// Counts of the body; nil when it was never read or is not JSON.
  package var nodeCount: Int?
  package var edgeCount: Int?
  package var teamCount: Int?
  /// Bytes of the record.
  package var byteCount: Int
  /// Last change seen, here or there.
  package var changedAt: Milliseconds

  package init(
    id: FlowID, server: ServerID, kind: FlowKind, localID: String, remoteID: String?, name: String,
    nameKey: String, type: String?, category: String?, status: String?, state: SyncState,
    updated: String?, isLive: Bool, nodeCount: Int?, edgeCount: Int?, teamCount: Int?,
    byteCount: Int, changedAt: Milliseconds
  ) {
    self.id = id
    self.server = server
    self.kind = kind
    self.localID = localID
    self.remoteID = remoteID
    self.name = name
    self.nameKey = nameKey
    self.type = type
    self.category = category
    self.status = status
    self.state = state
    self.updated = updated
    self.isLive = isLive
    self.nodeCount = nodeCount
    self.edgeCount = edgeCount
    self.teamCount = teamCount
    self.byteCount = byteCount
    self.changedAt = changedAt
  }
}

/// A flow with its bodies.
package struct Flow: Hashable, Sendable {
  package var summary: FlowSummary
  /// What the user sees: the record's JSON object, exactly as received or edited.
  package var record: [UInt8]
  /// The last copy known to be on the server; nil for a flow that was never sent.
  package var base: [UInt8]?
  /// Grows with every change of `record`; an editor gives it back when it saves.
  package var version: Int64

  package init(summary: FlowSummary, record: [UInt8], base: [UInt8]?, version: Int64) {
    self.summary = summary
    self.record = record
    self.base = base
    self.version = version
  }

  package var isEdited: Bool { base != record }
}

/// A kept version of a flow.
package struct FlowVersion: Hashable, Sendable {
  package var id: VersionID
  /// Why it was kept: one of the words of `history.source` in sync.md 2.3.
  package var source: String
  package var note: String?
  package var at: Milliseconds
  package var byteCount: Int

  package init(
    id: VersionID, source: String, note: String?, at: Milliseconds, byteCount: Int
  ) {
    self.id = id
    self.source = source
    self.note = note
    self.at = at
    self.byteCount = byteCount
  }
}

extension FlowVersion {
  /// The ``note`` of an edit that changed the name alone.
  package static let renamed = "renamed"

  /// What is told beside the ``cause``.
  package var remark: String? { note == Self.renamed ? nil : note }

  /// ``source`` in words for people.
  package var cause: String {
    switch source {
    case "edit" where note == Self.renamed: "renamed here"
    case "pull": "read from the server"
    case "create": "made here"
    case "edit": "edited here"
    case "import": "imported"
    case "pre-push": "before a push"
    case "ack": "pushed"
    case "merge": "merged"
    case "resolve": "conflict settled"
    case "undo": "undone"
    case "redo": "done again"
    case "restore": "restored"
    case "discard": "set aside"
    case "gone": "gone from the server"
    default: source
    }
  }
}

/// Text that was being typed and is not saved yet.
package struct UnsavedText: Hashable, Sendable {
  package var flow: FlowID
  /// One editor: two windows do not overwrite each other.
  package var owner: String
  /// The flow's version when the editor was opened.
  package var fromVersion: Int64
  /// Which field was edited (`flowData`, `draft`), empty for the whole record.
  package var field: String
  package var text: [UInt8]
  package var at: Milliseconds

  package init(
    flow: FlowID, owner: String, fromVersion: Int64, field: String, text: [UInt8],
    at: Milliseconds
  ) {
    self.flow = flow
    self.owner = owner
    self.fromVersion = fromVersion
    self.field = field
    self.text = text
    self.at = at
  }
}
