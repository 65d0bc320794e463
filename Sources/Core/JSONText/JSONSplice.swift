/// One replacement in a text. Lists of splices are in order and do not overlap.
struct JSONSplice: Equatable {
  var range: Range<Int>
  var bytes: [UInt8]

  static func apply(_ splices: [JSONSplice], to text: [UInt8]) -> [UInt8] {
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
}
