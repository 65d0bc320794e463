package import JSONText

/// The nodes and edges of a body, as far as they can be understood.
package struct FlowGraph: Hashable, Sendable {
  package var nodes: [Node]
  package var edges: [Edge]
  /// Ways back that stand in the inputs of Loop nodes instead of in `edges`.
  package var loops: [Edge]

  package struct Node: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case step
      /// A sticky note is no part of the flow.
      case note
      /// An iteration: other nodes stand in it.
      case frame
    }

    package var id: String
    /// What the node is called; its id when it has no label.
    package var label: String
    /// The component: `chatOpenAI`, `agentAgentflow`; FlowNally: the node's type.
    package var component: String
    package var kind: Kind
    /// What a note says; empty for all else.
    package var note: String
    /// The id of the frame that it stands in.
    package var parent: String?
    /// Where its author put it; nil when that is not known.
    package var place: Place?
    /// Its number in the array `nodes`.
    package var index: Int

    package var isNote: Bool { kind == .note }
  }

  /// A rectangle on the author's canvas, in pixels; inside a frame counted from its corner.
  package struct Place: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double
  }

  package struct Edge: Hashable, Sendable {
    package var source: String
    package var target: String
    /// Which way out of its source it is, where the source has several.
    package var label: String?
    /// Which parameter of its target it fills: `model`. nil where a target has one way in.
    package var anchor: String?
    /// Its number in the array `edges`; nil for a loop.
    package var index: Int?
  }

  /// - Parameter body: the JSON of the body (see ``FlowBody``).
  /// - Returns: nil when it is not a JSON object.
  package init?(body: [UInt8]) {
    guard let root = try? JSONDocument(parsing: body).root, root.kind == .object else {
      return nil
    }
    self.init(body: root)
  }

  package init(body root: JSONNode) {
    nodes = []
    edges = []
    loops = []
    var elements: [JSONNode] = []
    if let list = root["nodes"] {
      for (index, node) in list.elements.enumerated() where node.kind == .object {
        elements.append(node)
        nodes.append(Node(node, index: index))
      }
    }
    let sources = numbers
    if let list = root["edges"] {
      for (index, edge) in list.elements.enumerated() {
        guard let source = edge["source"]?.string, let target = edge["target"]?.string else {
          continue
        }
        let element = sources[source].map { elements[$0] }
        edges.append(
          Edge(
            source: source, target: target, label: Self.label(of: edge, from: element),
            anchor: edge["targetHandle"]?.string.flatMap { FlowHandle($0)?.name }, index: index))
      }
    }
    loops = FlowLoops(nodes, elements).edges
  }

  package var noteCount: Int { nodes.count { $0.isNote } }

  /// The first node of each id, by its place in ``nodes``.
  package var numbers: [String: Int] {
    Dictionary(nodes.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }
}

extension FlowGraph {
  /// What an edge says, else the way out that it takes.
  private static func label(of edge: JSONNode, from source: JSONNode?) -> String? {
    let data = edge["data"]
    let said =
      data?["edgeLabel"]?.string ?? data?["label"]?.string ?? edge["label"]?.string
      ?? edge["sourceHandle"]?.string.flatMap { FlowHandle($0) == nil ? $0 : nil }
    guard let said, !said.isEmpty else { return nil }
    guard let number = Int(said), let source else { return said }
    return BranchWords.words(of: number, from: source) ?? said
  }
}

extension FlowGraph.Node {
  fileprivate init(_ node: JSONNode, index: Int) {
    let data = node["data"]
    id = node["id"]?.string ?? ""
    component = data?["name"]?.string ?? node["type"]?.string ?? ""
    label = Self.label(of: node)
    switch node["type"]?.string {
    case "stickyNote": kind = .note
    case "iteration": kind = .frame
    default: kind = .step
    }
    note = kind == .note ? Self.note(of: data) : ""
    parent = node["parentNode"]?.string
    place = Self.place(of: node)
    self.index = index
  }

  /// The canvas of Flowise writes a place into the style of the page, where the text "12.5" is as
  /// good as the number.
  private static func number(_ node: JSONNode?) -> Double? {
    node?.double ?? node?.string.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func place(of node: JSONNode) -> FlowGraph.Place? {
    guard let x = number(node["position"]?["x"]), let y = number(node["position"]?["y"]) else {
      return nil
    }
    let style = node["style"]
    return FlowGraph.Place(
      x: x, y: y,
      width: node["width"]?.double ?? style?["width"]?.double ?? usualWidth,
      height: node["height"]?.double ?? style?["height"]?.double ?? usualHeight)
  }

  /// What a node takes on the canvas of Flowise before it was ever drawn there.
  private static let usualWidth = 200.0
  private static let usualHeight = 80.0

  private static func note(of data: JSONNode?) -> String {
    data?["inputs"]?["note"]?.string ?? data?["note"]?.string ?? data?["text"]?.string ?? ""
  }
}

extension FlowGraph.Node {
  /// What a node is called: its label, else its id, else its component.
  static func label(of node: JSONNode) -> String {
    let data = node["data"]
    let named = data?["label"]?.string ?? node["label"]?.string ?? ""
    guard named.isEmpty else { return named }
    if let id = node["id"]?.string, !id.isEmpty { return id }
    return data?["name"]?.string ?? node["type"]?.string ?? ""
  }
}
