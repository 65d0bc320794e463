import JSONText

/// Whose record a row is, read from its outermost members alone: also where what they hold is
/// broken, nested too deep, or cut off.
package struct RowIdentity: Hashable, Sendable {
  /// As it stands there; the caller judges whether it may enter a path.
  package var id: String
  /// Nil where there is none that can be read; cut at 1 KiB.
  package var name: String?

  package init(id: String, name: String?) {
    self.id = id
    self.name = name
  }

  private static let idLimit = 128
  private static let nameLimit = 1024

  /// - Returns: nil when no `id` that is a string can be found, or two that differ.
  package init?(scanning row: ArraySlice<UInt8>) {
    let found = row.withUnsafeBytes { bytes -> (ids: Set<String>, name: String?) in
      var walk = MemberWalk(bytes)
      var ids: Set<String> = []
      var name: String?
      while let (key, value) = walk.next() {
        guard let text = Self.text(of: value) else { continue }
        if key == "id" {
          ids.insert(String(decoding: text.prefix(Self.idLimit + 1), as: UTF8.self))
        }
        if key == "name" { name = String(decoding: text.prefix(Self.nameLimit), as: UTF8.self) }
      }
      return (ids, name)
    }
    guard found.ids.count == 1, let id = found.ids.first else { return nil }
    self.init(id: id, name: found.name)
  }

  /// What a string says; nil for other values, and for longer ones than anybody names a flow.
  private static func text(of value: UnsafeRawBufferPointer) -> [UInt8]? {
    guard value.count > 1, value.count < 8192, value.first == UInt8(ascii: "\"") else { return nil }
    return JSONString.decoded(Array(value)[...])
  }
}

/// Goes over the members of an object as far as its form holds.
private struct MemberWalk {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private var isOpen = false

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    isOpen = take(UInt8(ascii: "{"))
  }

  /// The next key with the literal of its value; nil at the end, or where the form breaks.
  mutating func next() -> (key: String, value: UnsafeRawBufferPointer)? {
    guard isOpen else { return nil }
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\""), let key = value(),
      take(UInt8(ascii: ":"))
    else { return nil }
    skipBlanks()
    guard position < bytes.count, let value = value() else { return nil }
    isOpen = take(UInt8(ascii: ","))
    // An escaped key is none that is looked for.
    return (String(decoding: key.dropFirst().dropLast(), as: UTF8.self), value)
  }

  private mutating func value() -> UnsafeRawBufferPointer? {
    guard var scan = ValueScan(startingWith: bytes[position]),
      let end = scan.end(in: bytes, from: position)
    else { return nil }
    defer { position = end }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<end])
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[position]) {
      position += 1
    }
  }
}
