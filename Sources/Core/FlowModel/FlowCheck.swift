package import JSONText

/// What the servers need of a body (flowise-api.md 3 and 8.1; seed 002), and whether its links hold.
package enum FlowCheck {
  /// The most problems that are kept. What a server would refuse goes before broken links.
  package static let problemLimit = 200

  /// The problems of a body, in the order of the document.
  package static func problems(inBody body: [UInt8]?, kind: FlowKind) -> [FlowProblem] {
    guard let body else { return [missing(kind)] }
    do throws(JSONDiagnostic) {
      return problems(in: try JSONDocument(parsing: body).root, kind: kind)
    } catch {
      return [syntaxProblem(error, in: body)]
    }
  }

  /// The same of a body that is parsed already. Ranges are those of its document.
  ///
  /// - Complexity: O(length of the body).
  package static func problems(in root: JSONNode, kind: FlowKind) -> [FlowProblem] {
    let shape = shapeProblems(of: root, kind: kind).prefix(problemLimit)
    let links = LinkCheck.problems(
      of: FlowLinks(body: root, kind: kind), atMost: problemLimit - shape.count)
    return (shape + links).sorted {
      ($0.range?.lowerBound ?? -1) < ($1.range?.lowerBound ?? -1)
    }
  }

  /// Why a push of this body would be refused; nil when nothing speaks against it.
  package static func refusal(ofBody body: [UInt8]?, kind: FlowKind) -> String? {
    guard let body else { return missing(kind).message }
    do throws(JSONDiagnostic) {
      let root = try JSONDocument(parsing: body).root
      let problems = shapeProblems(of: root, kind: kind)
      guard let first = problems.first(where: { $0.level == .shape }) else { return nil }
      let path = first.path.dotted
      return path.isEmpty ? first.message : "\(path): \(first.message)"
    } catch {
      return error.sentence
    }
  }

  private static func missing(_ kind: FlowKind) -> FlowProblem {
    FlowProblem(.shape, "\(kind.bodyField) is missing or null")
  }

  private static func syntaxProblem(_ error: JSONDiagnostic, in body: [UInt8]) -> FlowProblem {
    FlowProblem(
      .syntax, range: error.byteRange, error.sentence, fix: FlowFix(of: error, in: body))
  }
}

// MARK: Shape

extension FlowCheck {
  private static func shapeProblems(of root: JSONNode, kind: FlowKind) -> [FlowProblem] {
    guard root.kind == .object else {
      return [FlowProblem(.shape, "\(kind.bodyField) must hold a JSON object")]
    }
    return arrayProblems(of: root, kind: kind)
      + elementProblems(of: root, "nodes", nodeProblem)
      + elementProblems(of: root, "edges") {
        $0.kind == .object ? nil : ("an edge must be an object", nil)
      }
  }

  private static func arrayProblems(of root: JSONNode, kind: FlowKind) -> [FlowProblem] {
    ["nodes", "edges"].compactMap { name in
      guard let array = root[name] else {
        // Flowise stores a flow without edges, and fails when it runs.
        return FlowProblem(
          name == "edges" && kind == .chatflow ? .link : .shape,
          path: JSONPath([.key(name)]), "the array `\(name)` is missing",
          fix: FlowFix(
            title: "add an empty \(name) array",
            splices: [FlowFix.adding(name, Array("[]".utf8), to: root)]))
      }
      guard array.kind != .array else { return nil }
      return FlowProblem(
        .shape, path: JSONPath([.key(name)]), range: array.range, "`\(name)` must be an array")
    }
  }

  private static func elementProblems(
    of root: JSONNode, _ name: String, _ problem: (JSONNode) -> (String, FlowFix?)?
  ) -> [FlowProblem] {
    guard let array = root[name] else { return [] }
    var found: [FlowProblem] = []
    for (index, element) in array.elements.enumerated() {
      guard let (message, fix) = problem(element) else { continue }
      found.append(
        FlowProblem(
          .shape, path: JSONPath([.key(name), .index(index)]), range: element.range, message,
          fix: fix))
      if found.count == problemLimit { break }
    }
    return found
  }

  private static func nodeProblem(_ node: JSONNode) -> (String, FlowFix?)? {
    guard node.kind == .object else { return ("a node must be an object", nil) }
    guard let data = node["data"] else {
      let splice = FlowFix.adding("data", Array("{}".utf8), to: node)
      return (
        "a node needs an object `data`",
        FlowFix(title: "add an empty data object", splices: [splice])
      )
    }
    return data.kind == .object ? nil : ("a node needs an object `data`", nil)
  }
}
