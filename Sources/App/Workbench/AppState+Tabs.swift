import CellGrid
import FlowModel

/// The tabs of the right pane.
extension AppState {
  /// The tab whose content is on the screen. The four lines below a list have no tabs.
  var shownTab: DetailTab {
    guard showsDetail, isDetailFocused || layout.isSideBySide, let kind = tab.kind,
      DetailTab.tabs(of: kind).contains(detailTab)
    else { return .overview }
    return detailTab
  }

  mutating func switchTab(by step: Int) -> [Effect] {
    guard let kind = tab.kind else { return [] }
    let tabs = DetailTab.tabs(of: kind)
    let place = tabs.firstIndex(of: detailTab) ?? 0
    return show(tabs[(place + step + tabs.count) % tabs.count])
  }

  /// Shows a tab. Beside the list it changes where it is; elsewhere the pane has to come to the
  /// front.
  mutating func show(_ tab: DetailTab) -> [Effect] {
    detailTab = tab
    let effects = isDetailFocused || layout.isSideBySide ? [] : focusDetail()
    layOut()
    return effects + followTab()
  }

  /// Reads what the tab in front shows of the flow in the right pane.
  mutating func followTab() -> [Effect] {
    guard let flow = detail.detail?.summary.id else { return [] }
    switch shownTab {
    case .overview: return []
    case .json: return [.loadBodyText(flow)]
    case .graph: return followGraph()
    case .versions: return followVersions(of: flow)
    case .history: return followHistory()
    case .config: return followConfig(of: flow)
    }
  }

  mutating func show(_ lines: [String], of flow: FlowID) {
    guard flow == detail.detail?.summary.id else { return }
    if bodyText?.flow == flow {
      bodyText?.show(lines)
    } else {
      bodyText = BodyText(flow: flow, lines: lines)
    }
  }

  /// The tab whose name stands at a point of the rule; nil elsewhere, and where not all fit.
  func detailTab(at point: GridPoint) -> DetailTab? {
    guard let kind = tab.kind, isDetailFocused || layout.isSideBySide,
      let region = isDetailAlone ? layout.main : layout.detail, point.row == region.row,
      detail.detail != nil
    else { return nil }
    let (titles, width, room) = tabTitles(of: kind, columns: region.columns, isDetailFocused)
    guard width + room <= region.columns else { return nil }
    var column = region.column + 2
    for (tab, title) in zip(DetailTab.tabs(of: kind), titles) {
      let end = column + CharacterWidth.of(title)
      if (column..<end).contains(point.column) { return tab }
      column = end + 3
    }
    return nil
  }

  /// The names in the rule, the cells they take, and those that are needed behind them.
  private func tabTitles(
    of kind: FlowKind, columns: Int, _ isFocused: Bool
  ) -> (titles: [String], width: Int, room: Int) {
    let titles = DetailTab.tabs(of: kind).map { $0 == shownTab ? "[\($0.title)]" : $0.title }
    let place = isFocused || shownTab == .graph ? placeInTab(columns: columns) : nil
    // The pane itself tells the line of the overview.
    let room = place.map { CharacterWidth.of($0) } ?? (isFocused ? 15 : 0)
    return (titles, titles.reduce(2) { $0 + CharacterWidth.of($1) + 3 }, room)
  }

  /// Puts the cursor on the line of the tab that was clicked.
  mutating func selectLine(at point: GridPoint) -> [Effect] {
    guard let region = layout.detail else { return [] }
    let line = point.row - region.row - 1
    switch focus {
    case .history: return history?.select(line: line) ?? []
    case .config: config?.select(line: line)
    case .versions: versions?.select(line: line)
    default: break
    }
    return []
  }

  // MARK: Drawing

  /// The rule with the tabs of the right pane, and what the one in front shows.
  func drawTab(on canvas: inout Canvas, _ context: DrawContext) {
    guard let flow = detail.detail?.summary else { return }
    drawTabs(of: flow.kind, on: &canvas, context)
    let body = canvas.bounds.inset(top: 1)
    switch shownTab {
    case .overview: break
    case .json where bodyText?.flow == flow.id:
      canvas.inside(body) { bodyText?.draw(on: &$0, context) }
    case .history where history?.flow == flow.id:
      canvas.inside(body) {
        history?.draw(on: &$0, context)
        jumpLabels(in: .history)?.draw(on: &$0, from: 0, context)
      }
    case .versions where versions?.flow == flow.id:
      canvas.inside(body) {
        versions?.draw(on: &$0, context)
        jumpLabels(in: .versions)?.draw(on: &$0, from: 0, context)
      }
    case .config where config?.flow == flow.id:
      canvas.inside(body) {
        config?.draw(on: &$0, context)
        jumpLabels(in: .config)?.draw(on: &$0, from: 0, context)
      }
    case .graph where graph?.flow == flow.id:
      canvas.inside(body) { graph?.draw(on: &$0, context) }
    case .json, .graph, .versions, .history, .config: break
    }
  }

  private func drawTabs(of kind: FlowKind, on canvas: inout Canvas, _ context: DrawContext) {
    let name = context[context.isFocused ? .titleFocus : .title]
    let (names, width, room) = tabTitles(of: kind, columns: canvas.columns, context.isFocused)
    let titles = names.map { StyledText($0, $0.hasPrefix("[") ? name : context[.muted]) }
    let place =
      context.isFocused || shownTab == .graph ? placeInTab(columns: canvas.columns) : nil
    // Where not all of them fit, the one in front and the key that leads on.
    canvas.rule(
      row: 0,
      titles: width + room <= canvas.columns
        ? titles
        : titles.filter { $0.text.hasPrefix("[") } + [StyledText("] next", context[.muted])],
      isFocused: context.isFocused, style: context[context.isFocused ? .ruleFocus : .rule])
    guard let place else { return }
    let start = min(width, canvas.columns / 2)
    canvas.text(
      place, row: 0, column: start, columns: canvas.columns - start - 1, style: context[.muted],
      alignment: .right)
  }

  /// Where in the tab the cursor is; nil where all of it is seen.
  private func placeInTab(columns: Int) -> String? {
    switch shownTab {
    case .overview: nil
    case .json: bodyText?.place
    case .graph: graph.map { " \($0.place(isShort: columns < 80).joined(separator: "  ")) " }
    case .versions: versions?.place
    case .history: history?.place(isShort: columns < 60)
    case .config: config?.place
    }
  }
}

extension DetailTab {
  /// Where keys go while the tab has the focus.
  var pane: PaneID {
    switch self {
    case .overview, .json: .detail
    case .graph: .graph
    case .versions: .versions
    case .history: .history
    case .config: .config
    }
  }
}
