import CellGrid
import FlowModel

extension HelpSheet {
  /// A line of the sheet before it is placed: a heading, an entry or a gap.
  private enum Item {
    case heading(String)
    case entry(Entry, Int)
    case gap
  }

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    context.drawRule(
      ["Help: \(place)", "type to filter, Enter runs the line", "Down moves on"], on: &canvas)
    let footRows = canvas.rows < 16 ? 2 : 7
    let room = canvas.bounds.inset(top: 1, bottom: footRows)
    canvas.inside(room) { drawColumns(on: &$0, context) }
    canvas.inside(canvas.bounds.inset(top: canvas.rows - footRows)) { drawFoot(on: &$0, context) }
  }

  private func drawColumns(on canvas: inout Canvas, _ context: DrawContext) {
    let columnCount = max(min(canvas.columns / 38, 3), 1)
    let width = canvas.columns / columnCount
    let columns = columns(columnCount, rows: max(canvas.rows, 1))
    // With more columns than fit, show the ones around the cursor.
    let cursorColumn =
      columns.firstIndex { items in
        items.contains { if case .entry(_, cursor.index) = $0 { true } else { false } }
      } ?? 0
    let first = max(min(cursorColumn - columnCount + 1, columns.count - columnCount), 0)
    for (place, items) in columns.dropFirst(first).prefix(columnCount).enumerated() {
      for (row, item) in items.enumerated() {
        draw(item, on: &canvas, row: row, column: place * width, width: width, context)
      }
    }
  }

  /// The lines of each section, with its heading.
  private var blocks: [[Item]] {
    var index = 0
    return sections.map { section in
      [.heading(section.title)]
        + section.entries.map { entry in
          defer { index += 1 }
          return .entry(entry, index)
        }
    }
  }

  /// Sections stay whole where they fit, in columns of about one height; else in as many columns
  /// as it takes. What is longer than a column goes on in the next one under its heading.
  private func columns(_ count: Int, rows: Int) -> [[Item]] {
    let blocks = blocks
    for height in stride(from: (blocks.joined().count + count - 1) / count, through: rows, by: 1) {
      let columns = columns(of: blocks, height: height)
      if columns.count <= count, columns.allSatisfy({ $0.count <= height }) { return columns }
    }
    return columns(of: blocks.flatMap { parts(of: $0, rows: rows) }, height: rows)
  }

  /// A section in pieces that fit a column, each with its heading.
  private func parts(of block: [Item], rows: Int) -> [[Item]] {
    guard block.count > rows, rows > 1, case .heading(let title) = block[0] else { return [block] }
    let entries = block.dropFirst()
    return stride(from: 0, to: entries.count, by: rows - 1).map { start in
      [.heading(start == 0 ? title : "\(title), more")]
        + entries.dropFirst(start).prefix(rows - 1)
    }
  }

  private func columns(of blocks: [[Item]], height: Int) -> [[Item]] {
    blocks.reduce(into: []) { columns, block in
      if let last = columns.last, last.count + 1 + block.count <= height {
        columns[columns.count - 1] += [.gap] + block
      } else {
        columns.append(block)
      }
    }
  }

  private func draw(
    _ item: Item, on canvas: inout Canvas, row: Int, column: Int, width: Int,
    _ context: DrawContext
  ) {
    switch item {
    case .gap: break
    case .heading(let text):
      canvas.text(
        text, row: row, column: column + 1, columns: width - 2, style: context[.columnHeader])
    case .entry(let entry, let index):
      canvas.text(
        entry.keys, row: row, column: column + 1, columns: 11, style: context[.hintKey])
      canvas.text(
        entry.title, row: row, column: column + 13, columns: width - 14,
        style: context[entry.refusal == nil ? .text : .hintDisabled])
      if index == cursor.index {
        canvas.restyle(Region(row: row, column: column, rows: 1, columns: width - 1)) { _ in
          context[.cursorRow]
        }
      }
    }
  }

  private func drawFoot(on canvas: inout Canvas, _ context: DrawContext) {
    var row = 0
    if canvas.rows > 4 {
      canvas.rule(row: 0, titles: [StyledText("States", context[.title])], style: context[.rule])
      drawStates(on: &canvas, row: 1, context)
      row = 3
    }
    if !filter.isEmpty {
      canvas.text("filter: ", row: canvas.rows - 1, column: 1, style: context[.promptPrefix])
      filter.draw(
        on: &canvas, row: canvas.rows - 1, column: 9, columns: canvas.columns - 10,
        style: context[.promptText])
    }
    guard let selected else { return }
    // One line tells what it does; only where there is room for the other names, they are told.
    let isTall = canvas.rows > 4
    let title = "\(selected.keys)  \(selected.title)"
    canvas.rule(
      row: row,
      titles: isTall && canvas.columns >= 100
        ? [
          StyledText("About the line under the cursor", context[.muted]),
          StyledText(title, context[.title]),
        ] : [StyledText(title, context[.title])],
      style: context[.rule])
    let last = canvas.rows - (filter.isEmpty ? 1 : 2)
    let textRows = max(last - row - (isTall ? 1 : 0), 0)
    canvas.paragraph(
      [
        selected.refusal.map { "Cannot run now: \($0)" }, selected.help,
        selected.command.map { "Command :\($0.rawValue)." },
      ].compactMap(\.self).joined(separator: " "), row: row + 1, column: 1,
      columns: canvas.columns - 2, rows: textRows, style: context[.text])
    guard isTall, let command = selected.command else { return }
    canvas.text(
      "In \(keysFile): \(configuration(of: selected, command))", row: last, column: 1,
      columns: canvas.columns - 2, style: context[.muted])
  }

  /// The line that changes its keys.
  private func configuration(of entry: Entry, _ command: Command) -> String {
    let keys = entry.bindings.isEmpty ? ["F5"] : entry.bindings
    let list = keys.map { "\"\($0)\"" }.joined(separator: ", ")
    let name = command.rawValue
    let isPlain = name.allSatisfy { $0.isLetter }
    return "\(entry.place.rawValue): { \(isPlain ? name : "\"\(name)\""): [\(list)] }"
  }

  private func drawStates(on canvas: inout Canvas, row: Int, _ context: DrawContext) {
    let states: [SyncState] = [
      .clean, .dirty, .stub, .conflict, .failed, .inDoubt, .pendingCreate, .pendingDelete,
    ]
    let words = [
      "same", "waits to be pushed", "not read yet", "both changed, or needs you", "refused",
      "unsure", "new here", "deleted here",
    ]
    var column = 1
    var row = row
    for (state, word) in zip(states, words) {
      if column + word.count + 2 > canvas.columns {
        column = 1
        row += 1
      }
      if row > 2 { return }
      canvas.sign(
        state.glyph(in: canvas.glyphs), row: row, column: column, style: context[state.role])
      column = canvas.text(word, row: row, column: column + 2, style: context[.text]) + 3
    }
    let sign = ListPane.unsavedSign
    guard column + sign.count + 13 < canvas.columns else { return }
    column = canvas.text(sign, row: row, column: column, style: context[.stateChanged])
    canvas.text("unsaved text", row: row, column: column + 1, style: context[.text])
  }
}
