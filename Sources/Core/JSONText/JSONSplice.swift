/// One replacement in a text. Lists of splices are in order and do not overlap; all their offsets are
/// those of the text before.
package struct JSONSplice: Equatable, Sendable {
  /// The bytes that go.
  package var range: Range<Int>
  /// The bytes that come in their place.
  package var bytes: [UInt8]

  /// Puts `bytes` in the place of `range`.
  package init(range: Range<Int>, bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }

  /// The text after all of the splices.
  package static func apply(_ splices: [JSONSplice], to text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + splices.reduce(0) { $0 + $1.bytes.count })
    var copied = 0
    for splice in splices {
      result.append(contentsOf: text[copied..<splice.range.lowerBound])
      result.append(contentsOf: splice.bytes)
      copied = splice.range.upperBound
    }
    result.append(contentsOf: text[copied...])
    return result
  }

  /// The splices that lead from the text after `splices` back to `text`, the one before.
  package static func inverse(of splices: [JSONSplice], in text: [UInt8]) -> [JSONSplice] {
    var shift = 0
    return splices.map { splice in
      let start = splice.range.lowerBound + shift
      shift += splice.bytes.count - splice.range.count
      return JSONSplice(
        range: start..<start + splice.bytes.count, bytes: Array(text[splice.range]))
    }
  }
}
