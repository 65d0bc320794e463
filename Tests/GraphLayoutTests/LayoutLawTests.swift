import GraphLayout
import SoakKit
import Testing

/// What holds for every drawing, tried on random graphs.
@Suite struct LayoutLawTests {
  @Test("boxes are apart, lines meet their ports and run over nothing", arguments: Soak.seeds(500))
  func laws(seed: UInt64) throws {
    let graph = RandomGraph.graph(seed: seed)
    for kind in [LayoutKind.tidy, .author] {
      let drawing = try #require(LayoutEngine.drawing(of: graph, kind: kind))
      let breaches = LayoutLaws.breaches(of: drawing, for: graph)
      #expect(breaches.isEmpty, "seed \(seed), \(kind): \(breaches.prefix(5))")
    }
  }

  @Test("only circles have arrows that lead back", arguments: Soak.seeds(40))
  func direction(seed: UInt64) throws {
    var graph = RandomGraph.graph(seed: seed)
    let known = Dictionary(uniqueKeysWithValues: graph.boxes.enumerated().map { ($1.id, $0) })
    for index in graph.boxes.indices { graph.boxes[index].parent = nil }
    graph.arrows = graph.arrows.filter { (known[$0.from] ?? 0) < (known[$0.to] ?? 0) }
    let drawing = try #require(LayoutEngine.drawing(of: graph))
    for arrow in drawing.arrows {
      let (first, last) = (try #require(arrow.points.first), try #require(arrow.points.last))
      #expect(!arrow.leadsBack && first.column < last.column, "seed \(seed)")
    }
  }

  @Test("the same graph gives the same drawing", arguments: Soak.seeds(20))
  func repeatable(seed: UInt64) {
    for kind in [LayoutKind.tidy, .author] {
      let drawings = (0..<4).map { _ in
        LayoutEngine.drawing(of: RandomGraph.graph(seed: seed), kind: kind)
      }
      let areEqual = drawings.allSatisfy { $0 == drawings[0] }
      #expect(areEqual, "seed \(seed)")
    }
  }

  @Test("the author's left stays left, and above stays above", arguments: Soak.seeds(100))
  func authorOrder(seed: UInt64) throws {
    var graph = RandomGraph.graph(seed: seed)
    for index in graph.boxes.indices { graph.boxes[index].parent = nil }
    let places = Dictionary(
      uniqueKeysWithValues: graph.boxes.compactMap { box in box.position.map { (box.id, $0) } })
    let drawing = try #require(LayoutEngine.drawing(of: graph, kind: .author))
    for one in drawing.boxes {
      for two in drawing.boxes {
        guard let first = places[one.id], let second = places[two.id] else { continue }
        if first.x + first.width <= second.x {
          let isLeft = one.frame.columns.upperBound <= two.frame.columns.lowerBound
          #expect(isLeft, "seed \(seed): \(one.id) is left of \(two.id)")
        }
        let isInStripe = one.frame.columns.overlaps(two.frame.columns)
        if isInStripe, first.y + first.height / 2 < second.y + second.height / 2 {
          let isAbove = one.frame.rows.upperBound <= two.frame.rows.lowerBound
          #expect(isAbove, "seed \(seed): \(one.id) is above \(two.id)")
        }
      }
    }
  }
}

/// A graph as foreign as it may come: circles, loops, doubles, frames in frames, arrows over their
/// borders, notes, labels, and boxes without a place.
enum RandomGraph {
  static func graph(seed: UInt64) -> LayoutGraph {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...30, using: &random)
    let frameCount = Bool.random(using: &random) ? 0 : Int.random(in: 0...3, using: &random)
    let boxes = (0..<count).map { index in
      let parent = Int.random(in: 0...frameCount * 2, using: &random)
      return LayoutGraph.Box(
        id: "b\(index)",
        size: LayoutSize(
          columns: .random(in: 1...20, using: &random), rows: .random(in: 1...5, using: &random)),
        position: Int.random(in: 0...15, using: &random) == 0 ? nil : position(&random),
        parent: parent < min(frameCount, index) ? "b\(parent)" : nil,
        kind: index < frameCount
          ? .frame : Int.random(in: 0...9, using: &random) == 0 ? .note : .node)
    }
    let arrows = (0..<Int.random(in: 0...count * 2, using: &random)).map { number in
      LayoutGraph.Arrow(
        id: "a\(number)", from: "b\(Int.random(in: 0..<count, using: &random))",
        to: "b\(Int.random(in: 0..<count, using: &random))",
        label: Int.random(in: 0...3, using: &random) == 0 ? "label" : nil)
    }
    return LayoutGraph(boxes: boxes, arrows: arrows)
  }

  private static func position(
    _ random: inout SeededGenerator
  ) -> LayoutGraph.AuthorPosition {
    .init(
      x: Double(Int.random(in: -500...3000, using: &random)),
      y: Double(Int.random(in: -500...2000, using: &random)),
      width: Double(Int.random(in: 80...400, using: &random)),
      height: Double(Int.random(in: 50...700, using: &random)))
  }
}
