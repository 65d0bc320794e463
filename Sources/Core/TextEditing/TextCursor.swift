/// Walks over the bytes of a text, both ways, without looking a chunk up for each.
struct TextCursor {
  private let buffer: TextBuffer
  private var bytes: [UInt8] = []
  private var chunk = 0
  private var start = 0
  /// Where it is: between two bytes.
  private(set) var offset: Int

  init(in buffer: TextBuffer, at offset: Int) {
    self.buffer = buffer
    self.offset = offset
    if !buffer.isEmpty { enter(buffer.chunkIndex(at: offset)) }
  }

  /// The byte behind the cursor, going over it; nil at the end of the text.
  mutating func next() -> UInt8? {
    guard offset < buffer.count else { return nil }
    if offset - start == bytes.count { enter(chunk + 1) }
    offset += 1
    return bytes[offset - 1 - start]
  }

  /// The byte before the cursor, going over it; nil at the start of the text.
  mutating func previous() -> UInt8? {
    guard offset > 0 else { return nil }
    if offset == start { enter(chunk - 1) }
    offset -= 1
    return bytes[offset - start]
  }

  private mutating func enter(_ index: Int) {
    chunk = index
    bytes = buffer.chunks[index].bytes
    start = buffer.starts[index].byte
  }
}
