/// A chatbot as stored. Name, teams and draft are JSON text as it was sent.
struct ChatbotRow: Sendable, Equatable {
  /// draft, active or paused.
  enum Status: String {
    case draft, active, paused
  }

  let seq: Int64
  let id: String
  var status: Status
  /// The version that runs, or ran when it was paused.
  var activeVersion: String?
  var created: Int64
  var updated: Int64
  /// A JSON string.
  var name: [UInt8]
  /// A JSON array of strings.
  var teams: [UInt8]
  /// A JSON object; nil when none was ever written.
  var draft: [UInt8]?
}

/// A published snapshot; nothing in it ever changes.
struct VersionRow: Sendable, Equatable {
  let seq: Int64
  let id: String
  let chatbot: String
  let created: Int64
  /// A JSON object.
  let definition: [UInt8]
}
