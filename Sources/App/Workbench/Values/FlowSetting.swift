import FlowModel
package import JSONText

/// One setting of a chatflow: what Flowise's "Configuration" shows, by name, and where it is kept.
package struct FlowSetting: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Yes or no.
    case truth
    case number
    case text
    /// Texts, typed with commas between them.
    case list
    /// Objects and what else has no form of its own.
    case json
  }

  package let group: String
  package let name: String
  package let path: JSONPath
  package let kind: Kind
  /// As it is read by people; nil: it is not set. Secrets are masked.
  package let value: String?

  /// What was typed, as JSON.
  package func bytes(of typed: String) -> Result<[UInt8], Mistake> {
    if typed.contains(SecretMask.mark) {
      return .failure(Mistake(sentence: "The dots stand for a secret and cannot be taken."))
    }
    switch kind {
    case .text: return .success(JSONString.literal(typed))
    case .list:
      let parts = typed.split(separator: ",").map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      let literals = parts.filter { !$0.isEmpty }.map { JSONString.literal($0) }
      return .success(Array("[".utf8) + literals.joined(separator: [0x2C]) + Array("]".utf8))
    case .truth, .number, .json: break
    }
    guard let root = try? JSONDocument(parsing: Array(typed.utf8)).root else {
      return .failure(Mistake(sentence: "Not taken: \(Self.wanted(kind)) is wanted."))
    }
    let fits =
      switch kind {
      case .number: root.kind == .number
      case .truth: root.boolean != nil
      default: true
      }
    return fits
      ? .success(Array(root.bytes))
      : .failure(Mistake(sentence: "Not taken: \(Self.wanted(kind)) is wanted."))
  }

  package struct Mistake: Error, Hashable {
    package let sentence: String
  }

  /// What may be typed, for the hint row.
  static func wanted(_ kind: Kind) -> String {
    switch kind {
    case .truth: "true or false"
    case .number: "a number"
    case .text: "text, without quotes"
    case .list: "texts with commas between them"
    case .json: "JSON"
    }
  }

  /// Where a value is put so that it comes to stand at ``path``: what holds it may be missing.
  ///
  /// - Parameter record: the record as it stands.
  /// - Returns: the deepest path that exists, or could at once, and the value with what was missing
  ///   around it.
  package func placing(
    _ value: [UInt8], in record: [UInt8]
  ) -> (path: JSONPath, value: [UInt8]) {
    let field = JSONPath(Array(path.steps.prefix(1)))
    guard path.steps.count > 1 else { return (path, value) }
    guard let holder = FlowSettings.document(of: field, in: record), holder.kind == .object else {
      let text = Self.wrapped(value, in: path.steps.dropFirst())
      let isText = path.steps.first.map { FlowFields.embedded.contains(Self.key($0)) } ?? false
      return (field, isText ? JSONString.literal(bytes: text) : text)
    }
    var node = holder
    for (depth, step) in path.steps.enumerated().dropFirst().dropLast() {
      guard let next = node[Self.key(step)], next.kind == .object else {
        return (
          JSONPath(Array(path.steps.prefix(depth + 1))),
          Self.wrapped(value, in: path.steps.dropFirst(depth + 1))
        )
      }
      node = next
    }
    return (path, value)
  }

  private static func wrapped(_ value: [UInt8], in steps: ArraySlice<JSONPath.Step>) -> [UInt8] {
    steps.reversed().reduce(value) { inner, step in
      Array("{".utf8) + JSONString.literal(key(step)) + Array(":".utf8) + inner + Array("}".utf8)
    }
  }

  static func key(_ step: JSONPath.Step) -> String {
    switch step {
    case .key(let key): key
    case .index(let index): String(index)
    }
  }
}
