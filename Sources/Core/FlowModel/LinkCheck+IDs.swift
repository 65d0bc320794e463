import JSONText

/// Ids that are missing, empty or there twice.
extension LinkCheck {
  mutating func checkNodes() {
    for (number, node) in links.nodes.enumerated() where !isFull && node.element.kind == .object {
      var path: JSONPath { JSONPath([.key("nodes"), .index(number)]) }
      guard let idNode = node.idNode else {
        add(path, node.element.range, "a node needs an id", fix: naming(number))
        continue
      }
      guard let id = node.id, !id.isEmpty else {
        let what = idNode.kind == .string ? "is empty" : "must be a text"
        add(
          path.appending(.key("id")), idNode.range, "the id of this node \(what)",
          fix: naming(number))
        continue
      }
      guard links.numbers[id] != number else { continue }
      add(
        path.appending(.key("id")), idNode.range,
        "another node has the id \(Self.shown(id)) too", fix: renaming(number, id))
    }
  }

  /// What its data call it, else the next free name of its component.
  private mutating func naming(_ number: Int) -> FlowFix? {
    let element = links.nodes[number].element
    let data = element["data"]
    var name = data?["id"]?.string ?? ""
    if name.isEmpty || links.numbers[name] != nil {
      let component = data?["name"]?.string ?? element["type"]?.string ?? ""
      guard !component.isEmpty else { return nil }
      name = fresh.name(stem: component[...], from: 0)
    }
    let literal = JSONString.literal(name)
    let splice =
      links.nodes[number].idNode.map { JSONSplice(range: $0.range, bytes: literal) }
      ?? FlowFix.adding("id", literal, to: element)
    return FlowFix(title: "write the id \(Self.shown(name))", splices: [splice])
  }

  /// A node that was copied keeps its links inside: the ids of its anchors and parameters begin with
  /// its own.
  private mutating func renaming(_ number: Int, _ id: String) -> FlowFix {
    let name = fresh.name(like: id)
    let node = links.nodes[number]
    var splices: [JSONSplice] = []
    if let range = node.idNode?.textRange { splices.append(FlowFix.writing(name, at: range)) }
    let data = node.element["data"]
    if let own = data?["id"], own.string == id, let range = own.textRange {
      splices.append(FlowFix.writing(name, at: range))
    }
    for list in ["inputParams", "inputAnchors", "outputAnchors"] {
      guard let declared = data?[list] else { continue }
      for anchor in declared.elements {
        for place in [anchor] + (anchor["options"].map { Array($0.elements) } ?? []) {
          guard let text = place["id"]?.string, let range = place["id"]?.textRange,
            FlowHandle(text)?.node == id
          else { continue }
          let end = min(range.lowerBound + id.utf8.count, range.upperBound)
          splices.append(FlowFix.writing(name, at: range.lowerBound..<end))
        }
      }
    }
    splices.sort { $0.range.lowerBound < $1.range.lowerBound }
    return FlowFix(title: "make the id unique: \(Self.shown(name))", splices: splices)
  }

  /// An edge of a chatbot may have no id (seed 002).
  mutating func checkEdgeIDs() {
    var first: [String: Int] = [:]
    for (number, edge) in links.edges.enumerated() where !isFull && edge.element.kind == .object {
      var whole: JSONPath { JSONPath([.key("edges"), .index(number)]) }
      var path: JSONPath { whole.appending(.key("id")) }
      guard let node = edge.id, !node.isNull else {
        guard links.kind == .chatflow, edge.isWhole else { continue }
        add(whole, edge.element.range, "an edge needs an id", fix: naming(edge))
        continue
      }
      guard let id = node.string, !id.isEmpty else {
        let what = node.kind == .string ? "is empty" : "must be a text"
        add(path, node.range, "the id of this edge \(what)", fix: naming(edge))
        continue
      }
      guard let other = first[id] else {
        first[id] = number
        continue
      }
      let isSame = edge.isTwin(of: links.edges[other])
      add(
        path, node.range, "edges[\(other)] has the same id",
        fix: isSame ? removal(ofEdgeAt: number) : naming(edge))
    }
  }

  private mutating func naming(_ edge: FlowLinks.Edge) -> FlowFix? {
    guard let id = edge.canvasID, !edgeIDs.contains(id) else { return nil }
    let literal = JSONString.literal(id)
    let splice =
      edge.id.map { JSONSplice(range: $0.range, bytes: literal) }
      ?? FlowFix.adding("id", literal, to: edge.element)
    return FlowFix(title: "write the id of its ends", splices: [splice])
  }
}

/// Gives names that no node has.
struct FreshNames {
  private let taken: [String: Int]
  /// Where to go on, for each stem.
  private var counters: [Substring: Int] = [:]

  init(_ numbers: [String: Int]) {
    taken = numbers
  }

  /// `agent_2` after `agent_1`, `start_1` after `start`.
  ///
  /// - Complexity: over all calls O(names).
  mutating func name(like id: String) -> String {
    let stem = NodeNames.stem(of: id) ?? id[...]
    let own = Int(id.dropFirst(stem.count + 1)) ?? 0
    return name(stem: stem, from: own &+ 1)
  }

  /// The stem and the first free counter.
  mutating func name(stem: Substring, from start: Int) -> String {
    var counter = counters[stem] ?? start
    while taken["\(stem)_\(counter)"] != nil { counter &+= 1 }
    counters[stem] = counter
    return "\(stem)_\(counter)"
  }
}
