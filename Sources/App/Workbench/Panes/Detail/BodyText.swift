import CellGrid
package import FlowModel

/// The tab JSON: the body of a flow as lines, to be read. Secrets are masked; `e` edits.
package struct BodyText: Sendable {
  package let flow: FlowID
  private var lines: [String]
  /// The first visible line.
  private(set) var top = 0
  private var height = 1

  package init(flow: FlowID, lines: [String]) {
    self.flow = flow
    self.lines = lines
  }

  /// Takes the lines of a newer reading and stays where it is.
  mutating func show(_ lines: [String]) {
    self.lines = lines
    scroll(.rows(0))
  }

  mutating func setHeight(_ rows: Int) {
    height = max(rows, 1)
    scroll(.rows(0))
  }

  mutating func scroll(_ step: ScrollStep) {
    switch step {
    case .rows(let rows): top += rows
    case .pages(let pages): top += Int(pages * Double(max(height - 1, 1)))
    case .to(let row): top = min(row, lines.count)
    }
    top = max(0, min(top, lines.count - height))
  }

  /// ` line 1 of 40 `, for the rule.
  var place: String { " line \(Wording.number(top + 1)) of \(Wording.number(lines.count)) " }

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    for (row, line) in lines.dropFirst(top).prefix(canvas.rows).enumerated() {
      canvas.text(line, row: row, column: 1, columns: canvas.columns - 2, style: context[.text])
    }
  }
}
