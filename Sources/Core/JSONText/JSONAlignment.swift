/// Finds what two sequences have in common, in order: Myers, "An O(ND) difference algorithm".
enum JSONAlignment {
  /// Pairs of positions with equal items, both rising.
  ///
  /// - Parameter limit: how many items may differ. Beyond it only the common head and tail are
  ///   paired: time and memory grow with the square of the differences.
  static func pairs(_ left: [Int], _ right: [Int], limit: Int = 500) -> [(left: Int, right: Int)] {
    let shorter = min(left.count, right.count)
    var head = 0
    while head < shorter, left[head] == right[head] { head += 1 }
    var tail = 0
    while tail < shorter - head, left[left.count - 1 - tail] == right[right.count - 1 - tail] {
      tail += 1
    }
    let middle = common(
      left[head..<left.count - tail], right[head..<right.count - tail], limit: limit)
    return (0..<head).map { ($0, $0) } + middle
      + (0..<tail).map { (left.count - tail + $0, right.count - tail + $0) }
  }

  private static func common(
    _ left: ArraySlice<Int>, _ right: ArraySlice<Int>, limit: Int
  ) -> [(left: Int, right: Int)] {
    if left.isEmpty || right.isEmpty { return [] }
    // furthest[k + center]: how far `left` is used up on the diagonal k = left - right.
    let limit = min(limit, left.count + right.count)
    let center = limit + 1
    var furthest = [Int](repeating: -1, count: 2 * center + 1)
    furthest[center + 1] = 0
    var rounds: [ArraySlice<Int>] = []  // what a round started from
    for distance in 0...limit {
      rounds.append(furthest[center - distance - 1...center + distance + 1])
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        var x = start(on: center + diagonal, furthest[...])
        while x < left.count, x - diagonal < right.count,
          left[left.startIndex + x] == right[right.startIndex + x - diagonal]
        {
          x += 1
        }
        furthest[center + diagonal] = x
        if x >= left.count, x - diagonal >= right.count {
          return trace(back: rounds, center: center, left, right)
        }
      }
    }
    return []
  }

  /// Where a path on this diagonal starts: one item of `right` skipped, or one of `left`.
  private static func start(on diagonal: Int, _ furthest: ArraySlice<Int>) -> Int {
    max(furthest[diagonal + 1], furthest[diagonal - 1] + 1)
  }

  private static func trace(
    back rounds: [ArraySlice<Int>], center: Int, _ left: ArraySlice<Int>, _ right: ArraySlice<Int>
  ) -> [(left: Int, right: Int)] {
    var pairs: [(left: Int, right: Int)] = []
    var x = left.count
    var y = right.count
    for furthest in rounds.reversed() {
      let diagonal = center + x - y
      let begin = start(on: diagonal, furthest)
      while x > begin {
        x -= 1
        y -= 1
        pairs.append((left.startIndex + x, right.startIndex + y))
      }
      if furthest[diagonal + 1] == begin { y -= 1 } else { x -= 1 }
    }
    return pairs.reversed()
  }

  /// For each item of `right` the position of its partner in `left`, if it has one: an equal item;
  /// between two equal ones, those that are left over pair up in order. Positions rise.
  static func matches(_ left: [Int], _ right: [Int]) -> [Int?] {
    var matches = [Int?](repeating: nil, count: right.count)
    var next = (left: 0, right: 0)
    for pair in pairs(left, right) + [(left.count, right.count)] {
      while next.left < pair.left, next.right < pair.right {
        matches[next.right] = next.left
        next = (next.left + 1, next.right + 1)
      }
      if pair.right < right.count { matches[pair.right] = pair.left }
      next = (pair.left + 1, pair.right + 1)
    }
    return matches
  }

  /// The most numbers that can be kept so that what is kept rises; all are different.
  static func longestRise(_ numbers: [Int?]) -> Set<Int> {
    var ends: [Int] = []  // the smallest end of a rise of each length
    var before: [Int: Int] = [:]
    for case let number? in numbers {
      var low = 0
      var high = ends.count
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] < number { low = middle + 1 } else { high = middle }
      }
      if low == ends.count { ends.append(number) } else { ends[low] = number }
      before[number] = low > 0 ? ends[low - 1] : nil
    }
    var rise: Set<Int> = []
    var end = ends.last
    while let number = end {
      rise.insert(number)
      end = before[number]
    }
    return rise
  }
}
