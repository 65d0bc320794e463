import FlowModel

/// A list as its query asks for it: sections in natural order, and whether it is shown backwards.
struct FlowListing {
  let query: FlowQuery
  let sections: [ListSection]
  let count: Int

  /// Row ids of a window, and the number of its first row when that is known.
  func rows(
    _ anchor: Anchor, limit: Int
  ) throws(StoreError) -> (rows: [Int64], firstIndex: Int?) {
    switch query.isReversed ? anchor.mirrored(count: count, limit: limit) : anchor {
    case .start: return (try forward(nil, includingIt: false, limit: limit), 0)
    case .end:
      let rows = try backward(nil, limit: limit)
      return (rows, count - rows.count)
    case .after(let position):
      return (try forward(position, includingIt: false, limit: limit), nil)
    case .before(let position): return (try backward(position, limit: limit), nil)
    case .around(let position): return try around(position, limit: limit)
    case .range(let range): return (try numbered(range), range.lowerBound)
    }
  }

  /// Where a window begins, once a flow is known by its position.
  enum Anchor {
    case start, end
    case after(ListPosition)
    case before(ListPosition)
    case around(ListPosition)
    case range(Range<Int>)

    /// The same place in the list read the other way.
    func mirrored(count: Int, limit: Int) -> Anchor {
      switch self {
      case .start: .end
      case .end: .start
      case .after(let position): .before(position)
      case .before(let position): .after(position)
      case .around(let position): .around(position)
      case .range(let range): .range(count - range.upperBound..<count - range.lowerBound)
      }
    }
  }

  private func around(
    _ position: ListPosition, limit: Int
  ) throws(StoreError) -> (rows: [Int64], firstIndex: Int?) {
    let before = try backward(position, limit: limit)
    let after = try forward(position, includingIt: true, limit: limit)
    // Half before, half behind; what one side lacks, the other gives.
    let behind = max(limit - limit / 2, limit - before.count)
    let rows = before.suffix(limit - min(behind, after.count)) + after.prefix(behind)
    var number = 0
    for section in sections { number += try section.count(before: position) }
    return (Array(rows), number - (rows.count - min(behind, after.count)))
  }

  private func forward(
    _ position: ListPosition?, includingIt: Bool, limit: Int
  ) throws(StoreError) -> [Int64] {
    var rows: [Int64] = []
    for section in sections where rows.count < limit {
      rows += try section.rows(
        after: position, includingIt: includingIt, limit: limit - rows.count)
    }
    return rows
  }

  private func backward(
    _ position: ListPosition?, limit: Int
  ) throws(StoreError) -> [Int64] {
    var rows: [Int64] = []
    for section in sections.reversed() where rows.count < limit {
      rows = try section.rows(before: position, limit: limit - rows.count) + rows
    }
    return rows
  }

  /// Rows by number, each section counted from its nearer end.
  private func numbered(_ range: Range<Int>) throws(StoreError) -> [Int64] {
    var rows: [Int64] = []
    var start = 0
    for section in sections {
      let size = sections.count == 1 ? count : try section.count()
      let wanted = range.clamped(to: start..<start + size)
      if !wanted.isEmpty {
        let skipping = wanted.lowerBound - start
        let behind = start + size - wanted.upperBound
        rows +=
          skipping <= behind
          ? try section.rows(
            after: nil, includingIt: false, limit: wanted.count, skipping: skipping)
          : try section.rows(before: nil, limit: wanted.count, skipping: behind)
      }
      start += size
    }
    return rows
  }
}
