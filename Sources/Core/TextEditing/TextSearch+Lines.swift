extension TextSearch {
  /// Calls `body` with the groups of each match that starts in a range or at its end, in order;
  /// until it returns false or the effort is spent.
  ///
  /// - Parameter reach: how much of a line is seen beyond the range.
  func forEachMatch(
    of program: SearchProgram, in buffer: TextBuffer, within range: Range<Int>,
    reach: Int = .max, _ effort: inout SearchEffort, _ body: ([Int]) -> Bool
  ) {
    var machine = SearchMachine(program)
    let last = buffer.lineEnd(at: range.upperBound)
    let limit = last - range.upperBound > reach ? range.upperBound + reach : last
    var start = buffer.lineStart(at: range.lowerBound)
    // A hit is mostly near: look at a little first.
    var length = 4096
    while start <= limit {
      // Whole lines, or one that is longer.
      let end = min(buffer.lineEnd(at: min(start + length, buffer.count)), limit)
      let window = buffer.bytes(in: start..<end)
      let goesOn = machine.forEachMatch(
        in: window, at: start, from: max(0, range.lowerBound - start), &effort
      ) { $0[0] <= range.upperBound && body($0) }
      guard goesOn else { return }
      start = end + 1
      length = 64 * 1024
    }
  }
}

extension SearchMachine {
  /// The same in a piece of text that begins with a line and ends with one.
  ///
  /// - Parameter base: where the piece stands in the text.
  /// - Returns: false if `body` did or the effort is spent.
  fileprivate mutating func forEachMatch(
    in window: [UInt8], at base: Int, from first: Int, _ effort: inout SearchEffort,
    _ body: ([Int]) -> Bool
  ) -> Bool {
    var from = first
    var lineStart = window[..<from].lastIndex(of: .lineBreak).map { $0 + 1 } ?? 0
    var required = RequiredText(program.required)
    while lineStart <= window.count {
      guard let place = required.place(in: window, from: max(from, lineStart), &effort) else {
        return !effort.isSpent
      }
      if let next = window[max(from, lineStart)..<place].lastIndex(of: .lineBreak) {
        lineStart = next + 1
      }
      let lineEnd = window[max(from, lineStart)...].firstIndex(of: .lineBreak) ?? window.count
      from = max(from, lineStart)
      // Where the match before ended: an empty one there would be a part of it.
      var previousEnd = -1
      // Behind a match the end of the line is none of its own, as in vim.
      while previousEnd < 0 || from < lineEnd,
        required.place(in: window, from: from, &effort) ?? .max <= lineEnd,
        let found = firstMatch(
          in: window, line: lineStart..<lineEnd, from: from, effort: &effort)
      {
        let (start, end) = (found[0], max(found[0], found[1]))
        if start < end || start != previousEnd {
          var slots = found.map { $0 < 0 ? $0 : base + $0 }
          slots[1] = base + end
          guard body(slots) else { return false }
        }
        previousEnd = end
        from = end > start ? end : start + (start < lineEnd ? characterLength(window, start) : 1)
      }
      if effort.isSpent { return false }
      lineStart = lineEnd + 1
    }
    return true
  }

  private func characterLength(_ bytes: [UInt8], _ index: Int) -> Int {
    ScalarScan.scalar(in: bytes, at: index).length
  }
}

/// Where the text stands next that is in every match.
private struct RequiredText {
  private let search: LiteralSearch?
  private var found: Int?
  private var isOver = false

  init(_ search: LiteralSearch?) { self.search = search }

  /// At `from` or behind it; `from` itself if no text is required, nil if there is none any more.
  mutating func place(in window: [UInt8], from: Int, _ effort: inout SearchEffort) -> Int? {
    guard let search else { return from }
    if let found, found >= from { return found }
    guard !isOver else { return nil }
    found = search.first(in: window, from: from)
    effort.steps -= ((found ?? window.count) - from) / 8
    isOver = found == nil
    return found
  }
}
