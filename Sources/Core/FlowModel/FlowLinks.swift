package import JSONText

/// Who refers to what in a body: edges, handles, references in inputs, parents, credentials.
///
/// Made from any text the editor holds, half-typed ones too. All offsets are those of the document
/// of the body.
package struct FlowLinks: Sendable {
  struct Node: Sendable {
    let element: JSONNode
    /// nil when it has none, or one that is no text.
    let id: String?
    let idNode: JSONNode?
  }

  struct Edge: Sendable {
    let element: JSONNode
    private(set) var id: JSONNode?
    private(set) var source: JSONMember?
    private(set) var sourceHandle: JSONMember?
    private(set) var target: JSONMember?
    private(set) var targetHandle: JSONMember?
  }

  let root: JSONNode
  let kind: FlowKind
  /// As the arrays hold them, so that numbers are positions.
  let nodes: [Node]
  let edges: [Edge]
  /// The first node of each id.
  let numbers: [String: Int]
  /// In the order of the text, without overlap.
  let uses: [FlowUse]

  /// - Complexity: O(length of the body).
  package init(body root: JSONNode, kind: FlowKind) {
    self.root = root
    self.kind = kind
    nodes = (root["nodes"].map { Array($0.elements) } ?? []).map { element in
      let id = element["id"]
      return Node(element: element, id: id?.string, idNode: id)
    }
    edges = (root["edges"].map { Array($0.elements) } ?? []).map(Edge.init)
    var numbers: [String: Int] = [:]
    numbers.reserveCapacity(nodes.count)
    for (number, node) in nodes.enumerated() {
      if let id = node.id, !id.isEmpty, numbers[id] == nil { numbers[id] = number }
    }
    self.numbers = numbers
    uses = LinkReader.uses(root, kind, nodes, edges, numbers)
  }

  /// What the value at a byte refers to, or the piece of a string there; nil for everything else.
  /// The key of an edge end belongs to its value.
  ///
  /// - Complexity: O(log uses), and for a credential O(uses).
  package func target(at offset: Int) -> FlowTarget? {
    guard let use = use(at: offset) else { return nil }
    if use.kind == .credential {
      return .credential(id: text(at: use.range), uses: uses(ofCredential: use))
    }
    guard let number = use.node else { return .missingNode(id: text(at: use.range)) }
    return .node(definition(of: number))
  }

  /// Who refers to what is at a byte: to the node or credential that is named there, else to the
  /// node around it. In the order of the text; each edge once.
  ///
  /// - Complexity: O(uses).
  package func referrers(at offset: Int) -> [FlowReference] {
    guard let use = use(at: offset) else {
      return number(ofNodeAround: offset).map { referrers(ofNodeAt: $0) } ?? []
    }
    if use.kind == .credential { return uses(ofCredential: use) }
    return use.node.map { referrers(ofNodeAt: $0) } ?? []
  }

  /// The same for the value at a path.
  package func referrers(of path: JSONPath) -> [FlowReference] {
    guard let node = root.value(at: path) else { return [] }
    return referrers(at: node.textRange?.lowerBound ?? node.range.lowerBound)
  }

  /// What a node is called; nil when the array `nodes` has no such position.
  package func label(ofNodeAt index: Int) -> String? {
    guard nodes.indices.contains(index) else { return nil }
    let label = FlowGraph.Node.label(of: nodes[index].element)
    return label.isEmpty ? nil : label
  }
}

// MARK: Looking up

extension FlowLinks {
  /// The text of a piece of a literal.
  func text(at range: Range<Int>) -> String {
    let literal = [UInt8(ascii: "\"")] + root.bytes[range] + [UInt8(ascii: "\"")]
    return String(decoding: JSONString.decoded(literal[...]), as: UTF8.self)
  }

  private func use(at offset: Int) -> FlowUse? {
    let place = Self.first(of: uses.count) { uses[$0].reach.upperBound > offset }
    guard place < uses.count, uses[place].reach.lowerBound <= offset else { return nil }
    return uses[place]
  }

  private func number(ofNodeAround offset: Int) -> Int? {
    let place = Self.first(of: nodes.count) { nodes[$0].element.range.upperBound > offset }
    guard place < nodes.count, nodes[place].element.range.contains(offset) else { return nil }
    return place
  }

  /// The first number that satisfies what all later ones do; `count` when none does.
  private static func first(of count: Int, where satisfies: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if satisfies(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func definition(of number: Int) -> FlowReference {
    FlowReference(
      path: JSONPath([.key("nodes"), .index(number)]), range: nodes[number].element.range,
      text: label(ofNodeAt: number) ?? "")
  }

  private func referrers(ofNodeAt number: Int) -> [FlowReference] {
    // Of two nodes with one id, what names the first may mean either.
    let number = nodes[number].id.flatMap { numbers[$0] } ?? number
    var lastEdge = -1
    var found: [FlowReference] = []
    for use in uses where use.node == number && use.isListed {
      if use.isOfEdge {
        guard use.owner != lastEdge else { continue }
        lastEdge = use.owner
      }
      found.append(reference(use))
    }
    return found
  }

  private func uses(ofCredential use: FlowUse) -> [FlowReference] {
    let id = root.bytes[use.range]
    return uses.filter { $0.kind == .credential && root.bytes[$0.range] == id }.map(reference)
  }

  private func reference(_ use: FlowUse) -> FlowReference {
    let path = path(of: use)
    guard use.isOfEdge else {
      let place = path.steps.dropFirst(2)
      let inside = place.first == .key("data") ? place.dropFirst() : place
      let text = "\(label(ofNodeAt: use.owner) ?? "") · \(JSONPath(Array(inside)).dotted)"
      return FlowReference(path: path, range: use.range, text: text)
    }
    let edge = edges[use.owner]
    let ends = [edge.source, edge.target].map { $0?.value.string ?? "?" }
    return FlowReference(path: path, range: use.range, text: "edge \(ends[0]) → \(ends[1])")
  }

  /// From the body down to the value that holds the use.
  func path(of use: FlowUse) -> JSONPath {
    let start = JSONPath([.key(use.isOfEdge ? "edges" : "nodes"), .index(use.owner)])
    let element = use.isOfEdge ? edges[use.owner].element : nodes[use.owner].element
    return start.appending(element.path(at: use.range.lowerBound) ?? JSONPath())
  }
}

// MARK: Edges

extension FlowLinks.Edge {
  init(_ element: JSONNode) {
    self.element = element
    for member in element.members {
      let key = member.keyBytes
      if key.spells("id") {
        id = member.value
      } else if key.spells("source") {
        source = member
      } else if key.spells("target") {
        target = member
      } else if key.spells("sourceHandle") {
        sourceHandle = member
      } else if key.spells("targetHandle") {
        targetHandle = member
      }
    }
  }

  /// Whether it connects two nodes.
  var isWhole: Bool {
    [source, target].allSatisfy { $0?.value.textRange?.isEmpty == false }
  }

  /// The id that the canvas gives to it: `source-sourceHandle-target-targetHandle`; nil when one of
  /// them is missing.
  var canvasID: String? {
    let fields = [source, sourceHandle, target, targetHandle].compactMap { $0?.value.string }
    return fields.count == 4 ? fields.joined(separator: "-") : nil
  }

  /// Whether it connects the same as another one.
  func isTwin(of other: Self) -> Bool {
    [source, sourceHandle, target, targetHandle].map { $0?.value.string }
      == [other.source, other.sourceHandle, other.target, other.targetHandle].map {
        $0?.value.string
      }
  }
}
