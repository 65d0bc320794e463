import TextEditing

/// What the actions of normal mode do to the text.
extension EditedText {
  /// Where a motion leads that needs the text only; nil if nowhere.
  ///
  /// - Parameter goal: the column that moves by lines keep.
  func target(of motion: EditorMotion, count: Int?, goal: Int? = nil) -> Int? {
    let number = max(1, count ?? 1)
    switch motion {
    case .text(.lineEnd) where number > 1:
      return buffer.end(ofLine: min(cursorLine + number, buffer.lineCount) - 1)
    case .text(let motion): return motion.target(from: cursor, in: buffer, count: number)
    case .lines(let step), .lineStarts(let step):
      let (line, last) = (cursorLine, buffer.lineCount - 1)
      let target = max(0, min(line + step * number, last))
      guard target != line else { return nil }
      if case .lineStarts = motion { return buffer.firstNonBlank(ofLine: target) }
      let column = goal ?? LineColumns(of: line, in: buffer).column(of: cursor)
      return LineColumns(of: target, in: buffer).offset(at: column)
    case .character(let character, let forward, let beside):
      return place(of: character, number: number, forward: forward, beside: beside)
    case .match, .characterAgain, .screen, .mark: return nil
    }
  }

  private func place(of wanted: Character, number: Int, forward: Bool, beside: Bool) -> Int? {
    let line = buffer.range(ofLine: cursorLine)
    let reach = 64 * 1024
    let part =
      forward
      ? min(
        buffer.characterEnd(after: cursor), line.upperBound)..<min(
          line.upperBound, cursor + reach)
      : max(line.lowerBound, cursor - reach)..<cursor
    guard part.lowerBound <= part.upperBound else { return nil }
    let characters = buffer.characters(in: part)
    let found = (forward ? characters : characters.reversed()).filter { $0.value == wanted }
    guard found.indices.contains(number - 1) else { return nil }
    let range = found[number - 1].range
    guard beside else { return range.lowerBound }
    return forward ? buffer.characterStart(before: range.lowerBound) : range.upperBound
  }

  /// The lines that a motion to `target` touches.
  func lines(to target: Int) -> ClosedRange<Int> {
    buffer.line(at: min(cursor, target))...buffer.line(at: max(cursor, target))
  }

  /// What is kept of a part; the last line of the text gets the break it lacks.
  func content(of span: TextSpan) -> Register {
    let bytes = buffer.bytes(in: span.range)
    guard let lines = span.lines else { return Register(bytes: bytes) }
    let lacksBreak = lines.upperBound == buffer.lineCount - 1
    return Register(bytes: lacksBreak ? bytes + [0x0A] : bytes, isLines: true)
  }

  /// Deletes whole lines; with the last line the break before it.
  mutating func deleteLines(_ lines: ClosedRange<Int>) {
    var range = buffer.range(ofLines: lines)
    if lines.upperBound == buffer.lineCount - 1 && lines.lowerBound > 0 {
      range = range.lowerBound - 1..<range.upperBound
    }
    replace(range, with: [], cursor: range.lowerBound)
    cursor = buffer.firstNonBlank(ofLine: min(lines.lowerBound, buffer.lineCount - 1))
  }

  /// Empties lines but for the indentation of the first, and leaves the cursor there.
  mutating func clearLines(_ lines: ClosedRange<Int>) {
    let start = buffer.firstNonBlank(ofLine: lines.lowerBound)
    replace(start..<max(start, buffer.end(ofLine: lines.upperBound)), with: [], cursor: start)
  }

  /// Puts text behind the cursor or before it; lines below its line or above.
  mutating func putBack(_ register: Register, before: Bool, count: Int) {
    guard !register.bytes.isEmpty else { return }
    let bytes = Array(repeatElement(register.bytes, count: count).joined())
    if register.isLines {
      putLines(bytes, before: before)
    } else {
      let isEmptyLine = buffer.lineStart(at: cursor) == buffer.lineEnd(at: cursor)
      let place = before || isEmptyLine ? cursor : buffer.characterEnd(after: cursor)
      replace(place..<place, with: bytes)
      // Of several lines the first is looked at, as in vim.
      let end = buffer.characterStart(before: place + bytes.count)
      cursor = register.bytes.contains(0x0A) ? place : end
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

  /// Puts text in the place of a part; lines stay lines.
  mutating func replace(_ span: TextSpan, with register: Register, count: Int) {
    var bytes = Array(repeatElement(register.bytes, count: count).joined())
    var range = span.range
    if let lines = span.lines {
      if register.isLines { bytes.removeLast() }
      range = buffer.start(ofLine: lines.lowerBound)..<buffer.end(ofLine: lines.upperBound)
    } else if register.isLines {
      bytes.insert(0x0A, at: 0)
    }
    let start = range.lowerBound
    replace(range, with: bytes)
    if span.lines == nil && register.isLines {
      cursor = buffer.firstNonBlank(ofLine: buffer.line(at: start) + 1)
    } else if span.lines != nil || register.bytes.contains(0x0A) {
      cursor = register.isLines ? buffer.firstNonBlank(ofLine: buffer.line(at: start)) : start
    } else {
      cursor = buffer.characterStart(before: max(start, start + bytes.count))
    }
  }

  /// Changes the case of a part; the cursor goes to `target`.
  mutating func change(_ textCase: TextCase?, in range: Range<Int>, cursor target: Int) {
    let bytes = buffer.bytes(in: range)
    guard let changed = textCase?.applied(to: bytes), changed != bytes else {
      cursor = target
      return
    }
    replace(range, with: changed, cursor: range.lowerBound)
    cursor = buffer.characterStart(at: min(target, buffer.count))
  }

  /// Joins the next line to this one with a blank between, `count - 1` times and at least once.
  mutating func joinLines(count: Int, withBlank: Bool) {
    let (first, last) = (cursorLine, min(cursorLine + max(1, count - 1), buffer.lineCount - 1))
    guard last > first else { return }
    var change = TextChange()
    var (place, target) = (0, cursor)
    // Whether the text so far ends with a blank, or is empty.
    var endsBlank =
      buffer.range(ofLine: first).isEmpty || buffer[buffer.end(ofLine: first) - 1].isBlank
    for line in first + 1...last {
      let end = buffer.end(ofLine: line - 1)
      let lineEnd = buffer.end(ofLine: line)
      let next = withBlank ? buffer.firstNonBlank(ofLine: line) : buffer.start(ofLine: line)
      let isEmpty = next == lineEnd
      let closes = !isEmpty && buffer[next] == UInt8(ascii: ")")
      change.keep(end - place)
      target = change.lengthAfter
      if withBlank && !isEmpty && !closes && !endsBlank { change.insert([0x20]) }
      change.delete(next - end)
      place = next
      if !isEmpty { endsBlank = buffer[lineEnd - 1].isBlank }
    }
    change.keep(buffer.count - place)
    apply(change, cursor: target)
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

  /// Replaces every character of a range but line breaks.
  mutating func replaceCharacters(in range: Range<Int>, with character: Character) {
    let new = Array(String(character).utf8)
    var bytes: [UInt8] = []
    // Line by line: all characters of a long text at once would take forty times its memory.
    for line in buffer.line(at: range.lowerBound)...buffer.line(at: range.upperBound) {
      let part = buffer.range(ofLine: line).clamped(to: range)
      for _ in buffer.characters(in: part) { bytes += new }
      if part.upperBound < range.upperBound { bytes.append(0x0A) }
    }
    replace(range, with: bytes, cursor: range.lowerBound)
  }

  /// Moves lines in or out by steps of indentation; the cursor goes to the text of the first.
  mutating func shift(_ lines: ClosedRange<Int>, by steps: Int, takesEmptyLines: Bool = false) {
    var change = TextChange()
    var place = 0
    for line in lines {
      let range = buffer.range(ofLine: line)
      guard !range.isEmpty || takesEmptyLines else { continue }
      change.keep(range.lowerBound - place)
      place = range.lowerBound
      if steps > 0 {
        change.insert([UInt8](repeating: 0x20, count: Self.indentWidth * steps))
      } else {
        let blanks = blanksToDelete(ofLine: range, width: -steps * Self.indentWidth)
        change.delete(blanks)
        place += blanks
      }
    }
    change.keep(buffer.count - place)
    apply(change, cursor: cursor)
    cursor = buffer.firstNonBlank(ofLine: lines.lowerBound)
  }

  /// How many blanks make a width; a tab counts as a step.
  private func blanksToDelete(ofLine range: Range<Int>, width: Int) -> Int {
    var (count, left) = (0, width)
    while left > 0, range.lowerBound + count < range.upperBound {
      let byte = buffer[range.lowerBound + count]
      guard byte.isBlank else { break }
      left -= byte == 0x20 ? 1 : Self.indentWidth
      count += 1
    }
    return count
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
