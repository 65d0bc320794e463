/// Finds a column for the upright part of every net in the gap between two layers.
///
/// Each net stands on a track: a column of the gap. Links that leave one port fork from one upright
/// line, and those that end at one port join in one:
///
///     │ A ├─┬───►│ C │      A's net stands on track 0, B's on track 1:
///           │ ┌─►│ D │      their upright parts overlap
///     │ B ├─┼─┘
///           └───►│ E │
struct GapRouting {
  /// The rows that a net reaches on either side of the gap.
  struct Trunk {
    private(set) var left: Set<Int> = []
    private(set) var right: Set<Int> = []
    /// From the uppermost to the lowest of them.
    private(set) var rows = 0...0

    init() {}

    init(left: Set<Int>, right: Set<Int>) {
      for row in left { add(End(isLeft: true, row: row)) }
      for row in right { add(End(isLeft: false, row: row)) }
    }

    mutating func add(_ end: End) {
      let isFirst = left.isEmpty && right.isEmpty
      rows =
        isFirst
        ? end.row...end.row : min(rows.lowerBound, end.row)...max(rows.upperBound, end.row)
      if end.isLeft { left.insert(end.row) } else { right.insert(end.row) }
    }

    /// Whether a line to the right of this net and one to the left of the other lie on top of each
    /// other when this one stands left. They may if both come from one port.
    func runsInto(_ other: Trunk, at row: Int) -> Bool {
      right.contains(row) && other.left.contains(row) && left != [row]
    }
  }

  /// A row that a link meets, on the left or the right side of the gap.
  struct End: Hashable {
    var isLeft: Bool
    var row: Int
  }

  private(set) var trackCount = 0
  /// Of each net: where it stands, and for one in two parts the row between them and where the
  /// right part stands.
  private var standings: [Standing] = []
  private var netOfLink: [Int: Int] = [:]

  private struct Standing {
    var track = 0
    var step: (row: Int, track: Int)?
  }

  /// - Parameter links: those of the gap, with their numbers and ends.
  init(_ links: [(number: Int, net: LayeredGraph.Net, from: End, to: End)]) {
    var nets: [LayeredGraph.Net: Int] = [:]
    var trunks: [Trunk] = []
    for link in links {
      let net = nets[link.net] ?? trunks.count
      nets[link.net] = net
      if net == trunks.count { trunks.append(Trunk()) }
      trunks[net].add(link.from)
      trunks[net].add(link.to)
      netOfLink[link.number] = net
    }
    let joined = Self.joined(&trunks)
    for (link, net) in netOfLink { netOfLink[link] = joined[net] }
    place(trunks)
  }

  /// Makes one net of those that lead to one end only, and the same.
  ///
  /// - Returns: for each net the one it belongs to.
  private static func joined(_ trunks: inout [Trunk]) -> [Int] {
    var owners: [Set<Int>: Int] = [:]
    return trunks.indices.map { net in
      guard trunks[net].left.count == 1, trunks[net].right.count == 1 else { return net }
      let owner = owners[trunks[net].right] ?? net
      owners[trunks[net].right] = owner
      if owner != net {
        for row in trunks[net].left { trunks[owner].add(End(isLeft: true, row: row)) }
        trunks[net] = Trunk()
      }
      return owner
    }
  }

  private mutating func place(_ trunks: [Trunk]) {
    standings = Array(repeating: Standing(), count: trunks.count)
    let upright = trunks.indices.filter { trunks[$0].rows.count > 1 }
    let order = TrackOrder.order(of: upright.map { trunks[$0] }).map { upright[$0] }
    let used = Set(trunks.flatMap { $0.left.union($0.right) })
    let parts = Self.split(order.map { (net: $0, trunk: trunks[$0]) }, used: used)
    var tracks: [Int] = []
    for (index, part) in parts.enumerated() {
      let rows = part.trunk.rows
      let standing = parts[..<index].indices.filter { parts[$0].trunk.rows.overlaps(rows) }
      let track = standing.map { tracks[$0] + 1 }.max() ?? 0
      tracks.append(track)
      trackCount = max(trackCount, track + 1)
      if let row = part.rightOf {
        standings[part.net].step = (row, track)
      } else {
        standings[part.net].track = track
      }
    }
  }

  private typealias Part = (net: Int, trunk: Trunk, rightOf: Int?)

  /// Parts a net in two where a line that comes from another net on its left would run into a line
  /// that leads to it: the left part then stands before that other net.
  ///
  ///       ┌────►│ A's target          A leads down where B comes from, and B up where A does:
  ///     A─┼─┐                         neither may stand left of the other
  ///       │ ├─┐
  ///     B─┘ │ └►│ …
  private static func split(_ order: [(net: Int, trunk: Trunk)], used: Set<Int>) -> [Part] {
    var used = used
    var parts: [Part] = []
    for (net, trunk) in order {
      let wrong = parts.firstIndex { part in
        trunk.left.contains { part.trunk.runsInto(trunk, at: $0) }
      }
      guard let wrong else {
        parts.append((net, trunk, nil))
        continue
      }
      let row = freeRow(near: trunk.rows, used)
      used.insert(row)
      parts.insert((net, Trunk(left: trunk.left, right: [row]), nil), at: wrong)
      parts.append((net, Trunk(left: [row], right: trunk.right), row))
    }
    return parts
  }

  /// The row without lines that is nearest to the middle.
  private static func freeRow(near rows: ClosedRange<Int>, _ used: Set<Int>) -> Int {
    let middle = rows.lowerBound + rows.count / 2
    var distance = 0
    while true {
      if !used.contains(middle + distance) { return middle + distance }
      if !used.contains(middle - distance) { return middle - distance }
      distance += 1
    }
  }

  /// The corners of a link between its ends, by rows and tracks.
  func corners(of link: Int, from: End, to: End) -> [(track: Int, row: Int)] {
    guard from.row != to.row, let net = netOfLink[link] else { return [] }
    let standing = standings[net]
    guard let step = standing.step else {
      return [(standing.track, from.row), (standing.track, to.row)]
    }
    let tracks = [from, to].map { $0.isLeft ? standing.track : step.track }
    guard tracks[0] != tracks[1] else { return [(tracks[0], from.row), (tracks[0], to.row)] }
    return [
      (tracks[0], from.row), (tracks[0], step.row), (tracks[1], step.row), (tracks[1], to.row),
    ]
  }
}
