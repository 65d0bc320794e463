import JSONText

/// The scalars inside a value, in the order of the text, each with the key it belongs to: of an
/// element that is the key of the array around it.
///
/// Without recursion, for the depth of a document is not ours to choose.
struct ValueWalk: Sequence, IteratorProtocol {
  private enum Level {
    case members(JSONMembers)
    case elements(JSONElements, key: ArraySlice<UInt8>)
  }

  struct Scalar {
    let key: ArraySlice<UInt8>
    let keyStart: Int
    let node: JSONNode
  }

  private var levels: [Level] = []
  private var pending: Scalar?

  /// - Parameter key: that of the value itself.
  init(_ value: JSONNode, key: ArraySlice<UInt8> = []) {
    enter(value, key, value.range.lowerBound)
  }

  mutating func next() -> Scalar? {
    while pending == nil {
      switch levels.popLast() {
      case .members(var members):
        guard let member = members.next() else { continue }
        levels.append(.members(members))
        enter(member.value, member.keyBytes, member.keyRange.lowerBound)
      case .elements(var elements, let key):
        guard let element = elements.next() else { continue }
        levels.append(.elements(elements, key: key))
        enter(element, key, element.range.lowerBound)
      case nil: return nil
      }
    }
    defer { pending = nil }
    return pending
  }

  private mutating func enter(_ node: JSONNode, _ key: ArraySlice<UInt8>, _ keyStart: Int) {
    switch node.kind {
    case .object: levels.append(.members(node.members))
    case .array: levels.append(.elements(node.elements, key: key))
    default: pending = Scalar(key: key, keyStart: keyStart, node: node)
    }
  }
}
