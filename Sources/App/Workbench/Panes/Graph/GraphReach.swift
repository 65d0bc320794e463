/// Which nodes can be reached from each node along the edges: made once for a flow, so that asking
/// costs nothing that grows with it.
struct GraphReach: Hashable, Sendable {
  /// A set of nodes by their numbers, a bit each.
  struct Nodes: Hashable, Sendable {
    fileprivate var words: [UInt64]

    fileprivate init(count: Int) {
      words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    func contains(_ node: Int) -> Bool {
      words.indices.contains(node / 64) && words[node / 64] & (1 << UInt64(node % 64)) != 0
    }

    mutating func insert(_ node: Int) { words[node / 64] |= 1 << UInt64(node % 64) }
    mutating func remove(_ node: Int) { words[node / 64] &= ~(1 << UInt64(node % 64)) }

    mutating func formUnion(_ other: Nodes) {
      for index in words.indices { words[index] |= other.words[index] }
    }

    /// In ascending order.
    var numbers: [Int] {
      words.enumerated().flatMap { index, word in
        (0..<64).filter { word & (1 << UInt64($0)) != 0 }.map { index * 64 + $0 }
      }
    }
  }

  private let reached: [Nodes]

  /// - Parameter next: the nodes that each node leads to.
  /// - Returns: nil when it was stopped.
  /// - Complexity: O(nodes · edges), and a bit for each pair of nodes.
  init?(next: [[Int]], shouldStop: () -> Bool = { false }) {
    var reached: [Nodes] = []
    reached.reserveCapacity(next.count)
    for start in next.indices {
      guard !shouldStop() else { return nil }
      var nodes = Nodes(count: next.count)
      var waiting = next[start]
      while let node = waiting.popLast() {
        guard !nodes.contains(node) else { continue }
        nodes.insert(node)
        waiting += next[node]
      }
      nodes.remove(start)
      reached.append(nodes)
    }
    self.reached = reached
  }

  /// All that a node leads to, without itself.
  func nodes(from node: Int) -> Nodes { reached[node] }
}
