/// Finds the values around a byte without a walk over their siblings.
///
/// ```
/// bytes        { "a" : [ 1 , { } , 2 ] }
/// containers   0 object, in -1       1 array, in 0       2 object, in 1, its element 1
/// ```
///
/// The objects and arrays in the order of the text, each with what holds it. The innermost one
/// around a byte is the last that begins before it, or one that holds that. What lies between it and
/// the byte are scalars, a token each: they are counted, not visited.
struct JSONPlaces: Sendable {
  private struct Container {
    let token: Int32
    /// Its number here; -1 for the root.
    let parent: Int32
    /// Its place among the elements of an array; 0 in an object.
    let position: Int32
  }

  private var containers: [Container] = []

  /// - Complexity: O(tokens); 12 bytes for each object and array.
  init(_ map: JSONTokenMap) {
    var open: [(number: Int32, isArray: Bool, count: Int32)] = []
    for index in map.tokens.indices {
      let mark = map.tokens[index].mark
      if mark == .end {
        open.removeLast()
        continue
      }
      let position = open.last.map { $0.isArray ? $0.count : 0 } ?? 0
      if !open.isEmpty { open[open.count - 1].count += 1 }
      guard mark.isContainer else { continue }
      let number = Int32(containers.count)
      containers.append(
        Container(token: Int32(index), parent: open.last?.number ?? -1, position: position))
      open.append((number, mark == .array, 0))
    }
  }

  /// See ``JSONNode/way(to:)``.
  ///
  /// - Complexity: O(log containers + depth).
  func way(to offset: Int, in map: JSONTokenMap) -> [(step: JSONPath.Step, node: JSONNode)] {
    let token = Self.last(of: map.tokens.count) { Int(map.tokens[$0].offset) <= offset }
    guard token >= 0 else { return [] }
    var innermost = Self.last(of: containers.count) { Int(containers[$0].token) <= token }
    // The child that ended last before the token, if it has children itself.
    var before: Int?
    while innermost >= 0, !map.range(at: Int(containers[innermost].token)).contains(offset) {
      before = innermost
      innermost = Int(containers[innermost].parent)
    }
    guard innermost >= 0 else { return [] }
    var way: [(step: JSONPath.Step, node: JSONNode)] = []
    if let scalar = child(at: offset, token, of: innermost, behind: before, in: map) {
      way.append(scalar)
    }
    while containers[innermost].parent >= 0 {
      way.append(step(to: innermost, in: map))
      innermost = Int(containers[innermost].parent)
    }
    return way.reversed()
  }

  /// The member or element that a token belongs to; nil when the byte lies between two of them.
  private func child(
    at offset: Int, _ token: Int, of container: Int, behind before: Int?, in map: JSONTokenMap
  ) -> (step: JSONPath.Step, node: JSONNode)? {
    let start =
      before.map { map.next(after: Int(containers[$0].token)) }
      ?? Int(containers[container].token) + 1
    guard token >= start, map.tokens[token].mark != .end else { return nil }
    if map.tokens[Int(containers[container].token)].mark == .object {
      let isKey = (token - start).isMultiple(of: 2)
      let member = JSONMember(map: map, keyIndex: isKey ? token : token - 1)
      return offset < member.value.range.upperBound ? (.key(member.key), member.value) : nil
    }
    guard offset < map.range(at: token).upperBound else { return nil }
    let first = before.map { Int(containers[$0].position) + 1 } ?? 0
    return (.index(first + token - start), JSONNode(map: map, index: token))
  }

  private func step(
    to number: Int, in map: JSONTokenMap
  ) -> (step: JSONPath.Step, node: JSONNode) {
    let container = containers[number]
    let node = JSONNode(map: map, index: Int(container.token))
    let holder = map.tokens[Int(containers[Int(container.parent)].token)]
    guard holder.mark == .object else { return (.index(Int(container.position)), node) }
    return (.key(JSONMember(map: map, keyIndex: Int(container.token) - 1).key), node)
  }

  /// The last index that `holds`, where all before it do; -1 if none does.
  private static func last(of count: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
