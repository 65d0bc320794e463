/// What is wrong with a text, where, and what to do about it.
package struct JSONDiagnostic: Error, Equatable, Sendable {
  /// What is wrong, without a place: "',' expected before this key". Control characters of the
  /// text it quotes are escaped.
  package let message: String
  /// 1-based; lines end at line feeds.
  package let line: Int
  /// 1-based, in characters (grapheme clusters) of the line.
  package let column: Int
  /// The bytes to mark. Empty where something is missing.
  package let byteRange: Range<Int>
  /// What to do: "write 0.2".
  package let hint: String?

  package init(message: String, line: Int, column: Int, byteRange: Range<Int>, hint: String?) {
    self.message = message
    self.line = line
    self.column = column
    self.byteRange = byteRange
    self.hint = hint
  }

  /// Everything in one line: "line 3, column 14: '0,2' is not a number; write 0.2".
  package var sentence: String {
    "line \(line), column \(column): \(message)" + (hint.map { "; \($0)" } ?? "")
  }
}

/// Where a byte stands, as people count.
///
/// Moves forward only, so a text with many diagnostics is counted once.
struct JSONLineCounter {
  private(set) var line = 1
  private(set) var column = 1
  private var offset = 0

  /// Counts on to `target`; a target behind the last one starts again.
  mutating func move(to target: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    if target < offset { self = JSONLineCounter() }
    let target = min(target, bytes.count)
    var lineStart = offset
    for index in offset..<target where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      column = 1
      lineStart = index + 1
    }
    column += String(decoding: bytes[lineStart..<target], as: UTF8.self).count
    offset = target
  }
}
