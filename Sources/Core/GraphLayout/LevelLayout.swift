/// Lays out one level, tidy or as the author did.
///
///     tidy     LayerAssignment → CrossingReduction ┐
///     author   AuthorLayers ───────────────────────┴→ ReturnLanes → BoxPlacement → LayeredPlan
enum LevelLayout {
  /// - Returns: nil when it should stop.
  static func place(
    _ level: LevelGraph, kind: LayoutKind, shouldStop: () -> Bool
  ) -> PlacedLevel? {
    guard !shouldStop() else { return nil }
    let isPositioned = level.boxes.contains { $0.position != nil }
    return kind == .author && isPositioned
      ? author(level, shouldStop) : tidy(level, shouldStop)
  }

  private static func author(_ level: LevelGraph, _ shouldStop: () -> Bool) -> PlacedLevel? {
    let author = AuthorLayers(level)
    var graph = LayeredGraph(level, layers: author.layers)
    author.arrange(&graph)
    return finish(&graph, level, starts: author.starts, shouldStop)
  }

  /// What arrows connect is laid out by itself, and stacked; then come single boxes, then notes.
  private static func tidy(_ level: LevelGraph, _ shouldStop: () -> Bool) -> PlacedLevel? {
    let linked = Set(level.arrows.flatMap { [$0.from.box, $0.to.box] })
    var pile = LevelPile(level)
    for members in level.components where members.contains(where: linked.contains) {
      let part = level.part(of: members)
      var graph = LayeredGraph(part.graph, layers: LayerAssignment.layers(of: part.graph))
      CrossingReduction.reduce(&graph, shouldStop: shouldStop)
      guard let placed = finish(&graph, part.graph, starts: [], shouldStop) else { return nil }
      pile.add(placed, boxes: members, arrows: part.arrows)
    }
    let single = level.boxes.indices.filter { !linked.contains($0) }
    pile.addRows(of: single.filter { level.boxes[$0].kind != .note })
    pile.addRows(of: single.filter { level.boxes[$0].kind == .note })
    return pile.level
  }

  private static func finish(
    _ graph: inout LayeredGraph, _ level: LevelGraph, starts: [Int], _ shouldStop: () -> Bool
  ) -> PlacedLevel? {
    ReturnLanes.add(to: &graph, for: level)
    guard !shouldStop() else { return nil }
    let rows = BoxPlacement.rows(of: graph, shouldStop: shouldStop)
    guard !shouldStop() else { return nil }
    return LayeredPlan(
      graph, rows: rows, labelColumns: level.arrows.map(\.labelColumns), starts: starts
    ).placed
  }
}

/// Parts of a level, one below the other.
struct LevelPile {
  private let graph: LevelGraph
  private(set) var level: PlacedLevel
  /// Rows between two parts.
  private static let distance = 1
  /// Single boxes stand in rows of at least this many cells.
  private static let leastColumns = 72

  init(_ graph: LevelGraph) {
    self.graph = graph
    let nowhere = LayoutRectangle(
      origin: LayoutPoint(column: 0, row: 0), size: LayoutSize(columns: 0, rows: 0))
    level = PlacedLevel(
      frames: Array(repeating: nowhere, count: graph.boxes.count),
      lines: Array(repeating: .init(), count: graph.arrows.count))
  }

  private var nextRow: Int { level.size.rows == 0 ? 0 : level.size.rows + Self.distance }

  mutating func add(_ part: PlacedLevel, boxes: [Int], arrows: [Int]) {
    let moved = part.moved(LayoutPoint(column: 0, row: nextRow))
    for (box, frame) in zip(boxes, moved.frames) { level.frames[box] = frame }
    for (arrow, line) in zip(arrows, moved.lines) { level.lines[arrow] = line }
    level.size.rows = nextRow + part.size.rows
    level.size.columns = max(level.size.columns, part.size.columns)
  }

  /// Adds boxes without arrows, side by side as far as they fit.
  mutating func addRows(of boxes: [Int]) {
    guard !boxes.isEmpty else { return }
    let columns = max(level.size.columns, Self.leastColumns)
    var place = LayoutPoint(column: 0, row: nextRow)
    for box in boxes {
      let size = graph.boxes[box].size
      if place.column > 0, place.column + size.columns > columns {
        place = LayoutPoint(column: 0, row: nextRow)
      }
      level.frames[box] = LayoutRectangle(origin: place, size: size)
      level.size.rows = max(level.size.rows, place.row + size.rows)
      level.size.columns = max(level.size.columns, place.column + size.columns)
      place.column += size.columns + 2
    }
  }
}
