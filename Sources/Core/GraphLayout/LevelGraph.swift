/// One level of nesting: boxes side by side, and arrows between them.
///
/// A frame is one box here. Where an arrow from outside enters the level, or one leaves it, a gate
/// stands on the edge:
///
///     ╭─ frame ────────────╮
///     ┼──►│ A ├──►│ B ├───┼      an entry, two boxes, an exit
///     ╰────────────────────╯
struct LevelGraph {
  enum Kind {
    case node, note, entry, exit
  }

  struct Box {
    var size: LayoutSize
    var kind = Kind.node
    /// Where the author put it.
    var position: LayoutGraph.AuthorPosition?

    var isGate: Bool { kind == .entry || kind == .exit }
  }

  /// Where an arrow meets a box: a row of it, counted from its top.
  struct Port: Hashable {
    var box: Int
    var offset: Int
  }

  struct Arrow {
    var from: Port
    var to: Port
    var labelColumns = 0
  }

  var boxes: [Box] = []
  var arrows: [Arrow] = []

  mutating func addGate(_ kind: Kind) -> Port {
    boxes.append(Box(size: LayoutSize(columns: 0, rows: 1), kind: kind))
    return Port(box: boxes.count - 1, offset: 0)
  }

  /// The boxes that arrows connect, in the order of their first ones.
  var components: [[Int]] {
    var root = Array(boxes.indices)
    func find(_ box: Int) -> Int {
      var box = box
      while root[box] != box {
        root[box] = root[root[box]]
        box = root[box]
      }
      return box
    }
    for arrow in arrows {
      let (from, to) = (find(arrow.from.box), find(arrow.to.box))
      root[max(from, to)] = min(from, to)
    }
    var members = [[Int]](repeating: [], count: boxes.count)
    for box in boxes.indices { members[find(box)].append(box) }
    return members.filter { !$0.isEmpty }
  }

  /// A part of the graph, with the numbers that its arrows have here.
  func part(of members: [Int]) -> (graph: LevelGraph, arrows: [Int]) {
    var numbers = [Int](repeating: -1, count: boxes.count)
    for (number, box) in members.enumerated() { numbers[box] = number }
    let chosen = arrows.indices.filter { numbers[arrows[$0].from.box] >= 0 }
    var graph = LevelGraph(boxes: members.map { boxes[$0] })
    for index in chosen {
      var arrow = arrows[index]
      arrow.from.box = numbers[arrow.from.box]
      arrow.to.box = numbers[arrow.to.box]
      graph.arrows.append(arrow)
    }
    return (graph, chosen)
  }
}

/// A level with its places, from its top left corner.
struct PlacedLevel {
  struct Line {
    var points: [LayoutPoint] = []
    var leadsBack = false
    var labelPlace: LayoutRectangle?
  }

  /// Of each box.
  var frames: [LayoutRectangle]
  /// Of each arrow.
  var lines: [Line]
  var size = LayoutSize(columns: 0, rows: 0)
}
