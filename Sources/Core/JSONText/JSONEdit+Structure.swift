extension JSONEdit {
  /// Gives a member another key; its value and its place stay. Of duplicates the last is renamed.
  package static func rename(
    _ path: JSONPath, to key: String, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    guard let holder = path.parent else { throw .rootStays }
    var location = try JSONLocation(in: bytes, embedded: embedded)
    try location.follow(path.steps)
    guard let object = location.parent, object.kind == .object else {
      throw .noPlaceIn(holder, location.parent?.kind ?? .null)
    }
    let member = JSONMember(map: location.node.map, keyIndex: location.node.index - 1)
    if member.reads(key) { return bytes }
    guard object[key] == nil else { throw .keyExists(holder.appending(.key(key))) }
    return location.applying([
      JSONSplice(range: member.keyRange, bytes: JSONString.literal(key))
    ])
  }

  /// Puts a value before the element at a path, or at the end of the array.
  ///
  /// - Parameter path: ends with a position from 0 to the count of the array.
  package static func insert(
    _ value: [UInt8], at path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    guard let holder = path.parent, let last = path.steps.last else { throw .rootStays }
    let text = Array(try parsed(value).bytes)
    var location = try JSONLocation(in: bytes, embedded: embedded)
    try location.follow(holder.steps)
    try location.enter()
    guard location.node.kind == .array, let next = location.node.value(at: last) else {
      if location.node.kind == .object { throw .noPlaceIn(holder, .object) }
      return try set(path, to: value, in: bytes, embedded: embedded)
    }
    let layout = JSONLayout(
      of: location.node, in: location.parent, habits: JSONHabits(of: location.node.map))
    let start = next.range.lowerBound
    return location.applying([
      JSONSplice(range: start..<start, bytes: text + [UInt8(ascii: ",")] + layout.other)
    ])
  }
}
