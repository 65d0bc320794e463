package import JSONText

/// The nodes and edges of a body, as far as they can be understood.
package struct FlowGraph: Hashable, Sendable {
  package var nodes: [Node]
  package var edges: [Edge]

  package struct Node: Hashable, Sendable {
    package var id: String
    /// What the node is called; its id when it has no label.
    package var label: String
    /// The component: `chatOpenAI`, `agentAgentflow`; FlowNally: the node's type.
    package var component: String
    /// A sticky note is no part of the flow.
    package var isNote: Bool
    /// Its number in the array `nodes`.
    package var index: Int
  }

  package struct Edge: Hashable, Sendable {
    package var source: String
    package var target: String
    package var label: String?
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
    if let list = root["nodes"] {
      for (index, node) in list.elements.enumerated() where node.kind == .object {
        nodes.append(Node(node, index: index))
      }
    }
    if let list = root["edges"] {
      for edge in list.elements {
        guard let source = edge["source"]?.string, let target = edge["target"]?.string else {
          continue
        }
        let data = edge["data"]
        edges.append(
          Edge(
            source: source, target: target,
            label: data?["edgeLabel"]?.string ?? data?["label"]?.string ?? edge["label"]?.string))
      }
    }
  }

  package var noteCount: Int { nodes.count { $0.isNote } }
}

extension FlowGraph.Node {
  fileprivate init(_ node: JSONNode, index: Int) {
    let data = node["data"]
    id = node["id"]?.string ?? ""
    component = data?["name"]?.string ?? node["type"]?.string ?? ""
    label = Self.label(of: node)
    isNote = node["type"]?.string == "stickyNote"
    self.index = index
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
