import CellGrid
import FlowModel

/// The values of the row under the cursor, and the result around it.
extension ConflictPane {
  func drawSides(
    _ review: ConflictReview, on canvas: inout Canvas, _ layout: ConflictLayout,
    _ context: DrawContext
  ) {
    canvas.rule(row: layout.sides.row, style: context[.rule])
    for (index, (side, rows)) in values.sides.enumerated() {
      let window = layout.window(index)
      let isFocused = focusedSide == side
      canvas.inside(
        Region(row: layout.sides.row, column: window.column, rows: 1, columns: window.columns)
      ) { canvas in
        canvas.rule(
          row: 0,
          titles: [
            StyledText(
              title(of: side, review, layout, context), context[isFocused ? .titleFocus : .title])
          ], isFocused: isFocused, style: context[isFocused ? .ruleFocus : .rule])
      }
      canvas.inside(window) { draw(rows, on: &$0, context) }
    }
    for column in separators(layout) {
      canvas.verticalRule(
        column: column, rows: layout.sides.row + 1..<layout.sides.endRow, style: context[.rule])
      canvas.sign(
        canvas.glyphs.light.teeDown, row: layout.sides.row, column: column, style: context[.rule])
    }
  }

  func drawTees(on canvas: inout Canvas, _ layout: ConflictLayout, _ context: DrawContext) {
    guard let result = layout.result else { return }
    for column in separators(layout) where column > 34 {
      canvas.sign(
        canvas.glyphs.light.teeUp, row: result.row, column: column, style: context[.rule])
    }
  }

  private func separators(_ layout: ConflictLayout) -> [Int] {
    (1..<layout.columns).reduce(into: []) { $0.append(layout.window($1).column - 1) }
  }

  private func title(
    of side: ConflictSide, _ review: ConflictReview, _ layout: ConflictLayout,
    _ context: DrawContext
  ) -> String {
    let (command, name, stamp): (Command, String, String?) =
      switch side {
      case .mine: (.chooseMine, "mine", nil)
      case .base: (.chooseBase, "base", review.baseStamp)
      case .server: (.chooseTheirs, "server", review.serverStamp)
      }
    let text = "\(context.label(of: command)) \(name)"
    if layout.columns == 1 {
      return text + (values.count > layout.sideRows ? "  line \(values.top + 1)" : "")
        + "  Tab the other"
    }
    return text + (stamp.map { ", \(Wording.serverDate($0))" } ?? "")
  }

  private func draw(
    _ rows: [ConflictValues.Row], on canvas: inout Canvas, _ context: DrawContext
  ) {
    for (line, row) in rows.dropFirst(values.top).prefix(canvas.rows).enumerated() {
      let (sign, role): (String, StyleRole) =
        switch row.sign {
        case .same: (" ", .diffContext)
        case .added: (canvas.glyphs.added, .diffAdded)
        case .removed: (canvas.glyphs.removed, .diffRemoved)
        case .changed: (canvas.glyphs.changed, .diffChanged)
        case .missing: (" ", .muted)
        }
      canvas.sign(sign, row: line, column: 1, style: context[role])
      canvas.text(row.text, row: line, column: 3, columns: canvas.columns - 3, style: context[role])
    }
  }

  // MARK: The result

  func drawResult(
    _ review: ConflictReview, on canvas: inout Canvas, _ context: DrawContext
  ) {
    let text = selected.flatMap { review.results[$0.path.field] }
    let place = text?.starts[cursor.index]
    var title = "Result"
    if let text, let place {
      title += ", line \(Wording.number(place + 1)) of \(Wording.number(text.lines.count))"
    }
    canvas.rule(row: 0, titles: [StyledText(title, context[.title])], style: context[.rule])
    guard let text, let place else {
      if selected != nil {
        canvas.text(
          "Nothing stands there in the result.", row: 1, column: 1, columns: canvas.columns - 2,
          style: context[.muted])
      }
      return
    }
    let room = canvas.rows - 1
    let first = max(0, min(place - room / 3, text.lines.count - room))
    let digits = String(min(first + room, text.lines.count)).utf8.count
    let lines = text.lines[first..<min(first + room, text.lines.count)]
    let indents: [Int] = lines.map { line in line.utf8.prefix { $0 == 0x20 }.count }
    let indent = indents.min() ?? 0
    for (row, line) in lines.enumerated() {
      draw(
        String(line.dropFirst(indent)), number: first + row, digits, of: text, review, on: &canvas,
        row: row + 1, context)
    }
  }

  private func draw(
    _ line: String, number: Int, _ digits: Int, of text: MergedText, _ review: ConflictReview,
    on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    let index = text.rows[number]
    let item = index.flatMap { review.rows.indices.contains($0) ? review.rows[$0] : nil }
    let isHere = index == cursor.index
    canvas.text(
      "\(number + 1)", row: row, column: 1, columns: digits,
      style: context[isHere ? .jsonLineNumberCurrent : .jsonLineNumber], alignment: .right)
    var role = StyleRole.text
    if let item {
      let sign = Self.sign(of: item, canvas.glyphs)
      canvas.sign(sign.text, row: row, column: digits + 2, style: context[sign.role])
      role = sign.role
    }
    var shown = line
    if isHere, item?.outcome == .open, line.hasSuffix(MergedText.openText) {
      let keys = [Command.chooseMine, .chooseTheirs, .chooseBase, .writeOwn].map {
        context.label(of: $0)
      }
      shown =
        line.dropLast(MergedText.openText.count)
        + "<choose \(keys[0]) mine, \(keys[1]) server, \(keys[2]) base, or \(keys[3]) to write>"
    }
    let note = item.flatMap { text.starts[index ?? 0] == number ? $0.origin : nil } ?? ""
    let width = canvas.columns >= 100 && !note.isEmpty ? CharacterWidth.of(note) + 2 : 0
    canvas.text(
      shown, row: row, column: digits + 4, columns: canvas.columns - digits - 5 - width,
      style: context[role])
    if width > 0 {
      canvas.text(
        note, row: row, column: canvas.columns - width, columns: width - 1, style: context[.muted],
        alignment: .right)
    }
  }
}

extension ConflictReview.Row {
  /// Why the result says what it says.
  fileprivate var origin: String? {
    switch outcome {
    case .open: nil
    case .own: "you wrote it"
    case .mine where isChosen: "you chose mine"
    case .theirs where isChosen: "you chose the server's"
    case .base where isChosen: "you chose base"
    case .mine: "merged: only you changed it"
    case .theirs: "merged: only the server changed it"
    case .both: "merged: both changed it alike"
    case .base: "merged"
    }
  }
}
