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

  /// ``JSONNode/way(to:)`` from the root.
  ///
  /// - Complexity: of an ``indexed()`` document O(depth + log values).
  package func way(to offset: Int) -> [(step: JSONPath.Step, node: JSONNode)] {
    places?.way(to: offset, in: map) ?? root.way(to: offset)
  }

  /// The path of the innermost value around a byte; nil outside the root value.
  package func path(at offset: Int) -> JSONPath? {
    root.range.contains(offset) ? JSONPath(way(to: offset).map(\.step)) : nil
  }

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
