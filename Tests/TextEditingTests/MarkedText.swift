import TextEditing

/// A text with its cursor drawn in: `na‸me`.
struct MarkedText: Equatable, CustomStringConvertible {
  static let mark: Character = "‸"

  var buffer: TextBuffer
  var cursor: Int

  init(_ text: String) {
    let parts = text.split(separator: Self.mark, omittingEmptySubsequences: false)
    buffer = TextBuffer(parts.joined())
    cursor = parts[0].utf8.count
  }

  init(_ buffer: TextBuffer, cursor: Int) {
    self.buffer = buffer
    self.cursor = cursor
  }

  var description: String {
    buffer.string(in: 0..<cursor) + String(Self.mark) + buffer.string(in: cursor..<buffer.count)
  }
}
