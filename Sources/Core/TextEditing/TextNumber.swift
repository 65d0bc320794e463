extension TextBuffer {
  /// Adds to the number under an offset or behind it in the line, keeping its spelling.
  ///
  /// ```
  /// 0.7 + 1    1.7      the value grows by one, wherever the cursor is in it
  /// 007 + 1    008      leading zeros stay
  /// -1 + 1     0        gpt-4 + 1   gpt-5      a minus behind a letter or a digit is a hyphen
  /// ```
  ///
  /// - Returns: the bytes to replace and what by; nil if there is no number, or one with an
  ///   exponent or more than 18 digits.
  package func adding(_ difference: Int, at offset: Int) -> (range: Range<Int>, bytes: [UInt8])? {
    guard let range = number(at: offset),
      let text = TextNumber(bytes(in: range))?.adding(difference).text
    else { return nil }
    return (range, Array(text.utf8))
  }

  /// No number is longer, and none is searched farther.
  private static let numberReach = 64 * 1024

  private func number(at offset: Int) -> Range<Int>? {
    let lineStart = lineStart(at: offset)
    let lineEnd = min(lineEnd(at: offset), offset + Self.numberReach)
    // The cursor may be in the number, also on its sign or its point.
    var start = offset
    while start > max(lineStart, offset - 64), start < lineEnd, isNumberByte(start - 1),
      isNumberByte(start)
    {
      start -= 1
    }
    while start < lineEnd {
      if self[start].isDigit {
        let found = numberEnd(from: start, lineEnd: lineEnd)
        if found > offset { return withSign(start..<found, lineStart: lineStart) }
        start = found
      } else {
        start += 1
      }
    }
    return nil
  }

  private func isNumberByte(_ offset: Int) -> Bool {
    self[offset].isDigit || self[offset] == UInt8(ascii: ".") || self[offset] == UInt8(ascii: "-")
  }

  /// Digits, with a fraction unless another point makes it a version such as `1.2.3`.
  private func numberEnd(from start: Int, lineEnd: Int) -> Int {
    let whole = digitsEnd(from: start, lineEnd: lineEnd)
    let isFraction = start > 1 && self[start - 1] == UInt8(ascii: ".") && self[start - 2].isDigit
    guard !isFraction, whole + 1 < lineEnd, self[whole] == UInt8(ascii: "."),
      self[whole + 1].isDigit
    else { return whole }
    let end = digitsEnd(from: whole + 1, lineEnd: lineEnd)
    let isVersion = end < lineEnd && self[end] == UInt8(ascii: ".")
    return isVersion ? whole : end
  }

  private func digitsEnd(from start: Int, lineEnd: Int) -> Int {
    var end = start
    while end < lineEnd, self[end].isDigit { end += 1 }
    return end
  }

  private func withSign(_ range: Range<Int>, lineStart: Int) -> Range<Int>? {
    if range.upperBound < count, self[range.upperBound] | 0x20 == UInt8(ascii: "e"),
      range.upperBound + 1 < count,
      self[range.upperBound + 1].isDigit || self[range.upperBound + 1] == UInt8(ascii: "-")
        || self[range.upperBound + 1] == UInt8(ascii: "+")
    {
      return nil
    }
    let sign = range.lowerBound - 1
    guard sign >= lineStart, self[sign] == UInt8(ascii: "-") else { return range }
    return sign > lineStart && isWord(before: sign) ? range : sign..<range.upperBound
  }
}

/// A number with a fixed count of digits behind its point.
private struct TextNumber {
  /// The value times ten for each digit of the fraction.
  var scaled: Int
  var fractionDigits: Int
  /// Digits before the point are at least so many.
  var width: Int

  init?(_ bytes: [UInt8]) {
    let digits = bytes.filter(\.isDigit)
    guard digits.count <= 18, let value = Int(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    let point = bytes.firstIndex(of: UInt8(ascii: "."))
    fractionDigits = point.map { bytes.count - 1 - $0 } ?? 0
    scaled = bytes[0] == UInt8(ascii: "-") ? -value : value
    let whole = digits.dropLast(fractionDigits)
    width = whole.first == UInt8(ascii: "0") ? whole.count : 1
  }

  func adding(_ difference: Int) -> TextNumber {
    var sum = self
    let unit = (0..<fractionDigits).reduce(1) { unit, _ in unit * 10 }
    let (product, tooBig) = difference.multipliedReportingOverflow(by: unit)
    let (total, isOver) = scaled.addingReportingOverflow(product)
    if !tooBig && !isOver { sum.scaled = total }
    return sum
  }

  var text: String {
    var digits = String(scaled.magnitude)
    let missing = width + fractionDigits - digits.utf8.count
    if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
    let sign = scaled < 0 ? "-" : ""
    guard fractionDigits > 0 else { return sign + digits }
    return sign + digits.dropLast(fractionDigits) + "." + digits.suffix(fractionDigits)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
