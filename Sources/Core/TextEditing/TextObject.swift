/// A piece of text that has a name, after vim's text objects.
///
/// ```
/// "name": "va‸lue",     iw value     i" value     a" "value"      i{ what the object holds
/// ```
package enum TextObject: Hashable, Sendable {
  /// `iw`, `aw`; long: between blanks.
  case word(around: Bool, isLong: Bool)
  /// A string in the line around the cursor, or the next one. Backslashes escape.
  case quotes(UInt8, around: Bool)
  /// `{}`, `[]` or `()`, named by the opening one; those in strings are text.
  case brackets(UInt8, around: Bool)
  /// Lines between empty lines.
  case paragraph(around: Bool)

  /// Where it is.
  ///
  /// - Parameter count: words, levels of brackets, paragraphs.
  /// - Returns: nil if there is none, or it is too long to be looked for on a key.
  package func span(at offset: Int, in buffer: TextBuffer, count: Int = 1) -> TextSpan? {
    let count = min(max(1, count), 1000)
    switch self {
    case .word(let around, let isLong):
      return buffer.wordSpan(at: offset, around: around, isLong: isLong, count: count)
    case .quotes(let quote, let around):
      return buffer.quotedSpan(quote, at: offset, around: around)
    case .brackets(let kind, let around):
      guard let pair = buffer.pair(of: kind, around: offset, level: count) else { return nil }
      return around ? TextSpan(pair) : buffer.inside(of: pair)
    case .paragraph(let around):
      return buffer.paragraphSpan(at: offset, around: around, count: count)
    }
  }
}

/// A part of a text that an operator takes.
package struct TextSpan: Hashable, Sendable {
  package let range: Range<Int>
  /// Set for whole lines: the range ends with the last one's break, where it has one.
  package let lines: ClosedRange<Int>?

  package init(_ range: Range<Int>) {
    self.range = range
    lines = nil
  }

  /// Whole lines.
  package init(lines: ClosedRange<Int>, in buffer: TextBuffer) {
    range = buffer.range(ofLines: lines)
    self.lines = lines
  }
}

extension TextBuffer {
  /// Between brackets; whole lines where the brackets stand in lines of their own.
  fileprivate func inside(of pair: Range<Int>) -> TextSpan? {
    var (start, end) = (pair.lowerBound + 1, pair.upperBound - 1)
    let closingLine = line(at: end)
    let opensLine = start < end && self[start] == .lineBreak
    let isAlone = firstNonBlank(ofLine: closingLine) == end && closingLine > line(at: start)
    if opensLine { start += 1 }
    if isAlone { end = self.start(ofLine: closingLine) }
    guard start <= end else { return TextSpan(start - 1..<start - 1) }
    if opensLine && isAlone {
      guard start < end else { return TextSpan(start - 1..<start - 1) }
      return TextSpan(lines: line(at: start)...closingLine - 1, in: self)
    }
    return TextSpan(start..<(isAlone ? max(start, end - 1) : end))
  }

  fileprivate func quotedSpan(_ quote: UInt8, at offset: Int, around: Bool) -> TextSpan? {
    let end = lineEnd(at: offset)
    var cursor = TextCursor(in: self, at: lineStart(at: offset))
    var start: Int?
    while cursor.offset < end, let byte = cursor.next() {
      if byte == .backslash, start != nil {
        if cursor.offset < end { _ = cursor.next() }
      } else if byte == quote {
        guard let opening = start else {
          start = cursor.offset - 1
          continue
        }
        if cursor.offset > offset {
          let string = opening..<cursor.offset
          return TextSpan(around ? withBlanks(string) : opening + 1..<cursor.offset - 1)
        }
        start = nil
      }
    }
    return nil
  }

  /// With the blanks behind it; without any there, those before it.
  private func withBlanks(_ range: Range<Int>) -> Range<Int> {
    let end = endOfBlanks(from: range.upperBound)
    if end > range.upperBound { return range.lowerBound..<end }
    return startOfBlanks(before: range.lowerBound)..<range.upperBound
  }

  private func endOfBlanks(from offset: Int) -> Int {
    let limit = min(lineEnd(at: offset), offset + Self.wordReach)
    var end = offset
    while end < limit, self[end].isBlank { end += 1 }
    return end
  }

  private func startOfBlanks(before offset: Int) -> Int {
    let limit = max(lineStart(at: offset), offset - Self.wordReach)
    var start = offset
    while start > limit, self[start - 1].isBlank { start -= 1 }
    return start
  }

  fileprivate func wordSpan(
    at offset: Int, around: Bool, isLong: Bool, count: Int
  ) -> TextSpan? {
    guard var range = run(at: offset, long: isLong) else { return nil }
    let startsBlank = self[range.lowerBound].isBlank
    // A word and the blanks beside it are two runs.
    for _ in 1..<(around ? 2 * count : count) {
      guard let next = run(at: range.upperBound, long: isLong) else { break }
      range = range.lowerBound..<next.upperBound
    }
    guard around, !startsBlank, !self[range.upperBound - 1].isBlank else { return TextSpan(range) }
    return TextSpan(withBlanks(wordOnly(range, isLong, count)))
  }

  /// Words with punctuation between and no blanks: as many runs as were asked for.
  private func wordOnly(_ range: Range<Int>, _ isLong: Bool, _ count: Int) -> Range<Int> {
    var end = range.lowerBound
    for _ in 0..<count {
      end = endOfBlanks(from: end)
      guard let next = run(at: end, long: isLong) else { break }
      end = next.upperBound
    }
    return range.lowerBound..<end
  }

  /// A run of one kind in the line, blanks too; nil at its end.
  private func run(at offset: Int, long: Bool) -> Range<Int>? {
    guard offset < lineEnd(at: offset) else { return nil }
    guard self[offset].isBlank else { return word(at: offset, long: long) }
    return startOfBlanks(before: offset)..<endOfBlanks(from: offset)
  }

  fileprivate func paragraphSpan(at offset: Int, around: Bool, count: Int) -> TextSpan? {
    let line = line(at: offset)
    guard let first = endOfBlock(from: line, step: -1) else { return nil }
    var (start, last) = (first, line - 1)
    // Blocks of text and of empty lines take turns.
    for _ in 0..<(around ? 2 * count : count) {
      guard last + 1 < lineCount else { break }
      guard let end = endOfBlock(from: last + 1, step: 1) else { return nil }
      last = end
    }
    let isText = !isEmptyLine(line)
    if around && isText && last == lineCount - 1 && !isEmptyLine(last) && start > 0 {
      // No empty lines behind it: those before it.
      guard let before = endOfBlock(from: start - 1, step: -1) else { return nil }
      start = before
    }
    return TextSpan(lines: start...last, in: self)
  }

  private func isEmptyLine(_ line: Int) -> Bool { range(ofLine: line).isEmpty }

  /// The last line, that way, of the block of empty or of other lines; nil if it is too far.
  private func endOfBlock(from line: Int, step: Int) -> Int? {
    let isEmpty = isEmptyLine(line)
    var end = line
    while end + step >= 0, end + step < lineCount, isEmptyLine(end + step) == isEmpty {
      end += step
      if abs(end - line) > 20_000 { return nil }
    }
    return end
  }
}

extension UInt8 {
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
