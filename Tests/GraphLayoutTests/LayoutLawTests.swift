import GraphLayout
import SoakKit
import Testing

/// What holds for every drawing, tried on random graphs.
@Suite struct LayoutLawTests {
  /// SplitMix64: the same graph for the same seed.
  private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private func graph(seed: UInt64) -> LayoutGraph {
    var random = SeededRandom(state: seed)
    let count = Int.random(in: 1...30, using: &random)
    let boxes = (0..<count).map { index in
      LayoutGraph.Box(
        id: "b\(index)",
        size: LayoutSize(
          columns: .random(in: 1...20, using: &random), rows: .random(in: 1...5, using: &random)))
    }
    let arrows = (0..<Int.random(in: 0...count * 2, using: &random)).map { _ in
      LayoutGraph.Arrow(
        from: "b\(Int.random(in: 0..<count, using: &random))",
        to: "b\(Int.random(in: 0..<count, using: &random))")
    }
    return LayoutGraph(boxes: boxes, arrows: arrows)
  }

  @Test("boxes are whole, apart and inside", arguments: Soak.seeds(60))
  func boxes(seed: UInt64) throws {
    let graph = graph(seed: seed)
    let drawing = try #require(LayoutEngine.drawing(of: graph))
    #expect(drawing.boxes.map(\.id) == graph.boxes.map(\.id), "seed \(seed)")
    #expect(drawing.boxes.map(\.frame.size) == graph.boxes.map(\.size), "seed \(seed)")
    for (index, box) in drawing.boxes.enumerated() {
      #expect(box.frame.origin.column >= 0 && box.frame.origin.row >= 0, "seed \(seed)")
      #expect(box.frame.columns.upperBound <= drawing.size.columns, "seed \(seed)")
      #expect(box.frame.rows.upperBound <= drawing.size.rows, "seed \(seed)")
      for other in drawing.boxes[..<index] {
        let isApart =
          !box.frame.columns.overlaps(other.frame.columns)
          || !box.frame.rows.overlaps(other.frame.rows)
        #expect(isApart, "seed \(seed): \(box) and \(other)")
      }
    }
  }

  @Test("lines are level or upright and run over no box", arguments: Soak.seeds(60))
  func lines(seed: UInt64) throws {
    let drawing = try #require(LayoutEngine.drawing(of: graph(seed: seed)))
    let frames = Dictionary(uniqueKeysWithValues: drawing.boxes.map { ($0.id, $0.frame) })
    for arrow in drawing.arrows {
      let (first, last) = (try #require(arrow.points.first), try #require(arrow.points.last))
      let source = try #require(frames[arrow.from])
      let target = try #require(frames[arrow.to])
      #expect(source.rows.contains(first.row) && target.rows.contains(last.row), "seed \(seed)")
      for (from, to) in zip(arrow.points, arrow.points.dropFirst()) {
        #expect(from.row == to.row || from.column == to.column, "seed \(seed)")
        for point in GraphPicture.run(from, to) {
          #expect(!frames.values.contains { $0.contains(point) }, "seed \(seed): \(arrow)")
        }
      }
    }
  }

  @Test("only circles have arrows that lead back", arguments: Soak.seeds(40))
  func direction(seed: UInt64) throws {
    var graph = graph(seed: seed)
    let known = Dictionary(uniqueKeysWithValues: graph.boxes.enumerated().map { ($1.id, $0) })
    graph.arrows = graph.arrows.filter { (known[$0.from] ?? 0) < (known[$0.to] ?? 0) }
    let drawing = try #require(LayoutEngine.drawing(of: graph))
    for arrow in drawing.arrows {
      let (first, last) = (try #require(arrow.points.first), try #require(arrow.points.last))
      #expect(!arrow.leadsBack && first.column < last.column, "seed \(seed)")
    }
  }

  @Test("the same graph gives the same drawing", arguments: Soak.seeds(20))
  func repeatable(seed: UInt64) {
    let drawings = (0..<4).map { _ in LayoutEngine.drawing(of: graph(seed: seed)) }
    let areEqual = drawings.allSatisfy { $0 == drawings[0] }
    #expect(areEqual, "seed \(seed)")
  }
}
