/// Values by number: compact marks for whoever keeps many of them, such as the rows of an outline.
extension JSONNode {
  /// Names this value within its document, and only there.
  package var number: Int { index }
}

extension JSONDocument {
  /// The value with this ``JSONNode/number``.
  package func node(_ number: Int) -> JSONNode { JSONNode(map: map, index: number) }

  /// The member whose value has this ``JSONNode/number``.
  package func member(_ number: Int) -> JSONMember { JSONMember(map: map, keyIndex: number - 1) }

  /// The values around a byte, from the root inwards, each with the step that leads to it. A key
  /// belongs to its member. The last one is the innermost.
  ///
  /// - Complexity: O(children of the values around the place).
  package func way(to offset: Int) -> [(step: JSONPath.Step, node: JSONNode)] {
    var way: [(step: JSONPath.Step, node: JSONNode)] = []
    var node = root
    while let child = Self.child(of: node, at: offset) {
      way.append(child)
      node = child.node
    }
    return way
  }

  /// The path of the innermost value around a byte; nil outside the root value.
  package func path(at offset: Int) -> JSONPath? {
    guard root.range.contains(offset) else { return nil }
    return JSONPath(way(to: offset).map(\.step))
  }

  private static func child(
    of node: JSONNode, at offset: Int
  ) -> (step: JSONPath.Step, node: JSONNode)? {
    switch node.kind {
    case .object:
      for member in node.members where offset < member.value.range.upperBound {
        guard offset >= member.keyRange.lowerBound else { return nil }
        return (.key(member.key), member.value)
      }
    case .array:
      for (index, element) in node.elements.enumerated()
      where offset < element.range.upperBound {
        return offset >= element.range.lowerBound ? (.index(index), element) : nil
      }
    default: break
    }
    return nil
  }
}

extension JSONDocument {
  /// Every value that stands under this key, in the order of the text.
  ///
  /// - Complexity: O(values of the document).
  package func values(ofKey key: String) -> [JSONNode] {
    var found: [JSONNode] = []
    var ends: [(isObject: Bool, end: Int)] = []
    var index = 0
    while index < map.tokens.count {
      while let last = ends.last, index >= last.end { ends.removeLast() }
      let isMember = ends.last?.isObject == true && map.tokens[index].mark != .end
      if isMember {
        if map.key(at: index, reads: key) { found.append(JSONNode(map: map, index: index + 1)) }
        index += 1
      }
      if map.tokens[index].mark.isContainer {
        ends.append((map.tokens[index].mark == .object, map.tokens[index].number - 1))
      }
      index += 1
    }
    return found
  }
}
