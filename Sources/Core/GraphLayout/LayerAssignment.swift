/// Gives each box a layer, so that every arrow leads to a later one.
enum LayerAssignment {
  /// Boxes in the layers of the longest path to them; those without incoming arrows next to their
  /// first target, where a model or a tool belongs. Long arrows get a bend point in each layer
  /// between.
  ///
  /// - Parameters:
  ///   - arrows: the ends of one differ.
  ///   - leadsBack: which of them to take the other way round, so that there are no circles.
  static func layered(
    sizes: [LayoutSize], arrows: [IndexedArrow], leadsBack: [Bool]
  ) -> LayeredGraph {
    let arrows = zip(arrows, leadsBack).map { arrow, leadsBack in
      leadsBack ? IndexedArrow(from: arrow.to, to: arrow.from) : arrow
    }
    var nodes: [LayeredGraph.Node] = []
    for (index, layer) in layers(boxCount: sizes.count, arrows: arrows).enumerated() {
      nodes.append(LayeredGraph.Node(box: index, size: sizes[index], layer: layer))
    }
    let bend = LayoutSize(columns: 1, rows: 1)
    let chains = arrows.map { arrow in
      var chain = [arrow.from]
      for layer in nodes[arrow.from].layer + 1..<nodes[arrow.to].layer {
        chain.append(nodes.count)
        nodes.append(LayeredGraph.Node(box: nil, size: bend, layer: layer))
      }
      return chain + [arrow.to]
    }
    return LayeredGraph(nodes: nodes, chains: chains, leadsBack: leadsBack)
  }

  static func layers(boxCount: Int, arrows: [IndexedArrow]) -> [Int] {
    var layers = [Int](repeating: 0, count: boxCount)
    var waiting = [Int](repeating: 0, count: boxCount)
    var targets = [[Int]](repeating: [], count: boxCount)
    for arrow in arrows {
      waiting[arrow.to] += 1
      targets[arrow.from].append(arrow.to)
    }
    let roots = (0..<boxCount).filter { waiting[$0] == 0 }
    var ready = roots
    var next = 0
    while next < ready.count {
      let box = ready[next]
      next += 1
      for target in targets[box] {
        layers[target] = max(layers[target], layers[box] + 1)
        waiting[target] -= 1
        if waiting[target] == 0 { ready.append(target) }
      }
    }
    for root in roots {
      if let nearest = targets[root].map({ layers[$0] }).min() { layers[root] = nearest - 1 }
    }
    return layers
  }
}
