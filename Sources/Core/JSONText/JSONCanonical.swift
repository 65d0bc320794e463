/// The content of a value, without the accidents of its spelling.
///
/// Two values are the same content exactly if their canonical bytes are equal:
///
/// - keys stand in the order of their code units, the last of duplicates wins;
/// - numbers are exact decimals (``JSONDecimal``), so `2.0` is `2`;
/// - strings are decoded and written in one way;
/// - a string in an embedded field that holds JSON is `~` and the canonical form of that JSON, which
///   no other value begins with. A string that does not parse stays a string.
///
/// No blanks. Not meant to be read: two languages could write the same bytes.
package enum JSONCanonical {
  /// The canonical form of a value.
  ///
  /// - Parameters:
  ///   - embedded: names of fields, at any depth, that hold JSON inside a string.
  ///   - omitting: keys to leave out of `node` itself, not of what is inside.
  /// - Complexity: O(*n* log *n*), without recursion.
  package static func bytes(
    of node: JSONNode, embedded: Set<String> = [], omitting: Set<String> = []
  ) -> [UInt8] {
    var writer = JSONCanonicalWriter(embedded: names(embedded))
    let omitted = Set(omitting.map { Array($0.utf8)[...] })
    return writer.text(of: node, omitting: omitted)
  }

  /// The names of embedded fields as keys are compared.
  static func names(_ fields: Set<String>) -> Set<ArraySlice<UInt8>> {
    Set(fields.map { Array($0.utf8)[...] })
  }

  /// Whether two values have the same content.
  ///
  /// - Parameters:
  ///   - embedded: names of fields, at any depth, that hold JSON inside a string.
  ///   - key: the name of the field that holds the two values.
  static func areEqual(
    _ left: JSONNode, _ right: JSONNode, embedded: Set<ArraySlice<UInt8>> = [],
    key: ArraySlice<UInt8> = []
  ) -> Bool {
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .string where !embedded.contains(key):
      return left.map.decoded(at: left.index) == right.map.decoded(at: right.index)
    case .object, .array, .string:
      if left.range.count == right.range.count, left.bytes == right.bytes { return true }
      var leftWriter = JSONCanonicalWriter(embedded: embedded)
      var rightWriter = JSONCanonicalWriter(embedded: embedded)
      return leftWriter.text(of: left, key: key) == rightWriter.text(of: right, key: key)
    case .number:
      return left.bytes == right.bytes || JSONDecimal(left.bytes) == JSONDecimal(right.bytes)
    case .boolean, .null: return left.bytes == right.bytes
    }
  }
}

private struct JSONCanonicalWriter {
  private enum Step {
    case value(JSONNode, key: ArraySlice<UInt8>)
    case byte(UInt8)
    case key(ArraySlice<UInt8>)
  }

  private let embedded: Set<ArraySlice<UInt8>>
  private var waiting: [Step] = []
  private var output: [UInt8] = []

  init(embedded: Set<ArraySlice<UInt8>>) {
    self.embedded = embedded
  }

  mutating func text(
    of node: JSONNode, omitting: Set<ArraySlice<UInt8>> = [], key: ArraySlice<UInt8> = []
  ) -> [UInt8] {
    output.reserveCapacity(node.range.count)
    if node.kind == .object { push(node, omitting: omitting) } else { push(node, key: key) }
    while let step = waiting.popLast() {
      switch step {
      case .byte(let byte): output.append(byte)
      case .key(let key):
        appendString(key)
        output.append(UInt8(ascii: ":"))
      case .value(let node, let key): append(node, key: key)
      }
    }
    return output
  }

  private mutating func push(_ node: JSONNode, key: ArraySlice<UInt8> = []) {
    waiting.append(.value(node, key: key))
  }

  private mutating func append(_ node: JSONNode, key: ArraySlice<UInt8>) {
    switch node.kind {
    case .object: push(node, omitting: [])
    case .array: push(elementsOf: node)
    case .string: appendText(node, key: key)
    case .number: output += JSONDecimal(node.bytes)?.canonical ?? Array(node.bytes)
    case .boolean, .null: output += node.bytes
    }
  }

  private mutating func push(_ node: JSONNode, omitting: Set<ArraySlice<UInt8>>) {
    var members = node.members.map { (key: $0.keyBytes, value: $0.value) }
    if !omitting.isEmpty { members.removeAll { omitting.contains($0.key) } }
    // Sorted so that the last of duplicates comes first and can be kept alone.
    members.sort { left, right in
      if left.key.lexicographicallyPrecedes(right.key) { return true }
      return left.key == right.key && left.value.index > right.value.index
    }
    waiting.append(.byte(UInt8(ascii: "}")))
    for position in members.indices.reversed() {
      let member = members[position]
      if position > 0, members[position - 1].key == member.key { continue }
      waiting.append(.value(member.value, key: member.key))
      waiting.append(.key(member.key))
      if position > 0 { waiting.append(.byte(UInt8(ascii: ","))) }
    }
    waiting.append(.byte(UInt8(ascii: "{")))
  }

  private mutating func push(elementsOf node: JSONNode) {
    output.append(UInt8(ascii: "["))
    waiting.append(.byte(UInt8(ascii: "]")))
    let first = waiting.count
    for element in node.elements {
      if waiting.count > first { waiting.append(.byte(UInt8(ascii: ","))) }
      waiting.append(.value(element, key: []))
    }
    waiting[first...].reverse()
  }

  private mutating func appendText(_ node: JSONNode, key: ArraySlice<UInt8>) {
    if embedded.contains(key),
      let inner = try? JSONDocument(parsing: JSONEmbeddedText.text(of: node.bytes))
    {
      output.append(UInt8(ascii: "~"))
      push(inner.root)
    } else {
      appendString(node.map.decoded(at: node.index))
    }
  }

  private mutating func appendString(_ text: ArraySlice<UInt8>) {
    output.append(UInt8(ascii: "\""))
    JSONString.appendEscaped(text, to: &output)
    output.append(UInt8(ascii: "\""))
  }
}
