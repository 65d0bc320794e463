/// One line of the audit trail: what the engine did. Codes and ids, never bodies.
package struct PastEvent: Hashable, Sendable, Identifiable {
  /// How much a person should mind.
  package enum Weight: Hashable, Sendable { case info, success, warning, error }

  /// Grows with time.
  package let id: Int64
  /// Milliseconds since 1970.
  package let at: Milliseconds
  package let code: String
  package let detail: String?
  /// The flow it is about, and its name now; nil where it is about none or the flow is forgotten.
  package let flow: FlowID?
  package let name: String?
  package let kind: FlowKind?
  /// Whether the flow is in the lists; what is gone or was dropped is not.
  package let isListed: Bool
  /// The server it is about.
  package let service: Service?

  package init(
    id: Int64, at: Milliseconds, code: String, detail: String? = nil, flow: FlowID? = nil,
    name: String? = nil, kind: FlowKind? = nil, isListed: Bool = true, service: Service? = nil
  ) {
    self.id = id
    self.at = at
    self.code = code
    self.detail = detail
    self.flow = flow
    self.name = name
    self.kind = kind
    self.isListed = isListed
    self.service = service
  }

  package var weight: Weight {
    switch code {
    case "order-done": .success
    case "order-failed", "unpushed-unreadable": .error
    case "contact-failed", "quarantined", "rows-refused": .warning
    case "order-blocked", "order-in-doubt", "conflict", "create-twin", "undone-by-later-save",
      "possible-duplicate":
      .warning
    default: .info
    }
  }

  /// For people: "Support triage: the update is on the server."
  package var sentence: String {
    if let general { return general }
    let subject = name ?? "A flow that is forgotten here"
    return "\(subject): \(clause)."
  }

  /// What is about no single flow.
  private var general: String? {
    switch code {
    case "pulled":
      "Read \(service?.title ?? "a server"): \(detail ?? "nothing new")."
    case "contact-failed": "\(service?.title ?? "A server") \(Self.outage(detail))."
    case "rows-refused":
      "The list of \(service?.title ?? "a server") holds what is no flow: rows left out: \(detail ?? "some")."
    case "restored": "A backup took the place of the local copy."
    case "unpushed-unreadable": "The file \(detail ?? "") in unpushed/ cannot be read."
    default: nil
    }
  }

  static func outage(_ code: String?) -> String {
    switch code {
    case "unreachable": "cannot be reached"
    case "interrupted": "was lost while it answered"
    case "auth": "does not take the token"
    case "permission": "does not let the token read"
    case "not-json": "answered what weir cannot use"
    case "server-changed": "is another one than before"
    default: "answered with the error \(code ?? "")"
    }
  }

  private static func saved(_ source: String?) -> String {
    switch source {
    case "create": "made here"
    case FlowVersion.renamed: "renamed here"
    case "import": "taken in from a file"
    case "undo": "a change was taken back"
    case "redo": "a change was made again"
    case "restore": "an older version was brought back"
    default: "edited here"
    }
  }

  private var clause: String {
    let words = (detail ?? "").split(separator: " ").map(String.init)
    let verb = words.first ?? "change"
    switch code {
    case "saved": return Self.saved(detail)
    case "ordered": return "the \(verb) waits to be pushed"
    case "taken-back": return "the \(verb) was taken back"
    case "discarded": return "dropped before it was ever sent"
    case "order-done": return "the \(verb) is on the server"
    case "order-cancelled": return "the \(verb) is not needed any more"
    case "order-failed": return "the server refused the \(verb)\(Self.reason(words.last))"
    case "order-blocked": return "the \(verb) waits for you\(Self.reason(words.last))"
    case "order-in-doubt":
      return "the answer to the \(verb) was lost, reading tells what became of it"
    case "conflict": return Self.clash(detail)
    case "conflict-closed": return Self.end(detail)
    case "gone": return "gone from the server"
    case "recovered", "recovered-version": return "taken in from unpushed/"
    case "quarantined":
      let reason = detail.flatMap(QuarantineReason.init(rawValue:)) ?? .notJSON
      return "\(reason.clause), so it stays as it is and is not written"
    case "understood": return "what the server says of it is understood again"
    case "create-twin": return "a second one like it was made on the server"
    case "server-rewrote": return "the server keeps another form of it"
    case "foreign-field": return "somebody changed \(detail ?? "a field") while it was sent, kept"
    case "merged-by-itself": return "what changed here and there was merged"
    case "undone-by-later-save": return "a change of yours was undone by a later save"
    case "possible-duplicate": return "it may be a second copy of a flow made here"
    default: return code
    }
  }

  /// A code of an order that stopped, in brackets; nothing where the sentence says it already.
  private static func reason(_ code: String?) -> String {
    switch code {
    case "auth": " (the token was not taken)"
    case "permission": " (the token may not do that)"
    case "quota": " (the plan allows no more)"
    case "confirm": " (it asks for your yes)"
    case "invalid": " (it is not valid)"
    case "too-large": " (it is too large)"
    case "redirected": " (the server points elsewhere)"
    case "not-json": " (the answer was no JSON)"
    case "no-version": " (no version is published)"
    case "refused", nil: ""
    case let code?: " (\(code))"
    }
  }

  private static func clash(_ kind: String?) -> String {
    switch kind.flatMap(Conflict.Kind.init(rawValue:)) {
    case .editGone: "changed here, and gone from the server"
    case .deleteEdit: "to be deleted here, and changed on the server"
    case .createTwin: "made twice on the server"
    case .liveMerge: "live, and changed here and on the server"
    case .pinChanged: "the draft is not what you wanted to publish any more"
    case .writeRace: "somebody wrote it while it was sent"
    case .editEdit, nil: "changed here and on the server"
    }
  }

  private static func end(_ resolution: String?) -> String {
    switch resolution {
    case "local": "what stood here was kept"
    case "remote": "what stood on the server was taken"
    case "merged": "both sides were put together"
    case "keep-both": "both were kept, yours as a new flow"
    default: "the conflict is over"
    }
  }
}
