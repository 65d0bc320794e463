extension TextBuffer {
  /// Replaces the bytes of a range.
  ///
  /// - Complexity: O(length of the replacement + number of chunks).
  package mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside the text")
    guard !chunks.isEmpty else {
      chunks = TextChunk.split(replacement)
      return recount(after: 0)
    }
    var first = chunkIndex(at: range.lowerBound)
    let last = chunkIndex(at: range.upperBound)
    let start = range.lowerBound - starts[first].byte
    let end = range.upperBound - starts[last].byte
    if first == last, fits(chunks[first].count - range.count + replacement.count) {
      chunks[first].replace(start..<end, with: replacement)
    } else {
      let bytes = chunks[first].bytes[..<start] + replacement + chunks[last].bytes[end...]
      first = replaceChunks(first...last, with: Array(bytes))
    }
    recount(after: first)
  }

  /// Applies every part of a change that was made for a text of this length.
  package mutating func apply(_ change: TextChange) {
    precondition(change.lengthBefore == count, "the change belongs to another text")
    let parts = change.replacements
    // Each part counts the chunks behind it anew; for many it is less work to write all.
    if parts.count > 64 { return rewrite(with: change.operations) }
    var position = 0
    for part in parts {
      position += part.kept
      replace(position..<position + part.deleted, with: part.inserted)
      position += part.inserted.count
    }
  }

  private mutating func rewrite(with operations: [TextChange.Operation]) {
    var result: [UInt8] = []
    var position = 0
    for operation in operations {
      switch operation {
      case .keep(let count):
        forEachSlice(in: position..<position + count) { result += $0 }
        position += count
      case .delete(let count): position += count
      case .insert(let bytes): result += bytes
      }
    }
    self = TextBuffer(result)
  }

  /// The text after a change.
  package func applying(_ change: TextChange) -> TextBuffer {
    var copy = self
    copy.apply(change)
    return copy
  }

  private func fits(_ count: Int) -> Bool {
    count <= TextChunk.capacity && count >= TextChunk.minimum
  }

  /// Puts `bytes` in the place of some chunks, and of a neighbour where they are too few to stand
  /// alone.
  ///
  /// - Returns: the first chunk that changed.
  private mutating func replaceChunks(_ range: ClosedRange<Int>, with bytes: [UInt8]) -> Int {
    var (first, last, bytes) = (range.lowerBound, range.upperBound, bytes)
    if bytes.count < TextChunk.minimum {
      if last + 1 < chunks.count {
        last += 1
        bytes += chunks[last].bytes
      } else if first > 0 {
        first -= 1
        bytes = chunks[first].bytes + bytes
      }
    }
    chunks.replaceSubrange(first...last, with: TextChunk.split(bytes))
    return first
  }
}
