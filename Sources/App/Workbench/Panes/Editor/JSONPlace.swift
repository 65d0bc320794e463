import JSONText

/// Finds what stands at a place of a document.
enum JSONPlace {
  /// The path of the value around a byte, as `.nodes[3].data`; nil outside the root value.
  ///
  /// A key belongs to its member.
  /// - Complexity: O(children of the values around the place).
  static func path(at offset: Int, in document: JSONDocument) -> String? {
    var node = document.root
    guard node.range.contains(offset) else { return nil }
    var path = JSONPath()
    while let (step, child) = child(of: node, at: offset) {
      path = path.appending(step)
      node = child
    }
    return path.jq
  }

  private static func child(of node: JSONNode, at offset: Int) -> (JSONPath.Step, JSONNode)? {
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
