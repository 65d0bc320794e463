package import JSONText

/// What the editor asks for in one line; the answer comes back by ``EditorPane/answer(_:_:)``.
package enum EditorQuestion: Hashable, Sendable {
  /// A new value for the one at a path, which is of this kind.
  case value(JSONPath, JSONKind)
  /// A new key for the member at a path.
  case key(JSONPath)
  /// The key of a new member before a position.
  case newKey(container: JSONPath, position: Int)
  /// The value of a new entry; `key` nil in an array.
  case newValue(container: JSONPath, position: Int, key: String?)

  var label: String {
    switch self {
    case .value(let path, _): Self.name(path.steps.last) + ": "
    case .key: "new key: "
    case .newKey: "key of the new entry: "
    case .newValue(_, _, let key): (key ?? "new element") + ": "
    }
  }

  /// What may be typed.
  var hint: String {
    switch self {
    case .value(_, .number): "a number"
    case .value(_, .string): "text, without quotes"
    case .value: "JSON"
    case .key, .newKey: "a name, without quotes"
    case .newValue: "text, a number, true, false, null, {} or []"
    }
  }

  private static func name(_ step: JSONPath.Step?) -> String {
    switch step {
    case .key(let key)?: key
    case .index(let index)?: "[\(index)]"
    case nil: "value"
    }
  }
}
