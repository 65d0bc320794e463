/// Moves nodes that a straight line joins, all together, where that makes other lines straighter.
///
/// Sweeps move one layer at a time, so a long straight line that ends a row beside its box stays
/// there: each of its bends is held by the others.
enum RowStraightening {
  private static let roundCount = 6

  static func straighten(_ placement: inout BoxPlacement, shouldStop: () -> Bool) {
    let places = placement.graph.places
    // The group of each node, by the number of its first one.
    var owners = [Int](repeating: -1, count: placement.rows.count)
    for _ in 0..<roundCount where !shouldStop() {
      var hasMoved = false
      let groups = groups(of: placement)
      for members in groups {
        for node in members { owners[node] = members[0] }
      }
      for members in groups {
        guard let shift = bestShift(of: members, owners, in: placement, places) else { continue }
        for node in members { placement.rows[node] += shift }
        hasMoved = true
      }
      guard hasMoved else { return }
    }
  }

  private static func groups(of placement: BoxPlacement) -> [[Int]] {
    var isSeen = [Bool](repeating: false, count: placement.rows.count)
    var groups: [[Int]] = []
    for root in placement.rows.indices where !isSeen[root] {
      isSeen[root] = true
      var members = [root]
      var next = 0
      while next < members.count {
        let node = members[next]
        next += 1
        for pull in placement.pulls[node] where pull.side != .same && !isSeen[pull.other] {
          guard placement.rows[pull.other] + pull.offset == placement.rows[node] else { continue }
          isSeen[pull.other] = true
          members.append(pull.other)
        }
      }
      groups.append(members)
    }
    return groups
  }

  /// How far a group should move; nil when it is best where it is.
  private static func bestShift(
    of members: [Int], _ owners: [Int], in placement: BoxPlacement, _ places: [Int]
  ) -> Int? {
    func isMember(_ node: Int) -> Bool { owners[node] == members[0] }
    guard !members.contains(where: { placement.graph.nodes[$0].anchor != nil }) else { return nil }
    var outer: [(node: Int, pull: BoxPlacement.Pull)] = []
    for node in members {
      for pull in placement.pulls[node] where !isMember(pull.other) {
        outer.append((node, pull))
      }
    }
    let room = room(of: members, owners, in: placement, places)
    func cost(_ shift: Int) -> Int {
      outer.reduce(0) { $0 + placement.cost(of: $1.pull, at: placement.rows[$1.node] + shift) }
    }
    let shifts = Set(
      outer.map { placement.rows[$0.pull.other] + $0.pull.offset - placement.rows[$0.node] })
    var best = (cost: cost(0), shift: 0)
    for shift in shifts.sorted(by: { (abs($0), $0) < (abs($1), $1) }) where room.contains(shift) {
      let cost = cost(shift)
      if cost < best.cost { best = (cost, shift) }
    }
    return best.shift == 0 ? nil : best.shift
  }

  private static func room(
    of members: [Int], _ owners: [Int], in placement: BoxPlacement, _ places: [Int]
  ) -> ClosedRange<Int> {
    let graph = placement.graph
    var (up, down) = (-1_000_000, 1_000_000)
    for node in members {
      let layer = graph.layers[graph.nodes[node].layer]
      let place = places[node]
      if place > 0, owners[layer[place - 1]] != members[0] {
        let upper = layer[place - 1]
        let least =
          placement.rows[upper] + BoxPlacement.distance(from: upper, to: node, in: graph)
        up = max(up, least - placement.rows[node])
      }
      if place + 1 < layer.count, owners[layer[place + 1]] != members[0] {
        let lower = layer[place + 1]
        let most = placement.rows[lower] - BoxPlacement.distance(from: node, to: lower, in: graph)
        down = min(down, most - placement.rows[node])
      }
    }
    return min(up, 0)...max(down, 0)
  }
}
