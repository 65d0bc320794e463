import CellGrid
import TextEditing

/// The visible part of one line, as pieces with styles.
struct EditorLine {
  /// Where the visible part begins in the text.
  let start: Int
  private(set) var pieces: [StyledText] = []
  /// More of the line stands to the right.
  private(set) var isCut = false

  /// - Parameters:
  ///   - left: the first visible column, as ``LineColumns`` counts them.
  ///   - columns: cells there are.
  ///   - isJSON: whether to colour.
  ///   - marks: ranges of the text that get a role of their own over the colours.
  ///   - masked: ranges of the text that are not shown: each character is a `•`.
  init(
    _ line: Int, of buffer: TextBuffer, left: Int, columns: Int, isJSON: Bool,
    marks: (Range<Int>) -> [(Range<Int>, StyleRole)],
    masked: (Range<Int>) -> ArraySlice<Range<Int>> = { _ in [] }, theme: Theme
  ) {
    let measure = LineColumns(of: line, in: buffer)
    start = left == 0 ? measure.range.lowerBound : measure.offset(at: left)
    let shown = start..<min(start + columns, measure.range.upperBound)
    isCut = shown.upperBound < measure.range.upperBound
    if let bytes = Self.plain(shown, of: buffer, to: measure.range.upperBound),
      masked(shown).isEmpty, !marks(shown).contains(where: { $0.0.overlaps(shown) })
    {
      appendRuns(
        bytes, isJSON ? EditorHighlight.roles(of: shown, in: measure.range, of: buffer) : nil,
        theme)
      return
    }
    // A character has seldom more than 4 bytes; where many combine, the row ends a little early.
    let end = min(start + columns * 4 + 64, measure.range.upperBound)
    let characters = Self.fitting(buffer.characters(in: start..<end), columns: columns)
    let part = start..<(characters.last?.range.upperBound ?? start)
    isCut = part.upperBound < measure.range.upperBound
    let roles = isJSON ? EditorHighlight.roles(of: part, in: measure.range, of: buffer) : []
    let marks = marks(part)
    let masked = masked(part)
    for character in characters {
      if masked.contains(where: { $0.contains(character.range.lowerBound) }) {
        let width = LineColumns.width(of: character)
        append(String(repeating: "•", count: width), theme[.jsonMasked])
        continue
      }
      var style = theme[roles.isEmpty ? .text : roles[character.range.lowerBound - part.lowerBound]]
      for (range, role) in marks where range.contains(character.range.lowerBound) {
        style = style.overlaid(by: theme[role])
      }
      append(character, style, buffer)
    }
  }

  /// The bytes of a part where each is a character and a cell; nil for all others.
  private static func plain(
    _ part: Range<Int>, of buffer: TextBuffer, to end: Int
  ) -> [UInt8]? {
    // What follows might combine with the last one.
    let bytes = buffer.bytes(in: part.lowerBound..<min(part.upperBound + 1, end))
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
    return Array(bytes.prefix(part.count))
  }

  /// A piece for each run of bytes with one role.
  private mutating func appendRuns(_ bytes: [UInt8], _ roles: [StyleRole]?, _ theme: Theme) {
    guard let roles else {
      return append(String(decoding: bytes, as: UTF8.self), theme[.text])
    }
    var start = 0
    while start < bytes.count {
      var end = start + 1
      while end < bytes.count, roles[end] == roles[start] { end += 1 }
      append(String(decoding: bytes[start..<end], as: UTF8.self), theme[roles[start]])
      start = end
    }
  }

  private static func fitting(_ characters: [TextCharacter], columns: Int) -> [TextCharacter] {
    var left = columns
    return Array(
      characters.prefix { character in
        left -= LineColumns.width(of: character)
        return left >= 0
      })
  }

  private mutating func append(_ character: TextCharacter, _ style: Style, _ buffer: TextBuffer) {
    switch character.value {
    case nil:
      let text = LineColumns.invalidText(buffer[character.range.lowerBound])
      pieces.append(StyledText(text, style.marked))
    case "\t":
      let blanks = String(repeating: " ", count: LineColumns.width(of: character))
      pieces.append(StyledText(blanks, style))
    case let value?:
      append(String(value), style)
    }
  }

  private mutating func append(_ text: String, _ style: Style) {
    if let last = pieces.last, last.style == style {
      pieces[pieces.count - 1].text.append(text)
    } else {
      pieces.append(StyledText(text, style))
    }
  }
}
