/// The edits of ``JSONStructure`` on a whole text, through strings that hold JSON.
extension JSONEdit {
  /// Removes the value at a path, with its key and one comma. Of duplicate keys all are removed.
  package static func remove(
    _ path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    let location = try location(of: path, in: bytes, embedded: embedded)
    return location.applying(try location.removal())
  }

  /// Gives a member another key; its value and its place stay. Of duplicates the last is renamed.
  package static func rename(
    _ path: JSONPath, to key: String, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    let location = try location(of: path, in: bytes, embedded: embedded)
    return location.applying(try location.renaming(to: key))
  }

  /// Puts a value before the entry at a position of an object or array.
  ///
  /// - Parameters:
  ///   - key: of the new member, which no other has; `nil` in an array.
  ///   - position: from 0 to the count, which is the end.
  ///   - container: may be a string that holds JSON.
  package static func insert(
    _ value: [UInt8], key: String?, at position: Int, in container: JSONPath, of bytes: [UInt8],
    embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    var location = try location(of: container, in: bytes, embedded: embedded)
    try location.enter()
    return location.applying([try location.insertion(of: value, key: key, at: position)])
  }

  /// Moves a member or element among its siblings; the commas and blanks between stay.
  ///
  /// - Parameter distance: how many siblings it passes: behind it, or before it if negative.
  package static func move(
    _ path: JSONPath, by distance: Int, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    let location = try location(of: path, in: bytes, embedded: embedded)
    return location.applying(try location.moving(by: distance))
  }

  /// Puts a copy behind a member or element; that of a member is called `key copy`.
  package static func duplicate(
    _ path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> [UInt8] {
    let location = try location(of: path, in: bytes, embedded: embedded)
    return location.applying([try location.duplication()])
  }

  private static func location(
    of path: JSONPath, in bytes: [UInt8], embedded: Set<String>
  ) throws(JSONEditError) -> JSONLocation {
    var location = try JSONLocation(in: bytes, embedded: embedded)
    try location.follow(path.steps)
    return location
  }
}
