import CellGrid
import FlowModel

/// The graph of the flow that the right pane shows.
extension AppState {
  /// Whether the graph is on the screen.
  var showsGraph: Bool { shownTab == .graph }

  /// Reads the graph of the flow that the right pane shows.
  mutating func followGraph() -> [Effect] {
    guard showsGraph, let flow = detail.detail?.summary.id else { return [] }
    if graph?.flow != flow {
      graph = GraphPane(flow: flow, options: graph?.options ?? GraphPane.Options())
    }
    return graph?.reload() ?? []
  }

  /// Opens the graph over the whole screen; from the editor at the node under its cursor.
  mutating func showGraph() -> [Effect] {
    let place = editor?.graphPlace
    var effects: [Effect] = []
    if editor != nil {
      effects = closeEditor(dropping: false)
      // It asked something first.
      if editor != nil { return effects }
    }
    detailTab = .graph
    isGraphFull = true
    if isDetailFocused {
      effects += followGraph()
    } else {
      effects += focusDetail()
    }
    layOut()
    if let place { graph?.go(to: place) }
    return effects
  }

  /// Why the graph cannot be shown now; nil when it can.
  var refusalOfGraph: String? {
    if editor?.ownValue != nil || editor?.inner.isEmpty == false {
      return "Esc closes this text first."
    }
    if tab.kind == nil { return "Open the flow from its list to see its graph." }
    return targetID == nil ? "No flow is selected." : nil
  }

  mutating func inGraph(_ command: Command, _ count: Int?) -> [Effect] {
    guard let answer = graph?.run(command, count: count, now: now) else { return [] }
    return follow(answer)
  }

  mutating func follow(_ answer: GraphPane.Answer) -> [Effect] {
    if let notice = answer.notice { self.notice = notice }
    return answer.effects
  }

  mutating func find(node text: String) -> [Effect] {
    guard let answer = graph?.find(text) else { return [] }
    return follow(answer)
  }

  mutating func toggleFull() -> [Effect] {
    guard layout.isSideBySide else {
      notice = Notice(
        .info,
        layout.shape == .wide
          ? "It has the whole screen because the pane is full: _ in the list changes that."
          : "It has the whole screen; a list beside it needs 100 columns.")
      return []
    }
    isGraphFull.toggle()
    return []
  }

  /// - Returns: nil when the mouse is not over the graph.
  mutating func graphReceives(_ event: MouseEvent) -> [Effect]? {
    let region = detailRegion
    guard showsGraph, conflict == nil, graph?.dragPoint != nil || region.contains(event.point)
    else { return nil }
    var effects: [Effect] = []
    if !isDetailFocused {
      guard event.action == .press || event.action == .doubleClick else {
        return event.action == .wheelUp || event.action == .wheelDown
          ? receiveInGraph(event, region) : nil
      }
      effects = focusDetail()
    }
    return effects + receiveInGraph(event, region)
  }

  private mutating func receiveInGraph(_ event: MouseEvent, _ region: Region) -> [Effect] {
    let point = GridPoint(
      row: event.point.row - region.row - 1, column: event.point.column - region.column)
    return graph?.receive(event, at: point) == true ? run(.edit) : []
  }
}
