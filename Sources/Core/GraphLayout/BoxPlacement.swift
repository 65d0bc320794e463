/// Gives each node its row, near those it is linked with, and no two of a layer the same.
enum BoxPlacement {
  private static let sweepCount = 8

  /// The first row of each node, the uppermost being 0.
  static func rows(of graph: LayeredGraph) -> [Int] {
    var rows = [Int](repeating: 0, count: graph.nodes.count)
    for layer in graph.layers { stack(layer, of: graph, &rows) }
    for sweep in 0..<sweepCount {
      let isForth = sweep.isMultiple(of: 2)
      for layer in isForth ? graph.layers : graph.layers.reversed() {
        let wishes = layer.map { node in
          wish(of: node, near: isForth ? graph.sources[node] : graph.targets[node], graph, rows)
        }
        settle(layer, at: wishes, of: graph, &rows)
      }
    }
    let top = rows.min() ?? 0
    return rows.map { $0 - top }
  }

  /// The row of a node that its arrows start from and end at; one below for those that lead back,
  /// where it has so many.
  static func portRow(
    of node: Int, in graph: LayeredGraph, _ rows: [Int], leadsBack: Bool = false
  ) -> Int {
    let height = graph.nodes[node].size.rows
    return rows[node] + min(height / 2 + (leadsBack ? 1 : 0), height - 1)
  }

  private static func stack(_ layer: [Int], of graph: LayeredGraph, _ rows: inout [Int]) {
    var row = 0
    for (index, node) in layer.enumerated() {
      if index > 0 { row += distance(from: layer[index - 1], to: node, in: graph) }
      rows[node] = row
    }
  }

  /// Rows from the start of a node to the start of the one below it, at least.
  private static func distance(from upper: Int, to lower: Int, in graph: LayeredGraph) -> Int {
    let isBox = graph.nodes[upper].box != nil || graph.nodes[lower].box != nil
    return graph.nodes[upper].size.rows + (isBox ? 1 : 0)
  }

  /// Where a node would like to start: its port on the mean row of the ports it is linked with.
  private static func wish(
    of node: Int, near neighbours: [Int], _ graph: LayeredGraph, _ rows: [Int]
  ) -> Double {
    guard !neighbours.isEmpty else { return Double(rows[node]) }
    let sum = neighbours.reduce(0) { $0 + portRow(of: $1, in: graph, rows) }
    let offset = graph.nodes[node].size.rows / 2
    return Double(sum) / Double(neighbours.count) - Double(offset)
  }

  /// Puts a layer as near to its wishes as its order and the distances allow.
  ///
  /// Without the distances this is a regression on rising values: neighbours in the wrong order
  /// share their mean.
  private static func settle(
    _ layer: [Int], at wishes: [Double], of graph: LayeredGraph, _ rows: inout [Int]
  ) {
    var offsets = [0]
    for (upper, lower) in zip(layer, layer.dropFirst()) {
      offsets.append(offsets[offsets.count - 1] + distance(from: upper, to: lower, in: graph))
    }
    var blocks: [(sum: Double, count: Int)] = []
    for (wish, offset) in zip(wishes, offsets) {
      var block = (sum: wish - Double(offset), count: 1)
      while let last = blocks.last,
        last.sum / Double(last.count) >= block.sum / Double(block.count)
      {
        block = (last.sum + block.sum, last.count + block.count)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var index = 0
    for block in blocks {
      let row = wholeRow(block.sum / Double(block.count))
      for _ in 0..<block.count {
        rows[layer[index]] = row + offsets[index]
        index += 1
      }
    }
  }

  /// The row at or above a height. Without `floor`, which would need the library of mathematics.
  private static func wholeRow(_ height: Double) -> Int {
    let row = Int(height)
    return Double(row) > height ? row - 1 : row
  }
}
