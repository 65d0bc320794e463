package import CellGrid
import FlowModel

extension AppState {
  /// Draws everything. Changes nothing.
  package func frame() -> Frame {
    Frame(
      size: size, style: settings.theme[.background], glyphs: settings.glyphs, title: title,
      capturesMouse: settings.capturesMouse
    ) { canvas in
      if layout.isTooSmall {
        drawNote(on: &canvas)
      } else {
        draw(on: &canvas)
      }
    }
  }

  private var title: String {
    let place = editor?.flow.name ?? conflict?.name
    return ["weir", settings.profile, place].compactMap(\.self).joined(separator: " - ")
  }

  private func drawNote(on canvas: inout Canvas) {
    canvas.paragraph("weir needs 40x10. q quits.", row: 0, style: settings.theme[.text])
  }

  private func draw(on canvas: inout Canvas) {
    let bar = StatusBar(self)
    canvas.inside(layout.header) { bar.drawHeader(on: &$0) }
    canvas.inside(layout.status) { bar.drawStatus(on: &$0) }
    canvas.inside(layout.hints) { Hints(state: self).draw(on: &$0) }
    if let help {
      canvas.inside(layout.main) { help.draw(on: &$0, context(isFocused: true)) }
    } else {
      drawMain(on: &canvas)
    }
    // The keys of the last row do not work under a question, so it may cover them.
    let popup = Region(size).inset(top: 1, bottom: size.rows < 14 ? 0 : 1)
    if let whichKey {
      canvas.inside(layout.main) { whichKey.draw(on: &$0, context(isFocused: true)) }
    }
    if let picker { canvas.inside(popup) { picker.list.draw(on: &$0, context(isFocused: true)) } }
    if let palette { canvas.inside(popup) { palette.draw(on: &$0, context(isFocused: true)) } }
    if let dialog { canvas.inside(popup) { dialog.draw(on: &$0, context(isFocused: true)) } }
  }

  private func context(isFocused: Bool) -> DrawContext {
    DrawContext(
      theme: settings.theme, now: now, shape: layout.shape, bindings: settings.bindings,
      isFocused: isFocused)
  }

  private func drawMain(on canvas: inout Canvas) {
    let context = context(isFocused: true)
    switch focus {
    case .outline, .editor: canvas.inside(layout.main) { editor?.draw(on: &$0, context) }
    case .conflict:
      canvas.inside(layout.main) {
        conflict?.draw(on: &$0, context)
        jump?.draw(on: &$0, from: conflict?.layout.table.row ?? 0, context)
      }
    case .outbox:
      canvas.inside(layout.main) {
        outbox.draw(on: &$0, serverStatus, context)
        jump?.draw(on: &$0, from: OutboxPane.firstRow, context)
      }
    case .activity:
      canvas.inside(layout.main) {
        activity.draw(on: &$0, context)
        jump?.draw(on: &$0, from: ActivityPane.firstRow, context)
      }
    case .list, .detail, .graph, .history, .config, .versions:
      if settings.profile == nil {
        canvas.inside(layout.main) { drawFirstRun(on: &$0, context) }
      } else {
        drawFlows(on: &canvas)
      }
    }
  }

  private var serverStatus: ServerLines.Status {
    ServerLines.Status(
      servers: servers, counts: counts, step: isBusy ? step?.sentence ?? "Connecting" : nil,
      unsavedCount: unsaved.count)
  }

  private func drawFlows(on canvas: inout Canvas) {
    if isDetailAlone {
      canvas.inside(layout.main) { drawDetail(on: &$0, context(isFocused: true)) }
      return
    }
    canvas.inside(layout.list) {
      list.draw(
        on: &$0, context(isFocused: !isDetailFocused), jump: jumpLabels(in: .list),
        unsaved: unsaved)
    }
    if let region = layout.detail {
      canvas.inside(region) { drawDetail(on: &$0, context(isFocused: isDetailFocused)) }
    }
    if layout.shape == .single {
      canvas.inside(layout.main.row(at: layout.main.rows - 1)) {
        $0.rule(row: 0, style: settings.theme[.rule])
      }
    }
    if let column = layout.separator {
      canvas.verticalRule(
        column: column, rows: layout.main.row + 1..<layout.main.endRow, style: settings.theme[.rule]
      )
      canvas.sign(
        canvas.glyphs.light.teeDown, row: layout.main.row, column: column,
        style: settings.theme[.rule])
    }
  }

  private func drawDetail(on canvas: inout Canvas, _ context: DrawContext) {
    // The four lines below a list have no tabs.
    let hasTabs = (context.shape != .stacked || context.isFocused) && detail.detail != nil
    let part = canvas.bounds.inset(top: 1)
    if isDetailAlone, showsGraph, let graph, graph.flow == detail.detail?.summary.id {
      graph.drawRule(on: &canvas, name: detail.detail?.summary.name ?? "", context)
      return canvas.inside(part) { graph.draw(on: &$0, context) }
    }
    if hasTabs { drawTab(on: &canvas, context) }
    detail.draw(on: &canvas, context, showsLines: shownTab == .overview)
  }
}
