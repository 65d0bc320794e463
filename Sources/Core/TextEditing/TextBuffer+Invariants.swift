extension TextBuffer {
  /// What is wrong inside, in a sentence; nil if all is well. For tests, after every step.
  /// O(length).
  package var brokenInvariant: String? {
    guard starts.count == chunks.count + 1 else { return "starts do not match the chunks" }
    var start = ChunkStart(byte: 0, line: 0)
    for (index, chunk) in chunks.enumerated() {
      if starts[index] != start { return "chunk \(index) starts at \(start), not \(starts[index])" }
      if chunk.count > TextChunk.capacity { return "chunk \(index) is too long: \(chunk.count)" }
      if chunk.count < TextChunk.minimum && chunks.count > 1 {
        return "chunk \(index) is too short: \(chunk.count)"
      }
      if chunk.count == 0 { return "chunk \(index) is empty" }
      if chunk.breakCount != chunk.breakCount(upTo: chunk.count) {
        return "chunk \(index) counts \(chunk.breakCount) line breaks"
      }
      start.byte += chunk.count
      start.line += chunk.breakCount
    }
    return starts.last == start ? nil : "the totals are wrong"
  }
}
