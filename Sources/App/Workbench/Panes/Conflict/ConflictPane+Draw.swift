import CellGrid
import FlowModel

extension ConflictPane {
  /// Rows under the list for the values of the path under the cursor and what the keys do.
  static let footRows = 11

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    context.drawRule(ruleTitles, on: &canvas)
    guard let facts else { return }
    canvas.text(facts.kind.sentence, row: 1, column: 1, style: context[.text])
    let listRows = max(canvas.rows - 3 - Self.footRows, 2)
    drawTable(facts, on: &canvas, row: 3, context)
    let foot = canvas.bounds.inset(top: 3 + min(listRows, max(facts.rows.count, 1)) + 1)
    canvas.inside(foot) { drawValues(facts, on: &$0, context) }
  }

  private var ruleTitles: [String] {
    guard let facts else { return ["Conflict: \(name)"] }
    let clashes = facts.rows.count(where: \.clashes)
    return [
      "Conflict: \(facts.name)", Wording.count(facts.rows.count, "path"),
      "\(clashes) changed on both sides",
    ]
  }

  private func drawTable(
    _ facts: ConflictFacts, on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    let isNarrow = canvas.columns < 60
    let value = isNarrow ? 0 : (canvas.columns - 4) * 2 / 9
    let path = canvas.columns - 5 - 3 * value
    let starts = [4, 4 + path, 4 + path + value, 4 + path + 2 * value]
    let names = ["PATH", "BASE", "MINE", "SERVER"]
    for (start, name) in zip(starts, names) where name == "PATH" || !isNarrow {
      canvas.text(name, row: row - 1, column: start, style: context[.columnHeader])
    }
    for (line, index) in cursor.visible.enumerated() {
      let item = facts.rows[index]
      canvas.sign(
        item.clashes ? canvas.glyphs.conflict : "=", row: row + line, column: 2,
        style: context[item.clashes ? .diffUnresolved : .diffMerged])
      canvas.text(
        DetailLines.shortPath(item.path), row: row + line, column: starts[0], columns: path - 1,
        style: context[.text])
      if !isNarrow {
        for (start, text) in zip(starts.dropFirst(), [item.base, item.mine, item.theirs]) {
          canvas.text(
            text ?? "-", row: row + line, column: start, columns: value - 1, style: context[.muted])
        }
      }
      if index == cursor.index {
        canvas.sign(">", row: row + line, column: 0)
        canvas.restyle(canvas.bounds.row(at: row + line)) { _ in context[.cursorRow] }
      }
    }
  }

  private func drawValues(
    _ facts: ConflictFacts, on canvas: inout Canvas, _ context: DrawContext
  ) {
    guard canvas.rows > 2 else { return }
    let item = facts.rows.indices.contains(cursor.index) ? facts.rows[cursor.index] : nil
    canvas.rule(
      row: 0, titles: [StyledText(item?.path ?? "The whole flow", context[.title])],
      style: context[.rule])
    var row = 1
    if let item {
      for (name, text, role) in [
        ("mine", item.mine, StyleRole.diffAdded), ("base", item.base, .diffContext),
        ("server", item.theirs, .diffChanged),
      ] {
        canvas.text(name, row: row, column: 1, columns: 7, style: context[.muted])
        row += canvas.paragraph(
          text ?? "not there", row: row, column: 9, columns: canvas.columns - 10, rows: 2,
          style: context[role])
      }
      row += 1
    }
    for line in [
      "1 keeps yours: the next push sends it over the server's.",
      "2 takes the server's. b takes the server's and keeps yours as a new flow.",
      "Every version stays in the local history.",
    ] where row < canvas.rows {
      row += canvas.paragraph(
        line, row: row, column: 1, columns: canvas.columns - 2, style: context[.muted])
    }
  }
}

extension Conflict.Kind {
  /// What happened on both sides.
  var sentence: String {
    switch self {
    case .editEdit: "It was edited here and on the server."
    case .editGone: "You edited it here; on the server it is gone."
    case .deleteEdit: "You deleted it here; on the server it was edited."
    case .createTwin: "You made it here; one like it stands on the server already."
    case .liveMerge: "Both sides edited it, and it is live: look before it is merged."
    case .pinChanged: "The server's draft is not the one you saw when you gave the order."
    case .writeRace: "Somebody else wrote it while yours was being sent."
    }
  }
}
