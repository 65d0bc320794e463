/// Something about a flow that a person should look at and that needs no decision (sync.md 2.3.4).
/// It stays until it is closed. Holds ids and paths, never values.
package struct FlowNotice: Hashable, Sendable, Identifiable {
  package enum Code: String, Sendable, CaseIterable {
    /// Somebody saved over a change of ours that had been pushed (sync.md 2.7.2).
    case undoneByLaterSave = "undone-by-later-save"
    /// Looks like what a request of ours made that was counted as lost (sync.md 2.7.3).
    case possibleDuplicate = "possible-duplicate"
    /// What changed here and there was put together without asking (sync.md 2.10.3).
    case mergedByItself = "merged-by-itself"
    /// The server keeps another form of what was sent (sync.md 2.7.6).
    case serverRewrote = "server-rewrote"
  }

  package let id: Int64
  package let flow: FlowID
  /// The flow's name now.
  package let name: String
  package let code: Code
  /// Dotted paths that it is about; for ``Code/possibleDuplicate`` the local id of the first one.
  package let places: [String]
  /// Milliseconds since 1970.
  package let at: Milliseconds

  package init(
    id: Int64, flow: FlowID, name: String, code: Code, places: [String], at: Milliseconds
  ) {
    self.id = id
    self.flow = flow
    self.name = name
    self.code = code
    self.places = places
    self.at = at
  }

  /// A sentence for people; names places, never values.
  package var sentence: String {
    switch code {
    case .undoneByLaterSave: "Your change of \(listed) was undone by a later save."
    case .possibleDuplicate:
      "It may be a second copy of a flow made here: its first request was lost."
    case .mergedByItself:
      "Merged: somebody else changed \(listed), you changed other things."
    case .serverRewrote: "The server keeps another form of \(listed)."
    }
  }

  private var listed: String {
    guard let first = places.first else { return "it" }
    switch places.count {
    case 1: return first
    case 2: return "\(first) and \(places[1])"
    default: return "\(first) and \(places.count - 1) more"
    }
  }
}
