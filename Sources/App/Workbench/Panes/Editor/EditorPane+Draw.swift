package import CellGrid
import FlowModel
import TextEditing

extension EditorPane {
  /// Draws outline and text with their rules, the problems under their lines, and their list.
  package func draw(on canvas: inout Canvas, _ context: DrawContext) {
    if let inner = inner.last { return inner.pane.draw(on: &canvas, context) }
    guard source != nil else {
      context.drawRule(titles, on: &canvas)
      canvas.text("Reading…", row: 2, column: 3, style: context[.muted])
      return
    }
    let layout = layout
    if !layout.outline.isEmpty {
      canvas.inside(layout.outline) { drawOutline(on: &$0, alone: layout.page.isEmpty, context) }
    }
    if !layout.page.isEmpty {
      canvas.inside(layout.page) { focused(context, !isOutlineFocused).drawRule(titles, on: &$0) }
      canvas.inside(layout.text) { drawText(on: &$0, layout, context) }
    }
    if let column = layout.separator {
      canvas.verticalRule(column: column, rows: 1..<canvas.rows, style: context[.rule])
      canvas.sign(canvas.glyphs.light.teeDown, row: 0, column: column, style: context[.rule])
    }
    if !layout.list.isEmpty { canvas.inside(layout.list) { drawProblems(on: &$0, context) } }
    chooser?.list.draw(on: &canvas, context)
  }

  private func focused(_ context: DrawContext, _ isFocused: Bool) -> DrawContext {
    var context = context
    context.isFocused = context.isFocused && isFocused
    return context
  }

  private func drawOutline(on canvas: inout Canvas, alone: Bool, _ context: DrawContext) {
    let context = focused(context, isOutlineFocused)
    context.drawRule(alone ? titles : ["Outline"], on: &canvas)
    let secrets = showsSecrets ? MaskedPlaces() : secrets
    canvas.inside(canvas.bounds.inset(top: 1)) { outline.draw(on: &$0, secrets: secrets, context) }
  }

  private var titles: [String] {
    let name = source?.field ?? field ?? flow.kind.bodyField
    var titles = ["\(flow.name) / \(name.isEmpty ? "whole record" : name)"]
    if isEdited { titles.append("edited") }
    if !problems.isEmpty { titles.append(Wording.count(problems.count, "problem")) }
    return titles
  }

  private func drawText(on canvas: inout Canvas, _ layout: EditorLayout, _ context: DrawContext) {
    let cursorLine = text.cursorLine
    let brackets = matchedBrackets
    var row = 0
    var line = viewport.top
    while row < canvas.rows, line < text.buffer.lineCount {
      drawGutter(
        line, isCurrent: line == cursorLine, row: row, on: &canvas, layout, context)
      let drawn = EditorLine(
        line, of: text.buffer, left: viewport.left, columns: canvas.columns - layout.gutter,
        isJSON: isJSON, marks: { marks(in: $0, brackets: brackets) },
        masked: { showsSecrets ? [] : secrets.within($0) }, theme: context.theme)
      canvas.line(drawn.pieces, row: row, column: layout.gutter, overflow: .clip)
      let isUnderCursor = line == cursorLine
      let column = isUnderCursor ? cursorColumn(from: drawn.start) : nil
      drawCuts(of: drawn, cursor: column, row: row, on: &canvas, layout, context)
      if let column, !isOutlineFocused || mode != restingMode {
        canvas.placeCursor(
          row: row, column: layout.gutter + column,
          shape: mode == .insert || mode == .plain ? .bar : .block)
      }
      row += 1
      for index in problemsOfLine[line] ?? [] where row < canvas.rows {
        draw(problems[index], lineStart: drawn.start, row: row, on: &canvas, layout, context)
        row += 1
      }
      line += 1
    }
  }

  /// `>!  225   `: the cursor's line, whether something is wrong in it, its number.
  private func drawGutter(
    _ line: Int, isCurrent: Bool, row: Int, on canvas: inout Canvas, _ layout: EditorLayout,
    _ context: DrawContext
  ) {
    if isCurrent { canvas.sign(">", row: row, column: 0, style: context[.jsonLineNumberCurrent]) }
    if let first = problemsOfLine[line]?.first {
      canvas.sign(
        canvas.glyphs.conflict, row: row, column: 1, style: context[role(of: problems[first])])
    }
    canvas.text(
      "\(line + 1)", row: row, column: 2, columns: layout.numberWidth,
      style: context[isCurrent ? .jsonLineNumberCurrent : .jsonLineNumber], alignment: .right)
  }

  /// Cells between the first visible character of the cursor's line and the cursor.
  private func cursorColumn(from lineStart: Int) -> Int? {
    guard text.cursor >= lineStart else { return nil }
    let measure = LineColumns(of: text.cursorLine, in: text.buffer)
    return measure.cells(in: lineStart..<text.cursor)
  }

  /// A mark where more of a line stands left or right, unless the cursor is there.
  ///
  /// - Parameter cursor: cells from the first visible character.
  private func drawCuts(
    of line: EditorLine, cursor: Int?, row: Int, on canvas: inout Canvas, _ layout: EditorLayout,
    _ context: DrawContext
  ) {
    let mark = canvas.glyphs.ellipsis
    let width = CharacterWidth.of(mark)
    let last = canvas.columns - layout.gutter - width
    if line.isCut, last > width, cursor.map({ $0 < last }) ?? true {
      canvas.text(mark, row: row, column: layout.gutter + last, style: context[.muted])
    }
    if viewport.left > 0, !line.pieces.isEmpty, cursor.map({ $0 >= width }) ?? true {
      canvas.text(mark, row: row, column: layout.gutter, columns: width, style: context[.muted])
    }
  }

  /// `^ expected a number, such as 0.2` under the place, moved left where it would not fit.
  private func draw(
    _ problem: EditorProblem, lineStart: Int, row: Int, on canvas: inout Canvas,
    _ layout: EditorLayout, _ context: DrawContext
  ) {
    let place = min(max(problem.range?.lowerBound ?? lineStart, lineStart), text.buffer.count)
    let measure = LineColumns(of: text.buffer.line(at: lineStart), in: text.buffer)
    let reach = min(place, lineStart + canvas.columns * 4)
    let column = layout.gutter + measure.cells(in: lineStart..<reach)
    let width = CharacterWidth.of(problem.message)
    let style = context[role(of: problem)]
    if column + 2 + width <= canvas.columns || column < canvas.columns / 3 {
      canvas.text("^ \(problem.message)", row: row, column: column, style: style)
    } else if column < canvas.columns {
      let start = max(layout.gutter, column - width - 1)
      canvas.text(
        problem.message, row: row, column: start, columns: column - 1 - start, style: style)
      canvas.sign("^", row: row, column: column, style: style)
    } else {
      canvas.text(problem.message, row: row, column: layout.gutter, style: style)
    }
  }

  private func role(of problem: EditorProblem) -> StyleRole {
    problem.level == .link ? .problemWarning : .problemError
  }

  /// What is marked in a part of a line: selection, matches of the search, brackets.
  private func marks(
    in part: Range<Int>, brackets: [Range<Int>]
  ) -> [(Range<Int>, StyleRole)] {
    var marks = brackets.map { ($0, StyleRole.jsonBracketMatch) }
    if marksMatches, let search {
      // A match may begin before the part.
      let reach = max(0, part.lowerBound - 256)..<part.upperBound
      marks += search.all(in: text.buffer, within: reach, limit: 1000).map {
        ($0, $0.contains(text.cursor) ? .matchCurrent : .match)
      }
    }
    if let marked { marks.append((marked, .selection)) }
    return marks
  }

  /// The bracket under the cursor and its partner, if that is not far.
  private var matchedBrackets: [Range<Int>] {
    guard let partner = text.buffer.matchingBracket(at: text.cursor, within: 32 * 1024) else {
      return []
    }
    return [text.cursor..<text.cursor + 1, partner..<partner + 1]
  }

  private func drawProblems(on canvas: inout Canvas, _ context: DrawContext) {
    canvas.rule(
      row: 0, titles: [StyledText("Problems \(problems.count)", context[.title])],
      style: context[.rule])
    let count = canvas.rows - 1
    let next = problems.firstIndex { ($0.range?.upperBound ?? 0) >= text.cursor } ?? 0
    let first = max(0, min(next, problems.count - count))
    for (row, problem) in problems[first...].prefix(count).enumerated() {
      let style = context[role(of: problem)]
      canvas.sign(canvas.glyphs.conflict, row: row + 1, column: 1, style: style)
      let end = canvas.text(
        place(of: problem), row: row + 1, column: 3, columns: 9, style: context[.text])
      canvas.text(
        problem.level.rawValue, row: row + 1, column: max(end + 1, 12), style: context[.muted])
      canvas.text(problem.message, row: row + 1, column: max(end + 8, 20), style: context[.text])
    }
  }

  /// `225:28`, counted from 1.
  private func place(of problem: EditorProblem) -> String {
    guard let offset = problem.range?.lowerBound else { return "" }
    let line = text.buffer.line(at: min(offset, text.buffer.count))
    let measure = LineColumns(of: line, in: text.buffer)
    return "\(line + 1):\(measure.column(of: min(offset, text.buffer.count)) + 1)"
  }
}
