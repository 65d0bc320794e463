import JSONText

/// Something wrong with a flow, found without a server.
package struct FlowProblem: Hashable, Sendable {
  package var level: Level
  /// Where, dotted, from the body down; empty for the whole.
  package var path: String
  package var message: String

  package init(_ level: Level, path: String, _ message: String) {
    self.level = level
    self.path = path
    self.message = message
  }

  package enum Level: String, Sendable, CaseIterable {
    /// It is not JSON.
    case syntax
    /// A server would refuse it, or store it and fail.
    case shape
    /// An edge or an id that leads nowhere.
    case link
  }
}

/// What the servers need of a body (flowise-api.md 3 and 8.1; seed 002), and whether its links hold.
package enum FlowCheck {
  /// All problems of a body, in the order of the document; at most 200.
  package static func problems(inBody body: [UInt8]?, kind: FlowKind) -> [FlowProblem] {
    guard let body else {
      return [FlowProblem(.shape, path: "", "\(kind.bodyField) is missing or null")]
    }
    let root: JSONNode
    do {
      root = try JSONDocument(parsing: body).root
    } catch {
      return [FlowProblem(.syntax, path: "", error.sentence)]
    }
    let found = shapeProblems(of: root, kind: kind)
    return Array((found + linkProblems(of: root)).prefix(200))
  }

  /// Why a push of this body would be refused; nil when nothing speaks against it.
  package static func refusal(ofBody body: [UInt8]?, kind: FlowKind) -> String? {
    guard let first = problems(inBody: body, kind: kind).first(where: { $0.level != .link }) else {
      return nil
    }
    return first.path.isEmpty ? first.message : "\(first.path): \(first.message)"
  }

  private static func shapeProblems(of root: JSONNode, kind: FlowKind) -> [FlowProblem] {
    guard root.kind == .object else {
      return [FlowProblem(.shape, path: "", "\(kind.bodyField) must hold a JSON object")]
    }
    guard let nodes = root["nodes"] else {
      return [FlowProblem(.shape, path: "nodes", "the array `nodes` is missing")]
    }
    guard nodes.kind == .array else {
      return [FlowProblem(.shape, path: "nodes", "`nodes` must be an array")]
    }
    var problems: [FlowProblem] = []
    for (index, node) in nodes.elements.enumerated() {
      let place = "nodes[\(index)]"
      if node.kind != .object {
        problems.append(FlowProblem(.shape, path: place, "a node must be an object"))
      } else if node["data"]?.kind != .object {
        problems.append(FlowProblem(.shape, path: place, "a node needs an object `data`"))
      }
    }
    if let edges = root["edges"], edges.kind != .array {
      problems.append(FlowProblem(.shape, path: "edges", "`edges` must be an array"))
    }
    return problems
  }

  private static func linkProblems(of root: JSONNode) -> [FlowProblem] {
    guard let nodes = root["nodes"], nodes.kind == .array else { return [] }
    var problems: [FlowProblem] = []
    var ids: Set<String> = []
    for (index, node) in nodes.elements.enumerated() {
      guard let id = node["id"]?.string else { continue }
      if !ids.insert(id).inserted {
        problems.append(
          FlowProblem(.link, path: "nodes[\(index)].id", "another node has the id \(id) too"))
      }
    }
    guard let edges = root["edges"], edges.kind == .array else { return problems }
    for (index, edge) in edges.elements.enumerated() {
      for end in ["source", "target"] {
        guard let id = edge[end]?.string, !ids.contains(id) else { continue }
        problems.append(
          FlowProblem(.link, path: "edges[\(index)].\(end)", "no node has the id \(id)"))
      }
    }
    return problems
  }
}
