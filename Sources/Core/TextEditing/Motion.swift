/// A way to go somewhere in a text, after vim's motions.
///
/// Each gives an offset where a character starts, or the end of its line or of the text: a caller
/// whose cursor sits *on* characters moves it back by one there.
package enum Motion: Hashable, Sendable {
  /// Within the line.
  case characterBack, characterForward
  /// By character through the whole text, over line breaks.
  case textBack, textForward
  /// The first and the last place of the text.
  case textStart, textEnd
  case wordBack, wordForward, wordEnd, wordEndBack
  /// Words between blanks, whatever they are made of.
  case longWordBack, longWordForward, longWordEnd, longWordEndBack
  case lineStart, firstNonBlank, lineEnd
  /// The first character that is not blank of the first line, of the last, of a line counted from
  /// 0.
  case documentStart, documentEnd
  case line(Int)
  /// The next empty line.
  case paragraphBack, paragraphForward
  case matchingBracket

  /// A motion is done no more often, so that no count makes one key slow.
  private static let mostRepeats = 50_000

  /// How much of the text an operator with this motion covers.
  package enum Extent: Sendable {
    /// Up to the target, without the character there.
    case exclusive
    /// With the character at the target.
    case inclusive
    /// Whole lines.
    case lines
  }

  /// How much of the text an operator such as `d` takes with this motion.
  package var extent: Extent {
    switch self {
    case .wordEnd, .longWordEnd, .wordEndBack, .longWordEndBack, .matchingBracket: .inclusive
    case .documentStart, .documentEnd, .line: .lines
    default: .exclusive
    }
  }

  /// Where `count` of these motions lead from `offset`.
  ///
  /// - Returns: nil if there is nothing to go to: at the edge already, or no bracket that matches.
  package func target(from offset: Int, in buffer: TextBuffer, count: Int = 1) -> Int? {
    var position = offset
    for _ in 0..<max(1, min(count, Self.mostRepeats)) {
      guard let next = step(from: position, in: buffer), next != position else { break }
      position = next
      if case .matchingBracket = self { break }
    }
    return position == offset ? nil : position
  }

  private func step(from offset: Int, in buffer: TextBuffer) -> Int? {
    switch self {
    case .characterBack:
      return offset > buffer.lineStart(at: offset) ? buffer.characterStart(before: offset) : nil
    case .characterForward:
      return offset < buffer.lineEnd(at: offset) ? buffer.characterEnd(after: offset) : nil
    case .textBack: return buffer.characterStart(before: offset)
    case .textForward: return buffer.characterEnd(after: offset)
    case .textStart: return 0
    case .textEnd: return buffer.count
    case .wordBack: return buffer.wordBack(from: offset, long: false)
    case .wordForward: return buffer.wordForward(from: offset, long: false)
    case .wordEnd: return buffer.wordEnd(from: offset, long: false)
    case .wordEndBack: return buffer.wordEndBack(from: offset, long: false)
    case .longWordEndBack: return buffer.wordEndBack(from: offset, long: true)
    case .longWordBack: return buffer.wordBack(from: offset, long: true)
    case .longWordForward: return buffer.wordForward(from: offset, long: true)
    case .longWordEnd: return buffer.wordEnd(from: offset, long: true)
    case .lineStart: return buffer.lineStart(at: offset)
    case .lineEnd: return buffer.lineEnd(at: offset)
    case .firstNonBlank: return buffer.firstNonBlank(ofLine: buffer.line(at: offset))
    case .documentStart: return buffer.firstNonBlank(ofLine: 0)
    case .documentEnd: return buffer.firstNonBlank(ofLine: buffer.lineCount - 1)
    case .line(let line):
      return buffer.firstNonBlank(ofLine: max(0, min(line, buffer.lineCount - 1)))
    case .paragraphBack: return buffer.paragraphBack(from: offset)
    case .paragraphForward: return buffer.paragraphForward(from: offset)
    case .matchingBracket: return buffer.matchingBracket(nearest: offset)
    }
  }
}

extension TextBuffer {
  /// Where the text of a line begins behind its blanks; the line's end if it is blank.
  package func firstNonBlank(ofLine line: Int) -> Int {
    let range = range(ofLine: line)
    // A line of nothing but blanks may be long too.
    let limit = min(range.upperBound, range.lowerBound + Self.wordReach)
    var cursor = TextCursor(in: self, at: range.lowerBound)
    while cursor.offset < limit, let byte = cursor.next() {
      if !byte.isBlank { return cursor.offset - 1 }
    }
    return limit
  }

  /// A step of these motions goes no farther: JSON often has no empty line at all.
  private static let paragraphReach = 4 << 20

  /// The end of the next line that is empty, behind at least one that is not; the end of the text
  /// without one.
  func paragraphForward(from offset: Int) -> Int {
    var cursor = TextCursor(in: self, at: offset)
    var sawText = !range(ofLine: line(at: offset)).isEmpty
    var before: UInt8? = offset == lineStart(at: offset) ? .lineBreak : nil
    while cursor.offset - offset < Self.paragraphReach {
      guard let byte = cursor.next() else { return count }
      if byte != .lineBreak { sawText = true }
      if byte == .lineBreak && before == .lineBreak && sawText { return cursor.offset - 1 }
      before = byte
    }
    return characterStart(at: cursor.offset)
  }

  /// The same towards the start of the text.
  func paragraphBack(from offset: Int) -> Int {
    var cursor = TextCursor(in: self, at: offset)
    var sawText = !range(ofLine: line(at: offset)).isEmpty
    var after: UInt8?
    while offset - cursor.offset < Self.paragraphReach {
      guard let byte = cursor.previous() else { return 0 }
      if byte != .lineBreak { sawText = true }
      if byte == .lineBreak && after == .lineBreak && sawText { return cursor.offset + 1 }
      after = byte
    }
    return characterStart(at: cursor.offset)
  }
}
