import JSONText

/// A chatflow as stored: its fields are the JSON text that goes over the wire, so a list is copied,
/// not composed.
struct ChatflowRow: Sendable, Equatable {
  struct Field: Sendable, Equatable {
    let name: String
    /// A JSON value as `JSON.stringify` would print it.
    var value: [UInt8]
  }

  let id: String
  var created: Int64
  var updated: Int64
  /// In the order of the answer, without the id, the dates and the workspace.
  var fields: [Field]

  /// Fields a client may write, in the order of a row read from Flowise's database.
  static let clientFields = [
    "name", "flowData", "deployed", "isPublic", "apikeyid", "chatbotConfig", "apiConfig",
    "analytic", "speechToText", "textToSpeech", "followUpPrompts", "category", "type",
    "mcpServerConfig",
  ]
  static let booleanFields: Set = ["deployed", "isPublic"]
  static let null = Array("null".utf8)
  static let workspace = "7b6a1f4e-0c52-4a8e-9f0b-6d1f3c2a9e55"

  subscript(name: String) -> [UInt8]? {
    get { fields.first { $0.name == name }?.value }
    set {
      guard let newValue else { return fields.removeAll { $0.name == name } }
      if let index = fields.firstIndex(where: { $0.name == name }) {
        fields[index].value = newValue
      } else {
        fields.append(Field(name: name, value: newValue))
      }
    }
  }

  /// The text of a field that is a JSON string; nil for null, absent and other kinds.
  func text(_ name: String) -> String? {
    guard let value = self[name], value.first == UInt8(ascii: "\"") else { return nil }
    return String(decoding: JSONString.decoded(value[...]), as: UTF8.self)
  }

  /// The fields as members of an object, without its braces: the column `content`.
  var content: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(fields.reduce(0) { $0 + $1.value.count + $1.name.utf8.count + 4 })
    for field in fields {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
      bytes += JSONString.literal(field.name)
      bytes.append(UInt8(ascii: ":"))
      bytes += field.value
    }
    return bytes
  }

  /// Reads what ``content`` wrote.
  static func fields(of content: [UInt8]) -> [Field] {
    let document = JSONDocument(tolerating: [UInt8(ascii: "{")] + content + [UInt8(ascii: "}")])
    return document.root.members.map { Field(name: $0.key, value: Array($0.value.bytes)) }
  }
}

extension ChatflowRow {
  /// A row with every column a server of 3.1.3 has; what is not given is null.
  static func new(id: String, at moment: Int64, _ values: [String: [UInt8]]) -> ChatflowRow {
    var fields = clientFields.map { Field(name: $0, value: values[$0] ?? null) }
    fields.append(Field(name: "webhookSecretConfigured", value: Array("false".utf8)))
    return ChatflowRow(id: id, created: moment, updated: moment, fields: fields)
  }
}
