/// Lays out what is inside frames first, from the innermost on, and puts the levels together.
struct NestedLayout {
  private let nesting: FrameNesting
  private let kind: LayoutKind
  private var levels: [Level] = []
  /// The number of each frame's level.
  private var levelOfFrame: [Int: Int] = [:]

  private struct Level {
    var boxes: [Int]
    /// Numbers of arrows, in the order of the level's lines.
    var arrows: [Int] = []
    /// When each arrow runs here: first at the levels it leaves, from the innermost, then at one
    /// that holds both ends, then at those it enters.
    var orders: [Int] = []
    /// The gate of each arrow that crosses the edge.
    var gates: [Int: LevelGraph.Port] = [:]
    var placed = PlacedLevel(frames: [], lines: [])
  }

  /// Room between a frame and what is inside: the border, and a cell on either side.
  private static let corner = LayoutPoint(column: 2, row: 1)

  /// - Returns: nil when it should stop.
  static func drawing(
    of graph: LayoutGraph, kind: LayoutKind, shouldStop: () -> Bool
  ) -> GraphDrawing? {
    var layout = NestedLayout(nesting: FrameNesting(graph), kind: kind)
    guard let top = layout.place(nil, depth: 0, Self.arrowPaths(layout.nesting), shouldStop)
    else { return nil }
    return layout.drawing(top)
  }

  private init(nesting: FrameNesting, kind: LayoutKind) {
    self.nesting = nesting
    self.kind = kind
  }

  private typealias Paths = [(from: [Int], to: [Int])]

  private static func arrowPaths(_ nesting: FrameNesting) -> Paths {
    nesting.arrows.map { (nesting.path(to: $0.from), nesting.path(to: $0.to)) }
  }

  /// Lays out a frame's inside, or the top.
  ///
  /// - Parameter depth: frames around it, itself included.
  /// - Returns: the number of its level.
  private mutating func place(
    _ frame: Int?, depth: Int, _ paths: Paths, _ shouldStop: () -> Bool
  ) -> Int? {
    let children = nesting.children(of: frame)
    for child in children where !nesting.children(of: child).isEmpty {
      guard place(child, depth: depth + 1, paths, shouldStop) != nil else { return nil }
    }
    var level = Level(boxes: children)
    var graph = LevelGraph(boxes: children.map(box))
    addArrows(to: &level, &graph, in: frame, depth, paths)
    guard let placed = LevelLayout.place(graph, kind: kind, shouldStop: shouldStop) else {
      return nil
    }
    level.placed = placed
    levels.append(level)
    if let frame { levelOfFrame[frame] = levels.count - 1 }
    return levels.count - 1
  }

  private func box(_ index: Int) -> LevelGraph.Box {
    let box = nesting.boxes[index]
    return LevelGraph.Box(
      size: size(of: index), kind: box.kind == .note ? .note : .node, position: box.position)
  }

  private func size(of box: Int) -> LayoutSize {
    let own = nesting.boxes[box].size
    guard let level = levelOfFrame[box] else { return own }
    let inner = levels[level].placed.size
    return LayoutSize(
      columns: max(own.columns, inner.columns + 2 * Self.corner.column),
      rows: max(own.rows, inner.rows + 2 * Self.corner.row))
  }

  private func addArrows(
    to level: inout Level, _ graph: inout LevelGraph, in frame: Int?, _ depth: Int, _ paths: Paths
  ) {
    let numbers = Dictionary(uniqueKeysWithValues: level.boxes.enumerated().map { ($1, $0) })
    // Arrows from one outer box enter by one gate, and those to one leave by one.
    var entries: [Int: LevelGraph.Port] = [:]
    var exits: [Int: LevelGraph.Port] = [:]
    for (index, path) in paths.enumerated() {
      let from = path.from.count > depth ? numbers[path.from[depth]] : nil
      let to = path.to.count > depth ? numbers[path.to[depth]] : nil
      let arrow = nesting.arrows[index]
      if let from, let to {
        // What runs inside one box runs at a deeper level, but for a loop.
        guard from != to || arrow.from == arrow.to && path.from.count == depth + 1 else { continue }
      } else if from == nil, to == nil {
        continue
      }
      let start =
        from.map { port($0, level.boxes[$0], arrow: index) }
        ?? entries[arrow.from] ?? graph.addGate(.entry)
      let end =
        to.map { port($0, level.boxes[$0], arrow: index) }
        ?? exits[arrow.to] ?? graph.addGate(.exit)
      if from == nil {
        entries[arrow.from] = start
        level.gates[index] = start
      }
      if to == nil {
        exits[arrow.to] = end
        level.gates[index] = end
      }
      // The label stands where the arrow ends.
      graph.arrows.append(
        LevelGraph.Arrow(
          from: start, to: end,
          labelColumns: path.to.count == depth + 1 ? arrow.arrow.labelColumns : 0))
      level.arrows.append(index)
      level.orders.append(to == nil ? -depth : from == nil ? depth : 0)
    }
  }

  /// Where an arrow meets a box: at a gate inside, or at the row of its title; a frame in its middle.
  private func port(_ number: Int, _ box: Int, arrow: Int) -> LevelGraph.Port {
    if let level = levelOfFrame[box], let gate = levels[level].gates[arrow] {
      let row = levels[level].placed.frames[gate.box].origin.row
      return LevelGraph.Port(box: number, offset: row + Self.corner.row)
    }
    let rows = size(of: box).rows
    guard nesting.boxes[box].kind == .frame else {
      return LevelGraph.Port(box: number, offset: min(1, (rows - 1) / 2))
    }
    let gates = levelOfFrame[box].map { gateRows(of: $0) } ?? []
    let middle = (rows - 1) / 2
    let free = (0..<rows).filter { !gates.contains($0) }
    let offset = free.min { (abs($0 - middle), $0) < (abs($1 - middle), $1) } ?? middle
    return LevelGraph.Port(box: number, offset: offset)
  }
}

extension NestedLayout {
  /// Rows of a frame at which arrows cross its border.
  private func gateRows(of level: Int) -> Set<Int> {
    let placed = levels[level].placed
    return Set(
      levels[level].gates.values.map { placed.frames[$0.box].origin.row + Self.corner.row })
  }

  private func drawing(_ top: Int) -> GraphDrawing {
    var drawing = GraphDrawing(kind: kind)
    var lines = [[Part]](repeating: [], count: nesting.arrows.count)
    collect(top, at: LayoutPoint(column: 0, row: 0), &drawing, &lines)
    drawing.size = levels[top].placed.size
    for (index, parts) in lines.enumerated() {
      let parts = parts.sorted { $0.order < $1.order }.map(\.line)
      let (arrow, from, to) = nesting.arrows[index]
      drawing.arrows.append(
        .init(
          id: arrow.id, from: arrow.from, to: arrow.to,
          points: PlacedLevel.Line.simplified(parts.flatMap(\.points)),
          leadsBack: parts.contains { $0.leadsBack }, label: arrow.label,
          labelPlace: parts.last?.labelPlace))
      if from == to, !drawing.loops.contains(arrow.from) { drawing.loops.append(arrow.from) }
    }
    return drawing
  }

  private struct Part {
    var order: Int
    var line: PlacedLevel.Line
  }

  /// Adds the boxes of a level and of those inside, and the parts of lines.
  private func collect(
    _ number: Int, at corner: LayoutPoint, _ drawing: inout GraphDrawing,
    _ lines: inout [[Part]]
  ) {
    let level = levels[number]
    let placed = level.placed.moved(corner)
    for (place, index) in level.arrows.enumerated() {
      lines[index].append(Part(order: level.orders[place], line: placed.lines[place]))
    }
    for (place, box) in level.boxes.enumerated() {
      let frame = placed.frames[place]
      drawing.boxes.append(
        .init(id: nesting.boxes[box].id, frame: frame, kind: nesting.boxes[box].kind))
      if let inner = levelOfFrame[box] {
        collect(inner, at: frame.origin + Self.corner, &drawing, &lines)
      }
    }
  }
}
