import JSONText

/// Something that does not hold in a merged record (sync.md 2.10.2).
package enum FlowMergeProblem: Hashable, Sendable {
  /// The edge begins or ends at a node that is not there. `edge` is its id, else `source → target`.
  case danglingEdge(edge: String, node: String)
  /// The text of a node names a node that is not there.
  case brokenReference(in: String, to: String)
  /// A node stands in a group that is not there.
  case lostParent(of: String, parent: String)
  /// Two nodes, or two edges, have this id.
  case duplicateID(String)
  /// The field should hold JSON in a string, and does not.
  case unreadable(field: String)
}

/// Checks a record as far as a merge may have broken it.
struct FlowMergeCheck {
  /// The ids of its nodes; as bytes, for to Swift "é" and "e\u{301}" are one text.
  private(set) var nodeIDs: Set<[UInt8]> = []
  private let body: JSONNode?
  private var found: [FlowMergeProblem] = []

  init(_ record: JSONNode, kind: FlowKind) {
    var body: JSONNode?
    for member in record.members {
      let isBody = member.key == kind.bodyField
      if isBody, member.value.kind != .string { body = member.value }
      guard FlowFields.embedded.contains(member.key), let text = member.value.stringBytes,
        !text.isEmpty
      else { continue }
      let inner = try? JSONDocument(parsing: text).root
      if inner == nil { found.append(.unreadable(field: member.key)) }
      if isBody { body = inner }
    }
    self.body = body
    for node in Self.list("nodes", of: body) {
      guard let id = node["id"]?.stringBytes else { continue }
      if !nodeIDs.insert(id).inserted { found.append(.duplicateID(Self.text(id))) }
    }
  }

  /// All that does not hold, in the order of the document, each once.
  ///
  /// - Parameter gone: ids of nodes that may have gone: `{{question}}` names none, but `{{llm_0}}` is
  ///   broken when a node of that id was there.
  func problems(gone: Set<[UInt8]>) -> [FlowMergeProblem] {
    var found = found
    for node in Self.list("nodes", of: body) {
      let id = node["id"]?.string ?? ""
      if let parent = node["parentNode"]?.stringBytes, !parent.isEmpty, !nodeIDs.contains(parent) {
        found.append(.lostParent(of: id, parent: Self.text(parent)))
      }
      for target in brokenReferences(of: node, gone: gone) {
        found.append(.brokenReference(in: id, to: Self.text(target)))
      }
    }
    var edgeIDs: Set<[UInt8]> = []
    for edge in Self.list("edges", of: body) {
      if let id = edge["id"]?.stringBytes, !edgeIDs.insert(id).inserted {
        found.append(.duplicateID(Self.text(id)))
      }
      for end in ["source", "target"] {
        guard let node = edge[end]?.stringBytes, !nodeIDs.contains(node) else { continue }
        found.append(.danglingEdge(edge: Self.name(of: edge), node: Self.text(node)))
      }
    }
    var told: Set<FlowMergeProblem> = []
    return found.filter { told.insert($0).inserted }
  }

  private static func list(_ name: String, of body: JSONNode?) -> [JSONNode] {
    body?[name].map { Array($0.elements) } ?? []
  }

  private static func text(_ id: [UInt8]) -> String { String(decoding: id, as: UTF8.self) }

  private static func name(of edge: JSONNode) -> String {
    if let id = edge["id"]?.string, !id.isEmpty { return id }
    return "\(edge["source"]?.string ?? "?") → \(edge["target"]?.string ?? "?")"
  }

  private func brokenReferences(of node: JSONNode, gone: Set<[UInt8]>) -> [[UInt8]] {
    guard let data = node["data"] else { return [] }
    var broken: [[UInt8]] = []
    data.forEachText { text in
      FlowMergeReferences.each(in: text) { name, isCertain in
        guard !nodeIDs.contains(name), isCertain || gone.contains(name) else { return }
        broken.append(name)
      }
    }
    return broken
  }
}
