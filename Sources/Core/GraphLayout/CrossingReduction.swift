/// Orders the nodes of each layer so that few links cross.
///
/// Each sweep goes through the layers, forth or back, and sorts a layer by the medians of its
/// neighbours in the layer before. The best of a fixed number of sweeps wins, so the result does
/// not depend on time.
enum CrossingReduction {
  static let sweepCount = 12

  static func reduce(_ graph: inout LayeredGraph) {
    var best = graph.layers
    var fewest = crossings(in: graph)
    for sweep in 0..<sweepCount where fewest > 0 {
      let isForth = sweep.isMultiple(of: 2)
      let order = isForth ? Array(graph.layers.indices) : graph.layers.indices.reversed()
      for layer in order.dropFirst() { sort(layer, of: &graph, bySources: isForth) }
      let count = crossings(in: graph)
      if count < fewest {
        fewest = count
        best = graph.layers
      }
    }
    graph.layers = best
  }

  private static func sort(_ layer: Int, of graph: inout LayeredGraph, bySources: Bool) {
    let other = bySources ? layer - 1 : layer + 1
    let places = places(in: graph.layers[other])
    let keys = graph.layers[layer].enumerated().map { place, node in
      let neighbours = bySources ? graph.sources[node] : graph.targets[node]
      // A node without neighbours stays where it is.
      return (median(neighbours.compactMap { places[$0] }) ?? Double(place), place, node)
    }
    graph.layers[layer] = keys.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }

  private static func median(_ values: [Int]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? Double(sorted[middle - 1] + sorted[middle]) / 2 : Double(sorted[middle])
  }

  private static func places(in layer: [Int]) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: layer.enumerated().map { ($1, $0) })
  }

  /// How many pairs of links cross.
  static func crossings(in graph: LayeredGraph) -> Int {
    zip(graph.layers, graph.layers.dropFirst()).reduce(0) { sum, pair in
      let places = places(in: pair.1)
      let ends = pair.0.flatMap { graph.targets[$0].compactMap { places[$0] }.sorted() }
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
