/// Finds bytes literally; the fast path of ``TextSearch``.
///
/// Case is compared scalar by scalar (`É` finds `é`; `ß` does not find `SS`).
struct LiteralSearch: Equatable, Sendable {
  /// For each scalar of the text the bytes that may stand for it.
  private let alternatives: [[[UInt8]]]
  private let isFirstByte: [Bool]
  private let longest: Int
  /// Sides at which no letter, digit or `_` may go on.
  private let bounds: WordBounds

  struct WordBounds: OptionSet, Sendable {
    let rawValue: UInt8
    static let start = WordBounds(rawValue: 1)
    static let end = WordBounds(rawValue: 2)
  }

  /// - Parameter scalars: at least one.
  init(_ scalars: [UnicodeScalar], ignoresCase: Bool, bounds: WordBounds = []) {
    self.bounds = bounds
    alternatives = scalars.map { scalar in
      guard ignoresCase else { return [Array(String(scalar).utf8)] }
      return scalar.caseForms.map { Array(String($0).utf8) }
    }
    var isFirstByte = [Bool](repeating: false, count: 256)
    for form in alternatives[0] { isFirstByte[Int(form[0])] = true }
    self.isFirstByte = isFirstByte
    longest = alternatives.reduce(0) { $0 + ($1.map(\.count).max() ?? 0) }
  }

  /// The first place that starts in a range and ends in it.
  func first(in buffer: TextBuffer, within range: Range<Int>) -> Range<Int>? {
    var first: Range<Int>?
    forEachMatch(in: buffer, within: range) { found in
      first = found
      return false
    }
    return first
  }

  /// Calls `body` with every place in a range, in order, none over another; until it returns false.
  func forEachMatch(
    in buffer: TextBuffer, within range: Range<Int>, _ body: (Range<Int>) -> Bool
  ) {
    var start = range.lowerBound
    // A hit is mostly near: look at a little first.
    var length = 4096
    while start < range.upperBound {
      let end = min(start + length, range.upperBound)
      let window = buffer.bytes(in: start..<min(end + longest - 1, range.upperBound))
      var index = 0
      while index < end - start, let found = match(in: window, starts: index..<end - start) {
        let place = start + found.lowerBound..<start + found.upperBound
        let isBounded = isBounded(place, in: buffer)
        if isBounded && !body(place) { return }
        index = isBounded ? found.upperBound : found.lowerBound + 1
      }
      start = max(end, start + index)
      length = Self.windowLength
    }
  }

  /// Where the first place in a piece of text starts, at an index or behind it.
  func first(in window: [UInt8], from index: Int) -> Int? {
    match(in: window, starts: index..<window.count)?.lowerBound
  }

  /// The last place that starts before `offset`.
  func last(in buffer: TextBuffer, before offset: Int) -> Range<Int>? {
    var end = offset
    while let found = lastBytes(in: buffer, before: end) {
      if isBounded(found, in: buffer) { return found }
      end = found.lowerBound
    }
    return nil
  }

  private func isBounded(_ found: Range<Int>, in buffer: TextBuffer) -> Bool {
    if bounds.contains(.start), buffer.isWord(before: found.lowerBound) { return false }
    return !bounds.contains(.end) || !buffer.isWord(at: found.upperBound)
  }

  // The text is searched in windows: a piece of it, and so many bytes more that a place which
  // starts in the piece is seen as a whole.
  private static let windowLength = 64 * 1024

  private func lastBytes(in buffer: TextBuffer, before offset: Int) -> Range<Int>? {
    var end = offset
    while end > 0 {
      let start = max(0, end - 4096)
      let window = buffer.bytes(in: start..<min(end + longest - 1, buffer.count))
      var found: Range<Int>?
      while let next = match(
        in: window, starts: (found.map { $0.lowerBound + 1 } ?? 0)..<end - start)
      {
        found = next
      }
      if let found { return start + found.lowerBound..<start + found.upperBound }
      end = start
    }
    return nil
  }

  /// The first place in `window` that starts at one of these indices.
  private func match(in window: [UInt8], starts: Range<Int>) -> Range<Int>? {
    let bytes = window.span
    let isFirst = isFirstByte.span
    var index = starts.lowerBound
    while index < starts.upperBound {
      if isFirst[Int(bytes[index])], let end = matchEnd(in: window, at: index) {
        return index..<end
      }
      index += 1
    }
    return nil
  }

  private func matchEnd(in window: [UInt8], at start: Int) -> Int? {
    var index = start
    for forms in alternatives {
      guard let form = forms.first(where: { window[index...].starts(with: $0) }) else { return nil }
      index += form.count
    }
    return index
  }
}

extension UnicodeScalar {
  /// The scalar as it is, small and capital. A mapping to several scalars is no other spelling of
  /// one.
  var caseForms: Set<UnicodeScalar> {
    let mapped = [properties.lowercaseMapping, properties.uppercaseMapping]
    return Set([self] + mapped.filter { $0.unicodeScalars.count == 1 }.flatMap(\.unicodeScalars))
  }

  /// Whether it is part of a word: a letter, a digit or `_`.
  var isWord: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    case "\0"..."\u{7F}": false
    default: properties.isAlphabetic || properties.numericType != nil
    }
  }
}

extension TextBuffer {
  /// Whether the character at an offset is part of a word; no at the end.
  func isWord(at offset: Int) -> Bool {
    guard offset < count else { return false }
    if self[offset].isASCII { return UnicodeScalar(self[offset]).isWord }
    let bytes = bytes(in: offset..<min(offset + 4, count))
    return ScalarScan.scalar(in: bytes, at: 0).value?.isWord ?? false
  }

  /// Whether the character before an offset is part of a word; no at the start.
  func isWord(before offset: Int) -> Bool {
    guard offset > 0 else { return false }
    return isWord(at: characterStart(before: offset))
  }
}
