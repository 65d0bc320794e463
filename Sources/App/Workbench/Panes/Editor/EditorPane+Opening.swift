import JSONText

/// Where the editor opens, when it was opened for one place.
extension EditorPane {
  /// Goes there once, as soon as the text was read: to a value with one of the paths, else to one
  /// whose path ends so, else to the nearest value around it.
  mutating func goToOpening() {
    guard let root = checked?.root, !opensAt.isEmpty else { return }
    let paths = opensAt
    opensAt = []
    let node =
      paths.lazy.compactMap { root.value(at: $0) }.first
      ?? paths.lazy.compactMap { Self.value(in: root, endingWith: $0) }.first
      ?? paths.first.flatMap { Self.nearest(to: $0, in: root) }
    guard let node else { return }
    go(to: node.range.lowerBound)
    if isOutlineFocused { revealInOutline() }
  }

  private static func value(in root: JSONNode, endingWith path: JSONPath) -> JSONNode? {
    guard path.steps.count > 1 else { return nil }
    let words = path.steps.map(\.word)
    var walk = PathWalk(root)
    while let place = walk.next() {
      if place.path.steps.suffix(words.count).map(\.word) == words { return place.node }
    }
    return nil
  }

  private static func nearest(to path: JSONPath, in root: JSONNode) -> JSONNode? {
    var around = path.parent
    while let path = around, !path.steps.isEmpty {
      if let node = root.value(at: path) { return node }
      around = path.parent
    }
    return nil
  }
}
