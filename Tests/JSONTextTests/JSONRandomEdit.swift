import JSONText
import Testing

/// One edit of a random kind, and what must be true of its result.
struct RandomEdit: CustomStringConvertible {
  enum Kind: Int, CaseIterable {
    case replace, rename, remove, insert, move, duplicate
  }

  let kind: Kind
  let path: JSONPath
  let value: [UInt8]
  let key: String
  let position: Int
  let distance: Int

  var description: String { "\(kind) at '\(path.dotted)', \(position), by \(distance)" }

  init(number: Int, of path: JSONPath, in root: JSONNode, random: inout RandomJSON) {
    let count = root.value(at: path)?.count ?? 0
    kind = Kind.allCases[number % Kind.allCases.count]
    self.path = path
    value = Array((random.blank() + random.value(depth: 4) + random.blank()).utf8)
    key = random.pick(["new", "né/\"", "a", ""])
    position = Int.random(in: 0...count, using: &random.generator)
    distance = Int.random(in: -3...3, using: &random.generator)
  }

  /// `nil` if such an edit is rightly refused.
  func splices(in root: JSONNode) throws -> [JSONSplice]? {
    do throws(JSONEditError) {
      switch kind {
      case .replace: return try JSONStructure.replace(path, with: value, in: root)
      case .rename: return try JSONStructure.rename(path, to: key, in: root)
      case .remove: return try JSONStructure.remove(path, in: root)
      case .insert:
        return try JSONStructure.insert(
          value, key: keyForInsert(in: root), at: position, in: path, of: root)
      case .move: return try JSONStructure.move(path, by: distance, in: root)
      case .duplicate: return try JSONStructure.duplicate(path, in: root)
      }
    } catch {
      try #require(isRightlyRefused(in: root, error), "\(self): \(error.sentence)")
      return nil
    }
  }

  func bytes(of text: [UInt8], embedded: Set<String>) throws -> [UInt8] {
    let isInside = !embedded.isEmpty
    let path = isInside ? JSONPath([.key("flowData")]).appending(path) : path
    switch kind {
    case .replace: return try JSONEdit.set(path, to: value, in: text, embedded: embedded)
    case .rename: return try JSONEdit.rename(path, to: key, in: text, embedded: embedded)
    case .remove: return try JSONEdit.remove(path, in: text, embedded: embedded)
    case .insert:
      let container = try JSONEdit.text(at: path, in: text, embedded: embedded)
      let isObject = try JSONDocument(parsing: container).root.kind == .object
      return try JSONEdit.insert(
        value, key: isObject ? key : nil, at: position, in: path, of: text, embedded: embedded)
    case .move: return try JSONEdit.move(path, by: distance, in: text, embedded: embedded)
    case .duplicate: return try JSONEdit.duplicate(path, in: text, embedded: embedded)
    }
  }

  private func keyForInsert(in root: JSONNode) -> String? {
    root.value(at: path)?.kind == .object ? key : nil
  }

  private func isRightlyRefused(in root: JSONNode, _ error: JSONEditError) -> Bool {
    let holder = path.parent.flatMap { root.value(at: $0) }
    switch error {
    case .rootStays: return path.steps.isEmpty && kind != .insert
    case .noKey: return holder?.kind == .array && kind == .rename
    case .keyExists: return (kind == .insert ? root.value(at: path) : holder)?[key] != nil
    case .noPlaceIn:
      return kind == .insert && ![.object, .array].contains(root.value(at: path)?.kind)
    case .noRoom(_, _, let room):
      return kind == .move && distance.magnitude > room && room < holder?.count ?? 0
    default: return false
    }
  }
}

// MARK: What an edit makes

extension RandomEdit {
  /// Whether the document `now` is `before` with this edit and nothing else.
  func isMade(in now: JSONDocument, of old: JSONDocument) -> Bool {
    guard let place = kind == .insert ? path : path.parent else {
      let range = old.root.range
      var bytes = old.bytes
      bytes.replaceSubrange(range, with: trimmed)
      return now.bytes == bytes
    }
    guard let before = Contents(of: place, in: old), let after = Contents(of: place, in: now) else {
      return false
    }
    // Nothing outside the container changes.
    guard before.head == after.head, before.tail == after.tail else { return false }
    let index = before.entries.firstIndex { $0.start == old.root.value(at: path)?.range.lowerBound }
    switch kind {
    case .insert: return isInserted(before, after)
    case .move: return isMoved(before, after, index ?? 0)
    case .duplicate: return isDuplicated(before, after, index ?? 0)
    case .remove: return isRemoved(before, after, index ?? 0)
    case .replace, .rename: return isChanged(before, after, index ?? 0)
    }
  }

  private var trimmed: ArraySlice<UInt8> {
    (try? JSONDocument(parsing: value))?.root.bytes ?? []
  }

  private func isInserted(_ before: Contents, _ after: Contents) -> Bool {
    var rest = after
    let entry = rest.entries.remove(at: position)
    // Blanks may be put before its further lines, so its value is compared, not its spelling.
    let given = (try? JSONDocument(parsing: value))?.root
    let stored = (try? JSONDocument(parsing: entry.value))?.root
    guard let given, let stored, JSONFormatter.compact(given) == JSONFormatter.compact(stored)
    else { return false }
    let last = before.entries.count - 1
    if last < 0 { return rest.entries.isEmpty }
    rest.gaps.remove(at: min(position, last))
    return rest.entries.map(\.bytes) == before.entries.map(\.bytes) && rest.gaps == before.gaps
      && rest.edges == before.edges
  }

  private func isMoved(_ before: Contents, _ after: Contents, _ index: Int) -> Bool {
    var entries = before.entries.map(\.bytes)
    entries.insert(entries.remove(at: index), at: index + distance)
    return after.entries.map(\.bytes) == entries && after.gaps == before.gaps
      && after.edges == before.edges
  }

  private func isDuplicated(_ before: Contents, _ after: Contents, _ index: Int) -> Bool {
    var rest = after
    let copy = rest.entries.remove(at: index + 1)
    rest.gaps.remove(at: index)
    let key = before.entries[index].key
    return copy.value == before.entries[index].value && (copy.key == nil) == (key == nil)
      && (copy.key == nil || copy.key != key && copy.key?.hasPrefix((key ?? "") + " copy") == true)
      && !before.entries.contains { $0.key != nil && $0.key == copy.key }
      && rest.entries.map(\.bytes) == before.entries.map(\.bytes) && rest.gaps == before.gaps
      && rest.edges == before.edges
  }

  private func isRemoved(_ before: Contents, _ after: Contents, _ index: Int) -> Bool {
    let key = before.entries[index].key
    let kept = before.entries.indices.filter {
      key == nil ? $0 != index : before.entries[$0].key != key
    }
    guard after.entries.map(\.bytes) == kept.map({ before.entries[$0].bytes }) else { return false }
    if kept.isEmpty { return after.edges == ["", ""] }
    // Of the gaps around what is removed the last one stays.
    return after.edges == before.edges && after.gaps == kept.dropFirst().map { before.gaps[$0 - 1] }
  }

  private func isChanged(_ before: Contents, _ after: Contents, _ index: Int) -> Bool {
    var rest = after
    let entry = rest.entries[index]
    let old = before.entries[index]
    rest.entries[index] = old
    let isRight =
      kind == .replace
      ? entry.value[...] == trimmed && entry.label == old.label
      : entry.value == old.value && entry.key == key
    return isRight && rest.entries.map(\.bytes) == before.entries.map(\.bytes)
      && rest.gaps == before.gaps && rest.edges == before.edges
  }
}

/// The bytes of a document, taken apart around one container.
private struct Contents {
  struct Entry {
    var key: String?
    /// From the key to the value; empty in an array.
    var label: [UInt8]
    var value: [UInt8]
    /// Where the value starts.
    var start: Int

    var bytes: [UInt8] { label + value }
  }

  /// Up to the opening bracket, and from the closing one on.
  var head: [UInt8]
  var tail: [UInt8]
  var entries: [Entry]
  /// Between entries: the comma and the blanks around it.
  var gaps: [String]
  /// Behind the opening bracket, and before the closing one.
  var edges: [String]

  init?(of path: JSONPath, in document: JSONDocument) {
    guard let node = document.root.value(at: path) else { return nil }
    let text = document.bytes
    var ranges = node.elements.map(\.range)
    entries = node.elements.map {
      Entry(key: nil, label: [], value: Array($0.bytes), start: $0.range.lowerBound)
    }
    if node.kind == .object {
      ranges = node.members.map(\.range)
      entries = node.members.map { member in
        let start = member.value.range.lowerBound
        return Entry(
          key: member.key, label: Array(text[member.keyRange.lowerBound..<start]),
          value: Array(member.value.bytes), start: start)
      }
    }
    func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    head = Array(text[...node.range.lowerBound])
    tail = Array(text[(node.range.upperBound - 1)...])
    gaps = zip(ranges, ranges.dropFirst()).map { string($0.upperBound..<$1.lowerBound) }
    let inside = node.range.lowerBound + 1..<node.range.upperBound - 1
    edges = [
      string(inside.lowerBound..<(ranges.first?.lowerBound ?? inside.upperBound)),
      string((ranges.last?.upperBound ?? inside.upperBound)..<inside.upperBound),
    ]
  }
}
