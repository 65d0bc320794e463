import TextEditing

/// Typing: what insert mode and plain mode do to the text.
extension EditedText {
  static let indentWidth = 2

  /// Puts text in the place of what is marked, or at the cursor.
  mutating func type(_ bytes: [UInt8]) {
    replace(selection.range, with: bytes)
  }

  /// A closing bracket on a blank line goes below the line of its partner.
  mutating func type(_ character: Character) {
    let place = selection.range.lowerBound
    let mayMove = (character == "}" || character == "]") && isBlank(before: place)
    type(Array(String(character).utf8))
    guard mayMove, let partner = buffer.matchingBracket(at: cursor - 1, within: 256 * 1024)
    else { return }
    let start = buffer.lineStart(at: cursor)
    let indent = indentation(ofLine: buffer.line(at: partner))
    replace(start..<cursor - 1, with: indent, cursor: start + indent.count + 1)
  }

  /// Breaks the line: the new one is indented like this one, deeper behind an opening bracket.
  /// Between two brackets the closing one gets a line of its own.
  ///
  /// - Parameter dropsBlanks: those before the cursor go.
  mutating func breakLine(dropsBlanks: Bool = false) {
    let range = selection.range
    let indent = indentation(ofLine: buffer.line(at: range.lowerBound), upTo: range.lowerBound)
    let opens = isOpening(byteBefore(range.lowerBound))
    let deeper = indent + (opens ? Self.oneIndent : [])
    let start = dropsBlanks ? buffer.lineStart(at: range.lowerBound) : range.lowerBound
    let closes = opens && range.upperBound < buffer.count && isClosing(buffer[range.upperBound])
    let behind = closes ? [0x0A] + indent : []
    // Blanks behind the cursor would add to the indentation.
    var end = range.upperBound
    while !closes, end < buffer.lineEnd(at: range.upperBound), buffer[end] == 0x20 { end += 1 }
    replace(start..<end, with: [0x0A] + deeper + behind, cursor: start + 1 + deeper.count)
  }

  /// Opens an empty line below this one, indented like what stands there.
  mutating func openLineBelow() {
    let line = cursorLine
    let end = buffer.end(ofLine: line)
    let last = buffer.characterStart(before: end)
    let opens = end > buffer.start(ofLine: line) && isOpening(buffer[last])
    let indent = indentation(ofLine: line) + (opens ? Self.oneIndent : [])
    replace(end..<end, with: [0x0A] + indent)
  }

  /// Opens an empty line above this one.
  mutating func openLineAbove() {
    let start = buffer.start(ofLine: cursorLine)
    let indent = indentation(ofLine: cursorLine)
    replace(start..<start, with: indent + [0x0A], cursor: start + indent.count)
  }

  /// Deletes what is marked, or a character; before the text of a line, a step of indentation.
  mutating func deleteBack() {
    guard selection.isEmpty else { return replace(selection.range, with: []) }
    let lineStart = buffer.lineStart(at: cursor)
    if cursor > lineStart, isBlank(before: cursor) {
      let width = (cursor - lineStart - 1) % Self.indentWidth + 1
      replace(cursor - width..<cursor, with: [])
    } else {
      replace(buffer.characterStart(before: cursor)..<cursor, with: [])
    }
  }

  mutating func deleteForward() {
    guard selection.isEmpty else { return replace(selection.range, with: []) }
    replace(cursor..<buffer.characterEnd(after: cursor), with: [])
  }

  /// Deletes back to where a motion leads, in the line; at its start, the break before it.
  mutating func deleteBack(to motion: Motion) {
    let lineStart = buffer.lineStart(at: cursor)
    guard selection.isEmpty, cursor > lineStart,
      let target = motion.target(from: cursor, in: buffer)
    else { return deleteBack() }
    replace(max(target, lineStart)..<cursor, with: [])
  }

  /// Deletes the blanks of the cursor's line if there is nothing else.
  mutating func dropBlankLine() {
    let range = buffer.range(ofLine: cursorLine)
    guard buffer.firstNonBlank(ofLine: cursorLine) == range.upperBound else { return }
    replace(range, with: [])
  }

  /// Blanks up to the next stop.
  mutating func indent() {
    let column = LineColumns(of: cursorLine, in: buffer).column(of: selection.range.lowerBound)
    let width = Self.indentWidth - column % Self.indentWidth
    type([UInt8](repeating: 0x20, count: width))
  }

  /// Moves the lines that are marked, or the cursor's, in or out; what is marked stays so.
  mutating func shiftMarkedLines(by steps: Int) {
    let old = selection
    let last = buffer.line(at: old.range.upperBound)
    let first = buffer.line(at: old.range.lowerBound)
    // A selection of whole lines ends before the next one.
    let endsBefore = last > first && buffer.start(ofLine: last) == old.range.upperBound
    let oldVersion = version
    shift(first...(endsBefore ? last - 1 : last), by: steps, takesEmptyLines: old.isEmpty)
    guard version != oldVersion, let change = changes.last else {
      selection = old
      return
    }
    // Blanks that come at the start of what is marked are marked too.
    let start = change.position(of: old.range.lowerBound, onSide: old.isEmpty ? .after : .before)
    let end = change.position(of: old.range.upperBound)
    selection = Selection(
      anchor: old.anchor > old.head ? end : start, head: old.anchor > old.head ? start : end)
  }

  private static let oneIndent = [UInt8](repeating: 0x20, count: indentWidth)

  /// The blanks a line starts with, as far as `limit`.
  private func indentation(ofLine line: Int, upTo limit: Int = .max) -> [UInt8] {
    let start = buffer.start(ofLine: line)
    return buffer.bytes(in: start..<min(buffer.firstNonBlank(ofLine: line), max(limit, start)))
  }

  private func isBlank(before offset: Int) -> Bool {
    buffer.firstNonBlank(ofLine: buffer.line(at: offset)) >= offset
  }

  private func byteBefore(_ offset: Int) -> UInt8? {
    var place = offset
    let start = buffer.lineStart(at: offset)
    while place > start, buffer[place - 1] == 0x20 { place -= 1 }
    return place > start ? buffer[place - 1] : nil
  }

  private func isOpening(_ byte: UInt8?) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  private func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }
}
