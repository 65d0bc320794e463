/// Edits as the smallest change of the text: only the bytes of the value change.
///
/// `embedded` names the fields that hold JSON inside a string. A path goes through them
/// (`flowData.nodes[3].data.label`), and every escape that is not part of the edited value stays as
/// it was written.
package enum JSONEdit {
  /// Replaces the value at a path, or adds it: as a missing last key, or at the index `count`.
  ///
  /// `value` is taken as it is spelled, without blanks around it; what is added stands on its own
  /// line where its siblings do. An object or array that replaces a string which holds JSON is
  /// written into that string: the type received is the type sent.
  package static func set(
    _ path: JSONPath, to value: [UInt8], in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    let value = try parsed(value)
    let text = Array(value.bytes)
    var location = try JSONLocation(in: bytes, embedded: embedded)
    guard let last = path.steps.last else {
      return location.applying([JSONSplice(range: location.node.range, bytes: text)])
    }
    try location.follow(path.steps.dropLast())
    try location.enter()
    guard location.node.value(at: last) != nil else {
      return location.applying([try addition(of: text, at: last, location)])
    }
    try location.follow([last])
    guard location.isEmbedded, value.kind == .object || value.kind == .array else {
      return location.applying([JSONSplice(range: location.node.range, bytes: text)])
    }
    return storing(text, in: location)
  }

  /// Removes the value at a path, with its key and one comma. Of duplicate keys all are removed.
  package static func remove(
    _ path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    guard !path.steps.isEmpty else { throw .rootStays }
    var location = try JSONLocation(in: bytes, embedded: embedded)
    try location.follow(path.steps)
    guard let container = location.parent else { throw .rootStays }
    let index = location.node.index
    let removed =
      container.kind == .array
      ? Set(container.elements.enumerated().filter { $1.index == index }.map(\.offset))
      : positions(of: JSONMember(map: container.map, keyIndex: index - 1).key, in: container)
    return location.applying(removal(of: removed, from: container))
  }

  /// Text of a value as stored, following embedded strings: the decoded JSON for an embedded field,
  /// its raw bytes otherwise. A lone surrogate of an embedded text stands as its escape.
  package static func text(
    at path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    var location = try JSONLocation(in: bytes, embedded: embedded)
    try location.follow(path.steps)
    let written = location.node.bytes
    return location.isEmbedded ? JSONEmbeddedText.text(of: written) : Array(written)
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

  // MARK: Parts

  static func parsed(_ value: [UInt8]) throws(JSONEditError) -> JSONNode {
    do throws(JSONDiagnostic) {
      return try JSONDocument(parsing: value).root
    } catch {
      throw .invalidValue(error)
    }
  }

  /// Changes the text inside the string at `location` to `text`.
  private static func storing(_ text: [UInt8], in location: JSONLocation) -> [UInt8] {
    let literal = location.node.bytes
    let changes = JSONTextDifference.splices(
      from: JSONEmbeddedText.text(of: literal), to: text)
    return location.applying(JSONEmbeddedText.outer(changes, of: literal))
  }

  private static func addition(
    of value: [UInt8], at step: JSONPath.Step, _ location: JSONLocation
  ) throws(JSONEditError) -> JSONSplice {
    let container = location.node
    let layout = JSONLayout(
      of: container, in: location.parent, habits: JSONHabits(of: container.map))
    var label: [UInt8] = []
    switch (container.kind, step) {
    case (.object, .key(let key)): label = JSONString.literal(key) + layout.style.colon
    case (.object, .index(let key)): label = JSONString.literal(String(key)) + layout.style.colon
    case (.array, .index(let position)):
      guard position == container.count else {
        throw .beyondEnd(location.path, count: container.count)
      }
    case (.array, .key(let key)) where JSONPath.position(key) == container.count: break
    default: throw .noPlaceIn(location.path, container.kind)
    }
    guard let last = JSONLayout.childRanges(container).last else {
      let inside = container.range.lowerBound + 1..<container.range.upperBound - 1
      return JSONSplice(range: inside, bytes: layout.first + label + value + layout.last)
    }
    return JSONSplice(
      range: last.upperBound..<last.upperBound,
      bytes: [UInt8(ascii: ",")] + layout.other + label + value)
  }

  private static func positions(of key: String, in object: JSONNode) -> Set<Int> {
    Set(object.members.enumerated().filter { $1.reads(key) }.map(\.offset))
  }

  /// Each takes the comma before it along; those that have no sibling before them that stays take
  /// the one behind.
  private static func removal(of removed: Set<Int>, from container: JSONNode) -> [JSONSplice] {
    let ranges = JSONLayout.childRanges(container)
    if removed.count == ranges.count {
      let inside = container.range.lowerBound + 1..<container.range.upperBound - 1
      return [JSONSplice(range: inside, bytes: [])]
    }
    let firstKept = ranges.indices.first { !removed.contains($0) } ?? 0
    return removed.sorted().map { position in
      let range =
        position < firstKept
        ? ranges[position].lowerBound..<ranges[position + 1].lowerBound
        : ranges[position - 1].upperBound..<ranges[position].upperBound
      return JSONSplice(range: range, bytes: [])
    }
  }
}
