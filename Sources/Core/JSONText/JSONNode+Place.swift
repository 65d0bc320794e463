/// From a value to its place in the text, and back.
extension JSONNode {
  /// The bytes between the quotes of a string; `nil` for other kinds. A tolerated string may lack
  /// its closing quote.
  package var textRange: Range<Int>? {
    guard kind == .string else { return nil }
    let range = range
    let isClosed = range.count > 1 && map.bytes[range.upperBound - 1] == map.bytes[range.lowerBound]
    return range.lowerBound + 1..<range.upperBound - (isClosed ? 1 : 0)
  }

  /// The values around a byte, from this one inwards, each with the step that leads to it. A key
  /// belongs to its member. The last one is the innermost.
  ///
  /// - Complexity: O(children of the values around the place).
  package func way(to offset: Int) -> [(step: JSONPath.Step, node: JSONNode)] {
    var way: [(step: JSONPath.Step, node: JSONNode)] = []
    var node = self
    while let child = node.child(at: offset) {
      way.append(child)
      node = child.node
    }
    return way
  }

  /// The path of the innermost value around a byte; `nil` outside this one.
  package func path(at offset: Int) -> JSONPath? {
    range.contains(offset) ? JSONPath(way(to: offset).map(\.step)) : nil
  }

  private func child(at offset: Int) -> (step: JSONPath.Step, node: JSONNode)? {
    switch kind {
    case .object:
      for member in members where offset < member.value.range.upperBound {
        guard offset >= member.keyRange.lowerBound else { return nil }
        return (.key(member.key), member.value)
      }
    case .array:
      for (index, element) in elements.enumerated() where offset < element.range.upperBound {
        return offset >= element.range.lowerBound ? (.index(index), element) : nil
      }
    default: break
    }
    return nil
  }
}
