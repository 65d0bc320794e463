import CellGrid

/// A list in a box to choose from by typing: places in a text, who refers to a node, the options of
/// a setting.
struct Chooser: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    /// On the left.
    var text: String
    /// On the right, dimmed; the value that stands there.
    var detail = ""
    /// What the choice is for whoever asked: a place in the text, the number of an option.
    var target: Int
  }

  /// Where the entries come from.
  enum Source: Hashable, Sendable {
    /// All of them are here; typing filters.
    case list
    /// They are looked for in the background whenever the typed text changes.
    case search
  }

  let title: String
  let source: Source
  /// What Enter does: "go", "take".
  let verb: String
  private(set) var line = LineText()
  private let all: [Entry]
  private(set) var entries: [Entry]
  /// How many fit, when not all of them are in `entries`.
  private(set) var total: Int
  private(set) var cursor = RowCursor()

  init(title: String, source: Source, verb: String, entries: [Entry], selected: Int = 0) {
    self.title = title
    self.source = source
    self.verb = verb
    all = entries
    self.entries = entries
    total = entries.count
    cursor.setCount(entries.count)
    cursor.move(to: selected)
  }

  /// The entry under the cursor.
  var selected: Entry? {
    entries.indices.contains(cursor.index) ? entries[cursor.index] : nil
  }

  enum Outcome: Hashable {
    case open, closed
    case chosen(Entry)
    /// The typed text changed, and entries are to be looked for.
    case searched(String)
  }

  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape: return .closed
    case _ where cursor.press(key): break
    case .enter:
      return entries.indices.contains(cursor.index) ? .chosen(entries[cursor.index]) : .open
    default: if line.press(key) { return typed() }
    }
    return .open
  }

  mutating func paste(_ bytes: [UInt8]) -> Outcome {
    line.paste(bytes)
    return typed()
  }

  private mutating func typed() -> Outcome {
    guard source == .list else { return .searched(line.text) }
    let scored = all.enumerated().compactMap { index, entry -> (Int, Int)? in
      FuzzyMatch.score(line.text, in: entry.text).map { ($0, index) }
    }
    show(
      line.isEmpty
        ? all : scored.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map { all[$0.1] })
    return .open
  }

  /// Takes what was found for the typed text.
  mutating func show(_ found: [Entry], total: Int? = nil) {
    entries = found
    self.total = total ?? found.count
    cursor.setCount(found.count)
    cursor.move(to: 0)
  }

  // MARK: Drawing

  private static func box(in canvas: Canvas) -> Region {
    let room = canvas.bounds.inset(rows: 0, columns: canvas.columns < 60 ? 0 : 2)
    return room.centered(GridSize(rows: min(20, room.rows), columns: min(100, room.columns)))
  }

  /// Fits the list to a pane of this size.
  mutating func layOut(_ size: GridSize) { cursor.setHeight(min(20, size.rows) - 6) }

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    let box = Self.box(in: canvas)
    canvas.fill(box, style: context[.popupText])
    canvas.box(
      box, weight: .heavy, titles: [StyledText(title, context[.popupTitle])],
      style: context[.popupBorder])
    canvas.inside(box.inset(rows: 1, columns: 2)) { canvas in
      canvas.text("> ", row: 0, style: context[.promptPrefix])
      let count = Wording.number(total)
      line.draw(
        on: &canvas, row: 0, column: 2, columns: canvas.columns - count.count - 4,
        style: context[.promptText])
      canvas.text(count, row: 0, style: context[.muted], alignment: .right)
      canvas.rule(row: 1, style: context[.rule])
      drawEntries(on: &canvas, context)
      canvas.rule(row: canvas.rows - 2, style: context[.rule])
      canvas.line(
        [
          StyledText("Enter", context[.hintKey]), StyledText(" \(verb)   ", context[.hintText]),
          StyledText("Up Down", context[.hintKey]), StyledText(" move   ", context[.hintText]),
          StyledText("Esc", context[.hintKey]), StyledText(" close", context[.hintText]),
        ], row: canvas.rows - 1)
    }
  }

  /// Of a text that is too long its end: that is where paths differ.
  private static func end(of text: String, columns: Int, _ glyphs: Glyphs) -> String {
    guard CharacterWidth.of(text) > columns else { return text }
    var width = CharacterWidth.of(glyphs.ellipsis)
    let kept = text.reversed().prefix { character in
      width += CharacterWidth.of(character)
      return width <= columns
    }
    return glyphs.ellipsis + String(kept.reversed())
  }

  private func drawEntries(on canvas: inout Canvas, _ context: DrawContext) {
    if entries.isEmpty, total == 0, !line.isEmpty || source == .list {
      canvas.text("Nothing fits. Backspace takes a letter away.", row: 2, style: context[.muted])
    }
    for (row, index) in cursor.visible.enumerated() where row + 2 < canvas.rows - 2 {
      let entry = entries[index]
      let width = min(CharacterWidth.of(entry.detail), canvas.columns / 3)
      let room = canvas.columns - 2 - (width > 0 ? width + 2 : 0)
      canvas.text(
        Self.end(of: entry.text, columns: room, canvas.glyphs), row: row + 2, column: 2,
        columns: room, style: context[.popupText])
      canvas.text(
        entry.detail, row: row + 2, column: canvas.columns - width, columns: width,
        style: context[.muted])
      if index == cursor.index {
        canvas.sign(">", row: row + 2, column: 0)
        canvas.restyle(canvas.bounds.row(at: row + 2)) { _ in context[.cursorRow] }
      }
    }
  }
}
