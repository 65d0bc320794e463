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
    while lineStart <= window.count {
      let lineEnd = window[max(from, lineStart)...].firstIndex(of: .lineBreak) ?? window.count
      from = max(from, lineStart)
      // Where the match before ended: an empty one there would be a part of it.
      var previousEnd = -1
      // Behind a match the end of the line is none of its own, as in vim.
      while previousEnd < 0 || from < lineEnd,
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
