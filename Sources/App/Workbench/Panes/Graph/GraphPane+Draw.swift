import CellGrid
import FlowModel
import GraphLayout

extension GraphPane {
  /// Draws everything below the rule.
  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    let layout = layout
    canvas.inside(layout.picture) { drawPicture(on: &$0, context) }
    if let column = layout.separator {
      canvas.verticalRule(column: column, style: context[.rule])
    }
    guard let region = layout.inputs, let content, let focus else { return }
    let inputs = GraphInputs(content: content, node: focus, edge: edge)
    let isBeside = layout.separator != nil
    if !isBeside {
      let name = content.label(of: focus)
      canvas.inside(Region(row: region.row - 1, column: 0, rows: 1, columns: region.columns)) {
        $0.rule(
          row: 0,
          titles: [
            StyledText(name, context[.title]), StyledText(inputs.summary, context[.muted]),
          ], style: context[.rule])
      }
    }
    canvas.inside(region) { canvas in
      let room = canvas.columns - 2
      let lines = isBeside ? inputs.column(columns: room) : inputs.rows(columns: room)
      for (row, line) in lines.prefix(canvas.rows).enumerated() {
        canvas.line(
          line.pieces.map { StyledText($0.text, context[$0.role]) }, row: row, column: 1,
          columns: room)
      }
    }
  }

  /// The rule above the whole pane.
  func drawRule(on canvas: inout Canvas, name: String, _ context: DrawContext) {
    let titles =
      [canvas.columns < 60 ? name : "\(name) / graph"] + place(isShort: canvas.columns < 60)
    context.drawRule(titles, on: &canvas)
    guard let column = layout.separator, let content, let focus else { return }
    let part = Region(row: 0, column: column, rows: 1, columns: canvas.columns - column)
    canvas.inside(part) { canvas in
      canvas.rule(
        row: 0, titles: [StyledText(content.label(of: focus), context[.title])],
        style: context[.rule])
      canvas.sign(canvas.glyphs.light.teeDown, row: 0, column: 0, style: context[.rule])
    }
  }

  /// How it is drawn: zoom and layout.
  func place(isShort: Bool = false) -> [String] {
    guard let sheet, !options.showsTwin else { return options.showsTwin ? ["text"] : [] }
    if isShort { return [String(sheet.key.zoom.title.prefix { $0 != " " })] }
    return [sheet.key.zoom.title, sheet.key.kind == .tidy ? "tidy layout" : "author layout"]
  }

  // MARK: The drawing

  private func drawPicture(on canvas: inout Canvas, _ context: DrawContext) {
    if let sentence = emptySentence(now: context.now) {
      let isTight = canvas.rows < 4
      canvas.paragraph(
        sentence, row: isTight ? 0 : 1, column: 2, columns: canvas.columns - 4,
        style: context[.muted])
      return
    }
    if options.showsTwin { return drawTwin(on: &canvas, context) }
    guard let sheet, let content else { return }
    sheet.picture.draw(
      window: viewport.window, focus: focus.map { GraphSheet.id(ofNode: $0) },
      highlighted: edgeRoles, on: &canvas, row: 0, column: 0, context: context)
    let visible = visibleNodes
    GraphExits(content, sheet, viewport, visible: visible).draw(on: &canvas, context)
    if options.showsMinimap, !viewport.fitsAll, canvas.columns >= 80, canvas.rows >= 20 {
      sheet.minimap.draw(
        on: &canvas, view: viewport, focus: focus.map { sheet.index.frames[$0] }, context)
    }
    guard let jump else { return }
    for node in visible {
      guard let label = jump.texts[node] else { continue }
      let frame = sheet.index.frames[node]
      canvas.text(
        label, row: max(frame.origin.row - viewport.origin.row, 0),
        column: max(frame.origin.column - viewport.origin.column, 0), style: context[.matchCurrent])
    }
  }

  /// What stands in the place of a drawing; nil when there is one, or it will be there at once.
  private func emptySentence(now: Milliseconds) -> String? {
    if isUnreadable { return "This flow has no nodes that can be read. e opens its JSON." }
    if content?.graph.nodes.isEmpty == true { return "No node yet. e opens the JSON." }
    guard sheet == nil, let askedAt, now - askedAt >= Self.patience else { return nil }
    return "Laying out…"
  }

  private func drawTwin(on canvas: inout Canvas, _ context: DrawContext) {
    guard let content else { return }
    for (row, line) in content.twin.lines.dropFirst(twinTop).prefix(canvas.rows).enumerated() {
      let isFocused = line.node != nil && line.node == focus
      let role = line.node.map { content.graph.nodes[$0].change?.role ?? .text } ?? .strong
      canvas.text(line.text, row: row, column: 1, columns: canvas.columns - 2, style: context[role])
      if isFocused {
        canvas.sign(">", row: row, column: 0)
        let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
        canvas.restyle(canvas.bounds.row(at: row)) { _ in style }
      }
    }
  }

  // MARK: The status row

  /// What Enter does, or what is highlighted.
  var status: String {
    guard let content, let focus else { return "" }
    let name = content.label(of: focus)
    if let highlight {
      let count = Wording.count(highlight.nodes.count - 1, "node")
      let start = content.label(of: highlight.node)
      return highlight.isUpstream
        ? "\(count) \(highlight.nodes.count == 2 ? "leads" : "lead") to \(start). Esc ends this."
        : "\(start) leads to \(count). Esc ends this."
    }
    let node = content.graph.nodes[focus]
    if node.node.isNote { return "A note, no part of the flow." }
    if node.change == .removed {
      return "\(name): removed here, still on the server until you push."
    }
    let counts =
      "\(name): \(content.incoming[focus].count) in, \(content.outgoing[focus].count) out."
    guard let edge else { return counts }
    let end = content.label(of: content.end(of: edge, from: focus))
    return content.graph.edges[edge].from == focus
      ? "\(counts)  Enter follows the edge to \(end)." : "\(counts)  Enter goes back to \(end)."
  }

  /// How much of the flow is on the screen.
  func seen(isShort: Bool) -> String {
    guard let content, sheet != nil, !options.showsTwin else { return "" }
    let count = visibleNodes.count { !content.graph.nodes[$0].node.isNote }
    return "\(Wording.number(count)) of \(Wording.count(content.stepCount, "node"))"
      + (isShort ? "" : " on screen")
  }
}
