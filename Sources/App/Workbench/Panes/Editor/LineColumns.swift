import CellGrid
import TextEditing

/// Where the characters of a line stand, in cells from the line's start.
///
/// In a line of more than ``exactLength`` bytes a byte counts as a cell: then no key needs more
/// work than a screen, in a line of 2 MB too. Drawing measures what it shows exactly.
struct LineColumns {
  static let exactLength = 4096
  private static let tabWidth = 4

  let buffer: TextBuffer
  /// The line without its break.
  let range: Range<Int>

  init(of line: Int, in buffer: TextBuffer) {
    self.buffer = buffer
    range = buffer.range(ofLine: line)
  }

  /// Cells of a character on the screen.
  static func width(of character: TextCharacter) -> Int {
    guard let value = character.value else { return invalidText(0).utf8.count }
    return value == "\t" ? tabWidth : CharacterWidth.of(value)
  }

  /// How a byte that is no UTF-8 looks.
  static func invalidText(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "<" + (digits.utf8.count == 1 ? "0" : "") + digits + ">"
  }

  private var isExact: Bool { range.count <= Self.exactLength }

  /// Cells before a place in the line.
  func column(of offset: Int) -> Int {
    guard isExact else { return offset - range.lowerBound }
    return cells(in: range.lowerBound..<offset)
  }

  /// The character that covers a column; the line's end for one behind it.
  func offset(at column: Int) -> Int {
    guard column > 0 else { return range.lowerBound }
    guard isExact else {
      return buffer.characterStart(at: range.lowerBound + min(column, range.count))
    }
    var left = column
    for character in buffer.characters(in: range) {
      left -= Self.width(of: character)
      if left < 0 { return character.range.lowerBound }
    }
    return range.upperBound
  }

  /// Cells that a part of the line takes. O(length): ask for what a screen holds.
  func cells(in part: Range<Int>) -> Int {
    let bytes = buffer.bytes(in: part)
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return bytes.count }
    return buffer.characters(in: part).reduce(0) { $0 + Self.width(of: $1) }
  }
}
