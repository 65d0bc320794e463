/// One number for the content of each value of a document: equal content gives equal numbers.
///
/// Different content almost always gives different ones, but not surely: for finding likely pairs
/// only, never as a proof. Computed for all values at once, in one pass.
struct JSONFingerprints {
  private let values: [Int]

  subscript(_ node: JSONNode) -> Int { values[node.index] }

  init(_ map: JSONTokenMap) {
    var values = [Int](repeating: 0, count: map.tokens.count)
    var open: [Int] = []
    for index in map.tokens.indices {
      switch map.tokens[index].mark {
      case .object, .array: open.append(index)
      case .end:
        let container = open.removeLast()
        values[container] = Self.combined(container, of: map, values)
      case .number:
        let bytes = map.bytes[map.range(at: index)]
        values[index] = Self.hash(JSONDecimal(bytes)?.canonical[...] ?? bytes, seed: 1)
      case .string, .escapedString, .bareKey:
        values[index] = Self.hash(map.decoded(at: index), seed: 2)
      case .yes, .no, .null, .missing:
        values[index] = Self.hash(map.bytes[map.range(at: index)], seed: 3)
      }
    }
    self.values = values
  }

  private static func combined(_ container: Int, of map: JSONTokenMap, _ values: [Int]) -> Int {
    let node = JSONNode(map: map, index: container)
    if node.kind == .array {
      return node.elements.reduce(5) { mixed($0, values[$1.index]) }
    }
    var members = node.members.map { (key: values[$0.keyIndex], value: values[$0.keyIndex + 1]) }
    members.sort { $0.key < $1.key }
    // A stable sort is not promised, but of duplicate keys one must be chosen by position.
    if zip(members, members.dropFirst()).contains(where: { $0.key == $1.key }) {
      var last: [Int: Int] = [:]
      for member in node.members { last[values[member.keyIndex]] = values[member.keyIndex + 1] }
      members = last.map { (key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
    }
    return members.reduce(7) { mixed(mixed($0, $1.key), $1.value) }
  }

  private static func hash(_ bytes: ArraySlice<UInt8>, seed: Int) -> Int {
    var hash = UInt64(truncatingIfNeeded: seed) ^ 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return mixed(seed, Int(truncatingIfNeeded: hash))
  }

  private static func mixed(_ left: Int, _ right: Int) -> Int {
    var value = UInt64(truncatingIfNeeded: left) &* 0x9E37_79B9_7F4A_7C15
    value ^= UInt64(truncatingIfNeeded: right)
    value = (value ^ value >> 32) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: value ^ value >> 29)
  }
}
