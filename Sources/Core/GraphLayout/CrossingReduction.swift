/// Orders the nodes of each layer so that few links cross.
///
/// Each sweep goes through the layers, forth or back, sorts a layer by the medians of its
/// neighbours in the layer before, and then swaps neighbours while that helps. The best of a fixed
/// number of sweeps wins, so the result does not depend on time.
enum CrossingReduction {
  private static let sweepCount = 12
  private static let swapRounds = 4

  static func reduce(_ graph: inout LayeredGraph, shouldStop: () -> Bool) {
    graph.layers = initialOrder(of: graph)
    var places = graph.places
    var best = graph.layers
    var fewest = crossings(in: graph, places)
    for sweep in 0..<sweepCount where fewest > 0 && !shouldStop() {
      let isForth = sweep.isMultiple(of: 2)
      let order = isForth ? Array(graph.layers.indices) : graph.layers.indices.reversed()
      for layer in order.dropFirst() {
        sort(layer, of: &graph, by: isForth ? graph.left : graph.right, &places)
      }
      swapNeighbours(in: &graph, &places)
      let count = crossings(in: graph, places)
      if count < fewest {
        fewest = count
        best = graph.layers
      }
    }
    graph.layers = best
  }

  /// Depth first along the links: a tree is drawn without crossings, and what leaves one node keeps
  /// the order of its arrows.
  private static func initialOrder(of graph: LayeredGraph) -> [[Int]] {
    var layers = [[Int]](repeating: [], count: graph.layers.count)
    var isSeen = [Bool](repeating: false, count: graph.nodes.count)
    for root in graph.nodes.indices where graph.left[root].isEmpty {
      var path = [root]
      while let node = path.popLast() {
        guard !isSeen[node] else { continue }
        isSeen[node] = true
        layers[graph.nodes[node].layer].append(node)
        path += graph.right[node].reversed()
      }
    }
    return layers
  }

  private static func sort(
    _ layer: Int, of graph: inout LayeredGraph, by neighbours: [[Int]], _ places: inout [Int]
  ) {
    let keys = graph.layers[layer].enumerated().map { place, node in
      // A node without neighbours stays where it is.
      (median(neighbours[node].map { places[$0] }) ?? place * 2, place, node)
    }
    graph.layers[layer] = keys.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
    for (place, node) in graph.layers[layer].enumerated() { places[node] = place }
  }

  /// Twice the median.
  private static func median(_ values: [Int]) -> Int? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
  }

  private static func swapNeighbours(in graph: inout LayeredGraph, _ places: inout [Int]) {
    for _ in 0..<swapRounds {
      var hasSwapped = false
      for layer in graph.layers.indices {
        for place in graph.layers[layer].indices.dropLast() {
          let (upper, lower) = (graph.layers[layer][place], graph.layers[layer][place + 1])
          let kept =
            crossings(graph.left[upper], above: graph.left[lower], places)
            + crossings(graph.right[upper], above: graph.right[lower], places)
          guard kept > 0 else { continue }
          let swapped =
            crossings(graph.left[lower], above: graph.left[upper], places)
            + crossings(graph.right[lower], above: graph.right[upper], places)
          guard swapped < kept else { continue }
          graph.layers[layer].swapAt(place, place + 1)
          places[upper] = place + 1
          places[lower] = place
          hasSwapped = true
        }
      }
      guard hasSwapped else { return }
    }
  }

  /// How many links of an upper node to these neighbours cross those of a lower one.
  private static func crossings(_ upper: [Int], above lower: [Int], _ places: [Int]) -> Int {
    var count = 0
    for first in upper {
      for second in lower where places[second] < places[first] { count += 1 }
    }
    return count
  }

  /// How many pairs of links cross.
  private static func crossings(in graph: LayeredGraph, _ places: [Int]) -> Int {
    zip(graph.layers, graph.layers.dropFirst()).reduce(0) { sum, pair in
      let ends = pair.0.flatMap { graph.right[$0].map { places[$0] }.sorted() }
      return sum + inversions(in: ends, below: pair.1.count)
    }
  }

  /// Pairs in the wrong order, counted with a tree of partial sums: O(*n* log *n*).
  private static func inversions(in values: [Int], below bound: Int) -> Int {
    var tree = [Int](repeating: 0, count: bound + 1)
    var result = 0
    for (seen, value) in values.enumerated() {
      var notAbove = 0
      var index = value + 1
      while index > 0 {
        notAbove += tree[index]
        index &= index - 1
      }
      result += seen - notAbove
      index = value + 1
      while index <= bound {
        tree[index] += 1
        index += index & -index
      }
    }
    return result
  }
}
