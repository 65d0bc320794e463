import JSONText

/// Why what a server holds of a flow is not understood (sync.md 2.15, "Unreadable content").
///
/// The words stand in the local copy and in the audit trail.
package enum QuarantineReason: String, Hashable, Sendable, CaseIterable {
  /// Over the cap of one record, in bytes or in values.
  case tooLarge = "too-large"
  /// JSON, but with more objects and arrays inside each other than weir reads.
  case tooDeep = "too-deep"
  /// Not JSON: broken inside, or not UTF-8.
  case notJSON = "not-json"

  /// What is wrong with a record that was refused as JSON.
  package init(refused record: [UInt8]) {
    do {
      _ = try JSONDocument(parsing: record, depthLimit: .max)
      self = .tooDeep
    } catch {
      self = error.message == JSONDocument.tooManyValues ? .tooLarge : .notJSON
    }
  }

  /// For people, after the name of a flow and a colon: "the server's record is too large".
  package var clause: String {
    switch self {
    case .tooLarge: "the server's record is too large (over 64 MiB, or over 4 million values)"
    case .tooDeep: "the server's record has more than 512 objects and arrays inside each other"
    case .notJSON: "the server's record is not JSON"
    }
  }
}

/// A flow whose record on the server is not understood.
package struct QuarantinedFlow: Hashable, Sendable {
  package let flow: FlowID
  package let kind: FlowKind
  package let name: String
  package let localID: String
  package let remoteID: String?
  package let reason: QuarantineReason

  package init(
    flow: FlowID, kind: FlowKind, name: String, localID: String, remoteID: String?,
    reason: QuarantineReason
  ) {
    self.flow = flow
    self.kind = kind
    self.name = name
    self.localID = localID
    self.remoteID = remoteID
    self.reason = reason
  }

  /// "Support triage: the server's record is not JSON." And what follows from it.
  package var sentence: String {
    "\(name.isEmpty ? remoteID ?? "" : name): \(reason.clause). It stays here as it is, and "
      + "nothing is sent for it until a pull understands it."
  }
}
