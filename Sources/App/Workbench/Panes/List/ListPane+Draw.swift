import CellGrid
import FlowModel

extension ListPane {
  /// Draws the rule, the column names and the visible rows.
  ///
  /// - Parameters:
  ///   - jump: letters on the rows.
  ///   - unsaved: flows that text is kept for that was not saved.
  func draw(
    on canvas: inout Canvas, _ context: DrawContext, jump: JumpLabels? = nil,
    unsaved: Set<FlowID> = []
  ) {
    context.drawRule(ruleTitles, on: &canvas)
    let columns = ListColumns(kind: kind, width: canvas.columns, shape: context.shape)
    if columns.hasNames { columns.drawNames(on: &canvas, row: 1, sortedBy: query.order, context) }
    let firstRow = columns.hasNames ? 2 : 1
    if count == 0 {
      drawEmpty(on: &canvas, row: firstRow, context)
      return
    }
    for line in 0..<min(height, canvas.rows - firstRow, count - top) {
      draw(line: line, on: &canvas, row: firstRow + line, columns, unsaved, context)
    }
    jump?.draw(on: &canvas, from: firstRow, context)
  }

  private var ruleTitles: [String] {
    var titles = ["\(kind == .chatflow ? "Chatflows" : "Chatbots") \(Wording.number(count))"]
    titles.append("sort: \(query.order.word(for: kind))\(query.isReversed ? ", reversed" : "")")
    if !filterText.isEmpty { titles.append("filter: \(filterText)") }
    if markCount > 0 { titles.append("\(Wording.number(markCount)) marked") }
    return titles
  }

  private func draw(
    line: Int, on canvas: inout Canvas, row: Int, _ columns: ListColumns, _ unsaved: Set<FlowID>,
    _ context: DrawContext
  ) {
    let index = top + line
    let isCursor = index == cursor
    if isCursor { canvas.sign(">", row: row, column: 0) }
    if let flow = self.row(index) {
      if isMarked(flow, row: index) {
        canvas.sign("*", row: row, column: columns.mark, style: context[.mark])
      }
      let isQuiet = flow.state == .goneOnServer
      canvas.sign(
        flow.state.glyph(in: canvas.glyphs), row: row, column: columns.state,
        style: context[flow.state.role])
      let sign = unsaved.contains(flow.id) ? " " + Self.unsavedSign : ""
      let end = canvas.text(
        flow.name, row: row, column: columns.name, columns: columns.nameWidth - sign.count,
        style: context[isQuiet ? .muted : .text])
      canvas.text(sign, row: row, column: end, style: context[.stateChanged])
      columns.drawFacts(of: flow, on: &canvas, row: row, context)
    } else {
      canvas.text(canvas.glyphs.ellipsis, row: row, column: columns.name, style: context[.faint])
    }
    if isCursor {
      let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
      let line = canvas.bounds.row(at: row)
      // The row is one bar: a state's own background or reverse would tear it.
      canvas.restyle(line) { _ in style }
    }
  }

  /// Behind the name of a flow whose text was typed and not saved; as other editors write it.
  static let unsavedSign = "[+]"

  private func drawEmpty(on canvas: inout Canvas, row: Int, _ context: DrawContext) {
    guard isLoaded else { return }
    let noun = kind == .chatflow ? "chatflows" : "chatbots"
    let text =
      query.states == [.goneOnServer]
      ? "No \(noun) are gone from the server. Esc shows all."
      : query.isFiltered
        ? ["No \(noun) are like that.", FlowFilter(filterText).advice, "Esc shows all."]
          .compactMap(\.self).joined(separator: " ")
        : "No \(noun) here yet. R reads them from the server, a makes a new one."
    canvas.paragraph(
      text, row: row + 1, column: 3, columns: canvas.columns - 6, style: context[.muted])
  }
}

extension FlowOrder {
  func word(for kind: FlowKind) -> String {
    switch self {
    case .name: "name"
    case .updated: "last change"
    case .state: "needs you"
    case .size: "size"
    case .type: kind == .chatbot ? "status" : "type"
    case .nodes: "nodes"
    case .teams: "teams"
    }
  }
}
