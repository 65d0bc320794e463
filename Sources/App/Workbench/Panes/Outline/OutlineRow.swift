import JSONText

/// One visible row of the outline. Small: an unfolded text of 5 MB has some hundred thousand.
struct OutlineRow: Equatable, Sendable {
  /// The value's number in the document.
  let number: Int32
  /// Where the row begins in the text: the key, or the element.
  let start: Int32
  /// Where the value begins.
  let valueStart: Int32
  /// The row of the object or array that holds it; -1 for the root.
  let parent: Int32
  /// Its place among its fellows.
  let position: Int32
  let depth: Int16
  let isMember: Bool
  let isOpen: Bool
  /// Cells that the keys of its fellows take where their values stand in one column.
  let nameWidth: UInt8
}

/// The rows of a document under some folds.
enum OutlineRows {
  struct Level {
    var members: JSONMembers?
    var elements: JSONElements?
    let parent: Int
    var position = 0
    let nameWidth: UInt8
  }

  /// - Complexity: O(visible rows), and the children of what is unfolded.
  static func visible(of document: JSONDocument, _ folds: OutlineFolds) -> [OutlineRow] {
    let root = document.root
    let start = root.range.lowerBound
    let isOpen = root.count > 0 && folds.isOpen(at: start, depth: 0)
    var rows = [
      OutlineRow(
        number: Int32(root.number), start: Int32(start), valueStart: Int32(start), parent: -1,
        position: 0, depth: 0, isMember: false, isOpen: isOpen, nameWidth: 0)
    ]
    var levels = isOpen ? [level(of: root, parent: 0)] : []
    while let last = levels.indices.last {
      guard let (child, keyStart) = levels[last].next() else {
        levels.removeLast()
        continue
      }
      let start = child.range.lowerBound
      let depth = levels.count
      let isOpen = child.count > 0 && folds.isOpen(at: start, depth: depth)
      rows.append(
        OutlineRow(
          number: Int32(child.number), start: Int32(keyStart ?? start), valueStart: Int32(start),
          parent: Int32(levels[last].parent), position: Int32(levels[last].position - 1),
          depth: Int16(depth), isMember: keyStart != nil, isOpen: isOpen,
          nameWidth: levels[last].nameWidth))
      if isOpen { levels.append(level(of: child, parent: rows.count - 1)) }
    }
    return rows
  }

  private static func level(of node: JSONNode, parent: Int) -> Level {
    let isObject = node.kind == .object
    return Level(
      members: isObject ? node.members : nil, elements: isObject ? nil : node.elements,
      parent: parent, nameWidth: isObject ? nameWidth(in: node) : 0)
  }

  /// Longer keys do not push the values of the others aside.
  static let widestName = 14
  /// Further keys do not widen the column.
  private static let measuredNames = 100

  private static func nameWidth(in object: JSONNode) -> UInt8 {
    var widest = 0
    for member in object.members.prefix(measuredNames) where member.value.count == 0 {
      widest = max(widest, min(member.keyRange.count - 2, widestName))
    }
    return UInt8(max(widest, 0))
  }
}

extension OutlineRows.Level {
  mutating func next() -> (JSONNode, keyStart: Int?)? {
    defer { position += 1 }
    if let member = members?.next() { return (member.value, member.keyRange.lowerBound) }
    return elements?.next().map { ($0, nil) }
  }
}
