import CellGrid

extension VersionsPane {
  /// Draws below the rule of the tabs: the versions, or one of them.
  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    switch shown?.content {
    case .text(let lines):
      for (row, line) in lines.dropFirst(top).prefix(canvas.rows).enumerated() {
        canvas.text(line, row: row, column: 1, columns: canvas.columns - 2, style: context[.text])
      }
    case .changes(let changes):
      if changes.isEmpty { say("The draft here has the same content.", on: &canvas, context) }
      for (row, change) in changes.dropFirst(top).prefix(canvas.rows).enumerated() {
        DetailPane.draw(
          DetailLines.entry(of: change, canvas.glyphs), on: &canvas, row: row, context)
      }
    case nil: drawList(on: &canvas, context)
    }
  }

  private func drawList(on canvas: inout Canvas, _ context: DrawContext) {
    if versions.isEmpty {
      say(emptyText, on: &canvas, context)
    }
    for (line, index) in cursor.visible.enumerated() where line < canvas.rows {
      let version = versions[index]
      canvas.text(
        version.createdAt.map { Wording.serverDate($0) } ?? "no date", row: line, column: 2,
        columns: 22, style: context[.text])
      let facts =
        [version.nodeCount.map { Wording.count($0, "node") }, Wording.size(version.byteCount)]
        .compactMap(\.self).joined(separator: "  ")
      canvas.text(facts, row: line, column: 25, columns: 20, style: context[.muted])
      canvas.text(
        version.id, row: line, column: 46, columns: canvas.columns - 47, style: context[.muted])
      if index == cursor.index {
        canvas.sign(">", row: line, column: 0)
        let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
        canvas.restyle(canvas.bounds.row(at: line)) { _ in style }
      }
    }
  }

  private var emptyText: String {
    if isAsking { return "Asking the server…" }
    if hasFailed { return "The server did not answer. b v asks again." }
    return isLoaded
      ? "It was never published: b p publishes the draft."
      : "Versions stay on the server. b v asks for them."
  }

  private func say(_ text: String, on canvas: inout Canvas, _ context: DrawContext) {
    canvas.paragraph(text, row: 1, column: 3, columns: canvas.columns - 6, style: context[.muted])
  }
}
