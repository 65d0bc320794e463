import CellGrid
package import FlowModel
import GraphLayout

extension GraphSheet {
  /// A flow as lines of text, as large as fits: for `weir graph`.
  ///
  /// - Parameters:
  ///   - isAuthor: nodes stand where their author put them.
  ///   - columns: cells of a line.
  /// - Returns: nil when it does not fit with the names of its nodes.
  package static func lines(
    of graph: ComparedGraph, flow: FlowID, isAuthor: Bool, columns: Int
  ) -> [String]? {
    var request = GraphLayoutRequest(
      flow: flow, revision: 0, graph: graph, kind: isAuthor ? .author : .tidy,
      zooms: [.cards, .chips], room: LayoutSize(columns: columns, rows: .max))
    for names in [Int.max, 12, 8] {
      request.nameColumns = names
      if names < .max { request.zooms = [.chips] }
      if let sheet = GraphSheet(request), sheet.size.columns <= columns { return sheet.rows }
    }
    return nil
  }

  /// The whole drawing.
  private var rows: [String] {
    let context = DrawContext(
      theme: .builtIn(colors: .none), now: 0, shape: .wide, bindings: KeyBindings(),
      isFocused: false)
    let whole = LayoutRectangle(origin: LayoutPoint(column: 0, row: 0), size: size)
    let frame = Frame(
      size: GridSize(rows: size.rows, columns: size.columns)
    ) { canvas in
      picture.draw(
        window: whole, focus: nil, highlighted: [:], on: &canvas, row: 0, column: 0,
        context: context)
    }
    return (0..<size.rows).map { frame.text(ofRow: $0) }
  }
}
