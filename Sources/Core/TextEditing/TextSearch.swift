/// Finds a piece of text literally.
///
/// With the smart rule, a pattern without capitals ignores case and one with capitals does not.
/// Case is compared scalar by scalar (`É` finds `é`; `ß` does not find `SS`).
package struct TextSearch: Equatable, Sendable {
  /// When `a` and `A` are the same.
  package enum CaseRule: Sendable {
    case smart, exact, ignored
  }

  /// What is searched for.
  package let pattern: String
  /// For each scalar of the pattern the bytes that may stand for it.
  private let alternatives: [[[UInt8]]]
  private let isFirstByte: [Bool]
  private let longest: Int

  /// - Returns: nil for an empty pattern.
  package init?(_ pattern: String, caseRule: CaseRule = .smart) {
    guard !pattern.isEmpty else { return nil }
    let ignoresCase =
      switch caseRule {
      case .exact: false
      case .ignored: true
      case .smart: !pattern.unicodeScalars.contains { $0.properties.isUppercase }
      }
    self.pattern = pattern
    alternatives = pattern.unicodeScalars.map { scalar in
      guard ignoresCase else { return [Array(String(scalar).utf8)] }
      let forms = [
        String(scalar), scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping,
      ]
      // A mapping to several scalars is no other spelling of one.
      return Set(forms.filter { $0.unicodeScalars.count == 1 }).map { Array($0.utf8) }
    }
    var isFirstByte = [Bool](repeating: false, count: 256)
    for form in alternatives[0] { isFirstByte[Int(form[0])] = true }
    self.isFirstByte = isFirstByte
    longest = alternatives.reduce(0) { $0 + ($1.map(\.count).max() ?? 0) }
  }

  /// The first place that starts at `offset` or later; from the start of the text if there is none
  /// there.
  package func next(in buffer: TextBuffer, from offset: Int, wraps: Bool = true) -> Range<Int>? {
    var result = first(in: buffer, within: offset..<buffer.count)
    if result == nil && wraps { result = first(in: buffer, within: 0..<buffer.count) }
    return result
  }

  /// The last place that starts before `offset`; from the end of the text if there is none there.
  package func previous(in buffer: TextBuffer, before offset: Int, wraps: Bool = true) -> Range<
    Int
  >? {
    last(in: buffer, before: offset) ?? (wraps ? last(in: buffer, before: buffer.count) : nil)
  }

  /// Every place in a range, in order, none over another; the first `limit` of them.
  package func all(
    in buffer: TextBuffer, within range: Range<Int>, limit: Int = .max
  ) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    while result.count < limit, start < range.upperBound,
      let found = first(in: buffer, within: start..<range.upperBound)
    {
      result.append(found)
      start = found.upperBound
    }
    return result
  }

  // The text is searched in windows: a piece of it, and so many bytes more that a place which
  // starts in the piece is seen as a whole.
  private static let windowLength = 64 * 1024

  private func first(in buffer: TextBuffer, within range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    // A hit is mostly near: look at a little first.
    var length = 4096
    while start < range.upperBound {
      let end = min(start + length, range.upperBound)
      let window = buffer.bytes(in: start..<min(end + longest - 1, range.upperBound))
      if let found = match(in: window, starts: 0..<end - start) {
        return start + found.lowerBound..<start + found.upperBound
      }
      start = end
      length = Self.windowLength
    }
    return nil
  }

  private func last(in buffer: TextBuffer, before offset: Int) -> Range<Int>? {
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
