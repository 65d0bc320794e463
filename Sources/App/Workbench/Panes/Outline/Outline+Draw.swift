import CellGrid
import JSONText

extension Outline {
  /// Draws the visible rows below the pane's rule.
  ///
  /// ```
  /// >  ~ ▾ 3  Billing agent          cursor, sign, fold, position, label
  ///        id    agent_0             key and value
  ///      ! ▸ tools [2]
  /// ```
  ///
  /// - Parameter secrets: values that are not shown.
  func draw(on canvas: inout Canvas, secrets: MaskedPlaces, _ context: DrawContext) {
    for (line, index) in visible.enumerated() {
      let row = rows[index]
      guard let node = node(row) else { continue }
      draw(row, node, line: line, on: &canvas, secrets: secrets, context)
      if index == selected {
        canvas.restyle(canvas.bounds.row(at: line)) { style in
          style.overlaid(by: context[context.isFocused ? .cursorRow : .cursorRowUnfocused])
        }
        if context.isFocused {
          canvas.sign(">", row: line, column: 0, style: context[.cursorRow])
        }
      }
    }
  }

  /// Cells that a step inwards takes; fewer where a deep row would leave the pane.
  static let indent = 2

  private func draw(
    _ row: OutlineRow, _ node: JSONNode, line: Int, on canvas: inout Canvas, secrets: MaskedPlaces,
    _ context: DrawContext
  ) {
    let start = 2 + min(Self.indent * Int(row.depth), max(0, canvas.columns - 24))
    if let sign = signs[Int(row.valueStart)] {
      canvas.sign(
        sign.glyph(canvas.glyphs), row: line, column: max(0, start - 2), style: context[sign.role])
    }
    let holds = node.count > 0
    if holds {
      canvas.sign(
        row.isOpen ? canvas.glyphs.unfolded : canvas.glyphs.folded, row: line, column: start,
        style: context[.jsonFold])
    }
    let pieces = OutlineSummary.pieces(
      of: node, isElement: !row.isMember, isSecret: secrets.touches(node.range), context)
    let column = drawName(of: row, holds: holds, line: line, column: start, on: &canvas, context)
    canvas.line(pieces, row: line, column: column)
  }

  /// - Returns: where the value goes.
  private func drawName(
    of row: OutlineRow, holds: Bool, line: Int, column: Int, on canvas: inout Canvas,
    _ context: DrawContext
  ) -> Int {
    let start = holds ? column + 2 : column
    guard row.depth > 0 else { return start }
    guard let member = member(row) else {
      let end = canvas.text("\(row.position)", row: line, column: start, style: context[.muted])
      return end + 2
    }
    if holds {
      return canvas.text(member.key, row: line, column: start, style: context[.jsonKey]) + 1
    }
    let width = Int(row.nameWidth)
    let end = canvas.text(
      member.key, row: line, column: start,
      columns: max(1, min(OutlineRows.widestName * 2, canvas.columns - start - 8)),
      style: context[.jsonKey])
    return max(end, start + width) + 2
  }
}

extension OutlineSign {
  fileprivate func glyph(_ glyphs: Glyphs) -> String {
    switch self {
    case .changed: glyphs.changed
    case .added: glyphs.added
    case .warning, .error: glyphs.conflict
    }
  }

  fileprivate var role: StyleRole {
    switch self {
    case .changed: .stateChanged
    case .added: .stateNew
    case .warning: .problemWarning
    case .error: .problemError
    }
  }
}
