/// In what the three dialects of the chatflows API differ, a line each.
struct DialectRules: Sendable {
  enum ErrorShape { case fourFields, message }
  enum DeleteAnswer { case deleteResult, message, empty }

  /// What stands before `/chatflows`.
  let prefix: String
  /// Pages hold this many rows even when nobody asks for pages; nil: everything.
  let defaultLimit: Int?
  /// Pages come as `{data,total}`, not as an array.
  let pagesAreObjects: Bool
  /// A create without `type` is refused.
  let needsType: Bool
  /// `flowData` must hold nodes that have data.
  let checksFlowData: Bool
  /// What `deployed` and `isPublic` are when a create leaves them out.
  let missingBoolean: String
  /// Dates carry milliseconds.
  let datesHaveFraction: Bool
  /// Columns this server does not know.
  let unknownFields: Set<String>
  let hasWorkspace: Bool
  /// The status of a create that lacks a field.
  let invalidStatus: Int
  let errorShape: ErrorShape
  let deleteAnswer: DeleteAnswer
  /// Failures of a delete are 500, whatever they are.
  let deleteFailsWith500: Bool
  /// Unknown paths are answered with the web application.
  let servesWebPage: Bool
  let hasHasChanged: Bool
  /// `has-changed` compares instants and tells the date; else it compares texts and does not.
  let hasChangedTellsDate: Bool
  /// The API-key route gives one object and needs the bearer token too.
  let keyRouteGivesOne: Bool
  /// A create may choose its id.
  let honoursClientID: Bool
}

// In an extension, so that the type keeps its memberwise initialiser.
extension DialectRules {
  init(_ dialect: Dialect) {
    switch dialect {
    case .real:
      self.init(
        prefix: "/api/v1", defaultLimit: nil, pagesAreObjects: true, needsType: true,
        checksFlowData: true, missingBoolean: "null", datesHaveFraction: true, unknownFields: [],
        hasWorkspace: true, invalidStatus: 500, errorShape: .fourFields,
        deleteAnswer: .deleteResult, deleteFailsWith500: true, servesWebPage: true,
        hasHasChanged: true, hasChangedTellsDate: false, keyRouteGivesOne: false,
        honoursClientID: false)
    case .documented:
      self.init(
        prefix: "/api/v1", defaultLimit: 10, pagesAreObjects: false, needsType: false,
        checksFlowData: false, missingBoolean: "false", datesHaveFraction: true,
        unknownFields: ["mcpServerConfig", "webhookSecretConfigured"], hasWorkspace: true,
        invalidStatus: 400, errorShape: .message, deleteAnswer: .message,
        deleteFailsWith500: false, servesWebPage: false, hasHasChanged: true,
        hasChangedTellsDate: true, keyRouteGivesOne: false, honoursClientID: false)
    case .bare:
      self.init(
        prefix: "", defaultLimit: nil, pagesAreObjects: false, needsType: false,
        checksFlowData: false, missingBoolean: "false", datesHaveFraction: false,
        unknownFields: [
          "mcpServerConfig", "webhookSecretConfigured", "textToSpeech", "followUpPrompts",
        ], hasWorkspace: false, invalidStatus: 422, errorShape: .message, deleteAnswer: .empty,
        deleteFailsWith500: false, servesWebPage: false, hasHasChanged: false,
        hasChangedTellsDate: false, keyRouteGivesOne: true, honoursClientID: true)
    }
  }
}
