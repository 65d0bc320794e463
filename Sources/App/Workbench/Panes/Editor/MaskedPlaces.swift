import TextEditing

/// Where a text holds values that are not shown, in order and without overlap. They stay at their
/// values while the text changes.
struct MaskedPlaces: Hashable, Sendable {
  /// Without the quotes.
  private(set) var ranges: [Range<Int>] = []

  init(_ ranges: [Range<Int>] = []) {
    self.ranges = ranges
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// The places in a part of the text.
  ///
  /// - Complexity: O(log places + found).
  func within(_ part: Range<Int>) -> ArraySlice<Range<Int>> {
    let first = ranges.firstIndex(after: part.lowerBound)
    let rest = ranges[first...]
    return rest.prefix { $0.lowerBound < part.upperBound }
  }

  /// Whether nothing is shown of a value with this range, quotes included.
  func hides(_ value: Range<Int>) -> Bool {
    within(value).contains {
      $0.lowerBound <= value.lowerBound + 1 && $0.upperBound >= value.upperBound - 1
    }
  }

  /// Whether something in a range is not shown.
  func touches(_ part: Range<Int>) -> Bool { !within(part).isEmpty }

  mutating func move(along change: TextChange) {
    // What lies behind the change as a whole only shifts.
    let shift = change.lengthAfter - change.lengthBefore
    for index in ranges.firstIndex(after: change.firstPlace - 1)..<ranges.count {
      if ranges[index].lowerBound > change.endOfChange {
        ranges[index] = ranges[index].lowerBound + shift..<ranges[index].upperBound + shift
        continue
      }
      let start = change.position(of: ranges[index].lowerBound, onSide: .before)
      ranges[index] = start..<max(start, change.position(of: ranges[index].upperBound))
    }
  }
}

extension TextChange {
  /// In the text before, the end of the last part that is not kept.
  fileprivate var endOfChange: Int {
    if case .keep(let count)? = operations.last { lengthBefore - count } else { lengthBefore }
  }
}

extension [Range<Int>] {
  /// The first that ends behind `place`.
  fileprivate func firstIndex(after place: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
