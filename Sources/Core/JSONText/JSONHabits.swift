/// How a document is written, as its first places show.
struct JSONHabits {
  /// From key to value; `nil` if there is no key.
  let colon: [UInt8]?
  /// Between two on the same line; `nil` if no two are.
  let commaGap: [UInt8]?

  init(of map: JSONTokenMap) {
    colon = Self.firstColon(in: map)
    commaGap = Self.firstCommaGap(in: map)
  }

  /// The blanks behind the comma between two neighbours.
  static func commaGap(between neighbours: [Range<Int>], in bytes: [UInt8]) -> [UInt8] {
    let between = bytes[neighbours[0].upperBound..<neighbours[1].lowerBound]
    return Array(between.drop { $0 != UInt8(ascii: ",") }.dropFirst())
  }

  private static func firstColon(in map: JSONTokenMap) -> [UInt8]? {
    for index in map.tokens.indices where map.tokens[index].mark == .object {
      guard map.tokens[index + 1].mark != .end else { continue }
      let key = map.range(at: index + 1)
      return Array(map.bytes[key.upperBound..<map.range(at: index + 2).lowerBound])
    }
    return nil
  }

  private static func firstCommaGap(in map: JSONTokenMap) -> [UInt8]? {
    for index in map.tokens.indices where map.tokens[index].mark.isContainer {
      let ranges = JSONLayout.childRanges(JSONNode(map: map, index: index), limit: 2)
      guard ranges.count == 2 else { continue }
      let gap = commaGap(between: ranges, in: map.bytes)
      if !gap.contains(0x0A) { return gap }
    }
    return nil
  }
}
