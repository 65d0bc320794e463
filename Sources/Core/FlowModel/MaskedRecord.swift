import JSONText

/// A record whose secrets are hidden, for looking up what may be shown of a place in it.
///
/// A value alone does not tell that it is a password: its node does.
struct MaskedRecord {
  /// A record or a document in a string of it, as it is and with its secrets hidden.
  private struct Pair {
    var written: JSONNode
    var masked: JSONNode

    init?(_ written: [UInt8]?, _ masked: [UInt8]?) {
      guard let written, let masked, let first = try? JSONDocument(parsing: written).root,
        let second = try? JSONDocument(parsing: masked).root
      else { return nil }
      (self.written, self.masked) = (first, second)
    }
  }

  private let record: Pair?
  /// The documents in strings that were looked into.
  private var inner: [String: Pair] = [:]

  init(of record: [UInt8]) { self.record = Pair(record, SecretMask.masked(record)) }

  /// What may be shown of the value that a path leads to, through a field that holds JSON in a
  /// string; nil when something else than `value` stands there.
  mutating func text(of value: [UInt8], at path: JSONPath) -> [UInt8]? {
    guard case .key(let field)? = path.steps.first, let record else { return nil }
    guard FlowFields.embedded.contains(field), path.steps.count > 1,
      record.written[field]?.kind == .string
    else { return Self.text(of: value, at: path, in: record) }
    if inner[field] == nil {
      inner[field] = Pair(record.written[field]?.stringBytes, record.masked[field]?.stringBytes)
    }
    return inner[field].flatMap {
      Self.text(of: value, at: JSONPath(Array(path.steps.dropFirst())), in: $0)
    }
  }

  private static func text(of value: [UInt8], at path: JSONPath, in pair: Pair) -> [UInt8]? {
    guard let written = pair.written.value(at: path), written.bytes.elementsEqual(value) else {
      return nil
    }
    return pair.masked.value(at: path).map { Array($0.bytes) }
  }
}
