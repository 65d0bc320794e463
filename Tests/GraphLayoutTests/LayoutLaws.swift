import GraphLayout

/// What holds for every drawing.
struct LayoutLaws {
  private let graph: LayoutGraph
  private let drawing: GraphDrawing
  private let frames: [String: LayoutRectangle]
  /// The frames around each box.
  private let around: [String: Set<String>]
  private(set) var breaches: [String] = []

  /// - Returns: a sentence for each breach.
  static func breaches(of drawing: GraphDrawing, for graph: LayoutGraph) -> [String] {
    var laws = LayoutLaws(drawing, graph)
    laws.checkBoxes()
    laws.checkArrows()
    laws.checkLines()
    laws.checkLabels()
    return laws.breaches
  }

  private init(_ drawing: GraphDrawing, _ graph: LayoutGraph) {
    self.graph = graph
    self.drawing = drawing
    frames = Dictionary(drawing.boxes.map { ($0.id, $0.frame) }) { first, _ in first }
    let boxes = Dictionary(graph.boxes.map { ($0.id, $0) }) { first, _ in first }
    around = boxes.mapValues { box in
      var found: Set<String> = []
      var next = box.parent
      while let id = next, let frame = boxes[id], frame.kind == .frame, found.insert(id).inserted {
        next = frame.parent
      }
      return found
    }
  }

  private mutating func require(_ holds: Bool, _ breach: @autoclosure () -> String) {
    if !holds { breaches.append(breach()) }
  }

  private mutating func checkBoxes() {
    require(
      Set(drawing.boxes.map(\.id)) == Set(graph.boxes.map(\.id))
        && frames.count == drawing.boxes.count, "each box stands once")
    let sizes = Dictionary(graph.boxes.map { ($0.id, $0.size) }) { first, _ in first }
    let whole = LayoutRectangle(origin: LayoutPoint(column: 0, row: 0), size: drawing.size)
    for (index, box) in drawing.boxes.enumerated() {
      require(Self.holds(whole, box.frame), "\(box.id) is outside")
      let size = sizes[box.id] ?? box.frame.size
      require(
        box.kind == .frame
          ? box.frame.size.columns >= size.columns && box.frame.size.rows >= size.rows
          : box.frame.size == size, "\(box.id) has another size")
      for frame in around[box.id] ?? [] where frame != box.id {
        guard let frame = frames[frame] else { continue }
        require(Self.holds(Self.inside(frame), box.frame), "\(box.id) is outside its frame")
      }
      for other in drawing.boxes[..<index] {
        let isApart =
          !box.frame.columns.overlaps(other.frame.columns)
          || !box.frame.rows.overlaps(other.frame.rows)
        let isInside =
          around[box.id]?.contains(other.id) == true || around[other.id]?.contains(box.id) == true
        require(isApart || isInside, "\(box.id) and \(other.id) overlap")
      }
    }
  }

  private mutating func checkArrows() {
    let ids = Set(graph.boxes.map(\.id))
    let known = graph.arrows.filter { ids.contains($0.from) && ids.contains($0.to) }
    require(Set(drawing.arrows.map(\.id)) == Set(known.map(\.id)), "each arrow is drawn")
    for arrow in drawing.arrows {
      guard let first = arrow.points.first, let last = arrow.points.last,
        let source = frames[arrow.from], let target = frames[arrow.to]
      else {
        require(false, "\(arrow.id) has no line")
        continue
      }
      let isOutward = around[arrow.from]?.contains(arrow.to) != true
      let isInward = around[arrow.to]?.contains(arrow.from) != true
      require(
        !isInward || first.column == source.columns.upperBound && source.rows.contains(first.row),
        "\(arrow.id) does not leave its source")
      require(
        !isOutward
          || last.column == target.columns.lowerBound - 1 && target.rows.contains(last.row),
        "\(arrow.id) does not enter its target")
      for (from, to) in zip(arrow.points, arrow.points.dropFirst()) {
        require((from.row == to.row) != (from.column == to.column), "\(arrow.id) is no line")
      }
    }
  }

  /// Lines run over no box, and touch only those that they share an end with.
  private mutating func checkLines() {
    var hops: [[LayoutPoint]: [Int]] = [:]
    var passing: [LayoutPoint: [Int]] = [:]
    for (index, arrow) in drawing.arrows.enumerated() {
      var seen: Set<LayoutPoint> = []
      for (from, to) in zip(arrow.points, arrow.points.dropFirst()) {
        let cells = Self.cells(from, to)
        for hop in zip(cells, cells.dropFirst()) {
          hops[[hop.0, hop.1], default: []].append(index)
        }
        seen.formUnion(cells)
      }
      seen.formUnion(arrow.points)
      for cell in seen { passing[cell, default: []].append(index) }
      let open = (around[arrow.from] ?? []).union(around[arrow.to] ?? [])
      for box in drawing.boxes where !open.contains(box.id) {
        let isCut = seen.contains { box.frame.contains($0) }
        require(!isCut, "\(arrow.id) runs over \(box.id)")
      }
    }
    for (hop, arrows) in hops { checkShared(arrows, "on", hop[0]) }
    for (index, arrow) in drawing.arrows.enumerated() {
      for corner in arrow.points { checkShared([index], with: passing[corner] ?? [], "at", corner) }
    }
  }

  private mutating func checkShared(
    _ arrows: [Int], with others: [Int]? = nil, _ word: String, _ cell: LayoutPoint
  ) {
    for first in arrows {
      for second in others ?? arrows where first != second {
        let (one, two) = (drawing.arrows[first], drawing.arrows[second])
        require(
          one.from == two.from || one.to == two.to,
          "\(one.id) and \(two.id) meet \(word) \(cell.column),\(cell.row)")
      }
    }
  }

  private mutating func checkLabels() {
    for arrow in drawing.arrows {
      guard let place = arrow.labelPlace else { continue }
      let cells = Set(
        zip(arrow.points, arrow.points.dropFirst()).flatMap { Self.cells($0, $1) })
      for column in place.columns {
        let cell = LayoutPoint(column: column, row: place.origin.row)
        require(cells.contains(cell), "the label of \(arrow.id) is not on its line")
        for other in drawing.arrows where other.id != arrow.id {
          let isCrossed = zip(other.points, other.points.dropFirst()).contains {
            Self.box($0, $1).contains(cell)
          }
          require(!isCrossed, "\(other.id) runs over the label of \(arrow.id)")
        }
      }
    }
  }

  /// The cells from one corner to the next, from left to right or from top to bottom.
  static func cells(_ from: LayoutPoint, _ to: LayoutPoint) -> [LayoutPoint] {
    let box = box(from, to)
    return box.rows.flatMap { row in box.columns.map { LayoutPoint(column: $0, row: row) } }
  }

  private static func box(_ from: LayoutPoint, _ to: LayoutPoint) -> LayoutRectangle {
    LayoutRectangle(
      origin: LayoutPoint(column: min(from.column, to.column), row: min(from.row, to.row)),
      size: LayoutSize(
        columns: abs(from.column - to.column) + 1, rows: abs(from.row - to.row) + 1))
  }

  private static func holds(_ outer: LayoutRectangle, _ inner: LayoutRectangle) -> Bool {
    outer.columns.lowerBound <= inner.columns.lowerBound
      && outer.columns.upperBound >= inner.columns.upperBound
      && outer.rows.lowerBound <= inner.rows.lowerBound
      && outer.rows.upperBound >= inner.rows.upperBound
  }

  private static func inside(_ frame: LayoutRectangle) -> LayoutRectangle {
    LayoutRectangle(
      origin: LayoutPoint(column: frame.origin.column + 1, row: frame.origin.row + 1),
      size: LayoutSize(columns: frame.size.columns - 2, rows: frame.size.rows - 2))
  }
}
