import JSONText

/// What an edge needs, and whether its handles belong to its ends.
extension LinkCheck {
  mutating func checkEdges() {
    var anchors = AnchorNames(links)
    for (number, edge) in links.edges.enumerated() where !isFull && edge.element.kind == .object {
      guard edge.isWhole else {
        tellLoose(edge, number)
        continue
      }
      checkHandle(edge.sourceHandle, of: edge.source, number, isOutput: true, &anchors)
      checkHandle(edge.targetHandle, of: edge.target, number, isOutput: false, &anchors)
    }
  }

  private mutating func tellLoose(_ edge: FlowLinks.Edge, _ number: Int) {
    let path = JSONPath([.key("edges"), .index(number)])
    let loose = [("source", edge.source), ("target", edge.target)].filter { _, end in
      end?.value.textRange?.isEmpty ?? true
    }
    guard loose.count == 1, let (name, end) = loose.first else {
      return add(
        path, edge.element.range, "this edge connects nothing: it needs a source and a target",
        fix: removal(ofEdgeAt: number))
    }
    add(
      end == nil ? path : path.appending(.key(name)), end?.value.range ?? edge.element.range,
      "this edge has no \(name)")
  }

  private mutating func checkHandle(
    _ member: JSONMember?, of end: JSONMember?, _ number: Int, isOutput: Bool,
    _ anchors: inout AnchorNames
  ) {
    guard let value = member?.value, let text = value.string, !text.isEmpty,
      let id = end?.value.string, let node = links.numbers[id], isOutput || text != id
    else { return }
    var path: JSONPath {
      let field = isOutput ? "sourceHandle" : "targetHandle"
      return JSONPath([.key("edges"), .index(number), .key(field)])
    }
    let declared = anchors.names(ofNodeAt: node, isOutput: isOutput)
    let handle = FlowHandle(text)
    if let handle, handle.node != id {
      return add(
        path, value.range,
        "this handle is one of \(Self.shown(handle.node)), not of \(Self.shown(id))",
        fix: moving(handle, value, to: id, declared))
    }
    guard !declared.isEmpty, declared[handle?.name ?? text] == nil,
      !isOutput || handle?.name != component(ofNodeAt: node)
    else { return }
    let what = isOutput ? "output" : "input"
    let answer = names.nearest(to: handle?.name ?? text, among: declared.keys)
    var message = "\(Self.shown(id)) has no \(what) \(Self.shown(handle?.name ?? text))"
    var fix: FlowFix?
    if case .one(let name) = answer, let full = declared[name] {
      message += ". \(Self.shown(name))?"
      fix = value.textRange.map {
        FlowFix(title: "write \(Self.shown(name))", splices: [FlowFix.writing(full, at: $0)])
      }
    }
    add(path, value.range, message, fix: fix)
  }

  /// A component whose outputs became a choice keeps the edges of the time before: the handle of its
  /// one output bore its own name.
  private func component(ofNodeAt number: Int) -> String? {
    links.nodes[number].element["data"]?["name"]?.string
  }

  /// Certain only when nobody has the id that the handle names: else the end may be the wrong one.
  private func moving(
    _ handle: FlowHandle, _ value: JSONNode, to id: String, _ declared: [String: String]
  ) -> FlowFix? {
    guard links.numbers[handle.node] == nil, declared.isEmpty || declared[handle.name] != nil,
      let range = value.textRange
    else { return nil }
    return FlowFix(
      title: "write \(Self.shown(id))", splices: [FlowFix.writing(id + handle.rest, at: range)])
  }
}

/// The anchors and parameters that nodes declare, each node read once.
struct AnchorNames {
  private let nodes: [FlowLinks.Node]
  private var outputs: [Int: [String: String]] = [:]
  private var inputs: [Int: [String: String]] = [:]

  init(_ links: FlowLinks) {
    nodes = links.nodes
  }

  /// The names of the anchors on one side of a node, with their full ids; empty when it declares
  /// none.
  mutating func names(ofNodeAt number: Int, isOutput: Bool) -> [String: String] {
    if let known = isOutput ? outputs[number] : inputs[number] { return known }
    let data = nodes[number].element["data"]
    var names: [String: String] = [:]
    for list in isOutput ? ["outputAnchors"] : ["inputAnchors", "inputParams"] {
      guard let declared = data?[list] else { continue }
      for anchor in declared.elements {
        Self.add(anchor, to: &names)
        guard isOutput, let options = anchor["options"] else { continue }
        for option in options.elements { Self.add(option, to: &names) }
      }
    }
    if isOutput { outputs[number] = names } else { inputs[number] = names }
    return names
  }

  private static func add(_ anchor: JSONNode, to names: inout [String: String]) {
    guard let id = anchor["id"]?.string, !id.isEmpty else { return }
    names[FlowHandle.anchor(of: id)] = id
  }
}
