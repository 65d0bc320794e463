import JSONText

/// What a text of a flow is, as the name of a file tells an editor.
package enum TextSuffix: String, Hashable, Sendable, CaseIterable {
  case json = ".json"
  case markdown = ".md"
  case script = ".js"
  case plain = ".txt"

  /// Chooses by the key under which the text stands, then by what it is.
  ///
  /// - Parameters:
  ///   - key: of the innermost member; nil for an element of an array or a text without a place.
  ///   - text: the string's own text, decoded.
  package init(key: String?, text: [UInt8]) {
    if let key, FlowFields.embedded.contains(key), text.isEmpty {
      self = .json
    } else if let known = key.flatMap(Self.known) {
      self = known
    } else {
      self = Self.isJSON(text) ? .json : .plain
    }
  }

  // Keys of Flowise's own nodes end alike: systemMessagePrompt, updateStateMemoryCode,
  // conditionAgentInstructions.
  private static let endings: [(String, TextSuffix)] = [
    ("code", .script), ("javascriptfunction", .script), ("customfunction", .script),
    ("prompt", .markdown), ("message", .markdown), ("template", .markdown),
    ("instructions", .markdown), ("description", .markdown),
  ]

  private static func known(_ key: String) -> TextSuffix? {
    let name = key.lowercased()
    if name == "func" { return .script }
    if name == "content" { return .markdown }
    return endings.first { name.hasSuffix($0.0) }?.1
  }

  /// An object or an array: a text that is a lone number or word is no JSON to a person.
  private static func isJSON(_ text: [UInt8]) -> Bool {
    guard let root = try? JSONDocument(parsing: text).root else { return false }
    return root.kind == .object || root.kind == .array
  }
}
