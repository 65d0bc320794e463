import JSONText

/// The body of a create or an update, taken apart: what the client may write, and nothing else.
struct ChatflowBody {
  struct Value {
    let name: String
    /// What the column holds afterwards, and what the answer repeats: Flowise answers with the
    /// object in memory.
    let stored: [UInt8]
    let echoed: [UInt8]
  }

  private(set) var values: [Value] = []
  /// An id the client chose; most servers ignore it.
  let id: String?
  let createdDate: String?

  /// - Throws: 400 for text that is no JSON, as Express answers before it looks at the token.
  static func parse(_ request: Request) throws(Refusal) -> JSONDocument? {
    guard request.header("content-type")?.lowercased().contains("application/json") == true,
      !request.body.isEmpty
    else { return nil }
    do {
      let document = try JSONDocument(parsing: request.body)
      guard document.root.kind == .object || document.root.kind == .array else {
        throw Refusal(400, "Unexpected token, not an object")
      }
      return document
    } catch let error as JSONDiagnostic {
      throw Refusal(400, error.sentence)
    } catch let error as Refusal {
      throw error
    } catch {
      throw Refusal(400, "Unexpected token")
    }
  }

  init(_ document: JSONDocument?, rules: DialectRules) throws(Refusal) {
    let root = document?.root
    id = root?["id"]?.string
    createdDate = root?["createdDate"]?.string
    for name in ChatflowRow.clientFields where !rules.unknownFields.contains(name) {
      guard let node = root?[name] else { continue }
      values.append(try Self.value(name, node, rules: rules))
    }
  }

  subscript(name: String) -> [UInt8]? { values.first { $0.name == name }?.stored }

  /// Replaces what will be stored and echoed.
  mutating func replace(_ name: String, with value: [UInt8]) {
    guard let index = values.firstIndex(where: { $0.name == name }) else { return }
    values[index] = Value(name: name, stored: value, echoed: value)
  }

  /// The text of a field that is a string; nil for null and absent.
  func text(_ name: String) -> [UInt8]? {
    guard let value = self[name], value.first == UInt8(ascii: "\"") else { return nil }
    return JSONString.decoded(value[...])
  }

  private static func value(
    _ name: String, _ node: JSONNode, rules: DialectRules
  ) throws(Refusal) -> Value {
    let text = node.stringBytes.map { JSONString.literal(bytes: $0) } ?? Array(node.bytes)
    if ChatflowRow.booleanFields.contains(name) {
      let isProper = node.kind == .boolean || node.kind == .null
      return Value(name: name, stored: isProper ? text : Array("false".utf8), echoed: text)
    }
    switch node.kind {
    case .string, .null:
      return Value(name: name, stored: text, echoed: text)
    case .number, .boolean:
      let stored = JSONString.literal(bytes: Array(node.bytes))
      return Value(name: name, stored: stored, echoed: text)
    case .object, .array:
      if rules.checksFlowData {
        throw Refusal(500, "Error: chatflowsService - \"\(name)\" is not a string")
      }
      throw Refusal(400, "\(name) must be a JSON string")
    }
  }
}
