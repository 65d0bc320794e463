import CellGrid
import TextEditing

/// The visible part of one line, as pieces with styles.
struct EditorLine {
  /// Where the visible part begins in the text.
  let start: Int
  private(set) var pieces: [StyledText] = []

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
    // A character has seldom more than 4 bytes; where many combine, the row ends a little early.
    let end = min(start + columns * 4 + 64, measure.range.upperBound)
    let characters = Self.fitting(buffer.characters(in: start..<end), columns: columns)
    let part = start..<(characters.last?.range.upperBound ?? start)
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
