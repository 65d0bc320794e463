import CellGrid

/// Finds a command by typing, teaches its key, and says why one cannot run now.
package struct CommandPalette: Sendable {
  /// One command of the place the palette was opened from.
  struct Entry: Sendable {
    let command: Command
    let keys: String
    /// Why it cannot run now; nil when it can.
    let refusal: String?
  }

  let title: String
  private let entries: [Entry]
  private(set) var matches: [Entry]
  var line = LineText()
  var cursor = RowCursor()

  init(title: String, entries: [Entry]) {
    self.title = title
    self.entries = entries
    matches = entries
    cursor.setCount(entries.count)
  }

  enum Outcome: Hashable {
    case open
    case closed
    case chosen(Command)
    /// The chosen one cannot run now.
    case refused(String)
  }

  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape: return .closed
    case _ where cursor.press(key): break
    case .enter:
      guard matches.indices.contains(cursor.index) else { return .open }
      let entry = matches[cursor.index]
      return entry.refusal.map { .refused($0) } ?? .chosen(entry.command)
    default:
      if line.press(key) { search() }
    }
    return .open
  }

  mutating func paste(_ bytes: [UInt8]) {
    line.paste(bytes)
    search()
  }

  private mutating func search() {
    if line.isEmpty {
      matches = entries
    } else {
      let scored = entries.compactMap { entry -> (Int, Entry)? in
        let texts = [entry.command.title, entry.command.rawValue]
        return texts.compactMap { FuzzyMatch.score(line.text, in: $0) }.max().map { ($0, entry) }
      }
      matches = scored.sorted { $0.0 > $1.0 }.map(\.1)
    }
    cursor.setCount(matches.count)
    cursor.move(to: 0)
  }

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    let room = canvas.bounds.inset(rows: 1, columns: canvas.columns < 60 ? 0 : 2)
    let size = GridSize(
      rows: min(entries.count + 8, room.rows), columns: min(84, room.columns))
    let box = room.centered(size)
    canvas.fill(box, style: context[.popupText])
    canvas.box(
      box, weight: .heavy, titles: [StyledText(title, context[.popupTitle])],
      style: context[.popupBorder])
    canvas.inside(box.inset(rows: 1, columns: 2)) { canvas in
      drawInput(on: &canvas, context)
      let list = Region(
        row: 2, column: 0, rows: Self.listHeight(in: room.rows, entries.count),
        columns: canvas.columns)
      canvas.inside(list) { drawMatches(on: &$0, context) }
      drawFoot(on: &canvas, context)
    }
  }

  /// Rows for matches on a screen of `rows` rows without its margins.
  static func listHeight(in rows: Int, _ entries: Int) -> Int { max(min(entries, rows - 8), 1) }

  mutating func layOut(rows: Int) {
    cursor.setHeight(Self.listHeight(in: rows - 2, entries.count))
  }

  private func drawInput(on canvas: inout Canvas, _ context: DrawContext) {
    canvas.text("> ", row: 0, style: context[.promptPrefix])
    let count = "\(matches.count) of \(entries.count)"
    line.draw(
      on: &canvas, row: 0, column: 2, columns: canvas.columns - count.count - 4,
      style: context[.promptText])
    canvas.text(count, row: 0, style: context[.muted], alignment: .right)
    canvas.rule(row: 1, style: context[.rule])
  }

  private func drawMatches(on canvas: inout Canvas, _ context: DrawContext) {
    if matches.isEmpty {
      canvas.text("Nothing fits. Backspace takes a letter away.", row: 0, style: context[.muted])
    }
    for (row, index) in cursor.visible.enumerated() {
      let entry = matches[index]
      let style = context[entry.refusal == nil ? .popupText : .hintDisabled]
      canvas.text(entry.command.title, row: row, column: 2, columns: 26, style: style)
      canvas.text(
        entry.refusal ?? entry.command.help, row: row, column: 29,
        columns: canvas.columns - 29 - 10, style: context[.muted])
      canvas.text(entry.keys, row: row, style: context[.hintKey], alignment: .right)
      if index == cursor.index {
        canvas.sign(">", row: row, column: 0)
        canvas.restyle(canvas.bounds.row(at: row)) { _ in context[.cursorRow] }
      }
    }
  }

  private func drawFoot(on canvas: inout Canvas, _ context: DrawContext) {
    let row = canvas.rows - 3
    canvas.rule(row: row, style: context[.rule])
    if matches.indices.contains(cursor.index) {
      canvas.text(
        matches[cursor.index].refusal ?? matches[cursor.index].command.help, row: row + 1,
        style: context[.text])
    }
    canvas.line(
      [
        StyledText("Enter", context[.hintKey]), StyledText(" run   ", context[.hintText]),
        StyledText("Esc", context[.hintKey]), StyledText(" close", context[.hintText]),
      ], row: row + 2)
  }
}
