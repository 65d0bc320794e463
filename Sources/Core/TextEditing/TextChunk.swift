/// A short run of bytes of a text, small enough to be copied and scanned without a thought.
struct TextChunk: Sendable {
  /// No chunk is longer, so work inside one is bounded.
  static let capacity = 2048
  /// No chunk is shorter, unless it is the only one; so the number of chunks is bounded too.
  static let minimum = capacity / 4
  /// New chunks leave room, so that typing into them does not split them at once.
  private static let fill = capacity * 3 / 4

  private(set) var bytes: [UInt8]
  private(set) var breakCount: Int

  init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
    breakCount = self.bytes.count { $0 == .lineBreak }
  }

  var count: Int { bytes.count }

  /// Replaces bytes; the caller keeps the count within ``minimum`` and ``capacity``.
  mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    breakCount += replacement.count { $0 == .lineBreak }
    breakCount -= bytes[range].count { $0 == .lineBreak }
    bytes.replaceSubrange(range, with: replacement)
  }

  /// Cuts `bytes` into chunks of equal size; none for no bytes.
  static func split(_ bytes: [UInt8]) -> [TextChunk] {
    guard bytes.count > capacity else { return bytes.isEmpty ? [] : [TextChunk(bytes)] }
    let pieces = (bytes.count + fill - 1) / fill
    return (0..<pieces).map { piece in
      let start = bytes.count * piece / pieces
      let end = bytes.count * (piece + 1) / pieces
      return TextChunk(bytes[start..<end])
    }
  }

  /// How many line breaks stand in the first `length` bytes.
  func breakCount(upTo length: Int) -> Int {
    let span = bytes.span
    var breaks = 0
    for index in 0..<length { breaks &+= span[index] == .lineBreak ? 1 : 0 }
    return breaks
  }

  /// Where the line break with this number stands, counted from 1; nil if there are fewer.
  func index(ofBreak number: Int) -> Int? {
    let span = bytes.span
    var left = number
    for index in span.indices where span[index] == .lineBreak {
      left -= 1
      if left == 0 { return index }
    }
    return nil
  }
}

extension UInt8 {
  static let lineBreak = UInt8(ascii: "\n")
  var isASCII: Bool { self < 0x80 }
}
