import CellGrid
package import FlowModel
import GraphLayout

/// The nodes of one flow as boxes and arrows, with a cursor on one of them.
///
/// ```
/// .loadGraph ──▶ GraphFlow ──▶ .layOutGraph ──▶ GraphSheet ──▶ draw: the boxes of the window
///                                 ▲                 │
///                 zoom, T ────────┘                 └── kept by zoom and kind until the flow changes
/// ```
///
/// Keys look up what was made in the background; none of them works through the flow.
package struct GraphPane: Sendable {
  package let flow: FlowID
  /// nil until it is loaded.
  private(set) var content: GraphFlow?
  /// The flow as it is now, while its drawing is made.
  private var coming: GraphFlow?
  /// The flow has no body that can be read.
  private(set) var isUnreadable = false
  /// What is on the screen: the last drawing that came.
  private(set) var sheet: GraphSheet?
  private var sheets: [GraphSheet.Key: GraphSheet] = [:]
  /// Grows with every new state of the flow.
  private var revision = 0
  /// When a drawing was asked for that is not there yet.
  private(set) var askedAt: Milliseconds?
  var options = Options()

  /// The node under the cursor.
  var focus: Int? { didSet { markEdge() } }
  /// Which of the edges of the node Tab chose.
  var edgeChoice = 0 { didSet { markEdge() } }
  /// The nodes that Enter left, for the way back.
  var trail: [Int] = []
  var viewport = GraphViewport()
  var highlight: Highlight? { didSet { markEdges() } }
  /// The looks of edges that are not plain, by the ids they are drawn under.
  private(set) var edgeRoles: [String: StyleRole] = [:]
  private var markedEdge: Int?
  var jump: GraphJump?
  var search: Search?
  /// The first line of the text twin on the screen.
  var twinTop = 0
  /// Where the mouse was pressed last.
  var dragPoint: GridPoint?
  private(set) var size = GridSize(rows: 1, columns: 1)
  /// What to go to once the flow is there.
  var wanted: GraphPlace?

  /// What stays when another flow is shown.
  package struct Options: Hashable, Sendable {
    var kind = LayoutKind.tidy
    /// What the person chose; nil: what the screen has room for.
    var zoom: GraphZoom?
    var showsInputs = true
    var showsMinimap = true
    var showsTwin = false
  }

  /// Everything that leads to a node, or that it leads to.
  struct Highlight: Hashable, Sendable {
    let node: Int
    let isUpstream: Bool
    let nodes: GraphReach.Nodes
    /// The roles of the edges, by the ids they are drawn under.
    let edges: [String: StyleRole]
  }

  struct Search: Hashable, Sendable {
    let text: String
    /// In the order of the flow.
    let matches: [Int]
  }

  /// What the pane wants from the program after a key.
  struct Answer {
    var effects: [Effect] = []
    var notice: Notice?
  }

  package init(flow: FlowID, options: Options = Options()) {
    self.flow = flow
    self.options = options
  }

  var layout: GraphPaneLayout { GraphPaneLayout(size, showsInputs: options.showsInputs) }

  /// The edge that Enter follows.
  var edge: Int? {
    guard let content, let focus else { return nil }
    let edges = content.edges(of: focus)
    return edges.isEmpty ? nil : edges[edgeChoice % edges.count]
  }

  /// Lets the edge that Enter follows be seen. Costs the same in any flow.
  private mutating func markEdge() {
    let edge = edge
    guard edge != markedEdge else { return }
    if let markedEdge {
      let id = GraphSheet.id(ofEdge: markedEdge)
      edgeRoles[id] = highlight?.edges[id] ?? content?.edgeRoles[id]
    }
    markedEdge = edge
    if let edge { edgeRoles[GraphSheet.id(ofEdge: edge)] = .graphEdgeFocus }
  }

  /// The same after a highlight or the flow changed.
  private mutating func markEdges() {
    edgeRoles = (content?.edgeRoles ?? [:]).merging(highlight?.edges ?? [:]) { $1 }
    markedEdge = nil
    markEdge()
  }

  // MARK: What is read and drawn in the background

  /// Reads the flow afresh.
  func reload() -> [Effect] { [.loadGraph(flow)] }

  /// - Parameter now: when it came, so that a long layout is told as such.
  mutating func receive(_ loaded: GraphFlow?, now: Milliseconds) -> [Effect] {
    guard let loaded else {
      isUnreadable = true
      (content, coming, sheet, focus) = (nil, nil, nil, nil)
      sheets = [:]
      return []
    }
    isUnreadable = false
    // What was done to other flows changes nothing here.
    guard loaded.graph != (coming ?? content)?.graph else { return [] }
    revision += 1
    // What is on the screen goes on until the new drawing is there: numbers of nodes are of one flow.
    if sheet == nil { adopt(loaded) } else { coming = loaded }
    return ask(for: (options.zoom ?? sheet?.key.zoom).map { [$0] } ?? usualZooms, now: now)
  }

  /// Takes the flow as it is now; the cursor stays on its node.
  private mutating func adopt(_ loaded: GraphFlow) {
    let focused = focus.flatMap { content?.graph.nodes[$0].node.id }
    // A number of the older flow means nothing in the newer one.
    focus = nil
    content = loaded
    coming = nil
    sheets = [:]
    (highlight, jump, search, trail) = (nil, nil, nil, [])
    let place = focused.flatMap { id in loaded.graph.nodes.firstIndex { $0.node.id == id } }
    focus = place ?? loaded.first
    if place == nil { edgeChoice = 0 }
    markEdges()
  }

  /// Shows the drawing of a zoom, the one of the screen when nil; asks for it if need be.
  mutating func show(zoom: GraphZoom?, now: Milliseconds) -> [Effect] {
    guard let zoom else { return ask(for: usualZooms, now: now) }
    if let known = sheets[GraphSheet.Key(zoom: zoom, kind: options.kind)] {
      show(known, keeping: focusOffset)
      return []
    }
    return ask(for: [zoom], now: now)
  }

  /// Shows as much of each node as fits on the screen, whatever there is to see.
  mutating func fit(now: Milliseconds) -> [Effect] {
    let zooms = GraphZoom.allCases.sorted(by: >)
    let known = zooms.compactMap { sheets[GraphSheet.Key(zoom: $0, kind: options.kind)] }
    let room = layout.picture
    // A larger one was tried and did not fit.
    if known.count == zooms.count,
      let best = known.first(where: {
        $0.size.columns <= room.columns && $0.size.rows <= room.rows
      }) ?? known.last
    {
      show(best, keeping: focusOffset)
      return []
    }
    return ask(for: zooms, now: now)
  }

  /// What a screen of this width begins with, where nothing fits whole.
  private var usualZooms: [GraphZoom] {
    let columns = layout.picture.columns
    return columns >= 80 ? [.cards, .chips, .cards] : columns >= 50 ? [.cards, .chips] : [.chips]
  }

  private mutating func ask(for zooms: [GraphZoom], now: Milliseconds) -> [Effect] {
    guard let content = coming ?? content else { return [] }
    let room = layout.picture
    askedAt = now
    return [
      .layOutGraph(
        GraphLayoutRequest(
          flow: flow, revision: revision, graph: content.graph, kind: options.kind, zooms: zooms,
          room: LayoutSize(columns: room.columns, rows: room.rows))),
      .wake(afterMilliseconds: Self.patience + 4),
    ]
  }

  /// How long a drawing may take before that is told.
  static let patience: Milliseconds = 16

  mutating func receive(_ sheet: GraphSheet) {
    guard sheet.revision == revision, sheet.flow == flow else { return }
    let offset = focusOffset
    if let coming { adopt(coming) }
    sheets[sheet.key] = sheet
    show(sheet, keeping: offset)
  }

  private mutating func show(_ sheet: GraphSheet, keeping offset: LayoutPoint?) {
    askedAt = nil
    let isFirst = self.sheet == nil
    self.sheet = sheet
    jump = nil
    viewport.setDrawing(sheet.size)
    if let wanted { go(to: wanted) }
    keep(offset, isFirst: isFirst)
  }

  /// Where on the screen the focused node stands.
  private var focusOffset: LayoutPoint? {
    guard let focus, let sheet, sheet.index.frames.indices.contains(focus) else { return nil }
    let frame = sheet.index.frames[focus]
    guard viewport.touches(frame) else { return nil }
    return LayoutPoint(
      column: frame.origin.column - viewport.origin.column,
      row: frame.origin.row - viewport.origin.row)
  }

  /// Keeps the focused node where it was on the screen.
  private mutating func keep(_ offset: LayoutPoint?, isFirst: Bool) {
    guard let focus, let sheet else { return }
    let frame = sheet.index.frames[focus]
    if let offset, !isFirst {
      viewport.pan(
        columns: frame.origin.column - offset.column - viewport.origin.column,
        rows: frame.origin.row - offset.row - viewport.origin.row)
    }
    viewport.show(frame)
  }

  /// - Parameter size: of everything below the rule.
  mutating func setSize(_ size: GridSize) {
    guard size != self.size else { return }
    self.size = size
    layOut()
  }

  /// Fits the viewport to the part that the drawing has.
  mutating func layOut() {
    let picture = layout.picture
    viewport.setSize(LayoutSize(columns: picture.columns, rows: picture.rows))
    if let focus, let sheet { viewport.show(sheet.index.frames[focus]) }
    scrollTwin()
  }
}
