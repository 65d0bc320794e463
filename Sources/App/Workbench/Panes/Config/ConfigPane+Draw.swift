import CellGrid

extension ConfigPane {
  /// Draws the settings below the rule of the tabs.
  ///
  /// ```
  ///   Rate limit       on          yes
  /// >                  requests    20
  ///   Domains          allowed     https://example.com
  ///                    message     not set
  /// ```
  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    if settings.isEmpty, isLoaded {
      canvas.paragraph(
        "Its record is not read yet. R reads it.", row: 1, column: 3, columns: canvas.columns - 6,
        style: context[.muted])
    }
    let groupWidth = canvas.columns < 56 ? 12 : 16
    let nameWidth = canvas.columns < 56 ? 9 : 18
    let nameStart = 2 + groupWidth + 1
    let valueStart = nameStart + nameWidth + 1
    for (line, index) in cursor.visible.enumerated() where line < canvas.rows {
      let setting = settings[index]
      let isFirst = line == 0 || settings[index - 1].group != setting.group
      if isFirst {
        canvas.text(
          setting.group, row: line, column: 2, columns: groupWidth, style: context[.title])
      }
      canvas.text(
        setting.name, row: line, column: nameStart, columns: nameWidth, style: context[.muted])
      canvas.text(
        setting.value ?? "not set", row: line, column: valueStart,
        columns: canvas.columns - valueStart - 1,
        style: context[setting.value == nil ? .faint : .text])
      if index == cursor.index {
        canvas.sign(">", row: line, column: 0)
        let style = context[context.isFocused ? .cursorRow : .cursorRowUnfocused]
        canvas.restyle(canvas.bounds.row(at: line)) { _ in style }
      }
    }
  }
}
