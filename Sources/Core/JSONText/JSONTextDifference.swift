/// The few places in which two texts differ, so that all else can stay as it is written.
enum JSONTextDifference {
  /// Splices that turn `old` into exactly `new`.
  ///
  /// Compares stretches that end at a bracket, comma or line break; where too many differ, one
  /// splice replaces all from the first to the last.
  static func splices(from old: [UInt8], to new: [UInt8]) -> [JSONSplice] {
    let left = stretches(of: old)
    let right = stretches(of: new)
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func numbered(_ stretches: [Range<Int>], of text: [UInt8]) -> [Int] {
      stretches.map { stretch in
        let next = numbers.count
        if let number = numbers[text[stretch]] { return number }
        numbers[text[stretch]] = next
        return next
      }
    }
    let pairs = JSONAlignment.pairs(numbered(left, of: old), numbered(right, of: new))
    var splices: [JSONSplice] = []
    var place = (old: 0, new: 0)
    func add(_ oldEnd: Int, _ newEnd: Int) {
      let splice = trimmed(place.old..<oldEnd, of: old, place.new..<newEnd, of: new)
      if !splice.range.isEmpty || !splice.bytes.isEmpty { splices.append(splice) }
    }
    for pair in pairs {
      add(left[pair.left].lowerBound, right[pair.right].lowerBound)
      place = (left[pair.left].upperBound, right[pair.right].upperBound)
    }
    add(old.count, new.count)
    return splices
  }

  private static func stretches(of text: [UInt8]) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var start = 0
    for (index, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "["), 0x0A:
        stretches.append(start..<index + 1)
        start = index + 1
      default: break
      }
    }
    if start < text.count { stretches.append(start..<text.count) }
    return stretches
  }

  /// Leaves out what both begin and end with; never cuts a scalar.
  private static func trimmed(
    _ oldRange: Range<Int>, of old: [UInt8], _ newRange: Range<Int>, of new: [UInt8]
  ) -> JSONSplice {
    let shorter = min(oldRange.count, newRange.count)
    var head = 0
    while head < shorter, old[oldRange.lowerBound + head] == new[newRange.lowerBound + head] {
      head += 1
    }
    while head > 0,
      isInsideScalar(oldRange.lowerBound + head, of: old)
        || isInsideScalar(newRange.lowerBound + head, of: new)
    { head -= 1 }
    var tail = 0
    while tail < shorter - head,
      old[oldRange.upperBound - 1 - tail] == new[newRange.upperBound - 1 - tail]
    { tail += 1 }
    while tail > 0, isInsideScalar(oldRange.upperBound - tail, of: old) { tail -= 1 }
    return JSONSplice(
      range: oldRange.lowerBound + head..<oldRange.upperBound - tail,
      bytes: Array(new[newRange.lowerBound + head..<newRange.upperBound - tail]))
  }

  private static func isInsideScalar(_ index: Int, of text: [UInt8]) -> Bool {
    index < text.count && text[index] & 0xC0 == 0x80
  }
}
