import JSONText

/// Guesses what was meant by text that is not JSON, where there is one good guess.
struct SyntaxRepair {
  struct Candidate {
    let title: String
    let splice: JSONSplice

    init(_ title: String, _ range: Range<Int>, _ text: String = "") {
      self.title = title
      splice = JSONSplice(range: range, bytes: Array(text.utf8))
    }
  }

  let source: UnsafeBufferPointer<UInt8>
  /// Whether the mistake stands where an element of an array belongs.
  let isElement: Bool

  /// What could be done about a mistake that begins at a byte; most likely first.
  func candidates(at place: Int) -> [Candidate] {
    guard place < source.count else { return [] }
    return [
      quoted(place), word(place), decimalComma(place), spareComma(place), mark(place),
      control(place), bareKey(place), missingComma(place),
    ].compactMap(\.self)
  }

  // MARK: Values

  /// `True`, `None`, `undefined`.
  private func word(_ place: Int) -> Candidate? {
    let range = word(from: place)
    let meant: String
    switch text(range).lowercased() {
    case "true": meant = "true"
    case "false": meant = "false"
    case "null", "none", "nil", "undefined", "nan": meant = "null"
    default: return nil
    }
    return Candidate("write \(meant)", range, meant)
  }

  /// `0,2`. Not `1,000`, which may be a thousand.
  private func decimalComma(_ place: Int) -> Candidate? {
    let isFraction = place > 1 && source[place - 1] == UInt8(ascii: ",")
    var start = isFraction ? place - 1 : place
    while isFraction, start > 0, isNumeral(start - 1) { start -= 1 }
    var comma = start
    while isNumeral(comma) { comma += 1 }
    var end = comma + 1
    while isNumeral(end) { end += 1 }
    guard comma > start, byte(comma) == UInt8(ascii: ","), end > comma + 1,
      byte(behindBlanks(end)) != UInt8(ascii: ":")
    else { return nil }
    let whole = text(start..<comma)
    guard whole == "0" || whole == "-0" || end - comma != 4 else { return nil }
    let number = "\(whole).\(text(comma + 1..<end))"
    return isJSON(number) ? Candidate("write \(number)", start..<end, number) : nil
  }

  /// `'text'`, where the second quote is surely the end: `'it's'` is not.
  private func quoted(_ place: Int) -> Candidate? {
    guard byte(place) == UInt8(ascii: "'") else { return nil }
    var literal: [UInt8] = [UInt8(ascii: "\"")]
    var end = place + 1
    while let next = byte(end), next != UInt8(ascii: "'") {
      guard next >= 0x20 else { return nil }
      if next == UInt8(ascii: "\\"), byte(end + 1) == UInt8(ascii: "'") {
        end += 1
      } else if next == UInt8(ascii: "\\"), let escaped = byte(end + 1) {
        literal += [next, escaped]
        end += 2
        continue
      } else if next == UInt8(ascii: "\"") {
        literal.append(UInt8(ascii: "\\"))
      }
      literal.append(source[end])
      end += 1
    }
    literal.append(UInt8(ascii: "\""))
    let follower = byte(behindBlanks(end + 1))
    guard byte(end) != nil, follower.map({ ",:]}".utf8.contains($0) }) ?? true else { return nil }
    let text = String(decoding: literal, as: UTF8.self)
    return isJSON(text) ? Candidate("write \"…\" instead of '…'", place..<end + 1, text) : nil
  }

  /// A control character inside a string, but no line break: there the closing quote may be missing.
  private func control(_ place: Int) -> Candidate? {
    guard let control = byte(place), control < 0x20, control != 0x0A, control != 0x0D else {
      return nil
    }
    let escaped = String(
      decoding: JSONString.literal(bytes: [control]).dropFirst().dropLast(), as: UTF8.self)
    return Candidate("write it as \(escaped)", place..<place + 1, escaped)
  }

  // MARK: Keys and marks

  /// `{name: 1}`.
  private func bareKey(_ place: Int) -> Candidate? {
    let range = word(from: place)
    let isName = source[range].allSatisfy { ReferenceScanner.isName($0) && $0 < 0x80 }
    guard isName, !range.isEmpty, !(source[place] &- 0x30 < 10),
      byte(behindBlanks(range.upperBound)) == UInt8(ascii: ":")
    else { return nil }
    let key = "\"\(text(range))\""
    return Candidate("write \(key)", range, key)
  }

  /// `[1, 2,]` and `[1,, 2]`.
  private func spareComma(_ place: Int) -> Candidate? {
    let last = beforeBlanks(place) - 1
    guard last >= 0, source[last] == UInt8(ascii: ","), ",]}".utf8.contains(source[place]) else {
      return nil
    }
    return Candidate("remove the ',' before it", last..<last + 1)
  }

  /// `"a" = 1` and `"a": 1; "b": 2`.
  private func mark(_ place: Int) -> Candidate? {
    if source[place] == UInt8(ascii: "=") {
      return Candidate("write ':' instead of '='", place..<place + 1, ":")
    }
    let word = word(from: place)
    guard let last = word.last, source[last] == UInt8(ascii: ";"),
      last == place || isJSON(text(place..<last))
    else { return nil }
    return Candidate("write ',' instead of ';'", last..<last + 1, ",")
  }

  private func missingComma(_ place: Int) -> Candidate? {
    let end = beforeBlanks(place)
    guard end > 0, isAfterValue(end - 1), isBeforeEntry(place, after: end) else { return nil }
    return Candidate("write ',' before it", end..<end, ",")
  }

  private func isAfterValue(_ last: Int) -> Bool {
    let letter = source[last] | 0x20
    return "\"]}".utf8.contains(source[last]) || source[last] &- 0x30 < 10
      || (letter &- 0x61 < 26)
  }

  /// Whether another entry begins here: a key has its colon, an element has not. `"say "hi" there"`
  /// has no comma too little, nor has `1 000`.
  private func isBeforeEntry(_ place: Int, after end: Int) -> Bool {
    switch source[place] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return isElement
    case _ where place == end: return false
    case UInt8(ascii: "\""):
      var close = place + 1
      while let next = byte(close), next != UInt8(ascii: "\""), next >= 0x20 {
        close += next == UInt8(ascii: "\\") ? 2 : 1
      }
      let isKey = byte(behindBlanks(close + 1)) == UInt8(ascii: ":")
      return byte(close) == UInt8(ascii: "\"") && isKey != isElement
    default:
      let isNumberPair = source[end - 1] &- 0x30 < 10 && isNumeral(place)
      let isLater = source[end..<place].contains(0x0A)
      return isElement && (isLater || !isNumberPair) && isJSON(text(word(from: place)))
    }
  }

  // MARK: Reading

  private func byte(_ place: Int) -> UInt8? {
    source.indices.contains(place) ? source[place] : nil
  }

  private func isNumeral(_ place: Int) -> Bool {
    byte(place).map { $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") } ?? false
  }

  private func word(from start: Int) -> Range<Int> {
    var end = start
    while let next = byte(end), next > 0x20, !",:\"'{}[]".utf8.contains(next) { end += 1 }
    return start..<end
  }

  private func behindBlanks(_ place: Int) -> Int {
    var place = place
    while let next = byte(place), next <= 0x20 { place += 1 }
    return place
  }

  private func beforeBlanks(_ place: Int) -> Int {
    var place = place
    while place > 0, source[place - 1] <= 0x20 { place -= 1 }
    return place
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: source[range], as: UTF8.self)
  }

  private func isJSON(_ text: String) -> Bool {
    (try? JSONDocument(parsing: Array(text.utf8))) != nil
  }
}
