/// Edits as the smallest change of the text: only the bytes of the value change.
///
/// `embedded` names the fields that hold JSON inside a string. A path goes through them
/// (`flowData.nodes[3].data.label`), and every escape that is not part of the edited value stays as
/// it was written.
package enum JSONEdit {
  /// Replaces the value at a path, or adds it: as a missing last key, or at the index `count`.
  ///
  /// `value` is taken as it is spelled, without blanks around it; what is added stands on its own
  /// line where its siblings do, and its further lines as deep. An object or array that replaces a
  /// string which holds JSON is written into that string: the type received is the type sent.
  package static func set(
    _ path: JSONPath, to value: [UInt8], in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    var location = try JSONLocation(in: bytes, embedded: embedded)
    guard let last = path.steps.last else {
      return location.applying([try location.replacement(with: value)])
    }
    try location.follow(path.steps.dropLast())
    try location.enter()
    guard location.node.value(at: last) != nil else {
      return location.applying([try addition(of: value, at: last, location)])
    }
    try location.follow([last])
    guard location.isEmbedded else {
      return location.applying([try location.replacement(with: value)])
    }
    let value = try parsed(value)
    guard value.kind == .object || value.kind == .array else {
      return location.applying([JSONSplice(range: location.node.range, bytes: Array(value.bytes))])
    }
    return storing(Array(value.bytes), in: location)
  }

  /// Text of a value as stored, following embedded strings: the decoded JSON for an embedded field,
  /// its raw bytes otherwise. A lone surrogate of an embedded text stands as its escape.
  package static func text(
    at path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    var location = try JSONLocation(in: bytes, embedded: embedded)
    try location.follow(path.steps)
    return location.isEmbedded ? text(of: location.node) : Array(location.node.bytes)
  }

  /// Stores a text as ``text(at:in:embedded:)`` gave it: any text in an embedded string, JSON
  /// elsewhere. Escapes stay wherever the text did not change.
  package static func setText(
    _ text: [UInt8], at path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    var location = try JSONLocation(in: bytes, embedded: embedded)
    try location.follow(path.steps)
    guard location.isEmbedded else {
      return try set(path, to: text, in: bytes, embedded: embedded)
    }
    return storing(text, in: location)
  }

  // MARK: Literals

  /// The text that a string literal stands for, as an editor of it shows it. A lone surrogate
  /// stands as its escape.
  package static func text(of literal: JSONNode) -> [UInt8] {
    JSONEmbeddedText.text(of: literal.bytes)
  }

  /// The splices that store another text in a string literal: inside its quotes, with the offsets
  /// of its document. Escapes stay wherever the text did not change.
  ///
  /// - Parameter text: UTF-8, as ``text(of:)`` gave it or an editor changed it.
  package static func splices(storing text: [UInt8], in literal: JSONNode) -> [JSONSplice] {
    let bytes = literal.bytes
    let changes = JSONTextDifference.splices(from: self.text(of: literal), to: text)
    let splices = JSONEmbeddedText.outer(changes, of: bytes)
    guard JSONEmbeddedText.holdsSurrogates(bytes) else { return splices }
    // How a lone surrogate reads depends on the backslashes before it. Where an edit of those would
    // change more than it says, all of the text is written anew.
    let inner = splices.map {
      let start = $0.range.lowerBound - bytes.startIndex
      return JSONSplice(range: start..<start + $0.range.count, bytes: $0.bytes)
    }
    let stored = JSONSplice.apply(inner, to: Array(bytes))
    if JSONEmbeddedText.text(of: stored[...]) == text { return splices }
    let inside = literal.range.lowerBound + 1..<literal.range.upperBound - 1
    return [
      JSONSplice(
        range: inside, bytes: Array(JSONString.literal(bytes: text).dropFirst().dropLast()))
    ]
  }

  // MARK: Parts

  /// - Parameter depth: of the place that the value is for.
  static func parsed(_ value: [UInt8], at depth: Int = 0) throws(JSONEditError) -> JSONNode {
    do throws(JSONDiagnostic) {
      return try JSONDocument(parsing: value, depthLimit: max(0, 512 - depth)).root
    } catch {
      throw .invalidValue(error)
    }
  }

  private static func storing(_ text: [UInt8], in location: JSONLocation) -> [UInt8] {
    location.applying(splices(storing: text, in: location.node))
  }

  private static func addition(
    of value: [UInt8], at step: JSONPath.Step, _ location: JSONLocation
  ) throws(JSONEditError) -> JSONSplice {
    let container = location.node
    var key: String?
    var position = container.count
    switch (container.kind, step) {
    case (.object, .key(let name)): key = name
    case (.object, .index(let name)): key = String(name)
    case (.array, .index(let index)) where index >= 0: position = index
    case (.array, .key(let digits)) where JSONPath.position(digits) == position: break
    default: throw .noPlaceIn(location.path, container.kind)
    }
    return try location.insertion(of: value, key: key, at: position)
  }
}
