/// What the fields of a record are: the one list (sync.md 2.7.2, 2.14 and 2.15).
package enum FlowFields {
  /// Fields that hold JSON inside a JSON string. Paths pass through them.
  package static let embedded: Set<String> = [
    "flowData", "chatbotConfig", "apiConfig", "analytic", "speechToText", "textToSpeech",
    "followUpPrompts", "mcpServerConfig",
  ]

  /// Fields only the server writes. They are never sent and never merged from our side.
  package static func serverOwned(by service: Service) -> Set<String> {
    switch service {
    case .flowise: flowiseOwned
    case .flownally: flownallyOwned
    }
  }

  /// Date fields, left out of the semantic digest: a new date alone is no change.
  package static let dates: Set<String> = ["updatedDate", "createdDate", "updatedAt", "createdAt"]

  /// Whether a person may change `field` of a flow of this service.
  ///
  /// Flowise takes any field it does not own (unknown ones are sent only when edited); FlowNally
  /// takes exactly three.
  package static func isClientOwned(_ field: String, of service: Service) -> Bool {
    switch service {
    case .flowise: !flowiseOwned.contains(field)
    case .flownally: flownallyTaken.contains(field)
    }
  }

  /// Fields that a duplicate does not take along: a token, and who may see the flow.
  package static let notDuplicated: Set<String> = ["mcpServerConfig", "isPublic", "deployed"]

  /// Fields that stay as they are today when an older version is restored (sync.md 2.15).
  package static let notRestored: Set<String> = [
    "isPublic", "deployed", "apikeyid", "mcpServerConfig", "teamIds",
  ]

  /// The three fields that FlowNally takes.
  static let flownallyTaken: Set<String> = ["name", "teamIds", "draft"]

  /// Members of a node that say where and how it is drawn, not what it does (sync.md 2.10.1).
  static let nodeLayout: Set<String> = [
    "position", "positionAbsolute", "width", "height", "selected", "dragging", "resizing",
  ]

  private static let flowiseOwned: Set<String> = [
    "id", "createdDate", "updatedDate", "runDate", "workspaceId", "organizationId",
    "webhookSecret", "webhookSecretConfigured",
  ]

  private static let flownallyOwned: Set<String> = [
    "id", "status", "createdAt", "updatedAt", "activeVersion", "activeVersionId", "versions",
    "version",
  ]
}
