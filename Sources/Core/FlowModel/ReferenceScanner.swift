import JSONText

/// Finds what a string of an input names: `{{chatOpenAI_0.data.instance}}`, and the mentions of
/// agentflow v2, `<span … data-id="llmAgentflow_0" …>{{ llmAgentflow_0 }}</span>`.
///
/// Reads the literal as it is written: ids need no escapes.
struct ReferenceScanner {
  struct Piece {
    /// The first name between the braces, without blanks; or the value of the attribute.
    let name: Range<Int>
    /// From brace to brace, or the same as `name`.
    let whole: Range<Int>
    let isMention: Bool
    /// Whether `.data.instance` follows, which only nodes have.
    let isInstance: Bool
  }

  /// A document, or a part of it.
  let source: UnsafeBufferPointer<UInt8>
  /// The offset in the document of the first byte of `source`.
  let origin: Int

  /// Longer ones are text.
  static let lengthLimit = 256

  /// Calls back for each piece of a literal, in order.
  ///
  /// - Complexity: O(*n*).
  func scan(_ literal: Range<Int>, found: (Piece) -> Void) {
    let end = literal.upperBound - origin
    var place = literal.lowerBound - origin
    while place + 1 < end {
      switch source[place] {
      case UInt8(ascii: "{") where source[place + 1] == UInt8(ascii: "{"):
        place = braces(at: place, end: end, found: found)
      case UInt8(ascii: "d") where begins("data-id=", at: place, end: end):
        place = attribute(at: place + 8, end: end, found: found)
      default: place += 1
      }
    }
  }

  /// - Returns: where to go on.
  private func braces(at open: Int, end: Int, found: (Piece) -> Void) -> Int {
    var start = open + 2
    while start < end, source[start] == UInt8(ascii: "{") { start += 1 }
    let inside = start
    var close = inside
    let limit = min(end, inside + Self.lengthLimit)
    while close < limit, source[close] != UInt8(ascii: "}"), source[close] != UInt8(ascii: "{") {
      close += 1
    }
    guard close + 1 < end, close < limit, source[close] == UInt8(ascii: "}"),
      source[close + 1] == UInt8(ascii: "}")
    else { return close }
    while start < close, source[start] == 0x20 { start += 1 }
    var stop = start
    while stop < close, Self.isName(source[stop]) { stop += 1 }
    if stop > start {
      found(
        Piece(
          name: origin + start..<origin + stop, whole: origin + open..<origin + close + 2,
          isMention: false, isInstance: begins(".data.instance", at: stop, end: close)))
    }
    return close + 2
  }

  private func attribute(at start: Int, end: Int, found: (Piece) -> Void) -> Int {
    var start = start
    while start < end,
      [UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(source[start])
    {
      start += 1
    }
    var stop = start
    while stop < end, Self.isName(source[stop]) { stop += 1 }
    if stop > start {
      let name = origin + start..<origin + stop
      found(Piece(name: name, whole: name, isMention: true, isInstance: false))
    }
    return max(stop, start)
  }

  /// Letters of all languages, digits, `_`, `-` and `$`: what ids are made of.
  static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  /// A piece of the document, as it is written.
  func text(at range: Range<Int>) -> String {
    let bytes = source[range.lowerBound - origin..<range.upperBound - origin]
    return String(decoding: bytes, as: UTF8.self)
  }

  private func begins(_ text: StaticString, at place: Int, end: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= end else { return false }
    return (0..<count).allSatisfy { source[place + $0] == text.utf8Start[$0] }
  }
}
