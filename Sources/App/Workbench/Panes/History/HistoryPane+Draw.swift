import CellGrid
import FlowModel

extension HistoryPane {
  /// Draws below the rule of the tabs: the versions, and under them what the one under the cursor
  /// changed; or the text of a version.
  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    if let shown { return draw(shown, on: &canvas, context) }
    guard !versions.isEmpty else {
      if isLoaded {
        canvas.paragraph(
          "No version is kept yet: this flow was never read whole. R reads it.", row: 1, column: 3,
          columns: canvas.columns - 6, style: context[.muted])
      }
      return
    }
    for (line, index) in cursor.visible.enumerated() {
      draw(versions[index], index: index, on: &canvas, row: line, context)
    }
    let start = Self.listRows(in: canvas.rows, count: versions.count)
    let rest = canvas.bounds.inset(top: start)
    guard rest.rows > 1 else { return }
    canvas.inside(rest) { drawChanges(on: &$0, context) }
  }

  private func draw(
    _ version: FlowVersion, index: Int, on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    let isCursor = index == cursor.index
    if isCursor { canvas.sign(">", row: row, column: 0) }
    canvas.text(
      Wording.age(of: version.at, now: context.now), row: row, column: 2, columns: 4,
      style: context[.muted], alignment: .right)
    // The newest one has the longest number.
    let digits = CharacterWidth.of(versions.first.map { Self.number(of: $0.id) } ?? "")
    canvas.text(
      Self.number(of: version.id), row: row, column: 8, columns: digits, style: context[.muted],
      alignment: .right)
    let cause = 8 + digits + 2
    canvas.text(version.cause, row: row, column: cause, columns: 20, style: context[.text])
    let size = Wording.size(version.byteCount)
    let end = canvas.columns - CharacterWidth.of(size) - 1
    canvas.text(size, row: row, column: end, style: context[.muted])
    let start = cause + 21
    if let note = version.remark, end > start + 11 {
      canvas.text(note, row: row, column: start, columns: end - start - 2, style: context[.muted])
    }
    if isCursor {
      let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
      canvas.restyle(canvas.bounds.row(at: row)) { _ in style }
    }
  }

  /// As `weir history` writes it: what is typed behind `weir restore` has no blanks.
  static func number(of version: VersionID) -> String { String(version.number) }

  // MARK: What changed

  private func drawChanges(on canvas: inout Canvas, _ context: DrawContext) {
    guard let selected else { return }
    let what = comparison == .before ? "what it changed" : "since then"
    canvas.rule(
      row: 0,
      titles: [StyledText("Version \(Self.number(of: selected.id)): \(what)", context[.title])],
      style: context[.rule])
    guard let changes, changes.comparison == comparison else { return }
    guard let all = changes.differences else {
      return say("The oldest version kept here. D shows what changed since.", &canvas, context)
    }
    let differences = all.filter { !$0.isLayout }
    let moved = all.count - differences.count
    if differences.isEmpty {
      let then = comparison == .before ? "the version before" : "what stands here now"
      return say(
        moved > 0
          ? "Only places and sizes of nodes differ." : "The same content as \(then).", &canvas,
        context)
    }
    let room = canvas.rows - 1
    // A heading alone tells nothing.
    guard room >= 4 else { return drawBriefly(differences, on: &canvas, rows: room, context) }
    let told = ChangeLines.lines(
      of: differences, columns: canvas.columns - 2, rows: room, isCounted: moved > 0)
    for (line, change) in told.lines.enumerated() {
      change.draw(on: &canvas, row: 1 + line, context)
    }
    let shown = told.lines.count
    let hidden = differences.count - told.count
    let rest = [
      hidden > 0 ? "\(Wording.number(hidden)) more" : nil,
      moved > 0 ? "\(Wording.count(moved, "place")) of nodes" : nil,
    ].compactMap(\.self)
    if !rest.isEmpty {
      canvas.text(
        rest.joined(separator: ", and "), row: 1 + shown, column: 3, columns: canvas.columns - 4,
        style: context[.muted])
    }
  }

  /// A row for each difference.
  private func drawBriefly(
    _ differences: [FlowDifference], on canvas: inout Canvas, rows: Int, _ context: DrawContext
  ) {
    let shown = differences.count > rows ? max(rows - 1, 0) : differences.count
    for (line, difference) in differences.prefix(shown).enumerated() {
      DetailPane.draw(
        DetailLines.entry(of: difference, canvas.glyphs), on: &canvas, row: 1 + line, context)
    }
    guard shown < differences.count else { return }
    canvas.text(
      "\(Wording.number(differences.count - shown)) more", row: 1 + shown, column: 3,
      columns: canvas.columns - 4, style: context[.muted])
  }

  private func say(_ text: String, _ canvas: inout Canvas, _ context: DrawContext) {
    canvas.paragraph(text, row: 1, column: 1, columns: canvas.columns - 2, style: context[.muted])
  }

  /// Where the cursor is, for the rule.
  func place(isShort: Bool) -> String {
    guard let shown else {
      let place = "\(Wording.number(cursor.index + 1)) of \(Wording.number(versions.count))"
      return selected == nil ? "" : " \(place) "
    }
    return (isShort ? " " : " version \(Self.number(of: shown.version))  line ")
      + "\(Wording.number(top + 1)) of \(Wording.number(shown.lines.count)) "
  }

  private func draw(_ text: VersionText, on canvas: inout Canvas, _ context: DrawContext) {
    for (row, line) in text.lines.dropFirst(top).prefix(canvas.rows).enumerated() {
      canvas.text(line, row: row, column: 1, columns: canvas.columns - 2, style: context[.text])
    }
  }
}
