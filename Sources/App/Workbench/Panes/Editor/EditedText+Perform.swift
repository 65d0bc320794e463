import TextEditing

/// What the actions of normal mode do to the text.
extension EditedText {
  /// Where a motion leads; nil if nowhere.
  ///
  /// - Parameters:
  ///   - goal: the column that moves by lines keep.
  ///   - search: for motions to the next match.
  func target(
    of motion: EditorMotion, count: Int?, goal: Int? = nil, search: TextSearch? = nil
  ) -> Int? {
    switch motion {
    case .text(let motion): return motion.target(from: cursor, in: buffer, count: count ?? 1)
    case .lines(let step):
      let (line, last) = (cursorLine, buffer.lineCount - 1)
      let target = max(0, min(line + step * (count ?? 1), last))
      guard target != line else { return nil }
      let column = goal ?? LineColumns(of: line, in: buffer).column(of: cursor)
      return LineColumns(of: target, in: buffer).offset(at: column)
    case .match(let forward):
      var place = cursor
      for _ in 0..<max(1, min(count ?? 1, 10_000)) {
        let found =
          forward
          ? search?.next(in: buffer, from: min(place + 1, buffer.count))
          : search?.previous(in: buffer, before: place)
        guard let found else { return nil }
        place = found.lowerBound
      }
      return place
    case .character(let character, let forward, let beside):
      return place(of: character, number: count ?? 1, forward: forward, beside: beside)
    }
  }

  private func place(of wanted: Character, number: Int, forward: Bool, beside: Bool) -> Int? {
    let line = LineColumns(of: cursorLine, in: buffer).range
    let part =
      forward
      ? min(buffer.characterEnd(after: cursor), line.upperBound)..<line.upperBound
      : line.lowerBound..<cursor
    let characters = buffer.characters(in: part)
    let found = (forward ? characters : characters.reversed()).filter { $0.value == wanted }
    guard found.indices.contains(number - 1) else { return nil }
    let range = found[number - 1].range
    guard beside else { return range.lowerBound }
    return forward ? buffer.characterStart(before: range.lowerBound) : range.upperBound
  }

  /// What an operator takes with a motion to `target`.
  func range(to target: Int, extent: Motion.Extent) -> Range<Int> {
    let (start, end) = (min(cursor, target), max(cursor, target))
    switch extent {
    case .exclusive: return start..<end
    case .inclusive: return start..<buffer.characterEnd(after: end)
    case .lines: return buffer.range(ofLines: lines(to: target))
    }
  }

  /// The lines that a motion to `target` touches.
  func lines(to target: Int) -> ClosedRange<Int> {
    buffer.line(at: min(cursor, target))...buffer.line(at: max(cursor, target))
  }

  /// Deletes whole lines; with the last line the break before it.
  mutating func deleteLines(_ lines: ClosedRange<Int>) {
    copyLines(lines)
    var range = buffer.range(ofLines: lines)
    if lines.upperBound == buffer.lineCount - 1 && lines.lowerBound > 0 {
      range = range.lowerBound - 1..<range.upperBound
    }
    replace(range, with: [], cursor: range.lowerBound)
    cursor = buffer.firstNonBlank(ofLine: min(lines.lowerBound, buffer.lineCount - 1))
  }

  /// Empties lines but for the indentation of the first, and leaves the cursor there.
  mutating func clearLines(_ lines: ClosedRange<Int>) {
    copyLines(lines)
    let start = buffer.firstNonBlank(ofLine: lines.lowerBound)
    replace(start..<max(start, buffer.end(ofLine: lines.upperBound)), with: [], cursor: start)
  }

  /// Keeps whole lines in the register; the last one of the text gets the break it lacks.
  mutating func copyLines(_ lines: ClosedRange<Int>) {
    let bytes = buffer.bytes(in: buffer.range(ofLines: lines))
    let isWhole = lines.upperBound < buffer.lineCount - 1
    register = Register(bytes: isWhole ? bytes : bytes + [0x0A], isLines: true)
  }

  /// Keeps a part of the text in the register.
  mutating func copy(_ range: Range<Int>) {
    register = Register(bytes: buffer.bytes(in: range), isLines: false)
  }

  /// Puts the register behind the cursor or before it; lines below its line or above.
  mutating func putBack(before: Bool, count: Int) {
    guard !register.bytes.isEmpty else { return }
    let bytes = Array(repeatElement(register.bytes, count: count).joined())
    if register.isLines {
      putLines(bytes, before: before)
    } else {
      let isEmptyLine = buffer.lineStart(at: cursor) == buffer.lineEnd(at: cursor)
      let place = before || isEmptyLine ? cursor : buffer.characterEnd(after: cursor)
      replace(place..<place, with: bytes)
      cursor = buffer.characterStart(before: place + bytes.count)
    }
  }

  private mutating func putLines(_ bytes: [UInt8], before: Bool) {
    let line = cursorLine
    if !before && line == buffer.lineCount - 1 {
      // Below the last line, which has no break of its own.
      replace(buffer.count..<buffer.count, with: [0x0A] + bytes.dropLast())
    } else {
      let place = buffer.start(ofLine: before ? line : line + 1)
      replace(place..<place, with: bytes)
    }
    cursor = buffer.firstNonBlank(ofLine: before ? line : line + 1)
  }

  /// Joins the next line to this one with a blank between, `count - 1` times and at least once.
  mutating func joinLines(count: Int) {
    for _ in 0..<max(1, min(count, buffer.lineCount) - 1) {
      let line = cursorLine
      guard line + 1 < buffer.lineCount else { return }
      let end = buffer.end(ofLine: line)
      let next = buffer.firstNonBlank(ofLine: line + 1)
      let isAtEnd = next == buffer.end(ofLine: line + 1)
      let endsBlank = end == buffer.start(ofLine: line) || buffer[end - 1] == 0x20
      replace(end..<next, with: isAtEnd || endsBlank ? [] : [0x20], cursor: end)
    }
  }

  /// Replaces `count` characters from the cursor on, if the line has so many.
  mutating func replaceCharacters(with character: Character, count: Int) {
    var end = cursor
    for _ in 0..<count {
      guard end < buffer.lineEnd(at: cursor) else { return }
      end = buffer.characterEnd(after: end)
    }
    let bytes = Array(String(repeating: character, count: count).utf8)
    let start = cursor
    replace(start..<end, with: bytes)
    cursor = buffer.characterStart(before: start + bytes.count)
  }
}
