import JSONText

/// A hand-made chatflow, before it is a row.
struct SampleFlow: Sendable {
  let name: String
  let type: String
  let flowData: [UInt8]
  var category: String?
  var isDeployed = false
  var isPublic: Bool?
  var keyID: String?
  var chatbotConfig: String?
  var apiConfig: String?

  func row(id: String, created: Int64, updated: Int64) -> ChatflowRow {
    var values: [String: [UInt8]] = [
      "name": JSONString.literal(name), "type": JSONString.literal(type),
      "flowData": JSONString.literal(bytes: flowData),
      "deployed": Array((isDeployed ? "true" : "false").utf8),
    ]
    if let isPublic { values["isPublic"] = Array((isPublic ? "true" : "false").utf8) }
    let texts = [
      ("category", category), ("apikeyid", keyID), ("chatbotConfig", chatbotConfig),
      ("apiConfig", apiConfig),
    ]
    for (field, text) in texts { values[field] = text.map { JSONString.literal($0) } }
    var row = ChatflowRow.new(id: id, at: created, values)
    row.updated = updated
    return row
  }
}
