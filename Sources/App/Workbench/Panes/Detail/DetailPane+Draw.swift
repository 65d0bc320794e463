import CellGrid
import FlowModel

extension DetailPane {
  /// Draws the rule and as many lines as fit.
  ///
  /// - Parameter showsLines: whether the overview is the tab in front.
  func draw(on canvas: inout Canvas, _ context: DrawContext, showsLines: Bool = true) {
    guard let detail else {
      context.drawRule([], on: &canvas)
      return
    }
    let isPeek = context.shape == .stacked && !context.isFocused
    let flow = detail.summary
    if isPeek { context.drawRule([flow.name, flow.longType], on: &canvas) }
    guard showsLines else { return }
    let lines =
      isPeek
      ? peekLines(of: detail, context, canvas.glyphs)
      : Array(
        lines(now: context.now, glyphs: canvas.glyphs).dropFirst(top))
    for (index, line) in lines.prefix(canvas.rows - 1).enumerated() {
      if case .picture(let row) = line {
        overview?.draw(row: row, on: &canvas, at: index + 1, column: 1, context)
      } else {
        Self.draw(line, on: &canvas, row: index + 1, context)
      }
    }
    drawPosition(on: &canvas, context)
  }

  /// State, the first differences, size: what four lines can hold.
  private func peekLines(
    of detail: FlowDetail, _ context: DrawContext, _ glyphs: Glyphs
  ) -> [DetailLine] {
    let flow = detail.summary
    var lines: [DetailLine] = [
      .entry(
        sign: flow.state.glyph(in: glyphs), role: flow.state.role, text: flow.state.sentence,
        right: Wording.age(of: flow.changedAt, now: context.now))
    ]
    lines += detail.differences.prefix(2).map { DetailLines.entry(of: $0, glyphs) }
    if detail.differences.count > 2 {
      lines[2] = .entry(
        sign: glyphs.changed, role: .diffChanged,
        text: "\(detail.differences.count - 1) more", right: "Enter shows them")
    }
    lines.append(
      .entry(sign: " ", role: .muted, text: DetailLines.size(of: flow), right: ""))
    if lines.count < 4, !detail.nodes.isEmpty {
      let labels = detail.nodes.prefix(6).map(\.label).joined(separator: ", ")
      lines.append(.entry(sign: " ", role: .muted, text: labels, right: ""))
    }
    return lines
  }

  static func draw(
    _ line: DetailLine, on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    switch line {
    case .title(let name, let kind):
      let start = max(canvas.columns - CharacterWidth.of(kind) - 1, 1)
      canvas.text(name, row: row, column: 1, columns: start - 2, style: context[.strong])
      canvas.text(kind, row: row, column: start, style: context[.muted])
    case .fact(let name, let pieces):
      canvas.text(name, row: row, column: 1, columns: 9, style: context[.muted])
      canvas.line(
        pieces.map { StyledText($0.0, context[$0.1]) }, row: row, column: 11,
        columns: canvas.columns - 12)
    case .section(let name):
      canvas.rule(
        row: row, titles: [StyledText(name, context[.title])], style: context[.rule])
    case .entry(let sign, let role, let text, let right):
      canvas.sign(sign, row: row, column: 1, style: context[role])
      let width = min(CharacterWidth.of(right), canvas.columns / 2)
      canvas.text(
        text, row: row, column: 3, columns: canvas.columns - width - (width > 0 ? 6 : 4),
        style: context[.text])
      canvas.text(
        right, row: row, column: canvas.columns - width - 1, columns: width,
        style: context[.muted])
    case .paragraph(let text, let role):
      canvas.text(text, row: row, column: 1, columns: canvas.columns - 2, style: context[role])
    // A picture needs the pane.
    case .picture, .blank: break
    }
  }

  private func drawPosition(on canvas: inout Canvas, _ context: DrawContext) {
    guard context.isFocused, let (line, total) = position else { return }
    canvas.text(
      " line \(line) of \(total) ", row: 0, column: max(canvas.columns - 24, 1), columns: 23,
      style: context[.muted], alignment: .right)
  }
}
