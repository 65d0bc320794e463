package import JSONText

/// A change that mends a problem.
package struct FlowFix: Hashable, Sendable {
  /// What it does, as an order: "write refundLookup_0", "remove this edge".
  package var title: String
  /// The change of the document that was checked.
  package var splices: [JSONSplice]

  package init(title: String, splices: [JSONSplice]) {
    self.title = title
    self.splices = splices
  }

  /// Feeds the title and where the change begins.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(title)
    hasher.combine(splices.first?.range)
  }
}

// MARK: Changes of the structure

extension FlowFix {
  /// Text in the place of the text of a string, or of a piece of it.
  static func writing(_ text: String, at range: Range<Int>) -> JSONSplice {
    JSONSplice(range: range, bytes: Array(JSONString.literal(text).dropFirst().dropLast()))
  }

  /// One more member at the end of an object, laid out like its first one.
  static func adding(_ key: String, _ value: [UInt8], to object: JSONNode) -> JSONSplice {
    let literal = JSONString.literal(key)
    let start = object.range.lowerBound + 1
    let members = Array(object.members)
    guard let first = members.first, let last = members.last?.range.upperBound else {
      return JSONSplice(range: start..<start, bytes: literal + [UInt8(ascii: ":")] + value)
    }
    let bytes = object.bytes
    let isSpaced = bytes[first.value.range.lowerBound - 1] <= 0x20
    let before = bytes[start..<first.keyRange.lowerBound]
    return JSONSplice(
      range: last..<last,
      bytes: [UInt8(ascii: ",")] + before + literal + Array((isSpaced ? ": " : ":").utf8) + value)
  }

  /// One element of an array less, and its comma.
  ///
  /// - Parameters:
  ///   - previous: the element before it; nil for the first.
  ///   - next: the element behind it; nil for the last.
  static func removing(
    _ element: JSONNode, after previous: JSONNode?, before next: JSONNode?
  ) -> JSONSplice {
    let range = element.range
    if let next {
      return JSONSplice(range: range.lowerBound..<next.range.lowerBound, bytes: [])
    }
    let start = previous?.range.upperBound ?? range.lowerBound
    return JSONSplice(range: start..<range.upperBound, bytes: [])
  }
}
