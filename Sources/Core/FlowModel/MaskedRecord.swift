import JSONText

/// A record whose secrets are hidden, for looking up what may be shown of a place in it.
///
/// A value alone does not tell that it is a password: its node does.
struct MaskedRecord {
  private let root: JSONNode?
  /// The documents in strings that were looked into.
  private var inner: [String: JSONNode] = [:]

  init(of record: [UInt8]) {
    root = try? JSONDocument(parsing: SecretMask.masked(record)).root
  }

  /// The text of the value that a path leads to, through a field that holds JSON in a string; nil
  /// when it leads nowhere.
  mutating func value(at path: JSONPath) -> [UInt8]? {
    guard case .key(let field)? = path.steps.first, let value = root?[field] else { return nil }
    guard FlowFields.embedded.contains(field), value.kind == .string, path.steps.count > 1 else {
      return root?.value(at: path).map { Array($0.bytes) }
    }
    if inner[field] == nil, let text = value.stringBytes {
      inner[field] = try? JSONDocument(parsing: text).root
    }
    return inner[field]?.value(at: JSONPath(Array(path.steps.dropFirst()))).map { Array($0.bytes) }
  }
}
