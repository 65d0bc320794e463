/// The children of one name in the three copies of an object or array.
struct JSONMergeSlot {
  struct Child {
    let node: JSONNode
    /// Among its siblings.
    let position: Int
  }

  let name: ArraySlice<UInt8>
  var children: JSONMergeSides<Child?>
}

/// The children of three objects or arrays, put together by name.
///
/// ```
/// base     a b c       slots   0 c   1 a   2 d   3 b      the remote's first, in its order
/// local    a d c       base      2     0           1
/// remote   c a         local     2     0     1
///                      remote    0     1
/// ```
struct JSONMergeSlots {
  private(set) var slots: [JSONMergeSlot] = []
  /// The slots in the order of each copy.
  private(set) var orders = JSONMergeSides<[Int]>(base: [], local: [], remote: [])
  private var numbers: [ArraySlice<UInt8>: Int] = [:]

  /// The members of three objects.
  ///
  /// - Returns: nil if a key stands twice in one of them, or cannot be told in a path.
  init?(membersOf objects: JSONMergeSides<JSONNode>) {
    let lists = objects.map { object in
      object.members.map { (name: $0.keyBytes as ArraySlice<UInt8>?, node: $0.value) }
    }
    let isClear = objects.allSatisfy { object in
      object.members.allSatisfy { !$0.hasSurrogateInKey }
    }
    guard isClear, add(lists.remote, of: .remote), add(lists.local, of: .local),
      add(lists.base, of: .base)
    else { return nil }
  }

  /// The elements of three arrays.
  ///
  /// - Returns: nil unless every element has a name of its own.
  init?(elementsOf arrays: JSONMergeSides<JSONNode>, keyedBy key: JSONMergeKey) {
    let lists = arrays.map { array in
      array.elements.map { (name: key.name(of: $0), node: $0) }
    }
    guard add(lists.remote, of: .remote), add(lists.local, of: .local), add(lists.base, of: .base)
    else {
      return nil
    }
  }

  /// - Returns: whether each has a name, and none the name of another.
  private mutating func add(
    _ list: [(name: ArraySlice<UInt8>?, node: JSONNode)], of copy: JSONMergeCopy
  ) -> Bool {
    var order: [Int] = []
    order.reserveCapacity(list.count)
    for (position, child) in list.enumerated() {
      guard let name = child.name else { return false }
      let number = number(of: name, at: position)
      guard slots[number].children[copy] == nil else { return false }
      slots[number].children[copy] = JSONMergeSlot.Child(node: child.node, position: position)
      order.append(number)
    }
    orders[copy] = order
    return true
  }

  /// - Parameter position: where it most likely is, for most copies are alike.
  private mutating func number(of name: ArraySlice<UInt8>, at position: Int) -> Int {
    if position < slots.count, slots[position].name == name { return position }
    if let number = numbers[name] { return number }
    numbers[name] = slots.count
    slots.append(
      JSONMergeSlot(name: name, children: JSONMergeSides(base: nil, local: nil, remote: nil)))
    return slots.count - 1
  }

  // MARK: Order

  /// Whether a copy has what stands in all three in another order than the base. What somebody
  /// removes is in no order.
  func isReordered(_ order: [Int]) -> Bool {
    var last = -1
    for number in order {
      guard let children = slots[number].children.all() else { continue }
      let position = children.base.position
      if position < last { return true }
      last = position
    }
    return false
  }

  /// The slots that stay, in the order of the result: as one side has them, and what only the other
  /// has behind its neighbour there.
  ///
  /// - Parameter leader: the side whose order counts.
  func order(leader: [Int], other: [Int], stays: [Bool]) -> [Int] {
    var leads = [Bool](repeating: false, count: slots.count)
    for number in leader { leads[number] = true }
    var followers: [Int: [Int]] = [:]
    var neighbour = -1
    for number in other where stays[number] {
      if leads[number] {
        neighbour = number
      } else {
        followers[neighbour, default: []].append(number)
      }
    }
    return ([-1] + leader).flatMap { number in
      (number >= 0 && stays[number] ? [number] : []) + (followers[number] ?? [])
    }
  }
}

extension JSONMember {
  /// Whether the key holds a lone surrogate, which no path can tell from another.
  fileprivate var hasSurrogateInKey: Bool {
    map.tokens[keyIndex].mark == .escapedString && JSONString.holdsSurrogates(keyBytes)
  }
}
