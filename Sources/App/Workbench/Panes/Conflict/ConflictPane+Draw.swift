import CellGrid
import FlowModel

extension ConflictPane {
  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    context.drawRule(ruleTitles(columns: canvas.columns), on: &canvas)
    guard let review else { return }
    let layout = layout
    drawTable(review, on: &canvas, layout, context)
    guard review.canBeMerged else {
      let isTabled = !layout.table.isEmpty
      let end = isTabled ? layout.table.row - 2 : canvas.rows
      canvas.inside(canvas.bounds.rows(1..<max(end, 1))) { drawKinds(review, on: &$0, context) }
      if isTabled {
        let title = review.kind == .deleteEdit ? "What was changed there" : "What you changed"
        canvas.rule(row: end, titles: [StyledText(title, context[.title])], style: context[.rule])
      }
      return
    }
    if let row = layout.sentence {
      canvas.text(
        review.kind.sentence, row: row, column: 1, columns: canvas.columns - 2,
        style: context[.messageWarning])
    }
    if let note = layout.note { drawNote(review, on: &canvas, row: note, context) }
    guard layout.sides.rows > 1 else { return }
    drawSides(review, on: &canvas, layout, context)
    if let region = layout.result {
      canvas.inside(region) { drawResult(review, on: &$0, context) }
      drawTees(on: &canvas, layout, context)
    }
  }

  private func ruleTitles(columns: Int) -> [String] {
    guard let review else { return ["Conflict: \(name)"] }
    let name = "Conflict: \(review.name)"
    let count = review.rows.count
    guard review.canBeMerged else {
      return [name] + (count > 0 ? [Wording.count(count, "path")] : [])
    }
    let needs = review.clashCount
    guard columns >= 100 else {
      let need = "\(Wording.number(needs)) of \(Wording.number(count)) need you"
      let isFitting = CharacterWidth.of(name) + CharacterWidth.of(need) + 8 <= columns
      return isFitting ? [name, need] : [name]
    }
    let titles = [
      name, Wording.count(count, "path"),
      "\(Wording.number(count - needs)) merged by \(count - needs == 1 ? "itself" : "themselves")",
      needs == 1 ? "1 needs you" : "\(Wording.number(needs)) need you",
    ]
    // A part of a date says nothing.
    let room = columns - titles.reduce(2) { $0 + CharacterWidth.of($1) + 3 }
    let since = review.baseStamp.map { "both changed since \(Wording.serverDate($0))" }
    return titles + [since].compactMap(\.self).filter { CharacterWidth.of($0) + 3 <= room }
  }

  // MARK: The table

  private func drawTable(
    _ review: ConflictReview, on canvas: inout Canvas, _ layout: ConflictLayout,
    _ context: DrawContext
  ) {
    let columns = ConflictColumns(
      width: canvas.columns, kind: review.canBeMerged ? nil : review.kind,
      longest: review.rows.prefix(1_000).map {
        CharacterWidth.of(DetailLines.shortPath($0.place))
      }.max() ?? 0
    ).columns
    if layout.table.row > 1, !layout.table.isEmpty, !review.rows.isEmpty {
      for column in columns {
        canvas.text(
          column.name, row: layout.table.row - 1, column: column.start, columns: column.width,
          style: context[.columnHeader])
      }
    }
    for (line, index) in cursor.visible.enumerated() where line < layout.table.rows {
      let row = layout.table.row + line
      let item = review.rows[index]
      let sign =
        review.canBeMerged
        ? Self.sign(of: item, canvas.glyphs) : (canvas.glyphs.changed, StyleRole.diffChanged)
      canvas.sign(sign.0, row: row, column: 2, style: context[sign.1])
      for column in columns {
        canvas.text(
          column.name == "PATH"
            ? Self.path(of: item, columns: column.width, canvas.glyphs)
            : Self.cell(column.name, of: item), row: row, column: column.start,
          columns: column.width,
          style: context[column.name == "PATH" || column.name == "RESULT" ? .text : .muted])
      }
      if index == cursor.index {
        canvas.sign(">", row: row, column: 0)
        let style = context[focusedSide == nil ? .cursorRow : .cursorRowUnfocused]
        canvas.restyle(canvas.bounds.row(at: row)) { _ in style }
      }
    }
  }

  /// Open, chosen, merged by itself.
  static func sign(
    of row: ConflictReview.Row, _ glyphs: Glyphs
  ) -> (text: String, role: StyleRole) {
    if row.outcome == .open { return (glyphs.conflict, .diffUnresolved) }
    return row.isChosen ? (glyphs.bullet, .diffAdded) : ("=", .diffMerged)
  }

  /// A long path loses its middle: the node and the name of the value tell it from others.
  private static func path(
    of row: ConflictReview.Row, columns: Int, _ glyphs: Glyphs
  ) -> String {
    let path = DetailLines.shortPath(row.place)
    guard CharacterWidth.of(path) > columns else { return path }
    let start = path.prefix { $0 != "." }
    let head = start.count <= columns / 2 ? start : ""
    let room = columns - head.count - CharacterWidth.of(glyphs.ellipsis)
    return head + glyphs.ellipsis + path.suffix(max(room, 0))
  }

  private static func cell(_ column: String, of row: ConflictReview.Row) -> String {
    switch column {
    case "BASE": row.base?.brief ?? "-"
    case "MINE": row.mine?.brief ?? "-"
    case "SERVER": row.theirs?.brief ?? "-"
    default: row.outcome.word
    }
  }

  private func drawNote(
    _ review: ConflictReview, on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    if let problem = review.problems.first {
      let more = review.problems.count - 1
      canvas.text(
        problem + (more > 0 ? " And \(Wording.number(more)) more." : ""), row: row, column: 1,
        columns: canvas.columns - 2, style: context[.messageWarning])
      return
    }
    let key = context.label(of: .saveMerge)
    canvas.text(
      canvas.columns < 100
        ? "Nothing is sent and nothing is lost until \(key)."
        : "Nothing is sent and nothing is lost until \(key). "
          + "All versions stay in the local history.",
      row: row, column: 1, columns: canvas.columns - 2, style: context[.muted])
  }
}

extension ConflictReview.Outcome {
  /// What becomes of a place, for the table.
  var word: String {
    switch self {
    case .open: "?"
    case .mine: "mine"
    case .theirs: "server"
    case .base: "base"
    case .both: "both"
    case .own(let value): "own \(value.brief)"
    }
  }
}

extension DrawContext {
  /// The key of a command of the conflict pane.
  func label(of command: Command) -> String {
    bindings.keys(for: command, in: .conflict).first.map { KeyLabel.text($0) }
      ?? ":\(command.rawValue)"
  }
}
