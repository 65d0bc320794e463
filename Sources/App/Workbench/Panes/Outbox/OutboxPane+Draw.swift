import CellGrid
import FlowModel

extension OutboxPane {
  func draw(on canvas: inout Canvas, _ status: ServerLines.Status, _ context: DrawContext) {
    var list = context
    list.isFocused = context.isFocused && !isChangeFocused
    let unsaved = status.unsavedCount
    list.drawRule(ruleTitles + (unsaved > 0 ? ["\(unsaved) not saved"] : []), on: &canvas)
    guard let selected else {
      if isLoaded { drawNothing(on: &canvas, unsaved, context) }
      return
    }
    let columns = OutboxColumns(width: canvas.columns)
    columns.drawNames(on: &canvas, row: 1, style: context[.columnHeader])
    for (line, index) in cursor.visible.enumerated() {
      draw(entries[index], index: index, on: &canvas, row: Self.firstRow + line, columns, list)
    }
    let layout = layout
    guard layout.change.rows > 1 else { return }
    canvas.inside(layout.change) { drawChange(on: &$0, context) }
    if let region = layout.error { canvas.inside(region) { drawError(on: &$0, context) } }
    guard let region = layout.delivery else { return }
    canvas.inside(region) { drawDelivery(of: selected.change, on: &$0, context) }
    if let region = layout.servers { canvas.inside(region) { draw(status, on: &$0, context) } }
    if layout.isBeside { drawSeparator(on: &canvas, layout, context) }
  }

  private func drawNothing(on canvas: inout Canvas, _ unsaved: Int, _ context: DrawContext) {
    var row = 2
    if let text = ServerLines.unsaved(unsaved) {
      row +=
        1
        + canvas.paragraph(
          text, row: row, column: 3, columns: canvas.columns - 6, style: context[.messageWarning])
    }
    canvas.paragraph(
      "Nothing waits to be sent. What you edit, make or delete here is listed in this place "
        + "until you push it.", row: row, column: 3, columns: canvas.columns - 6,
      style: context[.muted])
  }

  /// Of the orders, below the names of the columns.
  static let firstRow = 2

  private var ruleTitles: [String] {
    var titles = ["Outbox \(Wording.number(entries.count))"]
    if !marks.isEmpty { titles.append("\(marks.count) marked") }
    if readyCount > 0 { titles.append("\(readyCount) ready") }
    if conflictCount > 0 { titles.append(Wording.count(conflictCount, "conflict")) }
    if blockedCount > 0 { titles.append("\(blockedCount) blocked") }
    if failedCount > 0 { titles.append("\(failedCount) refused") }
    return titles
  }

  private func draw(
    _ entry: OutboxEntry, index: Int, on canvas: inout Canvas, row: Int,
    _ columns: OutboxColumns, _ context: DrawContext
  ) {
    let change = entry.change
    let isCursor = index == cursor.index
    canvas.sign(
      change.state.glyph(in: canvas.glyphs), row: row, column: 3,
      style: context[change.state.role])
    columns.draw(
      [
        "\(index + 1)", change.verb.rawValue, change.name,
        entry.summary.withoutVerb(change.verb), entry.byteCount.map(Wording.size) ?? "",
        Wording.number(change.attempts), Wording.age(of: change.createdAt, now: context.now),
        change.nextStep,
      ], on: &canvas, row: row, style: context[.text])
    if marks.contains(change.id) {
      canvas.sign("*", row: row, column: 1, style: context[.mark])
    }
    if isCursor {
      canvas.sign(">", row: row, column: 0)
      let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
      canvas.restyle(canvas.bounds.row(at: row)) { _ in style }
    }
  }

  private func drawChange(on canvas: inout Canvas, _ context: DrawContext) {
    let room = canvas.rows - 1
    let isNarrow = canvas.columns < 50
    var titles = ["Change \(cursor.index + 1)" + (isNarrow ? "" : ", what will be sent")]
    if lines.count > room { titles.append("line \(top + 1) of \(lines.count)") }
    var part = context
    part.isFocused = context.isFocused && isChangeFocused
    part.drawRule(titles, on: &canvas)
    for (row, line) in lines.dropFirst(top).prefix(room).enumerated() {
      line.draw(on: &canvas, row: row + 1, context)
    }
  }

  private func drawError(on canvas: inout Canvas, _ context: DrawContext) {
    guard let (index, change) = lastError else { return }
    var part = context
    part.isFocused = false
    part.drawRule(["Last error, change \(index + 1)"], on: &canvas)
    let isHere = index == cursor.index
    var lines = DeliveryLines.error(of: change, at: isHere ? place : nil)
    if !isHere {
      lines = [
        lines[0], DeliveryLine(text: "On row \(index + 1) stands what can be done.", role: .muted),
      ]
    }
    draw(lines, on: &canvas, from: 1, context)
  }

  private func drawDelivery(
    of change: Change, on canvas: inout Canvas, _ context: DrawContext
  ) {
    var part = context
    part.isFocused = false
    part.drawRule(["Delivery"], on: &canvas)
    let request = DeliveryLines.request(of: change, delivery, now: context.now)
    let row: Int
    if layout.error != nil {
      row = draw(DeliveryLines.live(change) + request, on: &canvas, from: 1, context)
    } else {
      // Where there is little room, what a person must know comes first.
      let urgent =
        change.isReady ? DeliveryLines.live(change) : DeliveryLines.urgent(of: change, at: place)
      row = draw(urgent + request, on: &canvas, from: 1, context)
    }
    drawTimeline(on: &canvas, from: layout.isBeside ? row + 1 : row, context)
  }

  private func draw(
    _ status: ServerLines.Status, on canvas: inout Canvas, _ context: DrawContext
  ) {
    var part = context
    part.isFocused = false
    part.drawRule([status.servers.count > 1 ? "Servers" : "Server"], on: &canvas)
    draw(ServerLines.lines(of: status, now: context.now), on: &canvas, from: 1, context)
  }

  /// What happened so far. Where rows are few, what happened first goes unsaid.
  private func drawTimeline(on canvas: inout Canvas, from first: Int, _ context: DrawContext) {
    let steps = DeliveryLines.timeline(of: delivery, now: context.now)
    let room = canvas.rows - first - (layout.isBeside ? 1 : 0)
    guard room > 0, !steps.isEmpty else { return }
    if layout.isBeside { canvas.text("timeline", row: first, column: 1, style: context[.muted]) }
    let row = draw(
      Array(steps.suffix(room)), on: &canvas, from: layout.isBeside ? first + 1 : first, context)
    guard row + 1 < canvas.rows, layout.isBeside else { return }
    canvas.text(
      "y c copies this request as curl (token left out)", row: row + 1, column: 1,
      columns: canvas.columns - 2, style: context[.muted])
  }

  /// - Returns: the row after the last one.
  @discardableResult
  private func draw(
    _ lines: [DeliveryLine], on canvas: inout Canvas, from first: Int, _ context: DrawContext
  ) -> Int {
    var row = first
    for line in lines where row < canvas.rows {
      if let name = line.name {
        canvas.text(name, row: row, column: 1, columns: 7, style: context[.muted])
      }
      let start = line.name == nil ? 1 : 10
      row += canvas.paragraph(
        line.text, row: row, column: start, columns: canvas.columns - start - 1,
        rows: canvas.rows - row, style: context[line.role])
    }
    return row
  }

  private func drawSeparator(
    on canvas: inout Canvas, _ layout: OutboxLayout, _ context: DrawContext
  ) {
    let column = layout.change.endColumn
    let end = (layout.servers ?? layout.change).endRow
    canvas.verticalRule(
      column: column, rows: layout.change.row + 1..<end, style: context[.rule])
    let light = canvas.glyphs.light
    canvas.sign(light.teeDown, row: layout.change.row, column: column, style: context[.rule])
    guard let crossing = layout.servers?.row else { return }
    canvas.sign(
      layout.error == nil ? light.teeRight : light.cross, row: crossing, column: column,
      style: context[.rule])
  }
}

extension ChangeLine {
  func draw(on canvas: inout Canvas, row: Int, _ context: DrawContext) {
    let style = context[role]
    if let sign {
      canvas.sign(sign.text(in: canvas.glyphs), row: row, column: 1, style: style)
    }
    let start = sign == nil ? 1 : 3
    let text = sign == nil ? text : String(text.drop { $0 == " " })
    canvas.text(text, row: row, column: start, columns: canvas.columns - start, style: style)
  }
}

extension ChangeLine.Sign {
  func text(in glyphs: Glyphs) -> String {
    switch self {
    case .added: glyphs.added
    case .removed: glyphs.removed
    case .changed: glyphs.changed
    }
  }
}
