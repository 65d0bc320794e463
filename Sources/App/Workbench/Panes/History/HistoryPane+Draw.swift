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
    canvas.text(version.cause, row: row, column: 8, columns: 20, style: context[.text])
    let size = Wording.size(version.byteCount)
    let end = canvas.columns - CharacterWidth.of(size) - 1
    canvas.text(size, row: row, column: end, style: context[.muted])
    if let note = version.note, end > 40 {
      canvas.text(note, row: row, column: 29, columns: end - 31, style: context[.muted])
    }
    if isCursor {
      let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
      canvas.restyle(canvas.bounds.row(at: row)) { _ in style }
    }
  }

  // MARK: What changed

  private func drawChanges(on canvas: inout Canvas, _ context: DrawContext) {
    guard let selected else { return }
    let what = comparison == .before ? "what it changed" : "since then"
    canvas.rule(
      row: 0, titles: [StyledText("Version \(selected.id.number): \(what)", context[.title])],
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
    let needed = differences.count + (moved > 0 ? 1 : 0)
    let shown = needed > room ? max(room - 1, 0) : differences.count
    for (line, difference) in differences.prefix(shown).enumerated() {
      DetailPane.draw(
        DetailLines.entry(of: difference, canvas.glyphs), on: &canvas, row: 1 + line, context)
    }
    let hidden = differences.count - shown
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

  private func say(_ text: String, _ canvas: inout Canvas, _ context: DrawContext) {
    canvas.paragraph(text, row: 1, column: 1, columns: canvas.columns - 2, style: context[.muted])
  }

  private func draw(_ text: VersionText, on canvas: inout Canvas, _ context: DrawContext) {
    for (row, line) in text.lines.dropFirst(top).prefix(canvas.rows).enumerated() {
      canvas.text(line, row: row, column: 1, columns: canvas.columns - 2, style: context[.text])
    }
  }
}

extension AppState {
  /// The rule with the tabs of the right pane, and the one that is in front.
  func drawTabs(on canvas: inout Canvas, _ context: DrawContext) {
    let name = context[context.isFocused ? .titleFocus : .title]
    canvas.rule(
      row: 0,
      titles: DetailTab.allCases.map { tab in
        StyledText(
          tab == detailTab ? "[\(tab.title)]" : tab.title,
          tab == detailTab ? name : context[.muted])
      }, isFocused: context.isFocused, style: context[context.isFocused ? .ruleFocus : .rule])
    if showsGraph, let graph {
      canvas.text(
        graph.place(isShort: canvas.columns < 80).map { " \($0) " }.joined(), row: 0,
        column: 32, columns: canvas.columns - 33, style: context[.muted], alignment: .right)
    }
    guard detailTab == .history, let history, context.isFocused else { return }
    let place =
      history.shown.map { text in
        (canvas.columns < 60 ? " " : " version \(text.version.number)  line ")
          + "\(history.top + 1) of \(text.lines.count) "
      }
      ?? (history.selected == nil
        ? "" : " \(history.cursor.index + 1) of \(history.versions.count) ")
    canvas.text(
      place, row: 0, column: max(canvas.columns - 34, 31), columns: min(33, canvas.columns - 32),
      style: context[.muted], alignment: .right)
  }
}
