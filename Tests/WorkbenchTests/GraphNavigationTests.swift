import CellGrid
import GraphLayout
import Testing

@testable import Workbench

/// Moving on a drawing, as plain values.
@Suite struct GraphNavigationTests {
  private func frame(
    _ column: Int, _ row: Int, _ columns: Int = 10, _ rows: Int = 3
  ) -> LayoutRectangle {
    LayoutRectangle(
      origin: LayoutPoint(column: column, row: row),
      size: LayoutSize(columns: columns, rows: rows))
  }

  // 0   1
  //     2   3
  private func index() throws -> GraphIndex {
    try #require(
      GraphIndex(
        [frame(0, 0), frame(20, 0), frame(20, 6), frame(40, 6)],
        isFrame: [false, false, false, false]))
  }

  @Test("each side has its nearest box")
  func nearest() throws {
    let index = try index()
    #expect(index.neighbour(of: 0, .right) == 1)
    #expect(index.neighbour(of: 1, .left) == 0)
    #expect(index.neighbour(of: 1, .down) == 2)
    #expect(index.neighbour(of: 2, .right) == 3)
    #expect(index.neighbour(of: 3, .left) == 2)
    #expect(index.neighbour(of: 0, .left) == nil)
    #expect(index.neighbour(of: 0, .up) == nil)
  }

  @Test("a box aside is gone to only when nothing lies ahead")
  func aside() throws {
    let index = try #require(
      GraphIndex([frame(0, 0), frame(4, 30), frame(90, 0)], isFrame: [false, false, false]))
    #expect(index.neighbour(of: 0, .right) == 2)
    let alone = try #require(GraphIndex([frame(0, 0), frame(4, 30)], isFrame: [false, false]))
    #expect(alone.neighbour(of: 0, .right) == 1)
  }

  @Test("what lies below is not at the right, however wide it is")
  func wide() throws {
    let index = try #require(
      GraphIndex([frame(0, 0), frame(0, 4, 60), frame(50, 0)], isFrame: [false, false, false]))
    #expect(index.neighbour(of: 0, .right) == 2)
    #expect(index.neighbour(of: 0, .down) == 1)
  }

  @Test("a frame is gone to by its upper edge, and into from there")
  func frames() throws {
    let index = try #require(
      GraphIndex(
        [frame(0, 0, 60, 20), frame(4, 3), frame(30, 3), frame(4, 30)],
        isFrame: [true, false, false, false]))
    #expect(index.neighbour(of: 1, .up) == 0)
    #expect(index.neighbour(of: 1, .right) == 2)
    #expect(index.neighbour(of: 1, .down) == 3)
    #expect(index.neighbour(of: 3, .up) == 1)
    #expect(index.box(at: LayoutPoint(column: 5, row: 4)) == 1)
    #expect(index.box(at: LayoutPoint(column: 50, row: 15)) == 0)
    #expect(index.box(at: LayoutPoint(column: 70, row: 15)) == nil)
  }

  @Test("the boxes of a window are those with a cell in it")
  func window() throws {
    let index = try index()
    #expect(index.boxes(in: frame(5, 2, 16, 2)) == [0, 1])
    #expect(index.boxes(in: frame(10, 3, 10, 3)) == [])
    #expect(index.boxes(in: frame(-50, -50, 500, 500)) == [0, 1, 2, 3])
  }

  @Test("what can be reached is known of every node, circles too")
  func reach() throws {
    let reach = try #require(GraphReach(next: [[1], [2, 3], [1], [], [0]]))
    #expect(reach.nodes(from: 0).numbers == [1, 2, 3])
    #expect(reach.nodes(from: 2).numbers == [1, 3])
    #expect(reach.nodes(from: 3).count == 0)
    #expect(reach.nodes(from: 4).contains(3))
    let long = try #require(GraphReach(next: (0..<200).map { $0 < 199 ? [$0 + 1] : [] }))
    #expect(long.nodes(from: 0).count == 199)
    #expect(GraphReach(next: [[0]], shouldStop: { true }) == nil)
  }

  @Test("a small drawing stands in the middle, a large one moves until its edge")
  func viewport() {
    var view = GraphViewport()
    view.setSize(LayoutSize(columns: 40, rows: 10))
    view.setDrawing(LayoutSize(columns: 20, rows: 4))
    #expect(view.origin == LayoutPoint(column: -10, row: -3))
    #expect(view.fitsAll)
    let moved = view.pan(columns: 3, rows: 3)
    #expect(!moved)
    view.setDrawing(LayoutSize(columns: 100, rows: 10))
    #expect(view.origin == LayoutPoint(column: 0, row: 0))
    view.pan(columns: 500, rows: 5)
    #expect(view.origin == LayoutPoint(column: 60, row: 0))
    view.setSize(LayoutSize(columns: 90, rows: 10))
    #expect(view.origin.column == 10)
  }

  @Test("a box is shown whole with little movement, or centred")
  func showing() {
    var view = GraphViewport()
    view.setSize(LayoutSize(columns: 40, rows: 10))
    view.setDrawing(LayoutSize(columns: 200, rows: 60))
    view.show(frame(2, 1))
    #expect(view.origin == LayoutPoint(column: 0, row: 0))
    view.show(frame(50, 20))
    #expect(view.origin == LayoutPoint(column: 25, row: 14))
    view.show(frame(50, 20))
    #expect(view.origin == LayoutPoint(column: 25, row: 14))
    view.show(frame(60, 20, 100, 3))
    #expect(view.origin.column == 55)
    view.centre(on: frame(100, 30))
    #expect(view.origin == LayoutPoint(column: 85, row: 26))
    #expect(view.touches(frame(120, 30)))
    #expect(!view.touches(frame(125, 30)))
  }

  @Test("jump letters are short while they suffice, and lead where they stand")
  func jump() {
    var jump = GraphJump([7, 8])
    #expect(jump.texts == [7: "a", 8: "s"])
    var chosen = jump
    let first = chosen.press(Key("s"))
    #expect(first == .chosen(8))
    var long = GraphJump(Array(0..<30))
    #expect(long.texts[0] == "aa")
    let steps = [long.press(Key("s")), long.press(Key("a"))]
    #expect(steps == [.waiting, .chosen(26)])
    var refused = jump
    let refusals = [refused.press(Key("?")), jump.press(.escape)]
    #expect(refusals == [.refused, .refused])
  }
}
