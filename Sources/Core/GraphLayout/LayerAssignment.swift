/// Gives each box a layer, so that every arrow that is not turned leads to a later one.
enum LayerAssignment {
  /// The layers of the longest path to each box, then drawn together: a box moves towards its
  /// targets while that shortens more arrows than it makes longer. So a model or a tool stands next
  /// to what it serves.
  static func layers(of level: LevelGraph) -> [Int] {
    let arrows = level.arrows.map { IndexedArrow(from: $0.from.box, to: $0.to.box) }
    let isTurned = CycleRemoval.reversals(of: arrows, boxCount: level.boxes.count)
    var targets = [[Int]](repeating: [], count: level.boxes.count)
    var sources = targets
    for (arrow, isTurned) in zip(arrows, isTurned) where !isTurned && arrow.from != arrow.to {
      targets[arrow.from].append(arrow.to)
      sources[arrow.to].append(arrow.from)
    }
    let order = order(targets: targets, sources: sources)
    var layers = [Int](repeating: 0, count: level.boxes.count)
    for box in order { layers[box] = sources[box].map { layers[$0] + 1 }.max() ?? 0 }
    for _ in 0..<2 {
      for box in order.reversed() where targets[box].count > sources[box].count {
        layers[box] = (targets[box].map { layers[$0] }.min() ?? 1) - 1
      }
    }
    return withGates(layers, level)
  }

  /// Sources before targets.
  private static func order(targets: [[Int]], sources: [[Int]]) -> [Int] {
    var waiting = sources.map(\.count)
    var order = targets.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for target in targets[order[next]] {
        waiting[target] -= 1
        if waiting[target] == 0 { order.append(target) }
      }
      next += 1
    }
    return order
  }

  /// Entries get the first layer for themselves and exits the last; others begin with 0.
  static func withGates(_ layers: [Int], _ level: LevelGraph) -> [Int] {
    let hasEntry = level.boxes.contains { $0.kind == .entry }
    let inner = level.boxes.indices.filter { !level.boxes[$0].isGate }.map { layers[$0] }
    let first = (inner.min() ?? 0) - (hasEntry ? 1 : 0)
    let last = inner.max() ?? 0
    return level.boxes.indices.map { box in
      switch level.boxes[box].kind {
      case .entry: 0
      case .exit: last - first + 1
      case .node, .note: layers[box] - first
      }
    }
  }
}

/// An arrow between two boxes, by their indices.
struct IndexedArrow: Hashable {
  var from: Int
  var to: Int
}
