import CellGrid
import FlowModel
import GraphLayout

extension GraphPane {
  /// Runs a command of the graph.
  mutating func run(_ command: Command, count: Int?, now: Milliseconds) -> Answer {
    let times = count ?? 1
    switch command {
    case .moveLeft: move(.left, times: times)
    case .moveRight: move(.right, times: times)
    case .panLeft: pan(columns: -Self.panColumns * times)
    case .panRight: pan(columns: Self.panColumns * times)
    case .panUp: pan(rows: -Self.panRows * times)
    case .panDown: pan(rows: Self.panRows * times)
    case .nextEdge: return chooseEdge(by: times)
    case .previousEdge: return chooseEdge(by: -times)
    case .followEdge: return options.showsTwin ? toggleTwin() : followEdge()
    case .comeBack: return comeBack()
    case .jump: return startJump()
    case .zoomIn: return zoom(by: 1, now: now)
    case .zoomOut: return zoom(by: -1, now: now)
    case .fitAll: return Answer(effects: fit(now: now))
    case .scrollToMiddle:
      if let focus, let sheet { viewport.centre(on: sheet.index.frames[focus]) }
    case .otherLayout: return turnLayout(now: now)
    case .toggleMinimap: options.showsMinimap.toggle()
    case .toggleInputs:
      options.showsInputs.toggle()
      layOut()
    case .upstream: highlight(upstream: true)
    case .downstream: highlight(upstream: false)
    case .textTwin: return toggleTwin()
    case .findNext: return findNext(forward: true)
    case .findPrevious: return findNext(forward: false)
    default: break
    }
    return Answer()
  }

  private static let panColumns = 8
  private static let panRows = 3

  private mutating func pan(columns: Int = 0, rows: Int = 0) {
    if options.showsTwin, rows != 0 { return scroll(.rows(rows)) }
    viewport.pan(columns: columns, rows: rows)
  }

  private mutating func zoom(by step: Int, now: Milliseconds) -> Answer {
    guard let sheet, let zoom = GraphZoom(rawValue: sheet.key.zoom.rawValue + step) else {
      let end =
        step > 0
        ? "Nothing more of a node can be shown; e opens it."
        : "This is the smallest; + enlarges."
      return Answer(notice: Notice(.info, end))
    }
    options.zoom = zoom
    return Answer(effects: show(zoom: zoom, now: now))
  }

  private mutating func turnLayout(now: Milliseconds) -> Answer {
    guard let content, let sheet else { return Answer() }
    guard content.graph.nodes.contains(where: { $0.node.place != nil }) else {
      return Answer(notice: Notice(.info, "The author of this flow gave its nodes no places."))
    }
    options.kind = sheet.key.kind == .tidy ? .author : .tidy
    return Answer(effects: show(zoom: sheet.key.zoom, now: now))
  }

  private mutating func toggleTwin() -> Answer {
    options.showsTwin.toggle()
    jump = nil
    layOut()
    return Answer()
  }

  /// Cancels the jump, then the highlight.
  ///
  /// - Returns: whether there was something to cancel.
  mutating func cancel() -> Bool {
    if jump.take() != nil { return true }
    return highlight.take() != nil
  }

  // MARK: The mouse

  /// A click chooses a node, dragging and the wheel pan.
  ///
  /// - Parameter point: in the pane, below its rule.
  /// - Returns: whether a node was clicked twice.
  mutating func receive(_ event: MouseEvent, at point: GridPoint) -> Bool {
    switch event.action {
    case .wheelUp, .wheelDown:
      let step = event.action == .wheelUp ? -1 : 1
      if event.modifiers.contains(.shift) {
        pan(columns: step * Self.panColumns)
      } else {
        pan(rows: step * Self.panRows)
      }
    case .press where event.button == .left:
      dragPoint = point
      click(point)
    case .doubleClick where event.button == .left: return click(point)
    case .drag:
      // What was under the pointer stays under it.
      if let before = dragPoint {
        pan(columns: before.column - point.column, rows: before.row - point.row)
      }
      dragPoint = point
    case .release: dragPoint = nil
    default: break
    }
    return false
  }

  @discardableResult
  private mutating func click(_ point: GridPoint) -> Bool {
    guard layout.picture.contains(point) else { return false }
    if options.showsTwin {
      guard let lines = content?.twin.lines, lines.indices.contains(twinTop + point.row),
        let node = lines[twinTop + point.row].node
      else { return false }
      focus(on: node)
      return true
    }
    let cell = LayoutPoint(
      column: point.column + viewport.origin.column, row: point.row + viewport.origin.row)
    guard let node = sheet?.index.box(at: cell) else { return false }
    // What is seen stays where it is: a second click must hit the same.
    let place = viewport
    focus(on: node)
    viewport = place
    return true
  }
}
