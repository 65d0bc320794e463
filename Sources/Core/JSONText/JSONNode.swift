/// What a value is.
package enum JSONKind: Sendable {
  case object, array, string, number, boolean, null
}

/// A value inside a document. Holds the document alive; cheap to copy.
package struct JSONNode: Sendable {
  let map: JSONTokenMap
  let index: Int

  /// What the value is. A value missing from a tolerated text is `null` (see ``isMissing``).
  package var kind: JSONKind {
    switch map.tokens[index].mark {
    case .object: .object
    case .array: .array
    case .string, .escapedString: .string
    case .number: .number
    case .yes, .no: .boolean
    case .null, .missing, .bareKey, .end: .null
    }
  }

  /// Its bytes in the document, brackets and quotes included.
  package var range: Range<Int> { map.range(at: index) }

  /// The text it was written as.
  package var bytes: ArraySlice<UInt8> { map.bytes[range] }

  /// Members (duplicates counted each) or elements; 0 for a scalar.
  package var count: Int { map.count(at: index) }

  /// The value of a key, the last one if the key stands twice; `nil` if absent or not an object.
  ///
  /// Keys are compared by code unit: "é" in one and in two scalars are two keys.
  /// - Complexity: O(members).
  package subscript(_ key: String) -> JSONNode? {
    var found: JSONNode?
    for member in members where member.reads(key) { found = member.value }
    return found
  }

  /// An element by position; `nil` if absent or not an array.
  ///
  /// - Complexity: O(*position*).
  package subscript(_ position: Int) -> JSONNode? {
    guard kind == .array, position >= 0, position < count else { return nil }
    var child = index + 1
    for _ in 0..<position { child = map.next(after: child) }
    return JSONNode(map: map, index: child)
  }

  /// The members in the order of the text, duplicates too; empty for other kinds.
  package var members: JSONMembers {
    JSONMembers(map: map, first: index + 1, end: kind == .object ? map.next(after: index) - 1 : 0)
  }

  /// The elements in order; empty for other kinds.
  package var elements: JSONElements {
    JSONElements(map: map, first: index + 1, end: kind == .array ? map.next(after: index) - 1 : 0)
  }

  /// The text of a string, unescaped; lone surrogates read as U+FFFD. `nil` for other kinds.
  package var string: String? {
    kind == .string ? JSONString.text(of: map.decoded(at: index)) : nil
  }

  /// The text of a string, unescaped; lone surrogates as WTF-8, so nothing is lost.
  package var stringBytes: [UInt8]? {
    kind == .string ? Array(map.decoded(at: index)) : nil
  }

  /// A number as it is spelled; `nil` for other kinds.
  package var numberText: String? {
    kind == .number ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// A number that is whole and fits, however it is spelled (`2.0` is 2); `nil` otherwise.
  package var integer: Int? {
    guard kind == .number else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self)) ?? JSONDecimal(bytes)?.integer
  }

  /// A number rounded to a finite double; `nil` for other kinds and for what overflows.
  package var double: Double? {
    guard let text = numberText else { return nil }
    let value = Double(text) ?? JSONDecimal(bytes)?.integer.map(Double.init)
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// `true` or `false`; `nil` for other kinds.
  package var boolean: Bool? {
    switch map.tokens[index].mark {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// Whether the text says `null`.
  package var isNull: Bool { map.tokens[index].mark == .null }

  /// Whether a tolerated text has no value here, or a word that is none.
  package var isMissing: Bool { map.tokens[index].mark == .missing }

  /// The value a path leads to; `nil` where it leads nowhere. Does not look inside strings.
  ///
  /// What a step means depends on what stands there: `3` is a key of an object and a position in
  /// an array, so that `/nodes/3` and `nodes.3` find what they mean.
  package func value(at path: JSONPath) -> JSONNode? {
    var node = self
    for step in path.steps {
      guard let child = node.value(at: step) else { return nil }
      node = child
    }
    return node
  }

  func value(at step: JSONPath.Step) -> JSONNode? {
    switch (kind, step) {
    case (.object, .key(let key)): self[key]
    case (.object, .index(let position)): self[String(position)]
    case (.array, .index(let position)): self[position]
    case (.array, .key(let key)): JSONPath.position(key).flatMap { self[$0] }
    default: nil
    }
  }
}

/// A key and its value.
package struct JSONMember: Sendable {
  let map: JSONTokenMap
  let keyIndex: Int

  /// The key, unescaped; lone surrogates read as U+FFFD.
  package var key: String { JSONString.text(of: map.decoded(at: keyIndex)) }

  /// The key, unescaped; lone surrogates as WTF-8.
  package var keyBytes: ArraySlice<UInt8> { map.decoded(at: keyIndex) }

  /// The bytes of the key in the document, quotes included.
  package var keyRange: Range<Int> { map.range(at: keyIndex) }

  /// The value of this member.
  package var value: JSONNode { JSONNode(map: map, index: keyIndex + 1) }

  /// From the key to the end of the value.
  package var range: Range<Int> { keyRange.lowerBound..<value.range.upperBound }

  func reads(_ key: String) -> Bool { map.key(at: keyIndex, reads: key) }
}

/// The members of an object, in the order of the text.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  let map: JSONTokenMap
  var first: Int
  let end: Int

  /// The next member.
  package mutating func next() -> JSONMember? {
    guard first < end else { return nil }
    defer { first = map.next(after: first + 1) }
    return JSONMember(map: map, keyIndex: first)
  }
}

/// The elements of an array, in order.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
  let map: JSONTokenMap
  var first: Int
  let end: Int

  /// The next element.
  package mutating func next() -> JSONNode? {
    guard first < end else { return nil }
    defer { first = map.next(after: first) }
    return JSONNode(map: map, index: first)
  }
}
