/// The blanks between the brackets of one object or array, for what is added to it.
///
/// ```
/// {␣"a": 1,␣"b": 2␣}
///  └ first  └ other └ last
/// ```
struct JSONLayout {
  var style: JSONStyle
  /// Behind the opening bracket.
  var first: [UInt8]
  /// Behind a comma.
  var other: [UInt8]
  /// Before the closing bracket.
  var last: [UInt8]

  /// The indentation of a member or element, in which a new value of several lines stands.
  var base: [UInt8] { Self.indentation(other) ?? Self.indentation(first) ?? [] }

  /// - Parameters:
  ///   - parent: what holds the container: an empty one is filled in its style.
  ///   - habits: of the document.
  init(of container: JSONNode, in parent: JSONNode?, habits: JSONHabits) {
    let starts = Self.childRanges(container, limit: 2)
    let bytes = container.map.bytes
    guard let child = starts.first else {
      self = JSONLayout(ofEmptyIn: parent, habits: habits)
      return
    }
    let inside = container.range.lowerBound + 1..<container.range.upperBound - 1
    let first = Array(bytes[inside.lowerBound..<child.lowerBound])
    let last = Array(bytes[inside].reversed().prefix(while: JSONStyle.isBlank).reversed())
    let style = JSONStyle(first: first, last: last, habits: habits)
    let gap = starts.count > 1 ? JSONHabits.commaGap(between: starts, in: bytes) : nil
    self.first = first
    self.last = last
    self.style = style
    other = gap ?? Self.indentation(first).map { style.lineBreak + $0 } ?? style.commaGap
  }

  private init(ofEmptyIn parent: JSONNode?, habits: JSONHabits) {
    style = JSONStyle(first: [], last: [], habits: habits)
    first = []
    last = []
    other = style.commaGap
    guard let parent else { return }
    let around = JSONLayout(of: parent, in: nil, habits: habits)
    guard around.style.isMultiline else { return }
    style = around.style
    last = style.lineBreak + around.base
    first = last + style.indent
    other = first
  }

  /// Where members (from the key on) or elements stand.
  static func childRanges(_ container: JSONNode, limit: Int = .max) -> [Range<Int>] {
    switch container.kind {
    case .object: container.members.prefix(limit).map(\.range)
    case .array: container.elements.prefix(limit).map(\.range)
    default: []
    }
  }

  /// The blanks behind the last line break; `nil` if there is no line break.
  static func indentation(_ gap: [UInt8]) -> [UInt8]? {
    gap.lastIndex(of: 0x0A).map { Array(gap[($0 + 1)...]) }
  }
}

extension JSONStyle {
  /// - Parameters:
  ///   - first: the blanks behind the opening bracket.
  ///   - last: the blanks before the closing one.
  init(first: [UInt8], last: [UInt8], habits: JSONHabits) {
    guard let indentation = JSONLayout.indentation(first) else {
      self = .compact
      colon = habits.colon ?? colon
      // Who puts a blank behind a colon most likely puts one behind a comma.
      commaGap = habits.commaGap ?? Array(colon.reversed().prefix(while: Self.isBlank).reversed())
      return
    }
    let outer = JSONLayout.indentation(last) ?? []
    let isDeeper = indentation.count > outer.count && indentation.starts(with: outer)
    self = .indented(by: isDeeper ? Array(indentation.dropFirst(outer.count)) : [0x20, 0x20])
    colon = habits.colon ?? colon
    if let end = first.firstIndex(of: 0x0A), end > 0, first[end - 1] == 0x0D {
      lineBreak = [0x0D, 0x0A]
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

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
