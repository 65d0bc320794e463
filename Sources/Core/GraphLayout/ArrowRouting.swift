/// Finds a column for the upright part of every link.
///
/// Between two layers there are tracks, columns side by side. Links that leave one node share a
/// track, for they fork from one line; and so do links that end at one node, for they join:
///
///     │ A ├─┬───►│ C │      A's links stand on track 0, B's on track 1:
///           │ ┌─►│ D │      their upright parts overlap
///     │ B ├─┼─┘
///           └───►│ E │
enum ArrowRouting {
  /// Where links leave a node.
  struct Port: Hashable {
    var node: Int
    var leadsBack: Bool
  }

  /// Tracks between two layers: which one the links of a port take, and how many there are.
  struct Gap {
    var tracks: [Port: Int] = [:]
    var trackCount = 0
  }

  /// The links of one port, which share an upright line.
  private struct Trunk {
    var port: Port
    var sourceRow: Int
    var targetRows: Set<Int> = []

    var rows: ClosedRange<Int> {
      let all = targetRows.union([sourceRow])
      return (all.min() ?? sourceRow)...(all.max() ?? sourceRow)
    }

    /// Whether both may stand on one track: apart, or joining where both end.
    func fits(beside other: Trunk) -> Bool {
      if targetRows.count == 1 && targetRows == other.targetRows { return true }
      guard rows.overlaps(other.rows) else { return true }
      let shared = rows.clamped(to: other.rows)
      return shared.count == 1 && targetRows.contains(shared.lowerBound)
        && other.targetRows.contains(shared.lowerBound)
    }

    /// Whether the line from this one's source would run into a line to one of the other's targets,
    /// were it not to the left.
    func mustStandLeft(of other: Trunk) -> Bool {
      port != other.port && other.targetRows.contains(sourceRow)
    }
  }

  static func gap(for links: [LayeredGraph.Link], in graph: LayeredGraph, rows: [Int]) -> Gap {
    var gap = Gap()
    var tracks: [[Trunk]] = []
    for trunk in ordered(trunks(of: links, in: graph, rows)) {
      let standing = tracks.enumerated().filter { $1.contains { $0.mustStandLeft(of: trunk) } }
      var track = standing.map { $0.offset + 1 }.max() ?? 0
      while track < tracks.count, !tracks[track].allSatisfy({ trunk.fits(beside: $0) }) {
        track += 1
      }
      if track == tracks.count { tracks.append([]) }
      tracks[track].append(trunk)
      gap.tracks[trunk.port] = track
    }
    gap.trackCount = tracks.count
    return gap
  }

  /// The links of each port together, from top to bottom; without those that go straight through.
  private static func trunks(
    of links: [LayeredGraph.Link], in graph: LayeredGraph, _ rows: [Int]
  ) -> [Trunk] {
    var trunks: [Port: Trunk] = [:]
    for link in links {
      let port = Port(node: link.from, leadsBack: link.leadsBack)
      let start = BoxPlacement.portRow(of: link.from, in: graph, rows, leadsBack: link.leadsBack)
      let end = BoxPlacement.portRow(of: link.to, in: graph, rows, leadsBack: link.leadsBack)
      trunks[port, default: Trunk(port: port, sourceRow: start)].targetRows.insert(end)
    }
    return trunks.values.filter { $0.rows.count > 1 }.sorted {
      ($0.sourceRow, $0.port.leadsBack ? 1 : 0) < ($1.sourceRow, $1.port.leadsBack ? 1 : 0)
    }
  }

  /// An order in which those that must stand left come first. Where they wait for each other in a
  /// circle, the upper one goes first, and two lines share a few cells.
  private static func ordered(_ trunks: [Trunk]) -> [Trunk] {
    var left = trunks
    var result: [Trunk] = []
    while !left.isEmpty {
      let free = left.firstIndex { candidate in
        !left.contains { $0.mustStandLeft(of: candidate) }
      }
      result.append(left.remove(at: free ?? 0))
    }
    return result
  }
}
