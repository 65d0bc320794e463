/// Which box stands in which frame, and at which levels each arrow runs.
///
///     F1  ╭──────────╮      A→B runs at three levels: from A to an exit of F1, from F1 to F2, and
///         │ A ───────┼─┐    from an entry of F2 to B
///         ╰──────────╯ │    ╭─ F2 ─────╮
///                      └───►┼──► B     │
///                           ╰──────────╯
struct FrameNesting {
  let boxes: [LayoutGraph.Box]
  /// Each with the numbers of its ends.
  let arrows: [(arrow: LayoutGraph.Arrow, from: Int, to: Int)]
  /// The frame around each box; nil at the top.
  private let parents: [Int?]
  /// The boxes directly inside each frame, by its number plus 1; those at the top first.
  private var inside: [[Int]]

  init(_ graph: LayoutGraph) {
    var numbers: [String: Int] = [:]
    var boxes: [LayoutGraph.Box] = []
    for var box in graph.boxes where numbers[box.id] == nil {
      box.size = LayoutSize(columns: max(1, box.size.columns), rows: max(1, box.size.rows))
      numbers[box.id] = boxes.count
      boxes.append(box)
    }
    var seen: Set<String> = []
    arrows = graph.arrows.compactMap { arrow in
      guard let from = numbers[arrow.from], let to = numbers[arrow.to] else { return nil }
      return seen.insert(arrow.id).inserted ? (arrow, from, to) : nil
    }
    parents = Self.parents(of: boxes, numbers)
    inside = Array(repeating: [], count: boxes.count + 1)
    for (box, parent) in parents.enumerated() { inside[(parent ?? -1) + 1].append(box) }
    self.boxes = boxes
  }

  /// Only frames enclose, and none itself.
  private static func parents(of boxes: [LayoutGraph.Box], _ numbers: [String: Int]) -> [Int?] {
    var parents = boxes.map { box -> Int? in
      guard let parent = box.parent.flatMap({ numbers[$0] }), boxes[parent].kind == .frame else {
        return nil
      }
      return parent
    }
    for box in boxes.indices {
      var steps = 0
      var next = parents[box]
      while let frame = next, frame != box, steps < boxes.count {
        steps += 1
        next = parents[frame]
      }
      // A circle is opened at its first box.
      if next == box { parents[box] = nil }
    }
    return parents
  }

  func children(of frame: Int?) -> [Int] { inside[(frame ?? -1) + 1] }

  /// The frames around a box, from the outermost.
  func frames(around box: Int) -> [Int] {
    var frames: [Int] = []
    var next = parents[box]
    while let frame = next {
      frames.append(frame)
      next = parents[frame]
    }
    return frames.reversed()
  }

  /// The boxes at a level, and the boxes inside them, from the outside: frames, then the box.
  func path(to box: Int) -> [Int] { frames(around: box) + [box] }
}
