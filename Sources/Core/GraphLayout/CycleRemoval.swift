/// Turns arrows round until the rest point one way.
///
/// Walks from box to box along the arrows, beginning where no arrow ends: an arrow that leads back
/// into the walk closes a circle and is turned. In a flow that is the loop back to an earlier step.
enum CycleRemoval {
  /// - Returns: for each arrow whether it is turned.
  static func reversals(of arrows: [IndexedArrow], boxCount: Int) -> [Bool] {
    var outgoing = [[Int]](repeating: [], count: boxCount)
    var hasIncoming = [Bool](repeating: false, count: boxCount)
    for (index, arrow) in arrows.enumerated() where arrow.from != arrow.to {
      outgoing[arrow.from].append(index)
      hasIncoming[arrow.to] = true
    }
    var walk = Walk(arrows: arrows, outgoing: outgoing)
    for box in 0..<boxCount where !hasIncoming[box] { walk.visit(box) }
    for box in 0..<boxCount { walk.visit(box) }
    return walk.isReversed
  }

  /// A depth-first walk without recursion: flows may be long.
  private struct Walk {
    let arrows: [IndexedArrow]
    let outgoing: [[Int]]
    var isReversed: [Bool]
    private var isSeen: [Bool]
    private var isOnPath: [Bool]

    init(arrows: [IndexedArrow], outgoing: [[Int]]) {
      self.arrows = arrows
      self.outgoing = outgoing
      isReversed = Array(repeating: false, count: arrows.count)
      isSeen = Array(repeating: false, count: outgoing.count)
      isOnPath = isSeen
    }

    mutating func visit(_ root: Int) {
      guard !isSeen[root] else { return }
      var path: [(box: Int, next: Int)] = []
      enter(root, &path)
      while let top = path.last {
        guard top.next < outgoing[top.box].count else {
          isOnPath[top.box] = false
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let arrow = outgoing[top.box][top.next]
        let target = arrows[arrow].to
        if isOnPath[target] {
          isReversed[arrow] = true
        } else if !isSeen[target] {
          enter(target, &path)
        }
      }
    }

    private mutating func enter(_ box: Int, _ path: inout [(box: Int, next: Int)]) {
      isSeen[box] = true
      isOnPath[box] = true
      path.append((box, 0))
    }
  }
}
