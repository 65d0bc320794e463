/// Places boxes and arrows on cells, from left to right: layers are columns of boxes.
///
///     CycleRemoval → LayerAssignment → CrossingReduction → BoxPlacement → ArrowRouting
///
/// The same graph gives the same drawing, always.
package enum LayoutEngine {
  /// Lays a graph out.
  ///
  /// - Parameter shouldStop: asked between phases; a cancelled task gets nil.
  /// - Complexity: O(*n* log *n*) in boxes and bend points, times a fixed number of sweeps.
  package static func drawing(
    of graph: LayoutGraph, kind: LayoutKind = .tidy, shouldStop: () -> Bool = { false }
  ) -> GraphDrawing? {
    var boxes: [LayoutGraph.Box] = []
    var indices: [String: Int] = [:]
    for box in graph.boxes where indices[box.id] == nil {
      indices[box.id] = boxes.count
      boxes.append(box)
    }
    var loops: [String] = []
    var arrows: [IndexedArrow] = []
    var isKnown: Set<IndexedArrow> = []
    for arrow in graph.arrows {
      guard let from = indices[arrow.from], let to = indices[arrow.to] else { continue }
      let indexed = IndexedArrow(from: from, to: to)
      guard isKnown.insert(indexed).inserted else { continue }
      if from == to { loops.append(arrow.from) } else { arrows.append(indexed) }
    }

    let leadsBack = CycleRemoval.reversals(of: arrows, boxCount: boxes.count)
    var layered = LayerAssignment.layered(
      sizes: boxes.map(\.size), arrows: arrows, leadsBack: leadsBack)
    guard !shouldStop() else { return nil }
    CrossingReduction.reduce(&layered)
    guard !shouldStop() else { return nil }

    let plan = DrawingPlan(layered)
    var drawing = GraphDrawing(loops: loops, size: plan.size)
    drawing.kind = kind
    drawing.boxes = boxes.indices.map {
      .init(id: boxes[$0].id, frame: plan.frame(of: $0), kind: boxes[$0].kind)
    }
    drawing.arrows = arrows.indices.map { index in
      let points = plan.points(along: layered.chains[index], leadsBack: leadsBack[index])
      return .init(
        id: "\(boxes[arrows[index].from].id)>\(boxes[arrows[index].to].id)",
        from: boxes[arrows[index].from].id, to: boxes[arrows[index].to].id,
        points: leadsBack[index] ? points.reversed() : points, leadsBack: leadsBack[index])
    }
    return drawing
  }
}
