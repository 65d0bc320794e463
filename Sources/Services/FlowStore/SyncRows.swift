package import FlowModel

/// Names one run over a server's list.
package struct RunID: Hashable, Sendable {
  package let row: Int64
}

/// Names one journalled write request.
package struct AttemptID: Hashable, Sendable {
  package let row: Int64
}

/// What pull and push must know of a flow; no bodies.
package struct TrackedFlow: Hashable, Sendable {
  package enum Presence: String, Sendable {
    /// Never sent.
    case local
    case listed
    /// Not in the list, but its id answers.
    case unlisted
    /// Its id answered "not found" once.
    case missing
    case gone
  }

  package var id: FlowID
  package var localID: String
  package var remoteID: String?
  package var name: String
  package var presence: Presence
  /// How many complete runs found its id unanswered, and when the first of them was.
  package var missingRuns: Int
  package var missingSince: Milliseconds?
  package var base: DocumentID?
  package var baseStamp: String?
  package var baseTag: String?
  /// The stamp is too young, or unreadable, to tell two writes apart.
  package var isRacy: Bool
  package var work: DocumentID?
  package var version: Int64
  package var isLive: Bool
  package var isStub: Bool
  /// FlowNally's word for it.
  package var status: String?
  package var isQuarantined: Bool
  /// The open conflict.
  package var conflict: Int64?
  /// Verbs with an open order.
  package var openVerbs: Set<Change.Verb>
  /// A request is under way, or may have been applied.
  package var isInFlight: Bool

  package var isEdited: Bool { work != base }
}

/// An open order with what only the engine needs.
package struct Order: Hashable, Sendable {
  package var id: ChangeID
  package var flow: FlowID
  package var verb: Change.Verb
  package var status: Change.Status
  /// Waits until this one is done or cancelled.
  package var after: ChangeID?
  /// Delete and publish: what the person saw when they gave the order.
  package var pin: DocumentID?
  package var pinStamp: String?
  /// Activate: the newest version then; nil: the one that the publish before it makes.
  package var pinVersion: String?
  package var madeID: String?
  package var confirmedAt: Milliseconds?
  package var attempts: Int
  package var notBefore: Milliseconds
  package var errorCode: String?
  package var errorText: String?
  package var createdAt: Milliseconds
}

/// A write request as it stands in the journal.
package struct Attempt: Hashable, Sendable {
  package var id: AttemptID
  package var before: DocumentID?
  package var beforeStamp: String?
  package var sent: DocumentID?
  package var fields: [String]
  package var fenceRun: RunID?
  /// Publish: ids of the versions that stood before.
  package var fence: [String]
  package var httpStatus: Int?
  /// Last byte out, or the restart after a crash.
  package var quietSince: Milliseconds?
}

/// The three sides of an open conflict.
package struct HeldConflict: Hashable, Sendable {
  package var kind: Conflict.Kind
  package var base: DocumentID?
  package var local: DocumentID?
  /// Nil when the flow is gone on the server.
  package var remote: DocumentID?
  package var remoteStamp: String?
}

/// A record from a server, ready to be stored.
package struct RemoteCopy: Sendable {
  package var bytes: [UInt8]
  package var cover: DocumentCover
  package var projection: FlowProjection
  package var tag: String?
  package var isRacy: Bool

  package init(
    bytes: [UInt8], cover: DocumentCover, projection: FlowProjection, tag: String?, isRacy: Bool
  ) {
    self.bytes = bytes
    self.cover = cover
    self.projection = projection
    self.tag = tag
    self.isRacy = isRacy
  }
}
