extension TextBuffer {
  /// At least 1: a text without a line break is one line, also an empty one.
  package var lineCount: Int { starts[starts.count - 1].line + 1 }

  /// The line that holds an offset, from 0. A line break belongs to the line it ends.
  package func line(at offset: Int) -> Int {
    guard !chunks.isEmpty else { return 0 }
    let index = chunkIndex(at: offset)
    return starts[index].line + chunks[index].breakCount(upTo: offset - starts[index].byte)
  }

  /// Where a line starts. `line` is below ``lineCount``.
  package func start(ofLine line: Int) -> Int {
    precondition(line >= 0 && line < lineCount, "line outside the text")
    guard line > 0 else { return 0 }
    let index = lastStart { $0.line < line }
    guard let place = chunks[index].index(ofBreak: line - starts[index].line) else { return count }
    return starts[index].byte + place + 1
  }

  /// Where a line ends, before its line break.
  package func end(ofLine line: Int) -> Int {
    line + 1 < lineCount ? start(ofLine: line + 1) - 1 : count
  }

  /// The bytes of a line without its line break.
  package func range(ofLine line: Int) -> Range<Int> {
    start(ofLine: line)..<end(ofLine: line)
  }

  /// The bytes of some lines with their line breaks; the last line of the text has none.
  package func range(ofLines lines: ClosedRange<Int>) -> Range<Int> {
    let end = lines.upperBound + 1 < lineCount ? start(ofLine: lines.upperBound + 1) : count
    return start(ofLine: lines.lowerBound)..<end
  }

  /// Where the line of an offset starts.
  package func lineStart(at offset: Int) -> Int { start(ofLine: line(at: offset)) }

  /// Where the line of an offset ends, before its line break.
  package func lineEnd(at offset: Int) -> Int { end(ofLine: line(at: offset)) }

  /// How many characters stand before an offset in its line. O(length of that part).
  package func column(at offset: Int) -> Int {
    characters(in: lineStart(at: offset)..<offset).count
  }

  /// The offset of a character in a line, counted from 0; the line's end for one that is not there.
  package func offset(ofColumn column: Int, inLine line: Int) -> Int {
    let range = range(ofLine: line)
    // A character takes a byte at least; most take one.
    var reach = column
    while true {
      let end = min(range.upperBound, range.lowerBound + reach)
      let found = characters(in: range.lowerBound..<end)
      // One to spare: a character at the edge may be cut.
      if found.count > column + 1 { return found[column].range.lowerBound }
      if end == range.upperBound {
        return column < found.count ? found[column].range.lowerBound : end
      }
      reach = reach * 2 + 64
    }
  }
}
