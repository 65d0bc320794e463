import CellGrid
import FlowModel

extension OutboxPane {
  /// The rows of the upper part: half of the pane at most, so that the change below is seen.
  static func listHeight(in rows: Int, entries: Int) -> Int {
    max(min(entries, max(rows / 2 - 2, 3)), 1)
  }

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    context.drawRule(ruleTitles, on: &canvas)
    guard let selected else {
      if isLoaded {
        canvas.paragraph(
          "Nothing waits to be sent. What you edit, make or delete here is listed in this place "
            + "until you push it.", row: 2, column: 3, columns: canvas.columns - 6,
          style: context[.muted])
      }
      return
    }
    let columns = OutboxColumns(width: canvas.columns)
    columns.drawNames(on: &canvas, row: 1, style: context[.columnHeader])
    for (line, index) in cursor.visible.enumerated() {
      draw(entries[index], index: index, on: &canvas, row: 2 + line, columns, context)
    }
    let start = 2 + Self.listHeight(in: canvas.rows, entries: entries.count) + 1
    let rest = canvas.bounds.inset(top: start)
    guard rest.rows > 1 else { return }
    canvas.inside(rest) { drawChange(selected, on: &$0, context) }
  }

  private var ruleTitles: [String] {
    var titles = ["Outbox \(Wording.number(entries.count))"]
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
        entry.summary.withoutVerb(change.verb),
        Wording.age(of: change.createdAt, now: context.now), change.nextStep,
      ], on: &canvas, row: row, style: context[.text])
    if isCursor {
      canvas.sign(">", row: row, column: 0)
      let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
      canvas.restyle(canvas.bounds.row(at: row)) { _ in style }
    }
  }

  private func drawChange(
    _ entry: OutboxEntry, on canvas: inout Canvas, _ context: DrawContext
  ) {
    let change = entry.change
    canvas.rule(
      row: 0,
      titles: [StyledText("Change \(cursor.index + 1): \(change.verb.word)", context[.title])],
      style: context[.rule])
    var row = 1
    for line in facts(of: change) {
      row += canvas.paragraph(
        line.text, row: row, column: 1, columns: canvas.columns - 2, style: context[line.role])
    }
    for step in delivery.suffix(4) where delivery.count > 1 {
      canvas.text(
        "\(Wording.ago(step.at, now: context.now))  \(step.words)", row: row, column: 1,
        columns: canvas.columns - 2, style: context[.muted])
      row += 1
    }
    guard change.verb == .update || change.verb == .create else { return }
    guard let differences else { return }
    row += 1
    let room = max(canvas.rows - row, 0)
    let shown = differences.count > room ? max(room - 1, 0) : differences.count
    for difference in differences.prefix(shown) {
      DetailPane.draw(
        DetailLines.entry(of: difference, canvas.glyphs), on: &canvas, row: row, context)
      row += 1
    }
    if shown < differences.count {
      canvas.text(
        "\(Wording.number(differences.count - shown)) more", row: row, column: 3,
        style: context[.muted])
    }
  }

  private func facts(of change: Change) -> [(text: String, role: StyleRole)] {
    var lines: [(String, StyleRole)] = []
    if change.isLive { lines.append(("It is live: people use it now.", .messageWarning)) }
    if let text = change.errorText { lines.append((text, .messageError)) }
    if change.attempts > 0 {
      lines.append(("Tried \(Wording.count(change.attempts, "time")).", .muted))
    }
    switch change.status {
    case .queued: lines.append(("Sent when you push, after one more look at the server.", .muted))
    case .unknown:
      lines.append(("The answer was lost. The next push reads what stands there first.", .muted))
    case .blocked where change.errorCode == "conflict":
      lines.append(("It changed here and on the server. c shows both sides.", .strong))
    case .blocked, .failed:
      lines.append(("e edits it, r lets it be sent again, d drops it.", .strong))
    case .sending, .done, .cancelled: break
    }
    return lines
  }
}

/// Where the columns of the outbox stand.
private struct OutboxColumns {
  private var columns: [(name: String, start: Int, width: Int, isRight: Bool)] = []

  init(width: Int) {
    // S at 3, then number, verb, name, summary, age, next; what is narrow loses the summary first.
    let isNarrow = width < 60
    let right = isNarrow ? 0 : 5 + 1 + 11
    let left = 5 + 3 + 1 + 9
    let room = max(width - left - right - 2, 8)
    let name = isNarrow ? room : max(room * 2 / 5, 12)
    columns = [
      ("#", 5, 2, true), ("WHAT", 9, 8, false), ("FLOW", left, name - 1, false),
      ("CHANGE", left + name, isNarrow ? 0 : room - name - 1, false),
      ("AGE", left + room, isNarrow ? 0 : 5, true),
      ("NEXT", left + room + 7, isNarrow ? 0 : 11, false),
    ]
  }

  func drawNames(on canvas: inout Canvas, row: Int, style: Style) {
    canvas.text("S", row: row, column: 3, style: style)
    draw(columns.map(\.name), on: &canvas, row: row, style: style)
  }

  func draw(_ texts: [String], on canvas: inout Canvas, row: Int, style: Style) {
    for (column, text) in zip(columns, texts) where column.width > 0 {
      canvas.text(
        text, row: row, column: column.start, columns: column.width, style: style,
        alignment: column.isRight ? .right : .left)
    }
  }
}
