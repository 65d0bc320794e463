/// Counts the nodes and edges of a body without building a tree, straight from the bytes of the
/// record: a list of 10,000 flows is 470 MB, and each needs two numbers only.
///
/// ```
/// depth   0  1          2                 2 1                    1 0
/// bytes      {  "nodes" : [ {…} , {…} , {…} ] , "edges" : [ … ]   }
///                 key       ^      ^      ^ one element each, commas at depth 2 and one more
/// ```
struct BodyCounter {
  private(set) var nodeCount: Int?
  private(set) var edgeCount: Int?

  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isBroken = false
  private var hasEnded = false
  private var key: [UInt8] = []
  private var section: Section?
  private var elementCount = 0
  private var hasElement = false

  private enum Section { case nodes, edges }

  /// Whether the bytes were an object from its first to its last brace.
  var isComplete: Bool { hasEnded && !isBroken && depth == 0 && !isInString }

  /// Counts the value of a JSON string literal (quotes included): JSON written inside a string.
  static func counting(literal: ArraySlice<UInt8>) -> BodyCounter {
    var counter = BodyCounter()
    literal.withUnsafeBufferPointer { counter.feed(escaped: $0) }
    return counter
  }

  /// Counts an object that stands in the record as it is.
  static func counting(object: ArraySlice<UInt8>) -> BodyCounter {
    var counter = BodyCounter()
    object.withUnsafeBufferPointer { bytes in
      for byte in bytes { counter.feed(byte) }
    }
    return counter
  }

  private mutating func feed(escaped bytes: UnsafeBufferPointer<UInt8>) {
    var index = 1
    let end = bytes.count - 1
    while index < end {
      let byte = bytes[index]
      index += 1
      if byte != UInt8(ascii: "\\") {
        // The text of an inner string ends only at \" and holds most of the bytes.
        if isInString, !isEscaped, depth != 1 {
          while index < end, bytes[index] != UInt8(ascii: "\\") { index += 1 }
        } else {
          feed(byte)
        }
        continue
      }
      guard index < end else { return }
      let escape = bytes[index]
      index += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): feed(escape)
      case UInt8(ascii: "u"):
        feed(Self.scalar(of: bytes, at: index, end: end))
        index += 4
      default: feed(UInt8(ascii: " "))  // \n, \t …: white space between tokens
      }
    }
  }

  /// The byte of `\u00XX`; any other code point stands inside a string and only needs a place.
  private static func scalar(
    of bytes: UnsafeBufferPointer<UInt8>, at index: Int, end: Int
  ) -> UInt8 {
    guard index + 4 <= end,
      let value = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16),
      value < 0x80
    else { return UInt8(ascii: "?") }
    return UInt8(value)
  }

  private mutating func feed(_ byte: UInt8) {
    if isInString {
      feedInsideString(byte)
      return
    }
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: return
    case UInt8(ascii: "\""):
      isInString = true
      if depth == 1 { key.removeAll(keepingCapacity: true) }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      open(byte)
      return
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      close()
      return
    case UInt8(ascii: ","):
      if depth == 2, section != nil { elementCount += 1 }
      return
    default: break
    }
    if depth == 0 { isBroken = true }
    if depth == 2 { hasElement = true }
  }

  private mutating func feedInsideString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
    } else if depth == 1, key.count < 8 {
      key.append(byte)
    }
  }

  private mutating func open(_ byte: UInt8) {
    if depth == 0, byte != UInt8(ascii: "{") || hasEnded { isBroken = true }
    if depth == 2 { hasElement = true }
    depth += 1
    guard depth == 2 else { return }
    elementCount = 0
    hasElement = false
    section = nil
    guard byte == UInt8(ascii: "[") else { return }
    if key.elementsEqual("nodes".utf8) { section = .nodes }
    if key.elementsEqual("edges".utf8) { section = .edges }
  }

  private mutating func close() {
    if depth == 2, let section {
      let count = hasElement ? elementCount + 1 : 0
      switch section {
      case .nodes: nodeCount = count
      case .edges: edgeCount = count
      }
      self.section = nil
    }
    depth -= 1
    if depth < 0 { isBroken = true }
    if depth == 0 { hasEnded = true }
  }
}
