import CellGrid

extension CommandPalette {
  /// How the box is shared: what is typed, the list, what is said of the selected line.
  private struct Rows {
    let box: Int
    let list: Int
    /// With its rule; 1: the keys alone.
    let foot: Int
    /// What is typed, and a rule where there is room for one.
    let head: Int

    /// - Parameter rows: of the part of the screen that a box may cover.
    init(_ rows: Int, entries: Int) {
      let most = rows - (rows >= 16 ? 2 : 0)
      head = rows >= 12 ? 2 : 1
      foot = most >= 18 ? 6 : most >= 11 ? 3 : 1
      list = max(min(entries, most - 2 - head - foot, 16), 1)
      box = list + 2 + head + foot
    }
  }

  /// Fits the list to a screen of so many rows.
  mutating func layOut(rows: Int) {
    cursor.setHeight(Rows(rows - (rows < 14 ? 1 : 2), entries: listed).list)
  }

  /// The box keeps its height while flows come and go.
  private var listed: Int { hasFlows ? 16 : count }

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    let rows = Rows(canvas.rows, entries: listed)
    let room = canvas.bounds.inset(rows: 0, columns: canvas.columns < 60 ? 0 : 2)
    let box = room.centered(GridSize(rows: rows.box, columns: min(84, room.columns)))
    canvas.fill(box, style: context[.popupText])
    canvas.box(
      box, weight: .heavy, titles: [StyledText(title, context[.popupTitle])],
      style: context[.popupBorder])
    canvas.inside(box.inset(rows: 1, columns: canvas.columns < 60 ? 1 : 2)) { canvas in
      drawInput(on: &canvas, context)
      if rows.head > 1 { canvas.rule(row: 1, style: context[.rule]) }
      let list = Region(row: rows.head, column: 0, rows: rows.list, columns: canvas.columns)
      canvas.inside(list) { drawMatches(on: &$0, context) }
      canvas.inside(canvas.bounds.inset(top: rows.head + rows.list)) { drawFoot(on: &$0, context) }
    }
  }

  private func drawInput(on canvas: inout Canvas, _ context: DrawContext) {
    canvas.text("> ", row: 0, style: context[.promptPrefix])
    let count = "\(matches.count) of \(count)"
    line.draw(
      on: &canvas, row: 0, column: 2, columns: canvas.columns - count.count - 4,
      style: context[.promptText])
    canvas.text(count, row: 0, style: context[.muted], alignment: .right)
  }

  private func drawMatches(on canvas: inout Canvas, _ context: DrawContext) {
    if matches.isEmpty {
      canvas.text("Nothing fits. Backspace takes a letter away.", row: 0, style: context[.muted])
    }
    for (row, index) in cursor.visible.enumerated() where row < canvas.rows {
      draw(matches[index], on: &canvas, row: row, context)
      if index == cursor.index {
        canvas.sign(">", row: row, column: 0)
        canvas.restyle(canvas.bounds.row(at: row)) { _ in context[.cursorRow] }
      }
    }
  }

  /// `do    Push Support triage        send 2 waiting edits      P`
  private func draw(
    _ entry: PaletteEntry, on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    let style = context[entry.refusal == nil ? .popupText : .hintDisabled]
    let isWide = canvas.columns >= 56
    canvas.text(entry.group.rawValue, row: row, column: 2, columns: 4, style: context[.muted])
    let keys = min(CharacterWidth.of(entry.keys), canvas.columns / 3)
    let end = canvas.columns - keys - (keys > 0 ? 2 : 0)
    let detail = entry.refusal ?? entry.detail
    // A question is as long as it is; what has more to say keeps to its column.
    let titleEnd = isWide && !detail.isEmpty ? 7 + (canvas.columns - 7) * 2 / 5 : end
    canvas.text(entry.title, row: row, column: 7, columns: titleEnd - 7, style: style)
    if isWide {
      canvas.text(
        detail, row: row, column: titleEnd + 2, columns: end - titleEnd - 2,
        style: context[entry.refusal == nil ? .muted : .hintDisabled])
    }
    canvas.text(
      entry.keys, row: row, column: canvas.columns - keys, columns: keys, style: context[.hintKey])
  }

  private func drawFoot(on canvas: inout Canvas, _ context: DrawContext) {
    let last = canvas.rows - 1
    if canvas.rows > 1 {
      canvas.rule(row: 0, style: context[.rule])
      if let selected {
        let rows = canvas.rows > 3 ? 2 : 1
        canvas.paragraph(
          selected.refusal.map { "Cannot run now: \($0)" } ?? selected.help, row: 1, column: 0,
          columns: canvas.columns, rows: rows, style: context[.text])
        if canvas.rows > 4, let same = sameAs(selected) {
          canvas.text(same, row: last - 2, style: context[.muted])
        }
      }
    }
    let hints = [
      ("Enter", verb), ("Tab", "complete"), ("Ctrl-y", "copy as command"), ("Esc", "close"),
    ]
    var pieces: [StyledText] = []
    for (key, text) in hints where canvas.columns >= 56 || key != "Ctrl-y" {
      pieces += [StyledText(key, context[.hintKey]), StyledText(" \(text)   ", context[.hintText])]
    }
    canvas.line(pieces, row: last, overflow: .clip)
  }

  /// What Enter does with the selected line.
  private var verb: String {
    switch selected?.group {
    case .go: "open"
    case .set: "set"
    case .help: "read"
    case .run, nil: "run"
    }
  }

  /// The other ways to the same.
  private func sameAs(_ entry: PaletteEntry) -> String? {
    guard let line = entry.line else { return nil }
    let isKey = !entry.keys.isEmpty && !entry.keys.hasPrefix(":")
    return "Same as  :\(line)" + (isKey ? "   or  \(entry.keys)" : "")
  }
}
