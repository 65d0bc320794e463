/// A text as bytes: UTF-8 as a rule, but every byte is kept as it came.
///
///     chunks   [{"name": "a…][…b",\n  "id": …][…]          512 to 2048 bytes each
///     starts   (0, 0)       (1536, 0)        (3072, 41)   bytes and line breaks before each chunk,
///                                                         and at the end the totals
///
/// Positions are byte offsets. Lines are counted from 0 and end with LF; a CR is a character like
/// any other. A value: a copy shares all chunks, so a snapshot for a background check costs next to
/// nothing. A text of 5 MB is 3,400 chunks; an edit touches one of them and recounts the rest.
package struct TextBuffer: Sendable {
  var chunks: [TextChunk]
  var starts: [ChunkStart]

  /// What stands before a chunk.
  struct ChunkStart: Sendable, Equatable {
    var byte: Int
    var line: Int
  }

  /// An empty text: no bytes, one line.
  package init() {
    self.init([UInt8]())
  }

  /// A text of these bytes, valid UTF-8 or not.
  package init(_ bytes: [UInt8]) {
    chunks = TextChunk.split(bytes)
    starts = [ChunkStart(byte: 0, line: 0)]
    recount(after: 0)
  }

  /// A text of this string.
  package init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// Length in bytes.
  package var count: Int { starts[starts.count - 1].byte }

  package var isEmpty: Bool { chunks.isEmpty }

  /// The byte at an offset below ``count``.
  package subscript(_ offset: Int) -> UInt8 {
    let index = chunkIndex(at: offset)
    return chunks[index].bytes[offset - starts[index].byte]
  }

  /// All bytes, copied.
  package var bytes: [UInt8] { bytes(in: 0..<count) }

  /// The bytes of a range, copied. O(length) after a binary search.
  package func bytes(in range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    forEachSlice(in: range) { result.append(contentsOf: $0) }
    return result
  }

  /// The text of a range, with U+FFFD for what is not UTF-8.
  package func string(in range: Range<Int>) -> String {
    String(decoding: bytes(in: range), as: UTF8.self)
  }

  /// Calls `body` with the bytes of a range, in order and piece by piece.
  package func forEachSlice(in range: Range<Int>, _ body: (ArraySlice<UInt8>) -> Void) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside the text")
    guard !range.isEmpty else { return }
    var index = chunkIndex(at: range.lowerBound)
    while index < chunks.count, starts[index].byte < range.upperBound {
      let start = max(range.lowerBound - starts[index].byte, 0)
      let end = min(range.upperBound - starts[index].byte, chunks[index].count)
      body(chunks[index].bytes[start..<end])
      index += 1
    }
  }

  /// The chunk that holds the byte at `offset`; the last one for the end of the text.
  func chunkIndex(at offset: Int) -> Int {
    precondition(offset >= 0 && offset <= count, "offset outside the text")
    return max(0, min(lastStart { $0.byte <= offset }, chunks.count - 1))
  }

  /// The last entry of ``starts`` that `holds`; as starts only grow, a binary search.
  func lastStart(where holds: (ChunkStart) -> Bool) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(starts[middle]) { low = middle } else { high = middle }
    }
    return low
  }

  /// Counts anew what stands before each chunk after the one at `index`.
  mutating func recount(after index: Int) {
    starts.removeSubrange((index + 1)...)
    var start = starts[index]
    for chunk in chunks[index...] {
      start.byte += chunk.count
      start.line += chunk.breakCount
      starts.append(start)
    }
  }
}

extension TextBuffer: Equatable {
  /// Equal bytes, however they are cut into chunks.
  package static func == (left: TextBuffer, right: TextBuffer) -> Bool {
    guard left.starts.last == right.starts.last else { return false }
    var position = 0
    var isEqual = true
    left.forEachSlice(in: 0..<left.count) { slice in
      guard isEqual else { return }
      isEqual = right.bytes(in: position..<position + slice.count).elementsEqual(slice)
      position += slice.count
    }
    return isEqual
  }
}
