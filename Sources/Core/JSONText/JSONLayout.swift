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

  /// A value of several lines with all but the first indented as deep as an entry here.
  ///
  /// What the lines of `value` are indented by as a whole, as the one of the closing bracket shows,
  /// is left out. Line breaks become those of the layout. A container on one line says nothing of
  /// the depth: there the value stays as it is.
  func indented(_ value: [UInt8]) -> [UInt8] {
    guard style.isMultiline, value.contains(0x0A) else { return value }
    let lines = value.split(separator: 0x0A, omittingEmptySubsequences: false)
    let closing = lines.last ?? []
    let blanks = closing.prefix(while: JSONStyle.isBlank)
    let isBracket = blanks.count == closing.count - 1
    let own = isBracket ? blanks : []
    var text = Array(Self.withoutReturn(lines[0]))
    for line in lines.dropFirst() {
      let line = Self.withoutReturn(line)
      text += style.lineBreak
      guard !line.isEmpty else { continue }
      text += base + (line.starts(with: own) ? line.dropFirst(own.count) : line)
    }
    return text
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == 0x0D ? line.dropLast() : line
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
