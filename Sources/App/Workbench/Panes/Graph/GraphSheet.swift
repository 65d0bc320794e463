package import FlowModel
package import GraphLayout

/// Asks for a drawing of a flow.
package struct GraphLayoutRequest: Equatable, Sendable {
  package var flow: FlowID
  /// Grows when the flow changes; an answer for an older one is dropped.
  package var revision: Int
  package var graph: ComparedGraph
  package var kind: LayoutKind
  /// The first of these whose drawing fits is drawn; the last one when none does.
  package var zooms: [GraphZoom]
  /// Cells there are.
  package var room: LayoutSize
  /// Cells of a name, where there are fewer than the zoom allows.
  package var nameColumns = Int.max

  package init(
    flow: FlowID, revision: Int, graph: ComparedGraph, kind: LayoutKind, zooms: [GraphZoom],
    room: LayoutSize
  ) {
    self.flow = flow
    self.revision = revision
    self.graph = graph
    self.kind = kind
    self.zooms = zooms
    self.room = room
  }
}

/// A flow drawn at one zoom, with what is needed to find one's way on it. Made away from the main
/// thread.
package struct GraphSheet: Sendable {
  /// What a drawing depends on besides the flow.
  package struct Key: Hashable, Sendable {
    package var zoom: GraphZoom
    package var kind: LayoutKind
  }

  package let flow: FlowID
  package let revision: Int
  package let key: Key
  package let size: LayoutSize
  let picture: GraphPicture
  /// By the numbers of the nodes.
  let index: GraphIndex
  /// The line of each edge, by its number; none for those that are not drawn.
  let lines: [[LayoutPoint]]
  let minimap: GraphMinimap

  /// - Returns: nil when it was stopped.
  /// - Complexity: that of ``LayoutEngine``, and O(*n*²) in nodes with a small factor.
  package init?(_ request: GraphLayoutRequest, shouldStop: () -> Bool = { false }) {
    var best: (zoom: GraphZoom, drawing: GraphDrawing, contents: [GraphPicture.BoxContent])?
    for zoom in request.zooms {
      let contents = request.graph.nodes.map { zoom.content(of: $0) }
      let graph = Self.layoutGraph(of: request, contents, zoom)
      guard
        let drawing = LayoutEngine.drawing(of: graph, kind: request.kind, shouldStop: shouldStop)
      else { return nil }
      best = (zoom, drawing, contents)
      if drawing.size.columns <= request.room.columns, drawing.size.rows <= request.room.rows {
        break
      }
    }
    guard let best else { return nil }
    let nodes = request.graph.nodes
    var frames = [LayoutRectangle](
      repeating: LayoutRectangle(
        origin: LayoutPoint(column: 0, row: 0), size: LayoutSize(columns: 0, rows: 0)),
      count: nodes.count)
    for box in best.drawing.boxes {
      if let number = Self.number(of: box.id) { frames[number] = box.frame }
    }
    guard
      let index = GraphIndex(
        frames, isFrame: nodes.map { $0.node.kind == .frame }, shouldStop: shouldStop)
    else { return nil }
    var lines = [[LayoutPoint]](repeating: [], count: request.graph.edges.count)
    for arrow in best.drawing.arrows {
      if let number = Self.number(of: arrow.id) { lines[number] = arrow.points }
    }
    flow = request.flow
    revision = request.revision
    key = Key(zoom: best.zoom, kind: request.kind)
    size = best.drawing.size
    picture = GraphPicture(best.drawing) { id in
      Self.number(of: id).map { best.contents[$0] } ?? .init(title: id)
    }
    self.index = index
    self.lines = lines
    minimap = GraphMinimap(index.frames, of: best.drawing.size, isFrame: nodes.map(\.node.kind))
  }

  // Ids of nodes may be missing or double; their numbers are not.
  static func id(ofNode number: Int) -> String { "n\(number)" }
  static func id(ofEdge number: Int) -> String { "e\(number)" }
  private static func number(of id: String) -> Int? { Int(id.dropFirst()) }

  private static func layoutGraph(
    of request: GraphLayoutRequest, _ contents: [GraphPicture.BoxContent], _ zoom: GraphZoom
  ) -> LayoutGraph {
    let graph = request.graph
    let frames = Dictionary(
      graph.nodes.enumerated().filter { $1.node.kind == .frame }.map { ($1.node.id, $0) }
    ) { first, _ in first }
    let boxes = graph.nodes.enumerated().map { number, node in
      LayoutGraph.Box(
        id: id(ofNode: number),
        size: zoom.size(
          of: contents[number], node.node.kind, names: request.nameColumns),
        position: node.node.place.map {
          .init(x: $0.x, y: $0.y, width: $0.width, height: $0.height)
        },
        parent: node.node.parent.flatMap { frames[$0] }.map { id(ofNode: $0) },
        kind: .init(node.node.kind))
    }
    let arrows = graph.edges.enumerated().map { number, edge in
      LayoutGraph.Arrow(
        id: id(ofEdge: number), from: id(ofNode: edge.from), to: id(ofNode: edge.to),
        label: zoom == .dots ? nil : label(of: edge))
    }
    return LayoutGraph(boxes: boxes, arrows: arrows)
  }

  /// What stands at an edge: its way out, and how it differs from the server's.
  private static func label(of edge: ComparedGraph.Edge) -> String? {
    let parts = [edge.edge.label.map { short($0) }, edge.change?.sign].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private static func short(_ label: String) -> String {
    label.count > longestLabel ? String(label.prefix(longestLabel - 1)) + "…" : label
  }

  private static let longestLabel = 14
}

extension LayoutGraph.Kind {
  fileprivate init(_ kind: FlowGraph.Node.Kind) {
    switch kind {
    case .step: self = .node
    case .note: self = .note
    case .frame: self = .frame
    }
  }
}
