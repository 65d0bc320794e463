import CellGrid

extension Dialog {
  /// Draws the box in the middle of the screen, as wide as its longest line needs.
  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    let lines = wrappedLines(columns: min(canvas.columns - 2, 96) - 4)
    let isTight = lines.count + 6 > canvas.rows
    let room = canvas.bounds.inset(rows: isTight ? 0 : 1, columns: 1)
    let longest =
      lines.map { CharacterWidth.of($0.text) + CharacterWidth.of($0.right) + 4 }.max() ?? 0
    let width = min(
      max(longest + 4, CharacterWidth.of(title) + 8, choicesWidth + 4, 40), room.columns, 96)
    let feet = requiredWord == nil ? 1 : 3
    // Two rows of border; blanks above and below the lines where there is room for them.
    let gap = isTight ? 0 : 1
    let height = min(lines.count + feet + 2 + 2 * gap, room.rows)
    let box = room.centered(GridSize(rows: height, columns: width))
    let shown = max(height - feet - 2 - 2 * gap, 0)
    canvas.fill(box, style: context[.popupText])
    canvas.box(
      box, weight: .heavy, titles: [StyledText(title, context[.popupTitle])],
      style: context[.popupBorder])
    canvas.inside(box.inset(rows: 1, columns: 2)) { canvas in
      canvas.inside(canvas.bounds.inset(top: gap)) { draw(lines, shown, on: &$0, context) }
      if let requiredWord {
        drawQuestion(requiredWord, on: &canvas, row: canvas.rows - feet, context)
      }
      drawChoices(on: &canvas, row: canvas.rows - 1, context)
    }
  }

  private var choicesWidth: Int {
    choices.reduce(4 + refusal.count + (isCopied ? 23 : 0)) {
      $0 + KeyLabel.text($1.key).count + $1.label.count + 4
    }
  }

  /// The lines broken to a width, so that no warning is cut. Lines with a right part are cut.
  private func wrappedLines(columns: Int) -> [Line] {
    lines.flatMap { line -> [Line] in
      guard line.right.isEmpty, CharacterWidth.of(line.text) > columns else { return [line] }
      return TextRows.wrapped(line.text, columns: columns).map { Line($0.text, role: line.role) }
    }
  }

  private func draw(
    _ lines: [Line], _ shown: Int, on canvas: inout Canvas, _ context: DrawContext
  ) {
    let first = max(min(top, lines.count - shown), 0)
    let hidden = lines.count - first - shown
    let last = hidden > 0 ? shown - 1 : shown
    for (row, line) in lines.dropFirst(first).prefix(max(last, 0)).enumerated() {
      let right = min(CharacterWidth.of(line.right), canvas.columns / 2)
      canvas.text(
        line.text, row: row, column: 0,
        columns: canvas.columns - (right > 0 ? right + 2 : 0), style: context[line.role])
      canvas.text(
        line.right, row: row, column: canvas.columns - right, columns: right,
        style: context[line.role == .popupText ? .muted : line.role])
    }
    if hidden > 0, shown > 0 {
      canvas.text(
        "\(Wording.number(hidden + 1)) more below: j goes down", row: shown - 1,
        style: context[.muted])
    }
  }

  private func drawQuestion(
    _ word: String, on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    let verb = choices.first?.label ?? "go on"
    let request = "  and Enter to \(verb):  "
    // What is typed must be seen, on the smallest screen too.
    let needed = 6 + CharacterWidth.of(word) + CharacterWidth.of(request) + typedColumns
    let end = canvas.line(
      [
        StyledText("Type  ", context[.popupText]), StyledText(word, context[.strong]),
        StyledText(needed > canvas.columns ? "  Enter:  " : request, context[.popupText]),
      ], row: row)
    typed.draw(
      on: &canvas, row: row, column: end, columns: max(canvas.columns - end, 1),
      style: context[.promptText])
  }

  private var typedColumns: Int { CharacterWidth.of(requiredWord ?? "") + 1 }

  private func drawChoices(on canvas: inout Canvas, row: Int, _ context: DrawContext) {
    var pieces: [StyledText] = []
    if requiredWord == nil, !listsChoices {
      for choice in choices {
        let role: StyleRole = choice.isDangerous ? .popupButtonDanger : .popupButton
        pieces.append(StyledText(KeyLabel.text(choice.key), context[role]))
        pieces.append(StyledText(" \(choice.label)   ", context[.popupText]))
      }
    }
    pieces.append(StyledText("Esc", context[.popupButton]))
    pieces.append(StyledText(" \(refusal)", context[.popupText]))
    if isCopied {
      pieces.append(StyledText("   Ctrl-y", context[.popupButton]))
      pieces.append(StyledText(" copy the list", context[.popupText]))
    }
    canvas.line(pieces, row: row)
  }
}
