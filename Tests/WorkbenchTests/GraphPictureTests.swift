import CellGrid
import FlowModel
import GraphLayout
import Testing

@testable import Workbench

/// Windows of a drawn graph.
@Suite struct GraphPictureTests {
  private static let graph = LayoutGraph(
    boxes: [
      .init(id: "start", size: LayoutSize(columns: 9, rows: 3)),
      .init(id: "sort", size: LayoutSize(columns: 16, rows: 4)),
      .init(id: "each", size: LayoutSize(columns: 12, rows: 3), kind: .frame),
      .init(id: "agent", size: LayoutSize(columns: 11, rows: 3), parent: "each"),
      .init(id: "reply", size: LayoutSize(columns: 9, rows: 3)),
      .init(id: "note", size: LayoutSize(columns: 24, rows: 4), kind: .note),
    ],
    arrows: [
      .init(id: "1", from: "start", to: "sort"),
      .init(id: "2", from: "sort", to: "agent", label: "bill"),
      .init(id: "3", from: "sort", to: "reply", label: "no"),
      .init(id: "4", from: "agent", to: "start"),
    ])

  private static let contents: [String: GraphPicture.BoxContent] = [
    "start": .init(title: "Start", role: .graphNodeStart),
    "sort": .init(title: "Classify", lines: ["llm gpt\u{1B}[2J-4o"], mark: "~"),
    "each": .init(title: "Each question", role: .graphNodeFrame),
    "agent": .init(title: "漢字 agent with a long name"),
    "reply": .init(title: "Reply", mark: "+"),
    "note": .init(
      title: "note", lines: ["Keep the human path", "until Q4."], role: .graphNodeNote),
  ]

  /// Each role has a style of its own, so that a cell tells its role.
  private static let styles = Dictionary(
    uniqueKeysWithValues: StyleRole.allCases.enumerated().map {
      ($1, Style(foreground: .indexed(UInt8($0))))
    })

  private func canvas(
    of graph: LayoutGraph = graph, window: LayoutRectangle? = nil, focus: String? = nil,
    highlighted: [String: StyleRole] = [:], glyphs: Glyphs = .unicode
  ) throws -> Canvas {
    let drawing = try #require(LayoutEngine.drawing(of: graph))
    let picture = GraphPicture(drawing) { Self.contents[$0] ?? .init(title: $0, shape: .dot) }
    let window =
      window ?? LayoutRectangle(origin: LayoutPoint(column: 0, row: 0), size: drawing.size)
    var canvas = Canvas(
      size: GridSize(rows: window.size.rows, columns: window.size.columns), glyphs: glyphs)
    let context = DrawContext(
      theme: Theme(name: "test", appearance: .dark, styles: Self.styles), now: 0, shape: .wide,
      bindings: .default, isFocused: true)
    picture.draw(
      window: window, focus: focus, highlighted: highlighted, on: &canvas, row: 0, column: 0,
      context: context)
    return canvas
  }

  private func text(_ canvas: Canvas) -> String { Frame(grid: canvas.grid).text }

  @Test("boxes, a frame, a note, labels and a way back; the focus is heavy")
  func whole() throws {
    let got = text(try canvas(focus: "sort"))
    #expect(
      got == """
                                                ╭─ Each question ──────────╮
           ╭───────╮   ┏━━━━━━━━━━━━━━┓         │           ╭─────────╮    │
        ┌─►│ Start ├──►┃ Classify ~   ┠─┬───────┼─── bill ─►│ 漢字 a… ├────┼─┐
        │  ╰───────╯   ┃ llm gpt^[[2… ┃ │       │           ╰─────────╯    │ │
        │              ┗━━━━━━━━━━━━━━┛ │       ╰──────────────────────────╯ │
        │                               │                                    │
        │                               │       ╭───────╮                    │
        │                               └─ no ─►│ Re… + │                    │
        │                                       ╰───────╯                    │
        │                                                                    │
        └────────────────────────────────────────────────────────────────────┘

        ╭─ note ───────────────╮
        │ Keep the human path  │
        │ until Q4.            │
        ╰──────────────────────╯
        """)
  }

  @Test("in ASCII too")
  func ascii() throws {
    let got = text(try canvas(focus: "sort", glyphs: .ascii))
    #expect(
      got == """
                                                +- Each question ----------+
           +-------+   +==============+         |           +---------+    |
        +->| Start +-->| Classify ~   +-+-------+--- bill ->| 漢字 .. +----+-+
        |  +-------+   | llm gpt^[[.. | |       |           +---------+    | |
        |              +==============+ |       +--------------------------+ |
        |                               |                                    |
        |                               |       +-------+                    |
        |                               +- no ->| R.. + |                    |
        |                                       +-------+                    |
        |                                                                    |
        +--------------------------------------------------------------------+

        +- note ---------------+
        | Keep the human path  |
        | until Q4.            |
        +----------------------+
        """)
  }

  @Test("a window shows what the whole shows there", arguments: 0..<60)
  func windows(number: Int) throws {
    let whole = text(try canvas(focus: "agent")).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { Array($0) }
    let corner = LayoutPoint(column: number * 7 % 83 - 4, row: number * 5 % 17 - 3)
    let window = LayoutRectangle(origin: corner, size: LayoutSize(columns: 31, rows: 6))
    let part = text(try canvas(window: window, focus: "agent")).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { Array($0) }
    // Wide letters take two cells and one place in the text, so only rows without them compare.
    for (row, line) in part.enumerated() where whole.indices.contains(row + corner.row) {
      let expected = whole[row + corner.row]
      guard !expected.contains("漢") else { continue }
      for column in 0..<31 where column + corner.column >= 0 {
        let want =
          expected.indices.contains(column + corner.column)
          ? expected[column + corner.column] : " "
        let got = line.indices.contains(column) ? line[column] : " "
        #expect(got == want, "row \(row), column \(column) of \(window)")
      }
    }
  }

  @Test("arrows that stand out have their role along their whole line, and others keep theirs")
  func highlighted() throws {
    let drawing = try #require(LayoutEngine.drawing(of: Self.graph))
    let canvas = try canvas(highlighted: ["4": .graphEdgeUpstream, "1": .graphEdgeFocus])
    func style(_ point: LayoutPoint) -> Style? {
      canvas.grid[point.row, point.column].style
    }
    let back = try #require(drawing.arrows.first { $0.id == "4" })
    for corner in back.points { #expect(style(corner) == Self.styles[.graphEdgeUpstream]) }
    let first = try #require(drawing.arrows.first { $0.id == "1" })
    #expect(first.points.last.flatMap(style) == Self.styles[.graphEdgeFocus])
    let plain = try #require(drawing.arrows.first { $0.id == "3" })
    #expect(plain.points.last.flatMap(style) == Self.styles[.graphEdge])
  }

  @Test("an arrow that stands out passes over the lines it crosses")
  func crossing() throws {
    let dots = ["a", "b", "c", "d", "e"].map {
      LayoutGraph.Box(id: $0, size: LayoutSize(columns: 1, rows: 1))
    }
    let graph = LayoutGraph(
      boxes: dots,
      arrows: [
        .init(id: "1", from: "a", to: "c"), .init(id: "2", from: "a", to: "d"),
        .init(id: "3", from: "b", to: "c"), .init(id: "4", from: "b", to: "d"),
        .init(id: "5", from: "a", to: "e"), .init(id: "6", from: "b", to: "e"),
      ])
    let plain = text(try canvas(of: graph, focus: "b"))
    #expect(
      plain == """
        ■───┬─┬─►■
            │ │
        □─┬─┼─│─►■
          └─│─┤
            └─┴─►■
        """)
    let lit = text(
      try canvas(of: graph, focus: "b", highlighted: ["5": .graphEdgeFocus, "2": .graphEdgeFocus]))
    #expect(
      lit == """
        ■───┬─┬─►■
            │ │
        □─┬─┼───►■
          └─│─┤
            └─┴─►■
        """)
  }
}
