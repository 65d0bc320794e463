/// What a word is made of.
private enum CharacterClass {
  case blank, word, punctuation
}

extension TextBuffer {
  /// A word is looked at so far and no farther: base64 of 2 MB is one.
  static let wordReach = 64 * 1024

  /// The start of the next word; an empty line counts as one.
  func wordForward(from offset: Int, long: Bool) -> Int {
    guard offset < count else { return count }
    let limit = min(count, offset + Self.wordReach)
    var position = offset
    let start = characterClass(at: position, long: long)
    if start != .blank {
      while position < limit, characterClass(at: position, long: long) == start {
        position = characterEnd(after: position)
      }
    }
    while position < limit, characterClass(at: position, long: long) == .blank {
      if position > offset && isEmptyLine(at: position) { return position }
      position = characterEnd(after: position)
    }
    return position
  }

  /// The start of this word or of the one before; an empty line counts as one.
  func wordBack(from offset: Int, long: Bool) -> Int {
    guard offset > 0 else { return 0 }
    let limit = max(0, offset - Self.wordReach)
    var position = characterStart(before: offset)
    while characterClass(at: position, long: long) == .blank {
      if position <= limit || isEmptyLine(at: position) { return position }
      position = characterStart(before: position)
    }
    let kind = characterClass(at: position, long: long)
    while position > limit {
      let before = characterStart(before: position)
      if characterClass(at: before, long: long) != kind { break }
      position = before
    }
    return position
  }

  /// The last character of this word or, if the cursor is on it, of the next.
  func wordEnd(from offset: Int, long: Bool) -> Int {
    guard offset < count else { return count }
    let limit = min(count, offset + Self.wordReach)
    var position = characterEnd(after: offset)
    while position < limit, characterClass(at: position, long: long) == .blank {
      position = characterEnd(after: position)
    }
    guard position < count else { return count }
    let kind = characterClass(at: position, long: long)
    while true {
      let next = characterEnd(after: position)
      if next >= limit || characterClass(at: next, long: long) != kind { return position }
      position = next
    }
  }

  /// The last character of the word before; an empty line counts as one.
  func wordEndBack(from offset: Int, long: Bool) -> Int {
    guard offset > 0 else { return 0 }
    let limit = max(0, offset - Self.wordReach)
    var position = offset
    if offset < count, case let kind = characterClass(at: offset, long: long), kind != .blank {
      while position > limit, characterClass(at: position, long: long) == kind {
        position = characterStart(before: position)
      }
      if characterClass(at: position, long: long) == kind { return position }
    } else {
      position = characterStart(before: position)
    }
    while position > limit, characterClass(at: position, long: long) == .blank,
      !isEmptyLine(at: position)
    {
      position = characterStart(before: position)
    }
    return position
  }

  /// The word, or the run of punctuation, around an offset; nil on a blank and at the end.
  package func word(at offset: Int, long: Bool = false) -> Range<Int>? {
    guard offset < count else { return nil }
    let kind = characterClass(at: offset, long: long)
    guard kind != .blank else { return nil }
    let (first, limit) = (max(0, offset - Self.wordReach), min(count, offset + Self.wordReach))
    var (start, end) = (offset, offset)
    while start > first {
      let before = characterStart(before: start)
      if characterClass(at: before, long: long) != kind { break }
      start = before
    }
    while end < limit, characterClass(at: end, long: long) == kind {
      end = characterEnd(after: end)
    }
    return start..<end
  }

  private func isEmptyLine(at offset: Int) -> Bool {
    self[offset] == .lineBreak && (offset == 0 || self[offset - 1] == .lineBreak)
  }

  private func characterClass(at offset: Int, long: Bool) -> CharacterClass {
    let byte = self[offset]
    let kind = byte.isASCII ? Self.classOfASCII(byte) : classBeyondASCII(at: offset)
    return long && kind == .punctuation ? .word : kind
  }

  private static func classOfASCII(_ byte: UInt8) -> CharacterClass {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), .lineBreak: .blank
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      .word
    default: .punctuation
    }
  }

  private func classBeyondASCII(at offset: Int) -> CharacterClass {
    let end = characterEnd(after: offset)
    guard let character = characters(in: offset..<end).first?.value else { return .punctuation }
    if character.isWhitespace { return .blank }
    return character.isLetter || character.isNumber ? .word : .punctuation
  }
}
