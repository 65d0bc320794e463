/// The splices that edit the value to which a location leads, with the offsets of its document.
extension JSONLocation {
  // MARK: The value

  func replacement(with value: [UInt8]) throws(JSONEditError) -> JSONSplice {
    JSONSplice(range: node.range, bytes: try spelled(value, depth: depth))
  }

  /// Adds to the container at this location.
  func insertion(
    of value: [UInt8], key: String?, at position: Int
  ) throws(JSONEditError) -> JSONSplice {
    precondition(position >= 0, "a position counts from 0")
    try checkPlace(for: key)
    let ranges = JSONLayout.childRanges(node)
    guard position <= ranges.count else { throw .beyondEnd(path, count: ranges.count) }
    let layout = layout(of: node, in: parent)
    let label = key.map { JSONString.literal($0) + layout.style.colon } ?? []
    let entry = label + layout.indented(try spelled(value, depth: depth + 1))
    guard let last = ranges.last else {
      let inside = node.range.lowerBound + 1..<node.range.upperBound - 1
      return JSONSplice(range: inside, bytes: layout.first + entry + layout.last)
    }
    if position == ranges.count {
      return JSONSplice(
        range: last.upperBound..<last.upperBound,
        bytes: [UInt8(ascii: ",")] + layout.other + entry)
    }
    let start = ranges[position].lowerBound
    return JSONSplice(range: start..<start, bytes: entry + [UInt8(ascii: ",")] + layout.other)
  }

  private func checkPlace(for key: String?) throws(JSONEditError) {
    switch (node.kind, key) {
    case (.object, let key?):
      if node[key] != nil { throw .keyExists(path.appending(.key(key))) }
    case (.object, nil): throw .needsKey(path)
    case (.array, nil): break
    case (.array, _?): throw .takesNoKey(path)
    default: throw .noPlaceIn(path, node.kind)
    }
  }

  /// A value without the blanks around it.
  ///
  /// - Parameter depth: of its place: a document too deep to be parsed is no use to anyone.
  private func spelled(_ value: [UInt8], depth: Int) throws(JSONEditError) -> [UInt8] {
    Array(try JSONEdit.parsed(value, at: depth).bytes)
  }

  // MARK: The entry

  /// A member or an element among its siblings.
  private struct Entry {
    var holder: JSONNode
    /// Where the siblings stand, itself among them.
    var ranges: [Range<Int>]
    var position: Int
  }

  private func entry() throws(JSONEditError) -> Entry {
    guard let holder = parent else { throw .rootStays }
    let values =
      holder.kind == .object ? holder.members.map(\.value.index) : holder.elements.map(\.index)
    return Entry(
      holder: holder, ranges: JSONLayout.childRanges(holder),
      position: values.firstIndex(of: node.index) ?? 0)
  }

  private func member(of holder: JSONNode) throws(JSONEditError) -> JSONMember {
    guard holder.kind == .object else { throw .noKey(path) }
    return JSONMember(map: node.map, keyIndex: node.index - 1)
  }

  func renaming(to key: String) throws(JSONEditError) -> [JSONSplice] {
    guard let holder = parent else { throw .rootStays }
    let member = try member(of: holder)
    if member.reads(key) { return [] }
    guard holder[key] == nil else { throw .keyExists((path.parent ?? path).appending(.key(key))) }
    return [JSONSplice(range: member.keyRange, bytes: JSONString.literal(key))]
  }

  /// Each entry takes the comma before it along; those that have no sibling before them that stays
  /// take the one behind.
  func removal() throws(JSONEditError) -> [JSONSplice] {
    let entry = try entry()
    let removed = try duplicates(of: entry)
    let ranges = entry.ranges
    if removed.count == ranges.count {
      let inside = entry.holder.range.lowerBound + 1..<entry.holder.range.upperBound - 1
      return [JSONSplice(range: inside, bytes: [])]
    }
    let firstKept = ranges.indices.first { !removed.contains($0) } ?? 0
    return removed.map { position in
      let range =
        position < firstKept
        ? ranges[position].lowerBound..<ranges[position + 1].lowerBound
        : ranges[position - 1].upperBound..<ranges[position].upperBound
      return JSONSplice(range: range, bytes: [])
    }
  }

  /// The positions of all members of the same key, in order.
  private func duplicates(of entry: Entry) throws(JSONEditError) -> [Int] {
    guard entry.holder.kind == .object else { return [entry.position] }
    let key = try member(of: entry.holder).key
    return entry.holder.members.enumerated().filter { $1.reads(key) }.map(\.offset)
  }

  func moving(by distance: Int) throws(JSONEditError) -> [JSONSplice] {
    let entry = try entry()
    let room = distance < 0 ? entry.position : entry.ranges.count - 1 - entry.position
    guard distance.magnitude <= room else { throw .noRoom(path, before: distance < 0, room: room) }
    let target = entry.position + distance
    let slots = Array(min(entry.position, target)...max(entry.position, target))
    // Each slot gets what stands in the next one; the last, or if the entry moves up the first,
    // gets the entry.
    let sources =
      distance < 0 ? slots.suffix(1) + slots.dropLast() : slots.dropFirst() + slots.prefix(1)
    return zip(slots, sources).compactMap { slot, source in
      let range = entry.ranges[slot]
      let bytes = node.map.bytes[entry.ranges[source]]
      return bytes == node.map.bytes[range] ? nil : JSONSplice(range: range, bytes: Array(bytes))
    }
  }

  func duplication() throws(JSONEditError) -> JSONSplice {
    let entry = try entry()
    let layout = layout(of: entry.holder, in: nil)
    var copy = Array(node.bytes)
    if entry.holder.kind == .object {
      let member = try member(of: entry.holder)
      let colon = node.map.bytes[member.keyRange.upperBound..<node.range.lowerBound]
      copy = freeKey(for: member, in: entry.holder) + colon + copy
    }
    let end = entry.ranges[entry.position].upperBound
    return JSONSplice(range: end..<end, bytes: [UInt8(ascii: ",")] + layout.other + copy)
  }

  /// The literal of a key that reads `key copy`. The escapes of the key stay as they are.
  private func freeKey(for member: JSONMember, in object: JSONNode) -> [UInt8] {
    let taken = Set(object.members.map(\.keyBytes))
    var suffix = Array(" copy".utf8)
    var number = 1
    while taken.contains(member.keyBytes + suffix) {
      number += 1
      suffix = Array(" copy \(number)".utf8)
    }
    let written = node.map.bytes[member.keyRange]
    guard node.map.tokens[member.keyIndex].mark != .bareKey, let quote = written.last else {
      return JSONString.literal(bytes: Array(written + suffix))
    }
    return written.dropLast() + suffix + [quote]
  }

  private func layout(of container: JSONNode, in parent: JSONNode?) -> JSONLayout {
    JSONLayout(of: container, in: parent, habits: JSONHabits(of: container.map))
  }
}
