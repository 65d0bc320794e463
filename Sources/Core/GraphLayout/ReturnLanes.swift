/// Leads the arrows that go back round the boxes: out to the right, through a lane to the left, and
/// into the target from its left.
///
///     ┌►│ Agent ├──►│ Check ├─┐
///     └───────────────────────┘
///
/// Arrows back to one port share a lane. Where it passes each layer is chosen so that it crosses
/// little; shorter lanes choose first.
struct ReturnLanes {
  private struct Lane {
    var target: LayeredGraph.Port
    /// Numbers of the arrows and where they start.
    var arrows: [(index: Int, start: LayeredGraph.Port)] = []
    var layers: ClosedRange<Int>
  }

  private static let crossingCost = 8

  private var graph: LayeredGraph

  /// Gives every arrow without a route one.
  static func add(to graph: inout LayeredGraph, for level: LevelGraph) {
    var lanes: [Lane] = []
    var known: [LayeredGraph.Port: Int] = [:]
    for (index, arrow) in level.arrows.enumerated() where graph.routes[index].isEmpty {
      let start = LayeredGraph.Port(node: arrow.from.box, offset: arrow.from.offset)
      let target = LayeredGraph.Port(node: arrow.to.box, offset: arrow.to.offset)
      let (first, last) = (graph.nodes[target.node].layer, graph.nodes[start.node].layer)
      let number = known[target] ?? lanes.count
      if number == lanes.count { lanes.append(Lane(target: target, layers: first...last)) }
      known[target] = number
      lanes[number].arrows.append((index, start))
      lanes[number].layers = first...max(last, lanes[number].layers.upperBound)
    }
    guard !lanes.isEmpty else { return }
    var plan = ReturnLanes(graph: graph)
    for lane in lanes.sorted(by: {
      ($0.layers.count, $0.target.node) < ($1.layers.count, $1.target.node)
    }) {
      plan.add(lane)
    }
    graph = plan.graph
  }

  private mutating func add(_ lane: Lane) {
    let places = bestPlaces(of: lane)
    var bends: [Int: LayeredGraph.Port] = [:]
    for layer in lane.layers {
      let bend = graph.addBend(in: layer)
      graph.layers[layer].removeLast()
      graph.layers[layer].insert(bend, at: places[layer - lane.layers.lowerBound])
      bends[layer] = LayeredGraph.Port(node: bend, offset: 0)
    }
    let net = LayeredGraph.Net.lane(lane.target)
    var hops: [Int: Int] = [:]
    for layer in lane.layers {
      guard let from = bends[layer] else { continue }
      let to = layer == lane.layers.lowerBound ? lane.target : bends[layer - 1] ?? lane.target
      hops[layer] = graph.add(LayeredGraph.Link(gap: layer, from: from, to: to, net: net))
    }
    var entries: [LayeredGraph.Port: Int] = [:]
    for (index, start) in lane.arrows {
      let layer = graph.nodes[start.node].layer
      guard let bend = bends[layer] else { continue }
      let entry =
        entries[start]
        ?? graph.add(LayeredGraph.Link(gap: layer + 1, from: start, to: bend, net: net))
      entries[start] = entry
      graph.routes[index] =
        [entry] + (lane.layers.lowerBound...layer).reversed().compactMap { hops[$0] }
    }
  }

  /// The cheapest way through the layers, from the right: for each place in a layer the cheapest
  /// way there is known from those in the layer before.
  private func bestPlaces(of lane: Lane) -> [Int] {
    let places = graph.places
    var costs: [Int] = []
    var ways: [(places: [Int], next: [Int])] = []
    for layer in lane.layers.reversed() {
      let choice = choice(in: layer)
      let all = ownCosts(of: lane, in: layer, places)
      var own = choice.map { all[$0] }
      var next = [Int](repeating: 0, count: own.count)
      if let last = ways.last {
        let crossings = crossings(after: layer, choice, last.places, places)
        for place in own.indices {
          var best = Int.max
          for (other, cost) in costs.enumerated() {
            let sum = cost + Self.crossingCost * crossings[place * costs.count + other]
            if sum < best { (best, next[place]) = (sum, other) }
          }
          own[place] += best
        }
      }
      costs = own
      ways.append((choice, next))
    }
    var place = costs.indices.min { (costs[$0], -$0) < (costs[$1], -$1) } ?? 0
    return ways.reversed().map { way in
      defer { place = way.next[place] }
      return way.places[place]
    }
  }

  /// The places beside a box, and the outermost ones: between two lines a lane gains nothing.
  private func choice(in layer: Int) -> [Int] {
    let nodes = graph.layers[layer]
    return (0...nodes.count).filter { place in
      place == 0 || place == nodes.count || graph.nodes[nodes[place]].box != nil
        || graph.nodes[nodes[place - 1]].box != nil
    }
  }

  /// What each place in a layer costs, whatever the lane does elsewhere.
  private func ownCosts(of lane: Lane, in layer: Int, _ places: [Int]) -> [Int] {
    let nodes = graph.layers[layer]
    // Rather outside than between boxes; but where one box leads to another of its layer, between
    // those two.
    let isShort = lane.layers.count == 1
    var costs = (0...nodes.count).map { $0 > 0 && $0 < nodes.count && !isShort ? 2 : 0 }
    let passing = isShort ? 3 : 1
    func addTurn(at node: Int, crossing neighbours: [[Int]]) {
      let own = places[node]
      var cost = 0
      for place in stride(from: own + 1, through: nodes.count, by: 1) {
        costs[place] += cost
        if place < nodes.count {
          cost += passing + (neighbours[nodes[place]].isEmpty ? 0 : Self.crossingCost)
        }
      }
      // Rather below than above.
      cost = 1
      for place in stride(from: own, through: 0, by: -1) {
        costs[place] += cost
        if place > 0 {
          cost += passing + (neighbours[nodes[place - 1]].isEmpty ? 0 : Self.crossingCost)
        }
      }
    }
    if layer == lane.layers.lowerBound { addTurn(at: lane.target.node, crossing: graph.left) }
    var seen: Set<Int> = []
    for (_, start) in lane.arrows where graph.nodes[start.node].layer == layer {
      if seen.insert(start.node).inserted { addTurn(at: start.node, crossing: graph.right) }
    }
    return costs
  }

  /// How many links a line crosses between a place in a layer and one in the next, for all pairs of
  /// these places.
  private func crossings(
    after layer: Int, _ choice: [Int], _ nextChoice: [Int], _ places: [Int]
  ) -> [Int] {
    let rows = choice.count
    let columns = nextChoice.count
    let column = Self.firstBelow(nextChoice, count: graph.layers[layer + 1].count)
    // Links that start above a place and end above another, summed up.
    var above = [Int](repeating: 0, count: rows * columns)
    var starts = [Int](repeating: 0, count: rows)
    let row = Self.firstBelow(choice, count: graph.layers[layer].count)
    for (place, node) in graph.layers[layer].enumerated() {
      starts[row[place]] += graph.right[node].count
      for target in graph.right[node] { above[row[place] * columns + column[places[target]]] += 1 }
    }
    for row in 0..<rows {
      if row > 0 { starts[row] += starts[row - 1] }
      var sum = 0
      for index in row * columns..<(row + 1) * columns {
        sum += above[index]
        above[index] = sum + (row > 0 ? above[index - columns] : 0)
      }
    }
    let ends = Array(above[((rows - 1) * columns)...])
    return above.indices.map { index in
      starts[index / columns] + ends[index % columns] - 2 * above[index]
    }
  }

  /// For each node of a layer the first of these places that is below it; the last one always is.
  private static func firstBelow(_ choice: [Int], count: Int) -> [Int] {
    var number = 0
    return (0..<count).map { place in
      while choice[number] <= place { number += 1 }
      return number
    }
  }
}
