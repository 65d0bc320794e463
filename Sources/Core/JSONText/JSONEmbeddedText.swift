/// JSON inside a string literal, and the way of a change back out of it.
///
/// ```
/// literal   " { \ " a \ " : \ u 0 0 3 1 }  "        written
///             │ └┬┘ │ └┬┘ │ └────┬────┘ │
/// text        { "   a  "  :      1      }           what is parsed, shown and edited
/// ```
///
/// A splice of the text becomes a splice of the literal. The escapes between splices are not
/// decoded and encoded again, they are not touched.
///
/// A lone surrogate has no UTF-8. In the text it stands as the escape `\udXXX`: to the inner JSON
/// that is the same. Behind a backslash it is not, it would make an escape out of what is none, and
/// stands as U+FFFD.
enum JSONEmbeddedText {
  /// The text inside a literal.
  static func text(of literal: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(literal.count)
    literal.withUnsafeBufferPointer { literal in
      for piece in JSONStringPieces(literal) { append(piece, of: literal, to: &text) }
    }
    return text
  }

  /// Whether a lone surrogate stands in a literal.
  static func holdsSurrogates(_ literal: ArraySlice<UInt8>) -> Bool {
    literal.withUnsafeBufferPointer { literal in
      JSONStringPieces(literal).contains { piece in
        piece.value.map { 0xD800...0xDFFF ~= $0 } ?? false
      }
    }
  }

  private static func append(
    _ piece: JSONStringPiece, of literal: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]
  ) {
    if piece.isPlain {
      text.append(contentsOf: literal[piece.written])
    } else if let value = piece.value {
      guard 0xD800...0xDFFF ~= value else { return JSONString.appendScalar(value, to: &text) }
      let backslashes = text.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if backslashes % 2 == 0 {
        text.append(contentsOf: literal[piece.written])
      } else {
        text += [0xEF, 0xBF, 0xBD]
      }
    }
  }

  /// Splices of the text → splices of what the literal is part of.
  ///
  /// - Parameters:
  ///   - splices: offsets in the text of the literal.
  ///   - literal: a slice of the outer text; the result has the outer text's offsets.
  static func outer(_ splices: [JSONSplice], of literal: ArraySlice<UInt8>) -> [JSONSplice] {
    guard !splices.isEmpty else { return [] }
    let start = literal.startIndex
    return literal.withUnsafeBufferPointer { literal in
      var places = JSONEmbeddedPlaces(literal)
      return splices.map { splice in
        let lower = places.place(of: splice.range.lowerBound, isEnd: false)
        let upper = places.place(of: splice.range.upperBound, isEnd: true)
        let bytes = lower.cut + splice.bytes + upper.cut
        var encoded: [UInt8] = []
        JSONString.appendEscaped(bytes[...], to: &encoded)
        return JSONSplice(range: start + lower.offset..<start + upper.offset, bytes: encoded)
      }
    }
  }

  /// Finds offsets of the text in the literal; each call must ask for the same or a later one.
  private struct JSONEmbeddedPlaces {
    private let literal: UnsafeBufferPointer<UInt8>
    private var pieces: JSONStringPieces
    private var piece: JSONStringPiece
    /// The text of `piece` starts here in the text, and is this.
    private var start = 0
    private var text: [UInt8] = []
    /// Whether an odd number of backslashes stands before `text`.
    private var isBehindOddBackslash = false

    init(_ literal: UnsafeBufferPointer<UInt8>) {
      self.literal = literal
      pieces = JSONStringPieces(literal)
      piece = JSONStringPiece(written: 1..<1, value: nil, isPlain: true)
    }

    /// - Returns: the offset in the literal, and what a place inside an escape cuts off: the head
    ///   of its text, or the tail if the place is the end of a splice.
    mutating func place(of offset: Int, isEnd: Bool) -> (offset: Int, cut: ArraySlice<UInt8>) {
      while offset > start + text.count, let next = pieces.next() { advance(to: next) }
      let distance = offset - start
      if distance == 0 { return (piece.written.lowerBound, []) }
      if distance >= text.count { return (piece.written.upperBound, []) }
      if piece.isPlain { return (piece.written.lowerBound + distance, []) }
      return isEnd
        ? (piece.written.upperBound, text[distance...])
        : (piece.written.lowerBound, text[..<distance])
    }

    private mutating func advance(to next: JSONStringPiece) {
      start += text.count
      let run = text.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      isBehindOddBackslash = (run % 2 == 1) != (run == text.count && isBehindOddBackslash)
      piece = next
      text = isBehindOddBackslash ? [UInt8(ascii: "\\")] : []
      JSONEmbeddedText.append(next, of: literal, to: &text)
      if isBehindOddBackslash { text.removeFirst() }
    }
  }
}
