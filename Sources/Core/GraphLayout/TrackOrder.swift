/// Orders the nets of a gap from left to right, so that few lines cross and none run into others.
///
/// A net reaches to the left from its track at some rows, and to the right at others. What a pair
/// costs depends on which of the two stands left:
///
///     ──┼─┐   the right one's line crosses the left one's upright part, or comes in where it does
///       │ └─
enum TrackOrder {
  private static let roundCount = 6
  private static let crossing = 4
  private static let doubtfulJoin = 3
  /// Two lines on top of each other.
  private static let falseJoin = 1000

  /// - Returns: indices, from left to right.
  static func order(of trunks: [GapRouting.Trunk]) -> [Int] {
    let count = trunks.count
    guard count > 1 else { return Array(trunks.indices) }
    // Those above first: then those of equal cost keep that order.
    var order = trunks.indices.sorted {
      (trunks[$0].rows.lowerBound, $0) < (trunks[$1].rows.lowerBound, $1)
    }
    var costs = [Int](repeating: 0, count: count * count)
    for first in 0..<count {
      for second in 0..<count where first != second {
        costs[first * count + second] = cost(of: trunks[first], leftOf: trunks[second])
      }
    }
    for _ in 0..<roundCount {
      var hasMoved = false
      for net in 0..<count where move(net, in: &order, costs) { hasMoved = true }
      if !hasMoved { break }
    }
    return order
  }

  /// Moves a net where it costs least; says whether that is elsewhere.
  private static func move(_ net: Int, in order: inout [Int], _ costs: [Int]) -> Bool {
    guard let old = order.firstIndex(of: net) else { return false }
    let count = order.count
    order.remove(at: old)
    // From the very left on: each step to the right turns one pair round.
    var sum = order.reduce(0) { $0 + costs[net * count + $1] }
    var sums = [sum]
    for other in order {
      sum += costs[other * count + net] - costs[net * count + other]
      sums.append(sum)
    }
    var best = old
    for place in sums.indices where sums[place] < sums[best] { best = place }
    order.insert(net, at: best)
    return best != old
  }

  private static func cost(of left: GapRouting.Trunk, leftOf right: GapRouting.Trunk) -> Int {
    let (leftRows, rightRows) = (left.rows, right.rows)
    guard leftRows.overlaps(rightRows) else { return 0 }
    var cost = 0
    for row in left.right where rightRows.contains(row) {
      if left.runsInto(right, at: row) {
        cost += falseJoin
      } else if right.left.contains(row) {
        continue
      } else if right.right.contains(row) {
        cost += right.right.count > 1 ? doubtfulJoin : 0
      } else {
        cost += crossing
      }
    }
    for row in right.left where leftRows.contains(row) {
      if left.left.contains(row) {
        cost += left.left.count > 1 ? doubtfulJoin : 0
      } else if !left.right.contains(row) {
        cost += crossing
      }
    }
    return cost
  }
}
