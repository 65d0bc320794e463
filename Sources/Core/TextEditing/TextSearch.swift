/// Finds text, or what a pattern describes.
///
/// ```
/// pattern ──▶ plain text? ──▶ LiteralSearch     bytes, in windows of 64 KB
///                  └─ no ──▶ SearchMachine     line by line, within a SearchEffort
/// ```
///
/// With the smart rule, a pattern without capitals ignores case and one with capitals does not.
package struct TextSearch: Equatable, Sendable {
  /// When `a` and `A` are the same.
  package enum CaseRule: Sendable {
    case smart, exact, ignored

    func ignoresCase(in scalars: [UnicodeScalar]) -> Bool {
      switch self {
      case .exact: false
      case .ignored: true
      case .smart: !scalars.contains { $0.properties.isUppercase }
      }
    }
  }

  enum Engine: Equatable, Sendable {
    case literal(LiteralSearch)
    case program(SearchProgram)
  }

  /// What is searched for, as it was written.
  package let pattern: String
  let engine: Engine

  /// Searches a text as it is.
  ///
  /// - Returns: nil for an empty one.
  package init?(_ text: String, caseRule: CaseRule = .smart) {
    let scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty else { return nil }
    pattern = text
    engine = .literal(LiteralSearch(scalars, ignoresCase: caseRule.ignoresCase(in: scalars)))
  }

  /// Searches a pattern in vim's spelling (see ``PatternReader``): `"\d\+\.\d*"`, `\vkey|name`.
  package init(pattern: String, caseRule: CaseRule = .smart) throws(PatternError) {
    self.pattern = pattern
    switch try PatternCompiler.compile(pattern, caseRule: caseRule) {
    case .literal(let scalars, let bounds, let ignoresCase):
      engine = .literal(LiteralSearch(scalars, ignoresCase: ignoresCase, bounds: bounds))
    case .program(let program): engine = .program(program)
    }
  }

  /// The first place that starts at `offset` or later; from the start of the text if there is none
  /// there.
  package func next(in buffer: TextBuffer, from offset: Int, wraps: Bool = true) -> Range<Int>? {
    var effort = SearchEffort()
    return next(in: buffer, from: offset, wraps: wraps, effort: &effort)
  }

  /// The same with a share of what several searches may do together.
  package func next(
    in buffer: TextBuffer, from offset: Int, wraps: Bool = true, effort: inout SearchEffort
  ) -> Range<Int>? {
    first(in: buffer, within: offset..<buffer.count, &effort)
      ?? (wraps ? first(in: buffer, within: 0..<buffer.count, &effort) : nil)
  }

  /// The last place that starts before `offset`; from the end of the text if there is none there.
  package func previous(
    in buffer: TextBuffer, before offset: Int, wraps: Bool = true
  ) -> Range<Int>? {
    var effort = SearchEffort()
    return previous(in: buffer, before: offset, wraps: wraps, effort: &effort)
  }

  /// The same with a share of what several searches may do together.
  package func previous(
    in buffer: TextBuffer, before offset: Int, wraps: Bool = true, effort: inout SearchEffort
  ) -> Range<Int>? {
    last(in: buffer, before: offset, &effort)
      // The end of the text may be a match of no length.
      ?? (wraps ? last(in: buffer, before: buffer.count + 1, &effort) : nil)
  }

  /// Every place in a range, in order, none over another and none empty; the first `limit` of them.
  ///
  /// For drawing: of a line that is longer, a pattern sees only so much as the range needs.
  package func all(
    in buffer: TextBuffer, within range: Range<Int>, limit: Int = .max
  ) -> [Range<Int>] {
    var effort = SearchEffort(steps: 2_000_000)
    var result: [Range<Int>] = []
    switch engine {
    case .literal(let literal):
      literal.forEachMatch(in: buffer, within: range) { found in
        result.append(found)
        return result.count < limit
      }
    case .program(let program):
      forEachMatch(of: program, in: buffer, within: range, reach: 4096, &effort) { slots in
        if slots[0] < slots[1], slots[1] <= range.upperBound { result.append(slots[0]..<slots[1]) }
        return result.count < limit
      }
    }
    return result
  }

  private func first(
    in buffer: TextBuffer, within range: Range<Int>, _ effort: inout SearchEffort
  ) -> Range<Int>? {
    switch engine {
    case .literal(let literal): return literal.first(in: buffer, within: range)
    case .program(let program):
      var found: Range<Int>?
      let lines = range.lowerBound..<buffer.count
      forEachMatch(of: program, in: buffer, within: lines, &effort) { slots in
        found = slots[0]..<slots[1]
        return false
      }
      return found
    }
  }

  private func last(
    in buffer: TextBuffer, before offset: Int, _ effort: inout SearchEffort
  ) -> Range<Int>? {
    switch engine {
    case .literal(let literal):
      return literal.last(in: buffer, before: min(offset, buffer.count))
    case .program(let program):
      var end = min(offset, buffer.count)
      while true {
        // Whole lines that end before `end`, at least 4 KB of them.
        let start = buffer.lineStart(at: max(0, end - 4096))
        var found: Range<Int>?
        forEachMatch(of: program, in: buffer, within: start..<end, &effort) { slots in
          guard slots[0] < offset, slots[0] <= end else { return false }
          found = slots[0]..<slots[1]
          return true
        }
        if let found { return found }
        guard start > 0, !effort.isSpent else { return nil }
        end = start - 1
      }
    }
  }
}
