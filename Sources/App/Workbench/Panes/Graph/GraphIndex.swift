import GraphLayout

/// A side of a node.
enum GraphDirection: Int, CaseIterable, Hashable, Sendable {
  case left, down, up, right
}

/// Where the boxes of a drawing stand, for finding those of a place without looking at all.
struct GraphIndex: Hashable, Sendable {
  private struct Tile: Hashable {
    var column: Int
    var row: Int
  }

  let frames: [LayoutRectangle]
  private var tiles: [Tile: [Int]] = [:]
  /// Of each box, by ``GraphDirection``; -1 for none.
  private var neighbours: [[Int]] = []

  private static let tileColumns = 32
  private static let tileRows = 8

  /// - Parameter isFrame: whether other boxes stand in a box: it is gone to by its upper edge.
  /// - Returns: nil when it was stopped.
  /// - Complexity: O(*n*²) in boxes.
  init?(_ frames: [LayoutRectangle], isFrame: [Bool], shouldStop: () -> Bool = { false }) {
    self.frames = frames
    for (number, frame) in frames.enumerated() {
      for tile in Self.tiles(of: frame) { tiles[tile, default: []].append(number) }
    }
    let places = zip(frames, isFrame).map { frame, isFrame in Place(frame, isFrame: isFrame) }
    for number in places.indices {
      guard !shouldStop() else { return nil }
      neighbours.append(Self.neighbours(of: number, in: places))
    }
  }

  /// The nearest box on a side; nil where there is none.
  func neighbour(of box: Int, _ direction: GraphDirection) -> Int? {
    let found = neighbours[box][direction.rawValue]
    return found < 0 ? nil : found
  }

  /// The boxes with a cell in a window, in ascending order.
  func boxes(in window: LayoutRectangle) -> [Int] {
    var found: Set<Int> = []
    for tile in Self.tiles(of: window) {
      for box in tiles[tile] ?? []
      where frames[box].columns.overlaps(window.columns) && frames[box].rows.overlaps(window.rows) {
        found.insert(box)
      }
    }
    return found.sorted()
  }

  /// The box at a cell: of several the smallest, which stands in the others.
  func box(at point: LayoutPoint) -> Int? {
    let cell = LayoutRectangle(origin: point, size: LayoutSize(columns: 1, rows: 1))
    return boxes(in: cell).min { area(of: $0) < area(of: $1) }
  }

  private func area(of box: Int) -> Int { frames[box].size.columns * frames[box].size.rows }

  private static func tiles(of frame: LayoutRectangle) -> [Tile] {
    guard !frame.columns.isEmpty, !frame.rows.isEmpty else { return [] }
    let columns =
      floor(
        frame.columns.lowerBound, tileColumns)...floor(frame.columns.upperBound - 1, tileColumns)
    let rows = floor(frame.rows.lowerBound, tileRows)...floor(frame.rows.upperBound - 1, tileRows)
    return rows.flatMap { row in columns.map { Tile(column: $0, row: row) } }
  }

  private static func floor(_ cell: Int, _ size: Int) -> Int {
    cell >= 0 ? cell / size : -((-cell + size - 1) / size)
  }

  // MARK: Neighbours

  /// A box in units of half a row each way: a cell is about twice as high as it is wide.
  private struct Place {
    var columns: Range<Int>
    var rows: Range<Int>
    var centreColumn: Int
    var centreRow: Int

    init(_ frame: LayoutRectangle, isFrame: Bool) {
      columns = frame.columns
      let height = isFrame ? 1 : frame.size.rows
      rows = 2 * frame.origin.row..<2 * (frame.origin.row + height)
      centreColumn = (columns.lowerBound + columns.upperBound) / 2
      centreRow = (rows.lowerBound + rows.upperBound) / 2
    }
  }

  private static func neighbours(of number: Int, in places: [Place]) -> [Int] {
    var best = [(cost: Int, box: Int)](
      repeating: (.max, -1), count: GraphDirection.allCases.count)
    let from = places[number]
    for (other, place) in places.enumerated() where other != number {
      let across = place.centreColumn - from.centreColumn
      let down = place.centreRow - from.centreRow
      let columnGap = gap(from.columns, place.columns)
      let rowGap = gap(from.rows, place.rows)
      func offer(
        _ direction: GraphDirection, ahead: Int, isOver: Bool, aside: Int, along: Int, beside: Int
      ) {
        // What lies above, or more to the side than ahead, is meant only when nothing else is there.
        let isAside = isOver || aside > 0 && beside > 2 * along
        let cost = ahead + 4 * aside + beside / 4 + (isAside ? 100_000 : 0)
        if cost < best[direction.rawValue].cost { best[direction.rawValue] = (cost, other) }
      }
      if across != 0 {
        offer(
          across > 0 ? .right : .left, ahead: columnGap,
          isOver: from.columns.overlaps(place.columns), aside: rowGap, along: abs(across),
          beside: abs(down))
      }
      if down != 0 {
        offer(
          down > 0 ? .down : .up, ahead: rowGap,
          isOver: from.rows.overlaps(place.rows), aside: columnGap, along: abs(down),
          beside: abs(across))
      }
    }
    return best.map(\.box)
  }

  /// Cells between two ranges; 0 where they meet.
  private static func gap(_ one: Range<Int>, _ other: Range<Int>) -> Int {
    max(0, max(one.lowerBound, other.lowerBound) - min(one.upperBound, other.upperBound))
  }
}
